"""What left the house as responses.csv comes back as the same tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.csv import responses_csv
from exports.neutral import Encoding
from imports import files
from imports.building import About
from imports.files import Source
from imports.plan import Kind, Plan
from models import parcels
from models.document import SurveyDocument
from models.questions.values import StoredValue
from models.responses import StoredResponse
from pages.components import answers
from tests.builders import DAY, DROPDOWN, GRID_MANY, LIKED, NUMBER, SCALE, document

ASKED = document(DROPDOWN, LIKED, SCALE, NUMBER, DAY, GRID_MANY)
LIKES = st.lists(st.sampled_from(["stage", "food", "stamp"]), min_size=1, max_size=2, unique=True)
IN_ORDER = {"stage": 0, "food": 1, "stamp": 2, "none": 3}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "q5": st.sampled_from(["yes", "no"]),
    "q2": LIKES.map(lambda chosen: sorted(chosen, key=IN_ORDER.__getitem__)),
    "q6": st.sampled_from(["5", "4", "3", "2", "1", "unsure"]),
    "q11": st.integers(1, 20),
    "q12": st.dates(DAY.earliest, DAY.latest).map(lambda day: day.isoformat()),  # type: ignore[arg-type] # both are set
    "q9.hall": LIKES.map(lambda chosen: sorted(chosen, key=IN_ORDER.__getitem__)),
    "q9.staff": st.just(["none"]),
}
PERSON = st.fixed_dictionaries(
    {}, optional={key: st.none() | value for key, value in VALUES.items()}
).map(lambda said: said if ("q9.hall" in said) == ("q9.staff" in said) else {})
KINDS: dict[str, Kind] = {
    "q5": "single_choice",
    "q6": "scale",
    "q11": "number",
    "q12": "date",
    "q2_other_text": "left_out",
}


def corrected(source: Source, plan: Plan) -> Plan:
    """As staff would correct the guess: few answers do not always tell what a column is."""
    for group in ("q2", "q9_hall", "q9_staff"):
        if plan.heading.startswith(f"{group}_") and plan.heading not in KINDS:
            code = plan.heading.removeprefix(f"{group}_")
            return replace(plan, kind="flag", group=group, label=code, choices=(), reason="")
    kind = KINDS.get(plan.heading, "left_out")
    return files.fitted(source, replace(plan, kind=kind, group="", reason=""))


def counted(
    found: list[dict[str, StoredValue]], survey: SurveyDocument
) -> list[dict[str, tuple[Any, ...]]]:
    """The counts, 無回答 and 非該当 of every table, without options of nobody."""
    stored = [
        StoredResponse(f"r{n}", 1, "abcde", "ja", "web", datetime(2026, 4, 1, tzinfo=UTC), one)
        for n, one in enumerate(found)
    ]
    tables = answers.tables(stored, {1: survey})
    return [
        {
            "n": (table.n_asked, table.no_answer, table.not_asked),
            **{row.code: (row.count,) for row in table.rows if row.count},
        }
        for table in tables
    ]


@settings(max_examples=40)
@given(
    people=st.lists(PERSON.filter(bool), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8-sig", "utf-8", "cp932"]),
)
def test_our_own_file_gives_the_same_tables(
    people: list[dict[str, StoredValue]], encoding: Encoding
) -> None:
    moment = datetime(2026, 4, 1, 10, tzinfo=UTC)
    stored = [
        StoredResponse(f"r{n:03}", 1, "abcde", "ja", "web", moment, one)
        for n, one in enumerate(people)
    ]
    data = responses_csv(stored, {1: ASKED}, {"abcde": "駅"}, encoding).data
    source = Source(data, "responses.csv")
    plans = [corrected(source, plan) for plan in files.look(source).plans]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "parcel"
        packed = files.pack(source, plans, About("前の調査"), file)
        with parcels.reading(file) as (head, entries):
            found = [entry.answers for entry in entries]
    assert (packed.responses, packed.bad_rows, packed.misfits) == (len(people), 0, ())
    assert counted(found, head.document) == counted(people, ASKED)
