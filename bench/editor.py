"""Time of an edit in つくる with 100 questions, beside the same with 10.

An edit is what a staff member waits for: the callback that saves it durably, and the run of the
page that shows it. Measured in turns in one process, on the real page and a real database, as
processor time, so that a busy machine changes nothing. Prints the ratio of the medians. Bar: 2.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from streamlit.testing.v1 import AppTest

import settings
from models import store, surveys
from models.document import SurveyDocument
from models.questions import AnyQuestion
from models.questions.conditions import Condition, Rule
from models.store import Store
from tests.builders import EVERY, document
from tests.pages.drafts import click, field

BAR = 2.0
WARM_UP, ROUNDS = 2, 24
FEW, MANY = 10, 100
SECTION = 10  # questions in each


def questions() -> Iterator[AnyQuestion]:
    """Questions of every type in turn, without end; each tenth is asked of some people only."""
    for number in count(1):
        question = EVERY[(number - 1) % len(EVERY)]
        condition = Condition(rules=(Rule(key="q1", op="equals", value="good"),))
        changes = {"key": f"q{number}", "show_if": condition if number % 10 == 0 else None}
        yield question.model_copy(update=changes)


def survey(size: int) -> SurveyDocument:
    """A survey of so many questions in sections of ten."""
    asked = list(islice(questions(), size))
    sections = [
        {"title": f"第{start // SECTION + 1}の話", "questions": asked[start : start + SECTION]}
        for start in range(0, size, SECTION)
    ]
    return document(sections=sections)


def opened(house: Store, size: int) -> AppTest:
    """つくる at the third question of a survey of that size, as a signed-in person."""
    survey_id = house.write(lambda session: surveys.create(session, survey(size), by="bench"))
    at = AppTest.from_file(str(settings.ROOT / "pages" / "staff.py"), default_timeout=60)
    at.user = {"login": "bench"}
    at.run()
    at.query_params["survey"] = survey_id
    at.query_params["question"] = "q3"
    at.switch_page("build.py")
    return at.run()


def write(at: AppTest, turn: int) -> None:
    field(at, "質問の文").set_value(f"町の名前 {turn}").run()


def require(at: AppTest, turn: int) -> None:
    field(at, "必須").set_value(turn % 2 == 0).run()


def move(at: AppTest, turn: int) -> None:
    click(at, "down" if turn % 2 else "up")


def turn_page(at: AppTest, turn: int) -> None:
    at.radio[0].set_value("q4" if turn % 2 else "q3").run()


EDITS: dict[str, Callable[[AppTest, int], None]] = {
    "write": write,
    "require": require,
    "move": move,
    "open": turn_page,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        chosen = settings.Settings(data_dir=Path(folder), public_url="https://koe.example.lg.jp")
        settings.use(chosen)
        house = Store(chosen.store_url)
        store.use(house)
        pages = {size: opened(house, size) for size in (FEW, MANY)}
        took: dict[tuple[str, int], list[float]] = {}
        for name, edit in EDITS.items():
            for turn in range(WARM_UP + ROUNDS):
                for size, at in pages.items():
                    began = time.process_time()
                    edit(at, turn)
                    took.setdefault((name, size), []).append(time.process_time() - began)
                    assert not at.exception, at.exception
        store.use(None)
        house.close()
    ratios = []
    for name in EDITS:
        few, many = (statistics.median(took[name, size][WARM_UP:]) for size in (FEW, MANY))
        ratios.append(many / few)
        shown = f"{FEW:3} {few * 1000:6.1f} ms   {MANY} {many * 1000:6.1f} ms"
        print(f"{name:8} {shown}   {many / few:.2f}")
    worst = max(ratios)
    print(f"edit ratio {worst:.2f} (bar {BAR:g}){'' if worst <= BAR else '  ABOVE THE BAR'}")


if __name__ == "__main__":
    main()
