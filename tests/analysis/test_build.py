"""Columns of stored answers: 非該当, 無回答 and answers apart, versions aligned, any portions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from analysis.build import Builder
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.text import LongText
from models.responses import StoredResponse
from tests.analysis.rows import built, document, options, response, rows, said
from tests.builders import DAY, GRID, HOME, NOTE, NUMBER, RANKING

VERSIONS = {
    1: document(
        SingleChoice(key="gone", label={"ja": "前の質問"}, options=options("x", "y")),
        SingleChoice(key="age", label={"ja": "年齢"}, options=options("a", "b")),
        LongText(key="view", label={"ja": "意見"}),
    ),
    2: document(
        LongText(key="view", label={"ja": "ご意見"}),
        SingleChoice(key="age", label={"ja": "年代"}, options=options("d", "b")),
        MultipleChoice(key="used", label={"ja": "利用"}, options=options("p", "q")),
    ),
}


def test_answer_blank_and_not_asked_are_kept_apart_over_versions() -> None:
    answers = built(
        response("r1", 1, {"gone": "x", "age": "a", "view": None}),
        response("r2", 2, {"view": "よい", "age": "d", "used": ["q"]}),
        response("r3", 2, {"view": None, "age": "b", "used": None}),
        versions=VERSIONS,
    )
    assert {key: said(column) for key, column in answers.columns.items()} == {
        "view": [None, "written", None],
        "age": ["a", "d", "b"],
        "used": ["非該当", ["q"], None],
        "gone": ["x", "非該当", "非該当"],
    }
    age = answers.columns["age"]
    assert [category.code for category in age.part.categories] == ["d", "b", "a"]
    assert age.part.label == {"ja": "年代"}
    assert (age.asked.tolist(), answers.columns["used"].answered.tolist()) == (
        [True] * 3,
        [False, True, False],
    )


def test_numbers_days_places_and_ranks() -> None:
    answers = built(
        response("r1", 1, {"q11": 3, "q12": "2026-10-17", "q13": "yoga", "q10": ["food", "stage"]}),
        response("r2", 1, {"q11": 2.5, "q12": None, "q13": "outside", "q10": ["stamp"]}),
        versions={1: document(NUMBER, DAY, HOME, RANKING, NOTE)},
    )
    day = float((date(2026, 10, 17) - date(1970, 1, 1)).days)
    assert {key: said(column) for key, column in answers.columns.items()} == {
        "q11": [3.0, 2.5],
        "q12": [day, None],
        "q13": ["yoga", "outside"],
        "q10": [["food", "stage"], ["stamp"]],
    }


def test_a_row_that_a_version_did_not_have_was_not_asked() -> None:
    versions = {1: document(GRID.model_copy(update={"rows": GRID.rows[:1]})), 2: document(GRID)}
    answers = built(
        response("r1", 1, {"q8.hall": "5"}),
        response("r2", 2, {"q8.hall": None, "q8.staff": "1"}),
        versions=versions,
    )
    assert said(answers.columns["q8.hall"]) == ["5", None]
    assert said(answers.columns["q8.staff"]) == ["非該当", "1"]
    assert answers.columns["q8.staff"].part.line == {"ja": "案内"}


def test_unknown_codes_get_categories_of_their_own_behind_the_others_outside_a_scale() -> None:
    builder = Builder({1: document(GRID, MultipleChoice(key="q", options=options("p", "q")))})
    builder.add(rows([{"q8.hall": "zz", "q": ["y", "p"]}, {"q8.hall": "5", "q": ["x"]}], 1))
    builder.add(rows([{"q8.hall": "aa", "q": ["q", "a"]}], 3))
    hall, marks = (builder.answers({}).columns[key] for key in ("q8.hall", "q"))
    assert [c.code for c in hall.part.categories[-3:]] == ["unsure", "aa", "zz"]
    assert hall.part.outside == {"unsure", "aa", "zz"}
    assert said(hall) == ["zz", "5", "aa"]
    assert [c.code for c in marks.part.categories] == ["p", "q", "a", "x", "y"]
    assert said(marks) == [["p", "y"], ["x"], ["q", "a"]]


def test_what_only_forgotten_answers_said_is_forgotten_too() -> None:
    builder = Builder({1: document(GRID, RANKING, MultipleChoice(key="q", options=options("p")))})
    builder.add(rows([{"q8.hall": "5", "q": ["b"], "q10": ["m"]}], 1))
    builder.add(rows([{"q8.hall": "zz", "q": ["a", "p"], "q10": ["k"]}], 2, language="ko"))
    assert [c.code for c in builder.answers({}).columns["q"].part.categories] == ["p", "a", "b"]
    builder.cut(1)
    answers = builder.answers({})
    assert {key: said(answers.columns[key]) for key in ("q8.hall", "q", "q10")} == {
        "q8.hall": ["5"],
        "q": [["b"]],
        "q10": [["m"]],
    }
    assert [c.code for c in answers.columns["q"].part.categories] == ["p", "b"]
    assert [c.code for c in answers.columns["q10"].part.categories][3:] == ["m"]
    assert answers.columns["q8.hall"].part.outside == {"unsure"}
    assert [c.code for c in answers.facets["language"].categories] == ["ja"]


def test_a_text_that_reads_like_the_code_is_an_answer() -> None:
    answers = built(response("r1", 1, {"view": "非該当"}), versions=VERSIONS)
    assert said(answers.columns["view"]) == ["written"]


def test_what_is_known_beside_the_answers() -> None:
    first = response("r1", 1, {})
    other = StoredResponse(
        *("r2", 2, "new11", "en", "kiosk", datetime(2026, 11, 24, tzinfo=UTC), {}, ""),
        ("fast", "late"),
    )
    answers = built(first, other, first, versions=VERSIONS)
    found = {
        name: [
            (category.code, category.label["ja"], facet.codes.tolist().count(number))
            for number, category in enumerate(facet.categories)
        ]
        for name, facet in answers.facets.items()
    }
    assert found == {
        "placement": [("ab3de", "玄関", 2), ("zz9zz", "だれも", 0), ("new11", "new11", 1)],
        "language": [("ja", "日本語", 2), ("en", "英語", 1)],
        "mode": [("web", "ウェブ", 2), ("kiosk", "会場の端末", 1)],
        "version": [("1", "第1版", 2), ("2", "第2版", 1)],
    }
    assert (answers.received * 3600).tolist()[:2] == [
        first.received.timestamp(),
        other.received.timestamp(),
    ]
    assert answers.carrying(["late", "unsigned"]).tolist() == [False, True, False]
    assert list(answers.flagged) == ["fast", "late"]


def test_the_wording_that_was_read_is_known_too() -> None:
    twice = NUMBER.model_copy(update={"label_b": {"ja": "何人でしたか"}})
    answers = built(
        response("r1", 1, {"q11": 1}),
        response("r2", 2, {"q11": 1, "wording": "b"}),
        versions={1: document(NUMBER), 2: document(twice)},
    )
    wording = answers.facets["wording"]
    assert [wording.categories[code].code for code in wording.codes] == ["非該当", "b"]


def test_no_answers_have_all_columns() -> None:
    answers = built(versions=VERSIONS)
    assert (answers.n, list(answers.columns)) == (0, ["view", "age", "used", "gone"])
    assert {len(column.state) for column in answers.columns.values()} == {0}


def test_a_response_of_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        built(response("r1", 3, {}), versions=VERSIONS)


def test_columns_that_were_handed_out_stay_as_they_are() -> None:
    builder = Builder(VERSIONS)
    builder.add(rows([{"age": "a"}], 1, order=[5]))
    before = builder.answers({})
    builder.add(rows([{"age": "b"}], 2, order=[3]))
    assert said(before.columns["age"]) == ["a"]
    assert said(builder.answers({}).columns["age"]) == ["b", "a"]
    with pytest.raises(ValueError, match="read-only"):
        before.columns["age"].state[0] = 1
