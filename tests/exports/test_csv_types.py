"""Whole files of the question types beside choices and texts, over two versions."""

from __future__ import annotations

import csv
import io

import pytest

from exports.codebook import codebook_csv
from exports.csv import answers_long_csv, responses_csv
from exports.neutral import Encoded
from models.questions import AnyQuestion
from tests.builders import (
    DAY,
    EVERY,
    GRID,
    GRID_MANY,
    HOME,
    NOTE,
    NUMBER,
    RANKING,
    ROWS,
    SCALE,
    document,
)
from tests.sendings import response, three

GRID_FIRST = GRID.model_copy(update={"rows": ROWS[:1]})
MANY_FIRST = GRID_MANY.model_copy(update={"options": GRID_MANY.options[1:]})
NUMBER_FIRST = NUMBER.model_copy(update={"minimum": 0, "maximum": 10})
RANKING_LATER = RANKING.model_copy(update={"ranks": 3, "label_b": {"ja": "=好きな順"}})
VERSIONS = {
    1: document(NOTE, GRID_FIRST, MANY_FIRST, RANKING, NUMBER_FIRST),
    2: document(SCALE, GRID, GRID_MANY, RANKING_LATER, NUMBER, DAY, HOME, NOTE),
}

# r4 was not asked for the matrices: a condition passed them by.
RESPONSES = [
    response(
        "r1",
        1,
        {"q8.hall": "5", "q9.hall": ["food"], "q9.staff": None, "q10": ["stamp", "food"], "q11": 0},
    ),
    response(
        "r2", 1, {"q8.hall": None, "q9.hall": None, "q9.staff": ["none"], "q10": None, "q11": None}
    ),
    response(
        "r3",
        2,
        {
            "wording": "b",
            "q6": "unsure",
            "q8.hall": "1",
            "q8.staff": None,
            "q9.hall": ["stage", "stamp"],
            "q9.staff": ["none"],
            "q10": ["stage"],
            "q11": 2.5,
            "q12": "2026-11-23",
            "q13": "yoga",
        },
    ),
    response(
        "r4",
        2,
        {
            "wording": "a",
            "q6": None,
            "q10": ["stage", "food", "stamp"],
            "q11": -3,
            "q12": None,
            "q13": "outside",
        },
    ),
]

WIDE = """\
response_id,version,placement,placement_name,language,mode,received,flags,wording,q6,q8_hall,\
q8_staff,q9_hall_stage,q9_hall_food,q9_hall_stamp,q9_hall_none,q9_staff_stage,q9_staff_food,\
q9_staff_stamp,q9_staff_none,q10_1,q10_2,q10_3,q11,q12,q13,q13_area
r1,1,ab3de,,ja,web,2026-11-23T17:00+09:00,,非該当,非該当,5,非該当,非該当,1,0,0,非該当,,,,stamp,food,非該当,0,\
非該当,非該当,非該当
r2,1,ab3de,,ja,web,2026-11-23T17:00+09:00,,非該当,非該当,,非該当,非該当,,,,非該当,0,0,1,,,非該当,,非該当,非該当,非該当
r3,2,ab3de,,ja,web,2026-11-23T17:00+09:00,,b,unsure,1,,1,0,1,0,0,0,0,1,stage,,,2.5,\
2026-11-23,yoga,tamagawa
r4,2,ab3de,,ja,web,2026-11-23T17:00+09:00,,a,,非該当,非該当,非該当,非該当,非該当,非該当,非該当,非該当,非該当,非該当,stage,\
food,stamp,-3,,outside,outside
"""

LONG = """\
response_id,version,placement,question,column,value,label
r1,1,ab3de,q6,,非該当,非該当
r1,1,ab3de,q8,q8_hall,5,満足
r1,1,ab3de,q8,q8_staff,非該当,非該当
r1,1,ab3de,q9,q9_hall_food,1,会場：模擬店
r1,1,ab3de,q9,q9_staff,,無回答
r1,1,ab3de,q10,q10_1,stamp,スタンプラリー
r1,1,ab3de,q10,q10_2,food,模擬店
r1,1,ab3de,q11,q11,0,
r1,1,ab3de,q12,,非該当,非該当
r1,1,ab3de,q13,,非該当,非該当
r2,1,ab3de,q6,,非該当,非該当
r2,1,ab3de,q8,q8_hall,,無回答
r2,1,ab3de,q8,q8_staff,非該当,非該当
r2,1,ab3de,q9,q9_hall,,無回答
r2,1,ab3de,q9,q9_staff_none,1,案内：特にない
r2,1,ab3de,q10,,,無回答
r2,1,ab3de,q11,,,無回答
r2,1,ab3de,q12,,非該当,非該当
r2,1,ab3de,q13,,非該当,非該当
r3,2,ab3de,q6,q6,unsure,わからない
r3,2,ab3de,q8,q8_hall,1,不満
r3,2,ab3de,q8,q8_staff,,無回答
r3,2,ab3de,q9,q9_hall_stage,1,会場：ステージ
r3,2,ab3de,q9,q9_hall_stamp,1,会場：スタンプラリー
r3,2,ab3de,q9,q9_staff_none,1,案内：特にない
r3,2,ab3de,q10,q10_1,stage,ステージ
r3,2,ab3de,q11,q11,2.5,
r3,2,ab3de,q12,q12,2026-11-23,
r3,2,ab3de,q13,q13,yoga,用賀
r3,2,ab3de,q13,q13_area,tamagawa,玉川地域
r4,2,ab3de,q6,,,無回答
r4,2,ab3de,q8,q8_hall,非該当,非該当
r4,2,ab3de,q8,q8_staff,非該当,非該当
r4,2,ab3de,q9,q9_hall,非該当,非該当
r4,2,ab3de,q9,q9_staff,非該当,非該当
r4,2,ab3de,q10,q10_1,stage,ステージ
r4,2,ab3de,q10,q10_2,food,模擬店
r4,2,ab3de,q10,q10_3,stamp,スタンプラリー
r4,2,ab3de,q11,q11,-3,
r4,2,ab3de,q12,,,無回答
r4,2,ab3de,q13,q13,outside,区外
r4,2,ab3de,q13,q13_area,outside,区外
"""

CODES = """\
wording,,質問の文,code,a,1つ目の文,
wording,,質問の文,code,b,2つ目の文,
wording,q10,質問の文,code,a,順位,
wording,q10,質問の文,code,b,'=好きな順,
q6,q6,満足度,code,5,満足,第2版から
q6,q6,満足度,code,4,2,第2版から
q6,q6,満足度,code,3,どちらともいえない,第2版から
q6,q6,満足度,code,2,4,第2版から
q6,q6,満足度,code,1,不満,第2版から
q6,q6,満足度,code,unsure,わからない,第2版から。段階の外の答えです。平均などには入れません。
q8_hall,q8,項目別：会場,code,5,満足,
q8_hall,q8,項目別：会場,code,4,,
q8_hall,q8,項目別：会場,code,3,どちらともいえない,
q8_hall,q8,項目別：会場,code,2,,
q8_hall,q8,項目別：会場,code,1,不満,
q8_hall,q8,項目別：会場,code,unsure,わからない,段階の外の答えです。平均などには入れません。
q8_staff,q8,項目別：案内,code,5,満足,第2版から
q8_staff,q8,項目別：案内,code,4,,第2版から
q8_staff,q8,項目別：案内,code,3,どちらともいえない,第2版から
q8_staff,q8,項目別：案内,code,2,,第2版から
q8_staff,q8,項目別：案内,code,1,不満,第2版から
q8_staff,q8,項目別：案内,code,unsure,わからない,第2版から。段階の外の答えです。平均などには入れません。
q9_hall_stage,q9,場所別：会場：ステージ,flag,1,選んだ,第2版から
q9_hall_stage,q9,場所別：会場：ステージ,flag,0,選ばなかった,第2版から
q9_hall_food,q9,場所別：会場：模擬店,flag,1,選んだ,
q9_hall_food,q9,場所別：会場：模擬店,flag,0,選ばなかった,
q9_hall_stamp,q9,場所別：会場：スタンプラリー,flag,1,選んだ,
q9_hall_stamp,q9,場所別：会場：スタンプラリー,flag,0,選ばなかった,
q9_hall_none,q9,場所別：会場：特にない,flag,1,選んだ,
q9_hall_none,q9,場所別：会場：特にない,flag,0,選ばなかった,
q9_staff_stage,q9,場所別：案内：ステージ,flag,1,選んだ,第2版から
q9_staff_stage,q9,場所別：案内：ステージ,flag,0,選ばなかった,第2版から
q9_staff_food,q9,場所別：案内：模擬店,flag,1,選んだ,
q9_staff_food,q9,場所別：案内：模擬店,flag,0,選ばなかった,
q9_staff_stamp,q9,場所別：案内：スタンプラリー,flag,1,選んだ,
q9_staff_stamp,q9,場所別：案内：スタンプラリー,flag,0,選ばなかった,
q9_staff_none,q9,場所別：案内：特にない,flag,1,選んだ,
q9_staff_none,q9,場所別：案内：特にない,flag,0,選ばなかった,
q10_1,q10,順位：1位,code,stage,ステージ,
q10_1,q10,順位：1位,code,food,模擬店,
q10_1,q10,順位：1位,code,stamp,スタンプラリー,
q10_2,q10,順位：2位,code,stage,ステージ,
q10_2,q10,順位：2位,code,food,模擬店,
q10_2,q10,順位：2位,code,stamp,スタンプラリー,
q10_2,q10,順位：2位,code,,順位なし,空欄は、この順位に選んだものがないことを表します。
q10_3,q10,順位：3位,code,stage,ステージ,第2版から
q10_3,q10,順位：3位,code,food,模擬店,第2版から
q10_3,q10,順位：3位,code,stamp,スタンプラリー,第2版から
q10_3,q10,順位：3位,code,,順位なし,第2版から。空欄は、この順位に選んだものがないことを表します。
q11,q11,人数,number,,,単位は人です。0以上20以下です。
q12,q12,来た日,date,,,第2版から。年-月-日（ISO 8601）です。2026-04-01から2027-03-31までです。
q13,q13,お住まい,code,todoroki,等々力,第2版から
q13,q13,お住まい,code,yoga,用賀,第2版から
q13,q13,お住まい,code,outside,区外,第2版から
q13_area,q13,お住まい：地域,code,tamagawa,玉川地域,第2版から
q13_area,q13,お住まい：地域,code,outside,区外,第2版から
"""


def text(encoded: Encoded) -> str:
    assert b"\n" not in encoded.data.replace(b"\r\n", b"")
    return encoded.data.decode("utf-8-sig").replace("\r\n", "\n")


def rows(encoded: Encoded) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(encoded)), strict=True))


def test_responses_csv_whole() -> None:
    assert text(responses_csv(RESPONSES, VERSIONS, {})) == WIDE


def test_answers_long_csv_whole() -> None:
    assert text(answers_long_csv(RESPONSES, VERSIONS)) == LONG


def test_codebook_of_wordings_and_questions_whole() -> None:
    _, found, rest = text(codebook_csv(VERSIONS, {})).partition("wording,")
    assert found + rest == CODES


def test_one_wording_makes_no_column() -> None:
    versions = {1: document(SCALE)}
    assert "wording" not in text(responses_csv([], versions, {}))
    assert "wording" not in text(codebook_csv(versions, {}))


def test_an_older_limit_that_was_open_stays_open() -> None:
    anything = NUMBER.model_copy(update={"minimum": None, "unit": {}})
    [line] = [
        row
        for row in rows(codebook_csv({1: document(anything), 2: document(NUMBER)}, {}))
        if row["column"] == "q11"
    ]
    assert line["note"] == "単位は人です。20以下です。"


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_every_type_is_exported_and_explained(question: AnyQuestion) -> None:
    """Answered, 無回答 and 非該当 in every file; what a new type lacks is named here."""
    versions = {1: document(question)}
    names = [column.name for column in question.columns()]
    wide = rows(responses_csv(three(question), versions, {}))
    long = rows(answers_long_csv(three(question), versions))
    explained = {row["column"] for row in rows(codebook_csv(versions, {})) if row["question"]}
    assert explained == set(names)
    answered, blank, passed = ([row[name] for name in names] for row in wide)
    assert set(blank) <= {""}
    assert set(passed) <= {"非該当"}
    assert "非該当" not in answered
    assert any(answered) or not names
    said = [row["label"] for row in long if row["response_id"] != "r1"]
    rows_of_it = len(question.asked_keys())
    assert said == ["無回答"] * rows_of_it + ["非該当"] * rows_of_it
    given = [row for row in long if row["response_id"] == "r1"]
    assert all(row["column"] in names and row["value"] for row in given)
    assert bool(given) == bool(names)
