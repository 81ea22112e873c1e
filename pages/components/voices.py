"""誰の声か, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import coverage, kept, tabulate, weighting
from analysis.coverage import Coverage
from analysis.raking import Bounds
from analysis.tabulate import Tabulation
from analysis.weighting import Balance, Refused
from models.inhabitants import Figures, Trait
from pages.components import answers


@dataclass(frozen=True)
class Weighed:
    """The weights in numbers, and the table of one question by them."""

    balance: Balance
    table: Tabulation


def covered(
    url: str, survey_id: str, without: Sequence[str], rules: str, figures: Figures
) -> Coverage:
    """Those who are `answers.chosen` beside the inhabitants."""
    found = kept.answers_of(url, survey_id).answers
    return coverage.covered(found, figures, answers.chosen(found, without, rules))


def weighed(
    url: str,
    survey_id: str,
    without: Sequence[str],
    rules: str,
    figures: Figures,
    wanted: Sequence[Trait],
    bounds: Bounds | None,
    part_key: str,
) -> Weighed | Refused:
    """The question `part_key` of the same people, unweighted and weighted; or why not."""
    found = kept.answers_of(url, survey_id).answers
    mask = answers.chosen(found, without, rules)
    outcome = weighting.weigh(found, figures, mask, wanted, bounds)
    if isinstance(outcome, Refused):
        return outcome
    column = found.columns[part_key]
    table = tabulate.tabulate(column, outcome.people, outcome.weights)
    return Weighed(outcome.balance, table)
