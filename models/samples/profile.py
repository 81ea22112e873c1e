"""Who answers a sample survey, and how: shares in percent, changed by what else is known.

A profile lists *facts* in the order in which they depend on each other: where the person found
the survey, who they are, what they lived through, what they think. A fact is drawn from its
shares after every rule whose condition holds has multiplied some of them.

A condition is text such as `age=a60|a70 wait=long`: every fact named has one of its values.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeAlias, TypedDict, cast

from models.questions.options import Option
from models.samples.definitions import FOLDER

Facts: TypeAlias = dict[str, list[str]]

_GIVING_UP = 0.12  # share of people who do not fill every place of a ranking


class Rule(TypedDict):
    """Shares are multiplied by `times` when the condition holds."""

    when: str
    times: dict[str, float]


class _Shares(TypedDict):
    percent: dict[str, float]


class Fact(_Shares, total=False):
    """The share of each value: of all people for one choice, each by itself for several."""

    rules: list[Rule]


class Arrival(TypedDict):
    """When answers come: shares of days since opening by placement, shares of hours by place."""

    event_days: int
    on_site: list[str]
    days: dict[str, list[float]]
    event_hours: dict[str, float]
    home_hours: dict[str, float]


class Profile(TypedDict):
    """One survey's profile. `texts` go by form field and language, `closings` by language, tone."""

    facts: dict[str, Fact]
    blank: dict[str, float]
    arrival: Arrival
    texts: dict[str, dict[str, list[str]]]
    closings: dict[str, dict[str, list[str]]]


def read(name: str) -> Profile:
    """The profile of the sample survey `name`."""
    return cast("Profile", json.loads((FOLDER / f"{name}.profile.json").read_bytes()))


@functools.cache
def terms(condition: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each fact that a condition names, with the values it allows."""
    pairs = (term.partition("=") for term in condition.split())
    return tuple((key, frozenset(values.split("|"))) for key, _, values in pairs)


def holds(condition: str, facts: Mapping[str, Sequence[str]]) -> bool:
    """True when each fact named has one of the values allowed; true of the empty condition."""
    return all(not values.isdisjoint(facts[key]) for key, values in terms(condition))


def weighted(rng: Random, shares: Mapping[str, float]) -> str:
    """One key, by its share."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def one(rng: Random, fact: Fact, facts: Facts) -> list[str]:
    """One value of `fact` for a person of whom `facts` are known."""
    return [weighted(rng, _shares(fact, facts))]


def several(
    rng: Random, fact: Fact, facts: Facts, options: Sequence[Option], most: int | None = None
) -> list[str]:
    """Values of `fact` as the form allows them: one to `most`, an exclusive one alone."""
    shares = _shares(fact, facts)
    alone = [o.value for o in options if o.exclusive]
    for value in alone:
        if rng.random() * 100 < shares[value]:
            return [value]
    others = {value: share for value, share in shares.items() if value not in alone}
    chosen = [value for value, share in others.items() if rng.random() * 100 < share]
    if not chosen:
        return [weighted(rng, others)]
    kept = set(rng.sample(chosen, min(most or len(chosen), len(chosen))))
    return [option.value for option in options if option.value in kept]


def ranked(rng: Random, fact: Fact, facts: Facts, places: int) -> list[str]:
    """Values of `fact` by preference, one a place; a few people leave the last places blank."""
    shares = dict(_shares(fact, facts))
    filled = rng.randint(1, places) if rng.random() < _GIVING_UP else places
    chosen: list[str] = []
    for _ in range(filled):
        chosen.append(weighted(rng, shares))
        del shares[chosen[-1]]
    return chosen


def _shares(fact: Fact, facts: Facts) -> dict[str, float]:
    shares = dict(fact["percent"])
    for rule in fact.get("rules", []):
        if holds(rule["when"], facts):
            for value, times in rule["times"].items():
                shares[value] *= times
    return shares
