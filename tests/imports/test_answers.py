"""From rows to stored answers: 無回答 and 非該当 apart, other texts, times, and named misfits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from imports import answers, building, moments
from imports.building import About
from imports.guessing import guess
from imports.headings import table
from imports.plan import Choice, Plan
from imports.table import Table, gather
from models.errors import FileRefused
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.matrix import MatrixSingle
from models.questions.scale import Scale
from models.questions.text import LongText
from tests.imports.sheets import GOOGLE, read


def sheet(*rows: tuple[str, ...]) -> Table:
    return table(gather((n, list(row)) for n, row in enumerate(rows, start=1)))


def misfits(found: Table, *plans: Plan) -> list[tuple[int, str, str, str]]:
    """Row, column, value and reason of every cell that does not fit the plans."""
    built = building.build(plans, About("t"), "a.csv")
    return [(*one,) for row in answers.rows(found, built) for one in row.misfits]


def test_google_forms_become_a_survey_with_answers() -> None:
    built, rows = read(GOOGLE)
    kinds = [type(question) for question in built.document.questions()]
    assert kinds == [Scale, MultipleChoice, MatrixSingle, LongText]
    matrix = built.document.question("q3")
    assert isinstance(matrix, MatrixSingle)
    assert matrix.ordered
    assert [row.label["ja"] for row in matrix.rows] == ["会場", "案内"]
    first, *_, last = rows
    assert first.answers == {
        "q1": "4",
        "q2": ["a1", "a2"],
        "q3.a1": "3",
        "q3.a2": "2",
        "q4": "また来たい",
    }
    assert first.at == "2026-04-01T10:39:40+09:00"
    assert last.answers["q2"] is None
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert not any(row.misfits for row in rows)
    assert built.document.title == {"ja": "前の調査"}


def test_no_answer_and_not_asked_are_kept_apart() -> None:
    heading = ("満足度", "問2_a", "問2_b", "人数")
    rows = [("満足", "1", "0", "3"), ("", "", "", "無回答"), ("非該当", "非該当", "非該当", "4")]
    _, found = read([heading, *rows, ("不満", "0", "非該当", "2")])
    assert [row.answers for row in found] == [
        {"q1": "2", "q2": ["a"], "q3": 3},
        {"q1": None, "q2": None, "q3": None},
        {"q3": 4},
        {"q1": "1", "q2": None, "q3": 2},
    ]


def test_other_texts_stand_beside_their_option() -> None:
    said = ["駅", "駅", "区報", "区報", "その他：友人（学校）", "その他"]
    built, found = read([("きっかけ", "x"), *((text, "1") for text in said)])
    assert isinstance(built.document.question("q1"), SingleChoice)
    assert found[4].answers["q1"] == found[5].answers["q1"] == "other"
    assert found[4].answers["q1.other"] == "友人（学校）"
    assert "q1.other" not in found[5].answers


def test_several_answers_keep_an_option_with_the_separator() -> None:
    said = ["はい, 使った", "体験", "体験, はい, 使った", "手紙, 体験"]
    choices = tuple(
        Choice(code, label, (label,)) for code, label in (("a", "体験"), ("b", "はい, 使った"))
    )
    other = Choice("other", "その他", other=True)
    plan = Plan(0, "q", "multiple_choice", "q", choices=(*choices, other), separator=", ")
    built = building.build([plan], About("t"), "a.csv")
    found = list(answers.rows(sheet(("q",), *((text,) for text in said)), built))
    assert [row.answers["q1"] for row in found] == [["b"], ["a"], ["a", "b"], ["a", "other"]]
    assert found[3].answers["q1.other"] == "手紙"


def test_options_that_staff_join_are_one() -> None:
    choices = (
        Choice("yes", "はい", ("はい",)),
        Choice("yes", "ええ", ("ええ", "うん")),
        Choice("no", "いいえ", ("いいえ",)),
    )
    built = building.build(
        [Plan(0, "q", "single_choice", "q", choices=choices)], About("t"), "a.csv"
    )
    found = answers.rows(sheet(("q",), ("はい",), ("うん",), ("いいえ",)), built)
    assert [row.answers["q1"] for row in found] == ["yes", "yes", "no"]
    assert [o.label["ja"] for o in built.document.question("q1").options] == ["はい", "いいえ"]  # type: ignore[union-attr] # a choice


@pytest.mark.parametrize(
    ("kind", "good", "bad", "reason"),
    [
        ("number", "3", "約10", "数として読めません。"),
        ("number", "3", "2.5", "小数は取り込めません。"),
        ("number", "3", "9" * 13, "数が大きすぎます。"),
        ("date", "2026/4/1", "4月1日", "日付として読めません。"),
        ("date", "2026/4/1", "2026/2/30", "暦にない日付です。"),
        ("nps", "10", "11", "選択肢にありません。"),
        ("short_text", "短い", "長" * 401, "文が長すぎます。"),
        ("flag", "○", "△", "○か1、×か0で書いてください。"),
        ("timestamp", "2026/4/1 10:00", "昼ごろ", "日時として読めません。"),
        ("number", "3", "#DIV/0!", "数式の計算がエラーになっています。"),
    ],
)
def test_every_cell_that_does_not_fit_is_named(kind: str, good: str, bad: str, reason: str) -> None:
    rest = Plan(1, "ご意見", "long_text", "ご意見")
    plan = replace(rest, index=0, heading="列", kind=kind)  # type: ignore[arg-type] # from the table above
    found = sheet(("列", "ご意見"), (good, "a"), (bad, "b"))
    assert misfits(found, plan, rest) == [(3, "列", bad[:40], reason)]


def test_unknown_options_and_cells_beyond_the_headings_are_named() -> None:
    choices = (Choice("a", "はい", ("はい",)), Choice("b", "いいえ", ("いいえ",)))
    plan = Plan(0, "q", "single_choice", "q", choices=choices)
    rest = Plan(1, "r", "short_text", "r")
    found = sheet(("q", "r"), ("はい", "x"), ("多分", "x"), ("いいえ", "x", "y"), ("はい", "z"))
    assert misfits(found, plan, rest) == [
        (3, "q", "多分", "選択肢にありません。"),
        (4, "…", "y", "見出しより列が多くあります。区切りや引用符を確かめてください。"),
    ]


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ([Plan(0, "q", "left_out", "q")], "取り込む列がありません"),
        ([Plan(0, "q", "number", "")], "「q」の列：質問の文がありません"),
        (
            [Plan(0, "q", "single_choice", "q", choices=(Choice("a", "x"), Choice("b", "x")))],
            "「q」の列：同じ言葉の選択肢",
        ),
        ([Plan(0, "q", "single_choice", "q", choices=(Choice("Ａ", "x"),))], "符号を確かめて"),
        ([Plan(n, f"q{n}", "number", "q") for n in range(201)], "質問や選択肢が多すぎます"),
    ],
)
def test_plans_that_make_no_survey_are_refused(plans: list[Plan], said: str) -> None:
    with pytest.raises(FileRefused, match=said) as refusal:
        building.build(plans, About("t"), "a.csv")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026/04/01 10:39:40 午前 GMT+9", "2026-04-01T10:39:40+09:00"),
        ("2026/04/01 0:05:00 午後 GMT+9", "2026-04-01T12:05:00+09:00"),
        ("2026/04/01 12:05:00 午前 GMT+9", "2026-04-01T00:05:00+09:00"),
        ("2026/04/01 午後 3:05", "2026-04-01T15:05:00+09:00"),
        ("4/1/2026 3:05:12 PM", "2026-04-01T15:05:12+09:00"),
        ("4/1/26 15:05:12", "2026-04-01T15:05:12+09:00"),
        ("2026-04-01T10:00:00.123Z", "2026-04-01T10:00:00+00:00"),
        ("2026-04-01 10:00:00+05:30", "2026-04-01T10:00:00+05:30"),
        ("令和8年4月1日 9時5分", None),
        ("令和8年4月1日 9時05分", "2026-04-01T09:05:00+09:00"),
        ("２０２６年４月１日", "2026-04-01T00:00:00+09:00"),
        ("2026-04-01 25:00", None),
        ("2026-13-01 10:00", None),
        ("10:00", None),
        ("昨日", None),
        ("", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    found = moments.moment(text)
    assert (found.isoformat() if found is not None else None) == expected


def test_a_moment_in_japan_needs_no_zone() -> None:
    assert moments.moment("2026-04-01 10:00") == datetime(
        2026, 4, 1, 1, tzinfo=timezone(timedelta(0))
    )


def test_a_date_that_lost_its_format_is_a_date_again() -> None:
    """Excel writes the number of the day into a CSV; elsewhere such a number is a number."""
    rows = [
        ("回答日時", "訪問日", "日当"),
        ("46113.5", "46113", "46113"),
        ("46114", "46114", "20000"),
    ]
    built, found = read(rows)
    assert [question.type for question in built.document.questions()] == ["date", "number"]
    assert [(row.at, row.answers) for row in found] == [
        ("2026-04-01T12:00:00+09:00", {"q1": "2026-04-01", "q2": 46113}),
        ("2026-04-02T00:00:00+09:00", {"q1": "2026-04-02", "q2": 20000}),
    ]
    assert (moments.serial("10000"), moments.serial("461130")) == (None, None)


def test_every_guess_can_be_built() -> None:
    """Columns of every kind at once; nothing that is guessed is refused."""
    heading = ("日時", "満足", "数", "日", "文", "選択", "複数", "評価 [a]", "評価 [b]", "○1", "○2")
    rows = [
        ("2026-4-1", "満足", "3", "R8.4.1", "文", "赤", "赤;青;", "5", "4", "○", ""),
        ("2026-4-2", "不満", "40", "R8.4.2", "字", "青", "青;", "1", "2", "", "○"),
        ("2026-4-2", "不満", "40", "R8.4.2", "絵", "青", "赤;", "1", "2", "○", "○"),
    ]
    found = sheet(heading, *rows)
    built = building.build(guess(found), About("t"), "a.csv")
    assert not any(row.misfits for row in answers.rows(found, built))
