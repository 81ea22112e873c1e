from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import build
from analysis.tabulate import tabulate
from exports.csv import answers_long_csv, responses_csv
from exports.neutral import cell
from models.questions.values import StoredValue
from models.responses import StoredResponse
from tests.builders import LIKED, OPINION, QUESTIONS, SATISFACTION, TOWN, document

patient = settings(deadline=None)  # a busy machine is slow, not wrong

NEW = SATISFACTION.model_copy(update={"key": "q5", "label": {"ja": "また来ますか"}})
LIKED_LATER = LIKED.model_copy(
    update={
        "options": (
            *(option for option in LIKED.options if option.value != "stamp"),
            LIKED.options[0].model_copy(update={"value": "booth", "label": {"ja": "=相談窓口"}}),
        )
    }
)
VERSIONS = {1: document(), 2: document(SATISFACTION, LIKED_LATER, OPINION, NEW)}
PLACEMENTS = {"ab3de": "図書館, 1階", "fg4hj": "=1+1"}


def response(
    name: str,
    version: int,
    answers: dict[str, StoredValue],
    placement: str = "ab3de",
    received: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC),
    flags: tuple[str, ...] = (),
) -> StoredResponse:
    return StoredResponse(name, version, placement, "ja", "web", received, answers, flags=flags)


# Sent in another order than that of their names; r5 an hour before midnight UTC.
RESPONSES = [
    response(
        "r2",
        1,
        {
            "q1": "other",
            "q1.other": "まあまあ、\n普通",
            "q2": ["stage", "stamp"],
            "q3": "太子堂",
            "q4": "=1+1",
        },
    ),
    response("r1", 1, {"q1": None, "q2": None, "q3": None, "q4": None}, "fg4hj"),
    response("r4", 2, {"q1": "bad", "q2": None, "q4": '"よい"と思う\r\n以上', "q5": None}),
    response(
        "r3",
        2,
        {"q1": "good", "q2": ["other", "booth"], "q2.other": "踊り", "q4": "非該当", "q5": "good"},
        "zz9zz",
    ),
    response(
        "r5",
        1,
        {"q1": "good", "q4": "👪"},
        received=datetime(2026, 11, 23, 23, 59, tzinfo=UTC),
        flags=("fast", "repeat"),
    ),
]

WIDE = """\
response_id,version,placement,placement_name,language,mode,received,flags,\
q1,q1_other_text,q2_stage,q2_food,q2_none,q2_other,q2_booth,q2_stamp,q2_other_text,\
q4,q5,q5_other_text,q3
r1,1,fg4hj,'=1+1,ja,web,2026-11-23T17:00+09:00,,,,,,,,非該当,,,,非該当,非該当,
r2,1,ab3de,"図書館, 1階",ja,web,2026-11-23T17:00+09:00,,\
other,まあまあ、 普通,1,0,0,0,非該当,1,,'=1+1,非該当,非該当,太子堂
r3,2,zz9zz,,ja,web,2026-11-23T17:00+09:00,,good,,0,0,0,1,1,非該当,踊り,'非該当,good,,非該当
r4,2,ab3de,"図書館, 1階",ja,web,2026-11-23T17:00+09:00,,\
bad,,,,,,,非該当,,"""  # ends within r4's opinion, which needs quotes of its own
WIDE += '''"""よい""と思う 以上",,,非該当
r5,1,ab3de,"図書館, 1階",ja,web,2026-11-24T08:00+09:00,fast repeat,\
good,,非該当,非該当,非該当,非該当,非該当,非該当,非該当,👪,非該当,非該当,非該当
'''

LONG = '''\
response_id,version,placement,question,column,value,label
r1,1,fg4hj,q1,,,無回答
r1,1,fg4hj,q2,,,無回答
r1,1,fg4hj,q4,,,無回答
r1,1,fg4hj,q5,,非該当,非該当
r1,1,fg4hj,q3,,,無回答
r2,1,ab3de,q1,q1,other,その他
r2,1,ab3de,q1,q1_other_text,まあまあ、 普通,
r2,1,ab3de,q2,q2_stage,1,ステージ
r2,1,ab3de,q2,q2_stamp,1,スタンプラリー
r2,1,ab3de,q4,q4,'=1+1,
r2,1,ab3de,q5,,非該当,非該当
r2,1,ab3de,q3,q3,太子堂,
r3,2,zz9zz,q1,q1,good,満足
r3,2,zz9zz,q2,q2_other,1,その他
r3,2,zz9zz,q2,q2_booth,1,'=相談窓口
r3,2,zz9zz,q2,q2_other_text,踊り,
r3,2,zz9zz,q4,q4,'非該当,
r3,2,zz9zz,q5,q5,good,満足
r3,2,zz9zz,q3,,非該当,非該当
r4,2,ab3de,q1,q1,bad,不満
r4,2,ab3de,q2,,,無回答
r4,2,ab3de,q4,q4,"""よい""と思う 以上",
r4,2,ab3de,q5,,,無回答
r4,2,ab3de,q3,,非該当,非該当
r5,1,ab3de,q1,q1,good,満足
r5,1,ab3de,q2,,非該当,非該当
r5,1,ab3de,q4,q4,👪,
r5,1,ab3de,q5,,非該当,非該当
r5,1,ab3de,q3,,非該当,非該当
'''


def as_file(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def test_responses_csv_whole() -> None:
    encoded = responses_csv(RESPONSES, VERSIONS, PLACEMENTS)
    assert encoded.data == as_file(WIDE)
    assert encoded.replaced == {}


def test_answers_long_csv_whole() -> None:
    assert answers_long_csv(RESPONSES, VERSIONS).data == as_file(LONG)


def test_the_order_of_arrival_is_hidden() -> None:
    backwards = responses_csv(RESPONSES[::-1], VERSIONS, PLACEMENTS)
    assert backwards == responses_csv(RESPONSES, VERSIONS, PLACEMENTS)


def test_other_encodings() -> None:
    plain = responses_csv(RESPONSES, VERSIONS, PLACEMENTS, "utf-8")
    assert plain.data == as_file(WIDE).removeprefix(b"\xef\xbb\xbf")
    old = responses_csv(RESPONSES, VERSIONS, PLACEMENTS, "cp932")
    assert old.data.decode("cp932") == WIDE.replace("👪", "〓").replace("\n", "\r\n")
    assert old.replaced == {"👪": 1}
    assert answers_long_csv(RESPONSES, VERSIONS, "cp932").replaced == {"👪": 1}


def test_without_responses_the_header_stands_alone() -> None:
    header, _, _ = WIDE.partition("r1,")
    assert responses_csv([], VERSIONS, PLACEMENTS).data == as_file(header)


def test_a_response_of_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        responses_csv([response("r1", 9, {"q1": "good"})], VERSIONS, PLACEMENTS)


def read(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


words = st.one_of(st.text(min_size=1), st.sampled_from(["非該当", "'非該当", "=1"]))
answered = st.fixed_dictionaries(
    {
        "q1": st.sampled_from(["good", "bad", None]),
        "q2": st.one_of(
            st.none(), st.lists(st.sampled_from(["stage", "food"]), min_size=1, unique=True)
        ),
        "q3": st.one_of(st.none(), words),
        "q4": st.one_of(st.none(), words),
    }
)
asked_in_part = st.builds(
    lambda answers, left_out: {k: v for k, v in answers.items() if k not in left_out},
    answered,
    st.sets(st.sampled_from(["q1", "q2", "q3", "q4"])),
)


@patient
@given(st.lists(asked_in_part, max_size=8))
def test_every_answer_is_in_the_file(drawn: list[dict[str, StoredValue]]) -> None:
    responses = [response(f"r{n}", 1, answers) for n, answers in enumerate(drawn)]
    rows = read(responses_csv(responses, {1: document()}, PLACEMENTS).data)
    assert [row["response_id"] for row in rows] == [r.response_id for r in responses]
    for row, answers in zip(rows, drawn, strict=True):
        for question in (SATISFACTION, TOWN, OPINION):
            value = answers.get(question.key, "absent")
            written = cell(value) if isinstance(value, str) else ""
            expected = "非該当" if question.key not in answers else written
            assert row[question.key] == expected
        for option in LIKED.options:
            chosen = answers.get("q2", "absent")
            one_or_zero = str(int(isinstance(chosen, list) and option.value in chosen))
            nothing = {"absent": "非該当", "None": ""}
            expected = nothing.get(str(chosen), one_or_zero)
            assert row[f"q2_{option.value}"] == expected


@patient
@given(st.lists(asked_in_part, max_size=8))
def test_both_files_and_the_tables_count_the_same(drawn: list[dict[str, StoredValue]]) -> None:
    """無回答, 非該当 and marks: the same numbers in the wide file, the long file and the table."""
    versions = {1: document()}
    responses = [response(f"r{n}", 1, answers) for n, answers in enumerate(drawn)]
    wide = read(responses_csv(responses, versions, PLACEMENTS).data)
    long = read(answers_long_csv(responses, versions).data)
    columns = build.answers(responses, versions, {}).columns
    for question in QUESTIONS:
        table = tabulate(columns[question.key])
        first = question.columns()[0].name
        found = Counter(row["label"] for row in long if row["question"] == question.key)
        assert [row[first] for row in wide].count("") == table.no_answer == found["無回答"]
        assert [row[first] for row in wide].count("非該当") == table.not_asked == found["非該当"]
    marks = tabulate(columns["q2"]).marks
    ones = sum(row[column.name] == "1" for row in wide for column in LIKED.columns())
    assert ones == marks == sum(row["question"] == "q2" and row["value"] == "1" for row in long)
