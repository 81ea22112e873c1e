"""What a person chose in the closed questions, as far as it points to nobody.

Answers are shown in the order of the questions, those about the person last, as long as at least
LEAST people gave all of the answers shown. So whoever reads a comment never sees a combination of
answers that few people have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from analysis import sides
from analysis.axes import by_area
from analysis.columns import Answers, Column, Mask
from analysis.filters import one_line
from analysis.text.word_groups import LEAST

RULE: Final = (
    f"選んだ答えは、表示する答えの組み合わせが同じ人が{LEAST}人以上いる範囲だけを出します。"
)


class Closed(NamedTuple):
    """Question and answer in words; `hidden` more answers are not shown."""

    shown: tuple[tuple[str, str], ...]
    hidden: int


def of(answers: Answers, row: int) -> Closed:
    """The answers of the person in this row."""
    columns = [column for column in answers.columns.values() if _is_closed(column)]
    columns.sort(key=lambda column: sides.is_attribute(column.part))
    inside = np.ones(answers.n, np.bool_)
    shown, hidden = [], 0
    for column in columns:
        said, same = _answer(column, row)
        if not said:
            continue
        narrower: Mask = inside & same
        if narrower.sum() >= LEAST:
            inside = narrower
            shown.append((one_line(column.part.label), said))
        else:
            hidden += 1
    return Closed(tuple(shown), hidden)


def _is_closed(column: Column) -> bool:
    if column.part.key.endswith(("_code", ".code")):  # of what was written (analysis.text.coded)
        return False
    return column.codes is not None or column.marks is not None


def _answer(column: Column, row: int) -> tuple[str, Mask]:
    """The answer in words, "" for none, and who gave the same."""
    if column.part.shape == "place":
        column = by_area(column)
    if column.marks is not None:
        mine = column.marks[row]
        same: Mask = (column.marks == mine).all(axis=1) & column.answered
        return "、".join(_marked(column, row)), same
    assert column.codes is not None
    code = int(column.codes[row])
    equal: Mask = column.codes == code
    return ("" if code < 0 else one_line(column.part.categories[code].label)), equal


def _marked(column: Column, row: int) -> Iterator[str]:
    assert column.marks is not None
    for at in np.flatnonzero(column.marks[row]).tolist():
        yield one_line(column.part.categories[at].label)
