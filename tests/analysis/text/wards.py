"""Real comments for tests of reading, in functions that a child process can be sent."""

from __future__ import annotations

import csv
from pathlib import Path

from analysis.text.normal import normalize

DATA = Path(__file__).parents[1] / "data"


def comments() -> list[str]:
    """156 comments, normalised (CC0)."""
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        return [normalize(row["text"]) for row in csv.DictReader(file, delimiter="\t")]


def comments_when_told(pipe: str) -> list[str]:
    """The same, once something stands in the pipe."""
    with Path(pipe).open(encoding="utf-8") as told:
        told.read()
    return comments()


def many(count: int) -> list[str]:
    """So many different ones."""
    texts = comments()
    return [f"{texts[at % len(texts)]} {at}" for at in range(count)]


def none(reason: str) -> list[str]:
    """A reading that fails."""
    raise ValueError(reason)
