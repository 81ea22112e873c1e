"""Groups of answers that are compared, as the side of a cross table.

Where groups lie apart, everybody stands in one at most; where some people stand in several, the
side is one that allows several answers. Whoever is in no group stands outside the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from analysis.columns import ANSWERED, NOT_ASKED, Answers, Column, Mask
from analysis.filters import facet_name, mask_of, topics
from models.errors import NotFound
from models.filters import FacetName, Rules, Within
from models.questions.base import Category, Part

KEY: Final = "@groups"  # no question can have it

_REST: Final = ("いまの絞り込み", "それ以外の回答")
_BEFORE_AND_AFTER: Final = ("{}より前", "{}から")


def of(names: Sequence[str], masks: Sequence[Mask], label: str) -> Column:
    """The side of these groups, in their order; equal names get a number."""
    told = (
        f"{name} {names[:n].count(name) + 1}" if name in names[:n] else name
        for n, name in enumerate(names)
    )
    categories = tuple(Category(str(n), {"ja": name}) for n, name in enumerate(told, start=1))
    marks = np.array(masks, np.bool_).reshape(len(names), -1)
    within = marks.sum(axis=0)
    state = np.where(within > 0, ANSWERED, NOT_ASKED).astype(np.uint8)
    if within.max(initial=0) > 1:
        part = Part(KEY, {"ja": label}, "any_of", categories)
        return Column(part, state, marks=marks.T)
    codes = np.where(within > 0, marks.argmax(axis=0), -1).astype(np.int32)
    return Column(Part(KEY, {"ja": label}, "one_of", categories), state, codes=codes)


def by_facet(answers: Answers, name: FacetName, codes: Sequence[str]) -> Column:
    """Placements, languages, ways of answering. Raises NotFound for what is not there."""
    labels = {category.code: category.label["ja"] for category in topics(answers).facet(name)}
    places = {code: place for place, code in enumerate(labels)}
    for code in codes:
        if code not in places:
            raise NotFound("category", code)
    of_each = answers.facets[name].codes
    masks = [np.equal(of_each, places[code]) for code in codes]
    return of([labels[code] for code in codes], masks, facet_name(name))


def by_rules(answers: Answers, named: Sequence[tuple[str, Rules]]) -> Column:
    """Segments by name. Raises NotFound as `mask_of` does."""
    masks = [mask_of(answers, rules) for _, rules in named]
    return of([name for name, _ in named], masks, "保存した絞り込み")


def before_and_from(answers: Answers, day: date, name: str) -> Column:
    """Answers that came before the day, called `name`, and from that day on."""
    later = mask_of(answers, Rules(rules=(Within(first=day),)))
    names = [words.format(name) for words in _BEFORE_AND_AFTER]
    return of(names, [~later, later], "回答した日")


def chosen_and_rest(chosen: Mask) -> Column:
    """Who is looked at, and everybody else."""
    return of(_REST, [chosen, ~chosen], "絞り込み")
