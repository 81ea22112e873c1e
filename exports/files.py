"""The files that だす and `manage.py export` hand out, from the database to bytes.

Meant for a child process: the process that serves residents never holds the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from analysis import build
from analysis.columns import Answers
from analysis.text import coded
from exports.codebook import codebook_csv
from exports.crosstables import cross_csv
from exports.csv import answers_long_csv, responses_csv
from exports.neutral import Encoded, Encoding
from exports.tables import gt_csv
from models import snapshot
from models.few_answers import is_promised
from models.snapshot import Snapshot
from models.versions import merged_questions, sources

# file name → what is in it
ANSWERS: Final = {
    "responses.csv": "回答1件が1行です。表計算や統計のソフトで集計するときに使います。",
    "answers_long.csv": "答え1つが1行です。複数回答をピボットテーブルで集計するときに使います。",
    "codebook.csv": "列の名前と、符号の意味の一覧です。ほかの2つと一緒に保管してください。",
}
TABLES: Final = {
    "gt.csv": "単純集計の表です。すべての回答を数えた数が、1行に1つずつ入っています。",
    "cross.csv": "年代・性別・地域ごとのクロス集計の表です。その質問のある調査で使えます。",
}
NAMES: Final = ANSWERS | TABLES
FORMATS: Final = {"csv": tuple(ANSWERS), "tables": tuple(TABLES), "all": tuple(NAMES)}


@dataclass(frozen=True)
class File:
    """A file's bytes, the number of its lines below the header, and what CP932 could not hold."""

    data: bytes
    rows: int
    replaced: dict[str, int]


def write(url: str, survey_id: str, names: Iterable[str], encoding: Encoding) -> dict[str, File]:
    """These files of NAMES for the survey in the database at `url`, all of the same answers.

    Where the survey promises to show no results of fewer than ten people, TABLES hold none of them.
    Raises NotFound, StorageRefused.
    """
    found = snapshot.read(url, survey_id)
    return {name: _file(_encoded(found, survey_id, name, encoding)) for name in names}


def replaced(url: str, survey_id: str) -> dict[str, int]:
    """Characters of the survey's answers and codebook that CP932 lacks, and how often each becomes
    〓. The tables have no words that the codebook has not.
    """
    found = Counter[str]()
    for file in write(url, survey_id, ANSWERS, "cp932").values():
        found.update(file.replaced)
    return dict(found)


def _file(encoded: Encoded) -> File:
    # Cells hold no line breaks, so that each CR LF ends a line.
    return File(encoded.data, encoded.data.count(b"\r\n") - 1, dict(encoded.replaced))


def _encoded(found: Snapshot, survey_id: str, name: str, encoding: Encoding) -> Encoded:
    match name:
        case "codebook.csv":
            return codebook_csv(found.versions, found.placements, encoding, found.codings)
        case "responses.csv":
            return responses_csv(
                found.responses, found.versions, found.placements, encoding, found.codings
            )
        case "answers_long.csv":
            return answers_long_csv(found.responses, found.versions, encoding, found.codings)
        case "gt.csv":
            hides_few = is_promised(found.versions)
            return gt_csv(survey_id, _columns(found), encoding, hides_few=hides_few)
        case "cross.csv":
            hides_few = is_promised(found.versions)
            return cross_csv(survey_id, _columns(found), encoding, hides_few=hides_few)
    raise KeyError(name)


def _columns(found: Snapshot) -> Answers:
    answers = build.answers(found.responses, found.versions, found.placements)
    ids = [response.response_id for response in found.responses]
    questions = sources(merged_questions(found.versions))
    return coded.beside(answers, coded.columns(answers, ids, found.codings, questions))
