"""gt.csv and cross.csv against the tables counted by hand, and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analysis import build
from analysis.columns import Answers
from exports import crosstables, tables
from exports.codebook import codebook_csv
from exports.crosstables import cross_csv
from exports.neutral import Encoded, Encoding
from exports.tables import REFERENCE, gt_csv
from models.questions.choice import SingleChoice
from models.questions.options import Option
from tests.analysis import handmade, handmade_cross
from tests.analysis.handmade import GT
from tests.analysis.handmade_cross import CROSS
from tests.builders import EVERY, document
from tests.sendings import response, three

ANSWERS = handmade.answers()
WRITE = pytest.mark.parametrize("write", [gt_csv, cross_csv])
Write = Callable[..., Encoded]
Line = dict[str, str]


def read(encoded: Encoded, encoding: Encoding = "utf-8-sig") -> list[Line]:
    text = encoded.data.decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


GT_LINES = read(gt_csv("s1", ANSWERS))
CROSS_LINES = read(cross_csv("s1", ANSWERS))


def of(part: str, *measures: str) -> list[Line]:
    """The lines of gt.csv about a part, of these measures."""
    name = part.replace(".", "_")
    return [one for one in GT_LINES if one["part"] == name and one["measure"] in measures]


def value_of(part: str, measure: str) -> str:
    [line] = of(part, measure)
    return line["value"]


@pytest.mark.parametrize("part", GT)
def test_every_row_of_every_table(part: str) -> None:
    expected = GT[part]
    lines = of(part, "option", "no_answer")
    assert [(one["code"], int(one["count"]), one["percent"]) for one in lines] == [
        (code, people, "0.0" if share == "-" else share) for code, people, share in expected.rows
    ]
    blank = str(expected.rows[-1][1])
    for one in lines:
        assert (one["survey"], one["question"]) == ("s1", part.partition(".")[0])
        assert (one["n"], one["not_asked"]) == (str(expected.n), str(expected.not_asked))
        assert (one["no_answer"], one["base"]) == (blank, one["n"])
        assert one["reference"] == (REFERENCE if expected.n < 30 else "")
    assert [one["measure"] for one in lines].count("no_answer") == 1


@pytest.mark.parametrize("part", handmade.SPREAD)
def test_mean_median_and_deviation_have_a_base_of_their_own(part: str) -> None:
    n, mean, deviation, median = handmade.SPREAD[part]
    assert (value_of(part, "mean"), value_of(part, "deviation")) == (mean, deviation)
    assert float(value_of(part, "median")) == float(median)
    assert {one["base"] for one in of(part, "mean", "median", "deviation")} == {str(n)}
    assert of(part, "mean")[0]["reference"] == (REFERENCE if n < 30 else "")


def test_the_sums_beside_the_rows() -> None:
    for part, boxes in handmade.BOXES.items():
        shown = [(int(o["count"]), o["percent"]) for o in of(part, "first_two", "last_two")]
        assert tuple(shown) == boxes
    [marks] = of("q2", "marks")
    assert (int(marks["count"]), marks["percent"]) == handmade.MARKS
    people = [int(o["count"]) for o in of("q7", "promoters", "passives", "detractors")]
    assert (*people, value_of("q7", "nps")) == handmade.NPS_FOUND
    areas = {o["code"]: (int(o["count"]), o["percent"]) for o in of("q13", "area")}
    assert areas == handmade.AREAS
    assert (value_of("q12", "first"), value_of("q12", "last")) == ("2026-11-22", "2026-11-23")
    # Of 31 numbers the 8.5th and the 23.5th: 1 and 3.
    assert [float(value_of("q11", m)) for m in ("least", "lower_quartile")] == [1, 1]
    assert [float(value_of("q11", m)) for m in ("upper_quartile", "most")] == [3, 5]


def test_places_points_and_mean_places_of_a_ranking() -> None:
    for code, (counts, points, mean_place) in handmade.RANKED.items():
        lines = {o["measure"]: o for o in GT_LINES if (o["part"], o["code"]) == ("q10", code)}
        assert tuple(int(lines[m]["count"]) for m in ("place_1", "place_2")) == counts
        assert (lines["points"]["value"], lines["points"]["base"]) == (points, "28")
        assert lines["mean_place"]["value"] == mean_place
        assert lines["mean_place"]["base"] == str(sum(counts))
    assert next(o for o in GT_LINES if o["measure"] == "place_1")["percent"] == "43.8"  # 14/32


@pytest.mark.parametrize(("side", "head"), [pair for pair in CROSS if pair[0] != "q2"])
def test_every_cell_of_the_cross_tables(side: str, head: str) -> None:
    expected = CROSS[side, head]
    name = head.replace(".", "_")
    lines = [
        one
        for one in CROSS_LINES
        if (one["side"], one["head"]) == (side, name) and one["measure"] in ("cell", "no_answer")
    ]
    rows: list[Any] = [("total", *expected.total), *expected.lines]
    assert [
        (o["side_code"], int(o["n"]), o["head_code"], int(o["count"]), o["row_percent"])
        for o in lines
    ] == [
        (code, n, column, people, share)
        for code, n, counts, shares in rows
        for column, people, share in zip(expected.columns, counts, shares, strict=True)
    ]
    assert {one["not_asked"] for one in lines} == {str(expected.not_asked)}


def test_columns_totals_residuals_and_means() -> None:
    lines = [o for o in CROSS_LINES if (o["side"], o["head"]) == ("age", "q1")]
    cells = [
        o for o in lines if o["measure"] in ("cell", "no_answer") and o["side_code"] != "total"
    ]
    by_line = [cells[start : start + 4] for start in range(0, 12, 4)]
    assert [[o["column_percent"] for o in line] for line in by_line] == handmade_cross.BY_COLUMN
    assert [[o["total_percent"] for o in line] for line in by_line] == handmade_cross.OF_TOTAL
    assert float(cells[0]["residual"]) == round(handmade_cross.RESIDUAL, 2)
    # All ten in their twenties said good: more than chance; 無回答 is not tested.
    assert (cells[0]["mark"], cells[3]["p"]) == ("higher", "")
    assert 0 < float(cells[0]["p"]) <= float(cells[0]["q"]) <= 0.05
    # Three lines by three columns.
    assert [o["value"] for o in lines if o["measure"] == "freedom"] == ["4"]
    means = [
        (o["side_code"], int(o["n"]), o["value"])
        for o in CROSS_LINES
        if (o["side"], o["head"], o["measure"]) == ("gender", "q6", "mean")
    ]
    assert means == [
        ("total", *handmade_cross.MEAN_OF_ALL),
        *(group for group in handmade_cross.MEANS if group[2] is not None),
    ]


def test_several_answers_are_tested_option_by_option() -> None:
    lines = [o for o in CROSS_LINES if (o["side"], o["head"]) == ("age", "q2")]
    tested = [(o["head_code"], bool(o["q"])) for o in lines if o["measure"] == "chi_square"]
    # Nobody chose その他.
    assert tested == [(code, True) for code in ("stage", "food", "stamp", "none")]


def test_a_table_without_tests_says_why() -> None:
    """Eight people are too few to test anything."""
    few = read(cross_csv("s1", ANSWERS, mask=np.arange(40) < 8))
    assert {o["method"] for o in few if o["measure"] == "untested"} == {"few_people"}
    assert not [o for o in few if o["measure"] == "chi_square"]


def test_every_question_stands_by_every_side_but_itself() -> None:
    pairs = {(o["side"], o["head"]) for o in CROSS_LINES}
    heads = [part.replace(".", "_") for part in GT]
    assert pairs == {(s, h) for s in ("age", "gender", "q13") for h in heads if s != h}


def test_weights_stand_beside_the_counts() -> None:
    """A weight of 2 for everybody changes no percentage, and doubles every count."""
    doubled = np.full(40, 2.0)
    for one in read(gt_csv("s1", ANSWERS, weights=doubled)):
        assert one["weighted_percent"] == one["percent"]
        assert bool(one["weighted_count"]) == bool(one["count"])
        if one["count"]:
            assert float(one["weighted_count"]) == 2 * int(one["count"])
        assert float(one["weighted_base"]) == 2 * int(one["base"])
        if one["measure"] in ("mean", "points", "mean_place", "nps"):
            assert one["weighted_value"] == one["value"]
    for one in read(cross_csv("s1", ANSWERS, weights=doubled)):
        if one["measure"] == "cell":
            assert float(one["weighted_count"]) == 2 * int(one["count"])
            assert one["weighted_row_percent"] == one["row_percent"]
    assert set(tables.WEIGHTED_COLUMNS).isdisjoint(GT_LINES[0])
    assert set(crosstables.WEIGHTED_COLUMNS).isdisjoint(CROSS_LINES[0])


def test_people_who_weigh_less_than_one_together_have_no_deviation() -> None:
    lines = read(gt_csv("s1", ANSWERS, weights=np.full(40, 0.01)))
    shown = {(o["part"], o["measure"]): o for o in lines}
    assert shown["q11", "deviation"]["value"] == "1.08"
    assert shown["q11", "deviation"]["weighted_value"] == ""
    assert shown["q11", "mean"]["weighted_value"] == "2.10"


def test_codes_are_those_of_the_codebook() -> None:
    """Each option, and each row of a matrix, is found there by its code."""
    book = read(codebook_csv(handmade.VERSIONS, {"ab3de": "玄関"}))
    codes = {(entry["question"], entry["code"]) for entry in book}
    columns = {entry["column"] for entry in book}
    worded = [o for o in GT_LINES if o["measure"] in ("option", "area", "place_1", "points")]
    for one in worded:
        if one["part"] in ("q11", "q12", "q4"):
            continue  # classes, days and 記入あり are no codes of answers
        named = (one["question"], one["code"]) in codes
        assert named or f"{one['part']}_{one['code']}" in columns, one
    assert {"q8_hall", "q8_staff"} <= {o["part"] for o in GT_LINES} & columns


@WRITE
@pytest.mark.parametrize(
    ("encoding", "start"),
    [("utf-8-sig", b"\xef\xbb\xbf"), ("utf-8", b"survey"), ("cp932", b"surv")],
)
def test_encodings(write: Write, encoding: Encoding, start: bytes) -> None:
    encoded = write("s1", ANSWERS, encoding)
    assert encoded.data.startswith(start)
    assert read(encoded, encoding) == read(write("s1", ANSWERS))
    assert not encoded.replaced


@WRITE
def test_words_are_no_formulas_and_stay_on_one_line(write: Write) -> None:
    wild = SingleChoice(
        key="age",
        label={"ja": '=HYPERLINK("x")'},
        options=(Option(value="a", label={"ja": "+1\n二行目"}),),
    )
    other = wild.model_copy(update={"key": "q1", "label": {"ja": "問𠮷"}})
    people = [response("r1", 1, {"age": "a", "q1": "a"})]
    answers = build.answers(people, {1: document(wild, other)}, {})
    text = write("s1", answers, "utf-8").data.decode()
    assert "'=HYPERLINK" in text
    assert "'+1 二行目" in text
    for line in read(write("s1", answers)):
        assert not [cell for cell in line.values() if cell.startswith(("=", "+", "@"))]
    assert write("s1", answers, "cp932").replaced == {"𠮷": text.count("𠮷")}


def every(*people: int) -> Answers:
    """These of the three people of each question: answered, blank, not asked."""
    chosen = {n: response(f"r{n}", 1, {}) for n in people}
    for question in EVERY:
        if question.asked_keys():
            for n in people:
                chosen[n].answers.update(three(question)[n].answers)
    return build.answers(list(chosen.values()), {1: document(*EVERY)}, {})


@WRITE
@pytest.mark.parametrize("people", [(), (0,), (1,), (2,), (0, 1, 2)])
def test_little_or_nothing_to_count(write: Write, people: tuple[int, ...]) -> None:
    """No answer, one, only 無回答, only 非該当: a file all the same, of every question."""
    answers = every(*people)
    lines = read(write("s1", answers))
    column = "part" if write is gt_csv else "head"
    expected = {key.replace(".", "_") for key in answers.columns}
    if write is cross_csv:
        expected.discard("q13")  # the only side variable among them
    assert {line[column] for line in lines} == expected


def test_a_survey_without_side_variables_has_a_header_only() -> None:
    answers = build.answers([], {1: document()}, {})
    assert cross_csv("s1", answers, "utf-8").data.decode().count("\r\n") == 1
