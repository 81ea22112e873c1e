"""誰の声か, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis import coverage, kept, small_groups, tabulate, weighting
from analysis.columns import Mask
from analysis.coverage import Coverage
from analysis.kept import Found
from analysis.raking import Bounds
from analysis.tabulate import Tabulation
from analysis.weighting import Balance, Refused, Weighting
from models import few_answers, populations
from models.inhabitants import Figures, Trait
from models.store import Store
from pages.components import answers


@dataclass(frozen=True)
class Scheme:
    """How weights are made: by which figures (their id), which traits, and between which bounds."""

    population: str
    traits: tuple[Trait, ...]
    bounds: Bounds | None = None


@dataclass(frozen=True)
class Weighed:
    """The weights in numbers, and the table of one question by them."""

    balance: Balance
    table: Tabulation


def covered(
    url: str, survey_id: str, without: Sequence[str], rules: str, population: str
) -> Coverage:
    """Those who are `answers.looked_at` beside the inhabitants. Raises NotFound, NotAllowed."""
    gathered = kept.answers_of(url, survey_id)
    mask = answers.looked_at(gathered, without, rules)
    found = coverage.covered(gathered.answers, _figures(url, population), mask)
    is_promised = few_answers.is_promised(gathered.versions)
    return small_groups.covered_without_few(found) if is_promised else found


def balanced(
    url: str, survey_id: str, without: Sequence[str], rules: str, scheme: Scheme
) -> Balance | Refused:
    """What weights of the same people come to, or why there are none.

    Raises NotFound, NotAllowed.
    """
    found = kept.answers_of(url, survey_id)
    outcome = weigh(url, found, answers.looked_at(found, without, rules), scheme)
    return _untold(found, outcome) if isinstance(outcome, Refused) else outcome.balance


def weigh(url: str, found: Found, mask: Mask, scheme: Scheme) -> Weighting | Refused:
    """The weights of the people in the mask, or why there are none. Raises NotFound.

    Tables with weights are of fewer people than those without: where the survey promises it, there
    are none of so few, or so few less.
    """
    figures = _figures(url, scheme.population)
    outcome = weighting.weigh(found.answers, figures, mask, scheme.traits, scheme.bounds)
    if isinstance(outcome, Weighting) and few_answers.is_promised(found.versions):
        people = outcome.balance.n
        if not few_answers.may_show(people, int(mask.sum()) - people):
            return Refused("hidden")
    return outcome


def weighed(
    url: str,
    survey_id: str,
    without: Sequence[str],
    rules: str,
    scheme: Scheme,
    part_key: str,
) -> Weighed | Refused:
    """The question `part_key` of the same people, unweighted and weighted; or why not.

    Raises NotFound, NotAllowed.
    """
    found = kept.answers_of(url, survey_id)
    outcome = weigh(url, found, answers.looked_at(found, without, rules), scheme)
    if isinstance(outcome, Refused):
        return _untold(found, outcome)
    column = found.answers.columns[part_key]
    table = tabulate.tabulate(column, outcome.people, outcome.weights)
    few_answers.check(found.versions, table.n_asked)
    return Weighed(outcome.balance, table)


def _untold(found: Found, why: Refused) -> Refused:
    """The refusal, without a number of too few people where the survey promises that."""
    return replace(why, hides_few=few_answers.is_promised(found.versions))


def _figures(url: str, population: str) -> Figures:
    opened = Store(url, writable=False)
    try:
        with opened.reading() as session:
            return populations.get(session, population)
    finally:
        opened.close()
