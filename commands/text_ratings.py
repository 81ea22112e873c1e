"""The ratings beside the comments of a file: read, parted at their median, and told of."""

from __future__ import annotations

import unicodedata
from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from analysis.text import calibration
from analysis.text.leanings import LEAST
from models.errors import FileRefused
from models.questions.base import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.text.calibration import Rated
    from analysis.text.corpus import Corpus
    from analysis.text.leanings import Leanings
    from imports.comments import Columns

_RULE: Final = "high above the median of the rows whose comment says something, low below it"


class Ratings(NamedTuple):
    """Who rated high and low, parallel to the comments; `median` is NaN if nobody rated."""

    column: str
    rated: Rated
    median: float


def numbers(found: Columns, heading: str) -> dict[int, float]:
    """Row → number below the heading; a blank cell, and 非該当, is no rating.

    Raises FileRefused with the first row that holds anything else.
    """
    told: dict[int, float] = {}
    for row, cell in zip(found.numbers, found[heading], strict=True):
        written = unicodedata.normalize("NFKC", cell).strip()
        if written in {"", NOT_ASKED}:
            continue
        try:
            number = float(written.replace("−", "-"))
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            raise FileRefused(
                f"「{heading}」の{row}行目「{cell[:20]}」は数ではありません。"
                "大きいほどよい数を入れ、評価のない行は空白にしてください。"
            )
        told[row] = number
    return told


def parted(of: Corpus, by_row: Mapping[int, float], column: str) -> Ratings:
    """The ratings of those whose comment says something, above and below their median."""
    values = [by_row.get(int(one.response_id), float("nan")) for one in of.comments]
    rated, median = calibration.by_median(np.array(values, np.float64))
    return Ratings(column, rated, median)


def record(ratings: Ratings, learned: Leanings) -> dict[str, object]:
    """What settings.json says of them; `taught_by` is 0 where they are too few to teach."""
    return {
        "column": ratings.column,
        "rule": _RULE,
        "median": ratings.median if isfinite(ratings.median) else None,
        "high": int(ratings.rated.high.sum()),
        "low": int(ratings.rated.low.sum()),
        "taught_by": learned.taught_by if learned.teacher == "ratings" else 0,
    }


def too_few(ratings: Ratings) -> str:
    """Why they taught nothing."""
    high, low = (int(side.sum()) for side in ratings.rated)
    return (
        f"「{ratings.column}」では学ばせていません。中央値より高い評価と低い評価のご意見が"
        f"{LEAST}件ずつ必要です(いまは{high:,}件と{low:,}件)。"
    )
