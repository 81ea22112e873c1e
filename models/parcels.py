"""A survey with its answers on the way into the database, as a file of JSON lines.

Only the serving process writes, and it must not hold a large file in memory; so whoever reads the
file of another tool packs it here, row by row, and the database takes it from here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models import document
from models.document import SurveyDocument
from models.errors import FileRefused
from models.questions.values import StoredValue


class Head(NamedTuple):
    """The survey; the name of the file that it comes from, and what the file is known by."""

    document: SurveyDocument
    source: str
    digest: str


class Entry(NamedTuple):
    """One response: its row in the file, its time (ISO 8601) if known, its stored answers."""

    row: int
    at: str | None
    answers: dict[str, StoredValue]

    @property
    def moment(self) -> datetime | None:
        """The time as an aware datetime."""
        return datetime.fromisoformat(self.at) if self.at is not None else None


@contextmanager
def writing(file: Path | None, head: Head) -> Iterator[Callable[[Entry], None]]:
    """Begin the parcel with `head`; gives what writes an entry. None only pretends to."""
    if file is None:
        yield lambda _: None
        return
    with file.open("w", encoding="utf-8") as lines:

        def write(entry: Entry) -> None:
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")

        first = [document.dump(head.document), head.source, head.digest]
        lines.write(json.dumps(first, ensure_ascii=False) + "\n")
        yield write


@contextmanager
def reading(file: Path) -> Iterator[tuple[Head, Iterator[Entry]]]:
    """The parcel's head, and its entries one by one while it is open. Raises FileRefused."""
    try:
        lines = file.open(encoding="utf-8")
    except OSError as error:
        raise FileRefused("取り込む回答を読めませんでした。もう一度お試しください。") from error
    with lines:
        text, source, digest = json.loads(next(lines))
        yield (
            Head(document.load(text), source, digest),
            (Entry(*json.loads(line)) for line in lines),
        )
