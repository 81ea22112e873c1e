from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.areas import Areas
from analysis.tabulate import NO_ANSWER, Tabulation, percent, percent_text, tabulate
from models.document import Section, SurveyDocument
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.base import NOT_ASKED
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option
from models.questions.text import LongText
from models.questions.values import StoredValue
from models.responses import StoredResponse
from tests.builders import DAY, HOME, NUMBER
from tests.columns import counted

patient = settings(deadline=None)  # a busy machine is slow, not wrong

OPTIONS = tuple(Option(value=v, label={"ja": v.upper()}) for v in ("a", "b", "c"))
ONE = SingleChoice(key="q", label={"ja": "問"}, options=OPTIONS)
ANY = MultipleChoice(key="q", label={"ja": "問"}, options=OPTIONS)
TEXT = LongText(key="q", label={"ja": "問"})
ABSENT = "(absent)"

one_of = st.sampled_from(["a", "b", "c", None, ABSENT])
any_of = st.one_of(st.none(), st.just(ABSENT), st.sets(st.sampled_from("abc"), min_size=1))


def count(question: AnyQuestion, values: Sequence[StoredValue]) -> Tabulation:
    """The table of a survey with this one question; ABSENT stands for a key that is not there."""
    received = datetime(2026, 11, 23, tzinfo=UTC)
    responses = [
        StoredResponse(
            f"r{number}",
            1,
            "ab3de",
            "ja",
            "web",
            received,
            {} if value == ABSENT else {"q": value},
        )
        for number, value in enumerate(values)
    ]
    document = SurveyDocument(sections=(Section(questions=(question,)),))
    return tabulate(build.answers(responses, {1: document}, {}).columns["q"])


def printed(table: Tabulation) -> list[tuple[str, int, str]]:
    return [
        (row.label["ja"], row.count, percent_text(row.count, table.n_asked)) for row in table.rows
    ]


def test_single_choice_by_hand() -> None:
    table = count(ONE, ["a"] * 20 + ["b"] * 13 + [None] * 3 + [ABSENT] * 4)
    assert (table.n_asked, table.n_answered, table.no_answer, table.not_asked) == (36, 33, 3, 4)
    assert printed(table) == [
        ("A", 20, "55.6"),
        ("B", 13, "36.1"),
        ("C", 0, "-"),
        ("無回答", 3, "8.3"),
    ]
    assert [row.percent for row in table.rows] == [
        Decimal(text) for text in ("55.6", "36.1", "0.0", "8.3")
    ]
    assert (table.marks, table.small) == (None, False)


def test_multiple_choice_by_hand() -> None:
    """The base is persons: 5 asked, 7 marks, so percentages exceed 100 together."""
    table = count(ANY, [["a"], ["a", "b"], ["a", "b", "c"], ["c"], None, ABSENT])
    assert (table.n_asked, table.n_answered, table.no_answer, table.not_asked) == (5, 4, 1, 1)
    assert printed(table) == [
        ("A", 3, "60.0"),
        ("B", 2, "40.0"),
        ("C", 2, "40.0"),
        ("無回答", 1, "20.0"),
    ]
    assert table.marks == 7
    assert percent_text(table.marks, table.n_asked) == "140.0"
    assert table.small


def test_free_text_is_counted_as_written_or_not() -> None:
    table = count(TEXT, ["よい", "非該当", None, ABSENT])
    assert printed(table) == [("記入あり", 2, "66.7"), ("無回答", 1, "33.3")]
    assert (table.n_asked, table.not_asked, table.marks) == (3, 1, None)


def test_places_are_summed_by_area() -> None:
    table = count(HOME.model_copy(update={"key": "q"}), ["yoga", "yoga", "todoroki", "outside"])
    assert [(row.code, row.count) for row in table.rows] == [
        *(("todoroki", 1), ("yoga", 2), ("outside", 1)),
        ("", 0),
    ]
    assert isinstance(table.summary, Areas)
    assert [(area.code, area.count) for area in table.summary.areas] == [
        ("tamagawa", 3),
        ("outside", 1),
    ]


def test_numbers_are_counted_by_class_with_their_unit() -> None:
    table = count(NUMBER.model_copy(update={"key": "q"}), [1, 3, 3, None, ABSENT])
    assert printed(table) == [
        *(("1人", 1, "25.0"), ("2人", 0, "-"), ("3人", 2, "50.0")),
        ("無回答", 1, "25.0"),
    ]
    assert (table.unit, table.not_asked) == ({"ja": "人"}, 1)


def test_only_blank_dates_make_no_rows() -> None:
    table = count(DAY.model_copy(update={"key": "q"}), [None, ABSENT])
    assert (printed(table), table.summary) == ([("無回答", 1, "100.0")], None)


def test_nobody_asked() -> None:
    table = count(ONE, [ABSENT])
    assert printed(table) == [("A", 0, "-"), ("B", 0, "-"), ("C", 0, "-"), ("無回答", 0, "-")]
    assert (table.n_asked, table.not_asked, table.small) == (0, 1, True)


def test_a_code_without_category_is_still_counted() -> None:
    table = count(ONE, ["a", "zz"])
    assert [(row.code, row.count) for row in table.rows] == [
        ("a", 1),
        ("b", 0),
        ("c", 0),
        ("zz", 1),
        ("", 0),
    ]


@pytest.mark.parametrize(("people", "small"), [(29, True), (30, False)])
def test_a_base_under_thirty_is_for_reference(people: int, small: bool) -> None:
    assert count(ONE, [None] * people).small is small


def test_the_limit_of_a_small_base_is_a_setting() -> None:
    assert tabulate(build.column(ONE.parts()[0], ["a"] * 30), small_base=50).small


@pytest.mark.parametrize("question_type", QUESTION_TYPES.values(), ids=QUESTION_TYPES)
def test_every_question_type_can_be_tabulated(question_type: type[AnyQuestion]) -> None:
    for part in question_type(key="q").parts():
        table = counted(part, [NOT_ASKED, None])
        assert (table.n_asked, table.no_answer, table.not_asked) == (1, 1, 1)


@pytest.mark.parametrize(
    ("people", "base", "text"),
    [
        (0, 100, "-"),
        (0, 0, "-"),
        (1, 2000, "0.1"),  # exactly 0.05 is rounded up
        (1, 2001, "0.0"),  # under 0.05
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 400, "0.3"),  # 0.25: half up, not to even
        (3, 400, "0.8"),  # 0.75
        (289, 2000, "14.5"),  # 14.45, which binary floating point has as 14.4499…
        (5, 5, "100.0"),
        (7, 5, "140.0"),
    ],
)
def test_percentages_are_rounded_half_up(people: int, base: int, text: str) -> None:
    assert percent_text(people, base) == text


@patient
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_the_nearest_tenth(people: int, base: int) -> None:
    """In whole numbers: |1000 c/b − tenths| ≤ ½, and a half goes up."""
    tenths = int(percent(people, base) * 10)
    assert (2000 * people + base) // (2 * base) == tenths


@patient
@given(st.lists(one_of))
def test_single_choice_agrees_with_a_crosstab(values: list[StoredValue]) -> None:
    table = count(ONE, values)
    asked = [value for value in values if value != ABSENT]
    named = pd.Series([value or "blank" for value in asked], dtype="object", name="value")
    oracle = pd.crosstab(named, pd.Series(["n"] * len(asked), dtype="object"))
    expected = oracle["n"].to_dict() if asked else {}
    found = {row.code or "blank": row.count for row in table.rows if row.count}
    assert found == expected
    assert sum(row.count for row in table.rows) == table.n_asked == len(asked)
    assert table.not_asked == len(values) - len(asked)


@patient
@given(st.lists(any_of))
def test_multiple_choice_agrees_with_plain_counting(drawn: list[set[str] | str | None]) -> None:
    table = count(ANY, [sorted(v) if isinstance(v, set) else v for v in drawn])
    marks = [mark for value in drawn if isinstance(value, set) for mark in value]
    rows = {row.code: row.count for row in table.rows}
    assert rows == {**dict.fromkeys("abc", 0), **Counter(marks), "": drawn.count(None)}
    assert table.marks == len(marks)
    assert all(row.count <= table.n_asked for row in table.rows)
    assert table.n_asked == table.n_answered + table.no_answer == len(drawn) - drawn.count(ABSENT)


@patient
@given(st.lists(one_of))
def test_no_answer_is_always_the_last_row(values: list[StoredValue]) -> None:
    table = count(ONE, values)
    assert [row.code for row in table.rows] == ["a", "b", "c", NO_ANSWER.code]
