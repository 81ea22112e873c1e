"""Tables of 20 questions at 1,000 to 1,000,000 answers: from the database, and once read.

For each number of answers, in a process of its own:

- cold: reading all answers from SQLite into columns; time and the memory that stays, per answer.
- new: following 100 answers that came since.
- warm: all tables (GT) and three cross tables, beside `value_counts` and `crosstab` of plain pandas
  over the same columns, as the ratio of processor times, taken in turns. Bar: 1.5.
- page: what a staff member waits for when みる counts anew: the tables out of the child process.
  Bar: 1 s.

Time and memory per answer may grow by 1.3 between the two largest numbers. Other numbers:
`python bench/analysis.py 1000 10000`.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

# Run as a script, this file would stand in front of the room whose name it has.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

import pandas as pd
from sqlalchemy import insert
from sqlmodel import Session

from analysis import child, kept
from analysis.columns import Answers, Column
from analysis.crosstab import standing
from analysis.tabulate import tabulate
from models import placements, rehearsal, responses, surveys, tables, tokens
from models.document import SurveyDocument
from models.questions import AnyQuestion
from models.store import Store
from pages.components import answers as page
from tests.builders import EVERY, FIVE, document

T = TypeVar("T")
Frame: TypeAlias = Mapping[str, Sequence["pd.Series[Any]"]]

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUESTIONS = 20
SIDES = ("q1", "q5", "q13")  # as 性別, 年代 and 地域 stand beside a question
HEAD = "q6"
PEOPLE = 2_000  # different ones; their answers are repeated
NEW = 100
ROUNDS = 7
WARM_BAR, GROWTH_BAR, PAGE_BAR = 1.5, 1.3, 1.0


class Measured(NamedTuple):
    """Seconds of processor time, `page` of the clock; bytes."""

    cold: float
    new: float
    peak: float
    kept: float
    ours: float
    pandas: float
    page: float


def questions() -> Iterator[AnyQuestion]:
    """Questions of every type in turn, without end."""
    worded = tuple(o.model_copy(update={"label": o.label or {"ja": o.value}}) for o in FIVE)
    asking = [question for question in EVERY if question.asked_keys()]
    for number in count():
        question = asking[number % len(asking)]
        changes: dict[str, object] = {"key": f"q{number + 1}"}
        if question.key in ("q6", "q8"):
            changes["options"] = worded
        yield question.model_copy(update=changes)


def filled(store: Store, number: int) -> str:
    """A published survey with so many answers; returns its id."""
    definition = document(*islice(questions(), QUESTIONS))
    survey_id = published(store, definition)
    add(store, survey_id, definition, number)
    return survey_id


def published(store: Store, definition: SurveyDocument) -> str:
    """A published survey without answers; returns its id."""

    def publish(session: Session) -> str:
        survey_id = surveys.create(session, definition, by="bench")
        surveys.publish(session, survey_id, by="bench")
        return survey_id

    return store.write(publish)


def add(store: Store, survey_id: str, definition: SurveyDocument, number: int) -> None:
    """More answers, as they would be stored."""
    people = rehearsal.respondents(definition, min(PEOPLE, number), 6)
    texts = [responses.canonical(person.answers) for person in people]

    def insert_some(session: Session) -> None:
        [place] = placements.listing(session, survey_id)
        for start in range(0, number, 10_000):
            rows = [
                {
                    "survey_id": survey_id,
                    "submission_id": tokens.unguessable(),
                    "version": 1,
                    "placement": place.code,
                    "language": "ja",
                    "mode": "web",
                    "received": people[n % len(people)].received,
                    "answers": texts[n % len(texts)],
                    "checksum": str(n),
                    "receipt": tokens.short(responses.RECEIPT_LENGTH),
                    "flags": "",
                }
                for n in range(start, min(number, start + 10_000))
            ]
            session.connection().execute(insert(tables.Response), rows)
        survey = session.get(tables.Survey, survey_id)
        assert survey is not None
        survey.data_revision += 1
        session.add(survey)

    store.write(insert_some)


def measure(url: str, survey_id: str) -> Measured:
    """Everything, in this process and its child."""
    before = peak()
    cold, found = timed(lambda: kept.answers_of(url, survey_id))
    grown = peak() - before
    answers = found.answers
    frame = as_pandas(answers)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: all_tables(answers))[0])
        theirs.append(timed(lambda: all_of_pandas(frame))[0])
    store = Store(url)
    add(store, survey_id, found.versions[1], NEW)
    store.close()
    new, later = timed(lambda: kept.answers_of(url, survey_id))
    assert later.answers.n == answers.n + NEW
    child.run(page.results, url, survey_id)
    began = time.perf_counter()
    child.run(page.results, url, survey_id, ("fast",))
    waited = time.perf_counter() - began
    return Measured(
        cold=cold,
        new=new,
        peak=grown,
        kept=nbytes(answers),
        ours=statistics.median(ours),
        pandas=statistics.median(theirs),
        page=waited,
    )


def all_tables(answers: Answers) -> None:
    """What みる shows."""
    for column in answers.columns.values():
        tabulate(column)
    sides = [answers.columns[side] for side in SIDES]
    list(standing([answers.columns[HEAD]], sides))


def all_of_pandas(frame: Frame) -> None:
    """Counts of the same columns, and nothing else."""
    for series in frame.values():
        for one in series:
            one.value_counts(dropna=False)
    for side in SIDES:
        pd.crosstab(frame[side][0], frame[HEAD][0])


def as_pandas(answers: Answers) -> dict[str, list[pd.Series[Any]]]:
    """The columns as pandas holds such data best: categories, flags, numbers."""
    return {key: series(column) for key, column in answers.columns.items()}


def series(column: Column) -> list[pd.Series[Any]]:
    categories = pd.Index([category.code for category in column.part.categories])
    if column.codes is not None:
        return [pd.Series(pd.Categorical.from_codes(column.codes, categories))]
    if column.places is not None:
        return [pd.Series(pd.Categorical.from_codes(one, categories)) for one in column.places.T]
    if column.marks is not None:
        return [pd.Series(one.copy()) for one in column.marks.T]
    return [pd.Series(column.state if column.values is None else column.values)]


def nbytes(answers: Answers) -> int:
    """What the columns hold."""
    arrays = [
        array
        for column in answers.columns.values()
        for array in (column.state, column.codes, column.marks, column.places, column.values)
        if array is not None
    ]
    return sum(array.nbytes for array in (*arrays, answers.received))


def peak() -> int:
    """The most memory this process has used so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed(work: Callable[[], T]) -> tuple[float, T]:
    gc.collect()
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(*sys.argv[2:])))
        return
    found: dict[int, Measured] = {}
    for number in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/koebako.db"
            store = Store(url)
            survey_id = filled(store, number)
            store.close()
            command = [sys.executable, __file__, "--one", url, survey_id]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        one = found[number] = Measured(*json.loads(printed))
        told(number, one)
    if len(found) > 1:
        less, more = sorted(found)[-2:]
        for name in ("cold", "peak", "kept"):
            each = [getattr(found[number], name) / number for number in (less, more)]
            growth = each[1] / each[0]
            print(
                f"{name} an answer at {more:,} over {less:,}: {growth:.2f} "
                f"(bar {GROWTH_BAR}){below(growth, GROWTH_BAR)}"
            )


def told(number: int, one: Measured) -> None:
    """One line of the result."""
    ratio = one.ours / one.pandas
    print(
        f"{number:9,}: cold {one.cold / number * 1e6:.1f} µs, {one.peak / number:.0f} bytes at the "
        f"peak, {one.kept / number:.0f} kept, per answer; {NEW} new {one.new * 1e3:.0f} ms; "
        f"warm {one.ours * 1e3:.1f} ms, pandas {one.pandas * 1e3:.1f} ms, ratio {ratio:.2f} "
        f"(bar {WARM_BAR}){below(ratio, WARM_BAR)}; "
        f"page {one.page:.2f} s (bar {PAGE_BAR}){below(one.page, PAGE_BAR)}"
    )


def below(found: float, bar: float) -> str:
    return "" if found <= bar else "  OVER THE BAR"


if __name__ == "__main__":
    main()
