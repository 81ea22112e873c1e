"""What each type takes, refuses and stores, beyond the contract of all types."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from models.errors import AnswerError
from models.questions import AnyQuestion
from models.questions.consent import AGREED
from models.questions.matrix import Row
from models.questions.place import Area, District, Place
from models.questions.statement import MAX_IMAGE, Image, Statement
from tests.builders import (
    CONSENT,
    DAY,
    GRID,
    GRID_MANY,
    HOME,
    NOTE,
    NPS,
    NUMBER,
    RANKING,
    SCALE,
)


def refused(question: AnyQuestion, sent: dict[str, list[str]]) -> tuple[str, dict[str, Any]]:
    with pytest.raises(AnswerError) as refusal:
        question.parse(sent)
    return refusal.value.code, refusal.value.limits


def required(question: Any) -> Any:
    return question.model_copy(update={"required": True})


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("3", 3),
        ("３", 3),
        ("３人", 3),
        (" 1 2 人 ", 12),
        ("+3", None),
        ("約10", None),
        ("10〜20", None),
        ("三", None),
        ("1e1", None),
        ("0x1", None),
        ("1,0", None),
        ("", None),
        ("１．０", 1),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, stored: int | None) -> None:
    """Full-width characters, spaces and the unit are let pass; a guess is never made."""
    question = NUMBER.model_copy(update={"decimals": 1})
    if stored is None and written:
        assert refused(question, {"q11": [written]})[0] == "number"
    else:
        assert question.parse({"q11": [written]}) == {"q11": stored}


def test_a_unit_that_begins_with_a_digit_is_not_taken_off_a_number() -> None:
    question = NUMBER.model_copy(update={"unit": {"ja": "0", "en": "00円"}})
    assert question.parse({"q11": ["10"]}) == {"q11": 10}


@pytest.mark.parametrize("dash", ["-", "−", "‐", "–", "—", "ー", "－"])
def test_every_dash_is_a_minus(dash: str) -> None:
    question = NUMBER.model_copy(update={"minimum": -5.5, "decimals": 1})
    assert question.parse({"q11": [f"{dash}2.5"]}) == {"q11": -2.5}


def test_numbers_beyond_their_limits_are_refused_with_the_limit() -> None:
    """The limit is a number as people write it."""
    assert refused(NUMBER, {"q11": ["0"]}) == ("too_small", {"limit": 1})
    assert refused(NUMBER, {"q11": ["21"]}) == ("too_large", {"limit": 20})
    assert refused(NUMBER, {"q11": ["2.5"]}) == ("whole_number", {})
    exact = NUMBER.model_copy(update={"decimals": 2, "maximum": None})
    assert refused(exact, {"q11": ["2.555"]}) == ("decimals", {"limit": 2})
    assert exact.parse({"q11": ["1,234,567.25"]}) == {"q11": 1_234_567.25}
    assert refused(exact, {"q11": ["9" * 400]})[0] == "too_large"
    assert refused(required(NUMBER), {"q11": ["　"]})[0] == "write_number"
    assert NUMBER.display({"q11": 1200}) == "1,200人"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026/11/3", "2026-11-03"),
        ("２０２６年１１月２３日", "2026-11-23"),
        ("令和8年11月23日", "2026-11-23"),
        ("令和 8 年 11 月 23 日", "2026-11-23"),
        ("r8.11.23", "2026-11-23"),
        ("平成元年1月8日", "1989-01-08"),
        ("H1/1/8", "1989-01-08"),
        ("昭和64年1月7日", "1989-01-07"),
        ("S39.10.10", "1964-10-10"),
    ],
)
def test_days_are_read_in_both_calendars(written: str, stored: str) -> None:
    free = DAY.model_copy(update={"earliest": None, "latest": None})
    assert free.parse({"q12": [written]}) == {"q12": stored}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("11月23日", "date"),
        ("8年11月23日", "date"),
        ("23.11.2026", "date"),
        ("2026-02-30", "no_such_date"),
        ("2026-13-01", "no_such_date"),
        ("0000-01-01", "no_such_date"),
        ("令和99年1月1日", "too_late"),
        ("2026-03-31", "too_early"),
        ("2027-04-01", "too_late"),
    ],
)
def test_days_that_are_none_are_refused(written: str, code: str) -> None:
    """Nothing is guessed; limits are told as dates."""
    found, limits = refused(DAY, {"q12": [written]})
    assert found == code
    assert all(isinstance(limit, date) for limit in limits.values())
    assert DAY.display({"q12": "2026-11-03"}) == "2026年11月3日"


def test_a_scale_is_one_grade_and_tells_what_lies_outside() -> None:
    assert SCALE.parse({"q6": ["unsure"]}) == {"q6": "unsure"}
    assert refused(SCALE, {"q6": ["6"]})[0] == "unknown_option"
    [part] = SCALE.parts()
    assert part.shape == "ordered"
    assert part.outside == {"unsure"}
    assert SCALE.display({"q6": "4"}) == "2"  # a step without words is shown by its number
    assert NPS.parse({"q7": ["10"]}) == {"q7": "10"}
    for wrong in ("11", "-1", "０", "7.5"):
        assert refused(NPS, {"q7": [wrong]})[0] == "unknown_option"
    certain = NPS.model_copy(update={"unsure": False})
    assert refused(certain, {"q7": ["unsure"]})[0] == "unknown_option"


def test_each_row_of_a_matrix_is_an_answer_of_its_own() -> None:
    """無回答 in one row and an answer in another; required asks for every row."""
    assert GRID.parse({"q8.hall": ["5"]}) == {"q8.hall": "5", "q8.staff": None}
    assert GRID.cells({"q8.hall": "5", "q8.staff": None}) == ("5", "")
    assert refused(required(GRID), {"q8.hall": ["5"]})[0] == "choose_each_row"
    assert refused(GRID, {"q8.hall": ["5", "4"]})[0] == "sent_twice"
    assert [part.key for part in GRID.parts()] == ["q8.hall", "q8.staff"]
    assert {part.shape for part in GRID.parts()} == {"ordered"}
    assert GRID_MANY.parse({"q9.hall": ["food", "stage"]})["q9.hall"] == ["stage", "food"]
    assert refused(GRID_MANY, {"q9.hall": ["food", "none"]})[0] == "exclusive"
    assert GRID_MANY.cells({"q9.hall": ["food"], "q9.staff": None})[:4] == ("0", "1", "0", "0")
    later = GRID.model_copy(update={"rows": (Row(value="toilet"), GRID.rows[0])})
    assert [row.value for row in later.covering(GRID).rows] == ["toilet", "hall", "staff"]


def test_a_ranking_has_no_gap_and_no_option_twice() -> None:
    """Fewer places than asked for are an answer, unless it is required."""
    assert RANKING.parse({"q10": ["food", ""]}) == {"q10": ["food"]}
    assert RANKING.parse({"q10": ["food", "stage"]}) == {"q10": ["food", "stage"]}
    for sent, code in (
        (["", "food"], "rank_gap"),
        (["food", "food"], "rank_twice"),
        (["food", "beer"], "unknown_option"),
        (["food", "stage", "stamp"], "sent_twice"),
    ):
        assert refused(RANKING, {"q10": sent})[0] == code
    assert refused(required(RANKING), {"q10": ["food"]}) == ("rank_all", {"limit": 2})
    assert RANKING.cells({"q10": ["food"]}) == ("food", "")
    assert RANKING.display({"q10": ["food", "stage"]}) == "1位 模擬店 2位 ステージ"


def test_a_place_is_a_district_or_an_area_without_any() -> None:
    """The area follows from the district, also for one that a later version no longer has."""
    assert HOME.cells(HOME.parse({"q13": ["yoga"]})) == ("yoga", "tamagawa")
    assert HOME.cells(HOME.parse({"q13": ["outside"]})) == ("outside", "outside")
    assert refused(HOME, {"q13": ["tamagawa"]})[0] == "unknown_option"
    moved = HOME.model_copy(update={"areas": HOME.areas[1:]})
    assert moved.covering(HOME).cells({"q13": "yoga"}) == ("yoga", "tamagawa")
    same = (Area(value="a", districts=(District(value="b"),)), Area(value="b"))
    with pytest.raises(ValidationError, match="same value"):
        Place(key="q1", areas=same)


def test_consent_is_given_or_not() -> None:
    assert CONSENT.parse({"q14": [AGREED]}) == {"q14": AGREED}
    assert CONSENT.parse({}) == {"q14": None}
    assert refused(required(CONSENT), {})[0] == "agree"
    assert refused(CONSENT, {"q14": ["on"]})[0] == "unknown_option"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("PHN2Zz4=", "neither JPEG nor PNG"),  # <svg>
        ("R0lGODlh", "neither JPEG nor PNG"),  # GIF
        ("https://example.com/a.png", "base64"),
        ("/9j/" + "A" * 4 * (MAX_IMAGE // 3), "larger"),
    ],
)
def test_a_picture_is_a_small_jpeg_or_png_inside_the_document(data: str, why: str) -> None:
    """Nothing is fetched, and nothing that can hold a script is shown."""
    with pytest.raises(ValidationError, match=why):
        Image(data=data, width=10, height=10)


def test_a_statement_asks_nothing() -> None:
    assert NOTE.parse({"q15": ["x"]}) == {}
    assert (NOTE.fields(), NOTE.columns(), NOTE.parts(), NOTE.stored_keys()) == ((), (), (), ())
    picture = Image(data="/9j/AAAA", width=1, height=1)
    assert picture.content() == (b"\xff\xd8\xff\x00\x00\x00", "image/jpeg")
    assert Statement(key="q1", label={"ja": "絵"}, image=picture).problems() == ("no_alt",)
    with pytest.raises(ValidationError):
        Statement(key="q1", required=True)
