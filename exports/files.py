"""The files that だす and `manage.py export` hand out, from the database to bytes.

Meant for a child process: the process that serves residents never holds the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exports.codebook import codebook_csv
from exports.csv import answers_long_csv, responses_csv
from exports.neutral import Encoded, Encoding
from models import snapshot
from models.snapshot import Snapshot

# file name → what is in it
NAMES = {
    "responses.csv": "回答1件が1行です。表計算や統計のソフトで集計するときに使います。",
    "answers_long.csv": "答え1つが1行です。複数回答をピボットテーブルで集計するときに使います。",
    "codebook.csv": "列の名前と、符号の意味の一覧です。ほかの2つと一緒に保管してください。",
}


@dataclass(frozen=True)
class File:
    """A file's bytes, the number of its lines below the header, and what CP932 could not hold."""

    data: bytes
    rows: int
    replaced: dict[str, int]


def write(url: str, survey_id: str, names: Iterable[str], encoding: Encoding) -> dict[str, File]:
    """These files of NAMES for the survey in the database at `url`, all of the same answers.

    Raises NotFound, StorageRefused.
    """
    found = snapshot.read(url, survey_id)
    return {name: _file(_encoded(found, name, encoding)) for name in names}


def replaced(url: str, survey_id: str) -> dict[str, int]:
    """Characters of the survey's files that CP932 lacks, and how often each becomes 〓."""
    found = Counter[str]()
    for file in write(url, survey_id, NAMES, "cp932").values():
        found.update(file.replaced)
    return dict(found)


def _file(encoded: Encoded) -> File:
    # Cells hold no line breaks, so that each CR LF ends a line.
    return File(encoded.data, encoded.data.count(b"\r\n") - 1, dict(encoded.replaced))


def _encoded(found: Snapshot, name: str, encoding: Encoding) -> Encoded:
    match name:
        case "codebook.csv":
            return codebook_csv(found.versions, found.placements, encoding)
        case "responses.csv":
            return responses_csv(found.responses, found.versions, found.placements, encoding)
        case "answers_long.csv":
            return answers_long_csv(found.responses, found.versions, encoding)
    raise KeyError(name)
