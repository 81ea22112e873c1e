"""Questions that stand beside every other one: 年代, 性別, 地域, 在住・在勤."""

from __future__ import annotations

import re
from typing import Final

from analysis.axes import by_area
from analysis.columns import Answers, Column
from models.questions.base import Part

# The keys of the ready-made questions about the person; one used twice has a number behind it.
KEYS: Final = ("age", "gender", "residence", "relation")
_OF_A_BLOCK: Final = re.compile(rf"({'|'.join(KEYS)})(_\d+)?")


def standing(answers: Answers) -> tuple[Column, ...]:
    """The side variables of a survey, in the order of KEYS; every place stands by its areas."""
    found = [
        (KEYS.index(name), by_area(column) if column.part.shape == "place" else column)
        for column in answers.columns.values()
        if (name := _name(column.part))
    ]
    return tuple(column for _, column in sorted(found, key=lambda pair: pair[0]))


def is_attribute(part: Part) -> bool:
    """Whether a question is about the person: its categories name groups of people."""
    return bool(_name(part))


def _name(part: Part) -> str:
    if part.shape == "place":
        return "residence"
    found = _OF_A_BLOCK.fullmatch(part.key)
    return found[1] if found and part.shape != "prose" else ""
