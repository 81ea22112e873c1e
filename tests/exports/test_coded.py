"""Codes in the files: columns behind the others, long rows, the codebook and both tables."""

from __future__ import annotations

import csv
import io

from analysis import child
from exports import files
from exports.codebook import codebook_csv
from exports.csv import answers_long_csv, responses_csv
from exports.neutral import Encoded
from models import codes, codings, responses
from models.codes import REST, Code
from models.codings import Codings
from models.questions.choice import MultipleChoice
from models.questions.options import Option
from models.store import Store
from tests.builders import OPINION, SATISFACTION, document
from tests.sendings import response
from tests.stores import add_answers, add_survey

VERSIONS = {1: document(SATISFACTION, OPINION)}
JUDGED = {
    "q4": Codings(
        (Code("park", "=公園", "公園、緑"), Code("road", "道路")),
        {"rule": {"r1": {"park": True, "road": True}, "r2": {REST: True}}},
    )
}
SENT = [
    response("r1", 1, {"q1": "good", "q4": "公園と道路"}),
    response("r2", 1, {"q1": "bad", "q4": "よい"}),
    response("r3", 1, {"q1": "bad", "q4": "新しい"}),
    response("r4", 1, {"q1": "bad", "q4": None}),
    response("r5", 1, {"q1": "bad"}),
]
NAMES = [f"q4_code_{code}" for code in ("park", "road", "rest", "nothing", "unread")]


def rows(encoded: Encoded) -> list[dict[str, str]]:
    text = encoded.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_each_code_is_a_column_behind_the_others() -> None:
    plain = rows(responses_csv(SENT, VERSIONS, {}))
    found = rows(responses_csv(SENT, VERSIONS, {}, codings=JUDGED))
    assert list(found[0]) == [*plain[0], *NAMES]
    assert [[line[name] for name in NAMES] for line in found] == [
        ["1", "1", "0", "0", "0"],
        ["0", "0", "1", "0", "0"],
        ["0", "0", "0", "0", "1"],
        [""] * 5,
        ["非該当"] * 5,
    ]
    assert [{name: line[name] for name in plain[0]} for line in found] == plain


def test_long_rows_name_the_codes_that_hold() -> None:
    found = rows(answers_long_csv(SENT, VERSIONS, codings=JUDGED))
    coded = [line for line in found if "_code_" in line["column"]]
    assert [
        (one["response_id"], one["question"], one["column"], one["label"]) for one in coded
    ] == [
        ("r1", "q4", "q4_code_park", "'=公園"),
        ("r1", "q4", "q4_code_road", "道路"),
        ("r2", "q4", "q4_code_rest", "どの分類にも当てはまらない"),
        ("r3", "q4", "q4_code_unread", "まだ分類していない"),
    ]
    assert {one["value"] for one in coded} == {"1"}
    assert [one for one in found if one not in coded] == rows(answers_long_csv(SENT, VERSIONS))


def test_the_codebook_names_code_and_rule() -> None:
    found = [
        one for one in rows(codebook_csv(VERSIONS, {}, codings=JUDGED)) if one["column"] in NAMES
    ]
    assert [(one["column"], one["code"]) for one in found] == [
        (name, code) for name in NAMES for code in ("1", "0")
    ]
    assert found[0]["label"] == "ご意見の分類（ご意見）：=公園"
    assert found[0]["note"].endswith("規則：公園、緑。")
    assert "規則" not in found[2]["note"]


def test_a_column_that_a_question_has_already_keeps_its_name() -> None:
    namesake = MultipleChoice(
        key="q4_code",
        label={"ja": "場所"},
        options=(
            Option(value="park", label={"ja": "公園"}),
            Option(value="hill", label={"ja": "丘"}),
        ),
    )
    versions = {1: document(OPINION, namesake)}
    [line] = rows(responses_csv([response("r1", 1, {"q4": "公園"})], versions, {}, codings=JUDGED))
    assert (line["q4_code_park"], line["q4_code_park_"]) == ("非該当", "1")


def test_every_file_has_them(store: Store, store_url: str) -> None:
    survey_id = add_survey(store, publish=True)
    add_answers(store, survey_id, {"q1": ["good"], "q4": ["公園"]}, {"q1": ["bad"]})
    store.write(lambda s: codes.save(s, survey_id, "q4", "park", "公園", "公園", by="sato"))
    with store.reading() as session:
        found = {one.response_id: ["park"] for one in responses.stored(session, survey_id)[:1]}
    store.write(lambda s: codings.judge(s, survey_id, "q4", "rule", found, by="sato"))
    written = child.run(files.write, store_url, survey_id, list(files.NAMES), "utf-8")
    for name, file in written.items():
        text = file.data.decode()
        assert ("q4_code" in text) == (name != "cross.csv"), name  # it has no side variable here
    gt = [line.split(",") for line in written["gt.csv"].data.decode().splitlines()]
    assert [line[1:3] for line in gt if line[5:6] == ["park"]] == [["q4", "q4_code"]]
