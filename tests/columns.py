"""Tables of stored values, without a survey around them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import build
from analysis.codes import ABSENT
from analysis.tabulate import Tabulation, tabulate
from models.questions.base import NOT_ASKED, Part


def counted(part: Part, values: Sequence[object]) -> Tabulation:
    """The table of these stored values; NOT_ASKED stands for a key that is not there."""
    return tabulate(build.column(part, [ABSENT if v == NOT_ASKED else v for v in values]))
