"""Filters (models.filters) over columns: who is looked at, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, assert_never

import numpy as np

from analysis import days
from analysis.columns import BLANK, Answers, Column, Mask
from analysis.rounding import plainly
from models.errors import NotFound
from models.filters import AREA, Between, Came, Chose, Left, Rule, Rules, Within
from models.multilingual import Language, pick
from models.questions.base import Category, Part, Shape

CHOSEN: Final[frozenset[Shape]] = frozenset({"one_of", "any_of", "ordered", "place", "ranked"})

_EPOCH: Final = date(1970, 1, 1).toordinal()
_JST: Final = 9  # hours ahead of UTC
_SHORT: Final = 6  # letters of a heading that needs no brackets: 年代, 満足度
_MOST_NAMED: Final = 8  # answers that a sentence names

_FACETS: Final = {
    "placement": "配布先",
    "language": "画面の言語",
    "mode": "回答の方法",
    "version": "版",
    "wording": "質問の文",
}


@dataclass(frozen=True)
class Topics:
    """What rules may speak of: parts by key, and the categories of each facet."""

    parts: Mapping[str, Part]
    facets: Mapping[str, tuple[Category, ...]]

    def part(self, key: str) -> Part:
        """The part with this key. Raises NotFound."""
        if key not in self.parts:
            raise NotFound("question", key)
        return self.parts[key]

    def facet(self, name: str) -> tuple[Category, ...]:
        """The categories of this facet. Raises NotFound."""
        if name not in self.facets:
            raise NotFound("facet", name)
        return self.facets[name]


def topics(answers: Answers) -> Topics:
    """What rules over these answers may speak of."""
    return Topics(
        {key: column.part for key, column in answers.columns.items()},
        {name: facet.categories for name, facet in answers.facets.items()},
    )


def mask_of(answers: Answers, rules: Rules) -> Mask:
    """Who is looked at; everybody without any rule.

    Raises NotFound for a question, an answer or a facet that is not there, and for a question of
    another kind than the rule is for.
    """
    if not rules.rules:
        return np.ones(answers.n, np.bool_)
    known = topics(answers)
    joined = np.logical_and if rules.match == "all" else np.logical_or
    found: Mask = joined.reduce([_holds(answers, known, rule) for rule in rules.rules])
    return found


def described(rules: Rules, known: Topics) -> str:
    """The rules in words: 「年代が「60歳代」で、配布先が「窓口」の回答」.

    Raises NotFound as `mask_of` does.
    """
    if not rules.rules:
        return "すべての回答"
    joint = "で、" if rules.match == "all" else "か、"
    return f"{joint.join(said(rule, known) for rule in rules.rules)}の回答"


def said(rule: Rule, known: Topics) -> str:
    """One rule in words. Raises NotFound."""
    match rule:
        case Chose():
            part = _fitting(rule.key, known, CHOSEN)
            named = _listed(options(part), rule.codes)
            return f"{_heading(part)}が{named}{'以外' if rule.none else ''}"
        case Left():
            return f"{_heading(known.part(rule.key))}が無回答{'' if rule.blank else '以外'}"
        case Between():
            part = _fitting(rule.key, known, {"quantity"})
            return f"{_heading(part)}が{_range(rule, pick(part.unit))}"
        case Within(key=""):
            return f"回答した日が{_period(rule)}"
        case Within():
            return f"{_heading(_fitting(rule.key, known, {'moment'}))}が{_period(rule)}"
        case Came():
            named = _listed(known.facet(rule.facet), rule.codes)
            return f"{facet_name(rule.facet)}が{named}"
        case _:
            assert_never(rule)


def options(part: Part) -> tuple[Category, ...]:
    """What can be chosen of a part: of a place its areas too, by AREA and their code."""
    areas = (Category(AREA + area.code, area.label) for area, _ in part.groups)
    return (*areas, *part.categories)


def facet_name(name: str) -> str:
    """What staff call a facet."""
    return _FACETS[name]


def one_line(label: Mapping[Language, str]) -> str:
    """A label in Japanese, without line breaks."""
    return " ".join(pick(label).split())


def _holds(answers: Answers, known: Topics, rule: Rule) -> Mask:
    match rule:
        case Chose():
            part = _fitting(rule.key, known, CHOSEN)
            _check(options(part), rule.codes)
            column = answers.columns[rule.key]
            chose = _chose(column, rule.codes)
            return column.answered & ~chose if rule.none else chose
        case Left():
            column = answers.columns[known.part(rule.key).key]
            return column.state == BLANK if rule.blank else column.answered
        case Between():
            _fitting(rule.key, known, {"quantity"})
            return _between(answers.columns[rule.key], rule.least, rule.most)
        case Within(key=""):
            first, last = _ends(rule)
            day = (answers.received + _JST) // 24
            return (day >= first) & (day <= last)
        case Within():
            _fitting(rule.key, known, {"moment"})
            return _between(answers.columns[rule.key], *_ends(rule))
        case Came():
            categories = known.facet(rule.facet)
            _check(categories, rule.codes)
            return np.isin(answers.facets[rule.facet].codes, _places(categories, rule.codes))
        case _:
            assert_never(rule)


def _fitting(key: str, known: Topics, shapes: Iterable[Shape]) -> Part:
    part = known.part(key)
    if part.shape not in shapes:
        raise NotFound("question", key)
    return part


def _check(categories: Sequence[Category], codes: Iterable[str]) -> None:
    for code in sorted(set(codes) - {category.code for category in categories}):
        raise NotFound("category", code)


def _places(categories: Sequence[Category], codes: Iterable[str]) -> list[int]:
    wanted = set(codes)
    return [place for place, category in enumerate(categories) if category.code in wanted]


def _chose(column: Column, codes: Sequence[str]) -> Mask:
    part = column.part
    districts = (held for area, held in part.groups if AREA + area.code in codes)
    places = _places(part.categories, set(codes).union(*districts))
    if column.marks is not None:
        marked: Mask = np.logical_or.reduce(column.marks[:, places], axis=1)
        return marked
    if column.places is not None:
        ranked: Mask = np.logical_or.reduce(np.isin(column.places, places), axis=1)
        return ranked
    assert column.codes is not None
    return np.isin(column.codes, places)


def _between(column: Column, least: float | None, most: float | None) -> Mask:
    assert column.values is not None
    there = ~np.isnan(column.values)
    if least is not None:
        there &= column.values >= least
    if most is not None:
        there &= column.values <= most
    return there


def _ends(rule: Within) -> tuple[float, float]:
    """As days since 1970-01-01."""
    first = rule.first.toordinal() - _EPOCH if rule.first is not None else -np.inf
    last = rule.last.toordinal() - _EPOCH if rule.last is not None else np.inf
    return first, last


def _heading(part: Part) -> str:
    name = one_line(part.label)
    return name if len(name) <= _SHORT else f"「{name}」"


def _listed(categories: Sequence[Category], codes: Sequence[str]) -> str:
    """In the order of the categories, however they were chosen."""
    _check(categories, codes)
    names = [f"「{one_line(c.label)}」" for c in categories if c.code in codes]
    beyond = len(names) - _MOST_NAMED
    return "".join(names[:_MOST_NAMED]) + (f"ほか{beyond}つ" if beyond > 0 else "")


def _range(rule: Between, unit: str) -> str:
    low, high = (
        f"{plainly(Decimal(str(end)))}{unit}" if end is not None else ""
        for end in (rule.least, rule.most)
    )
    if low == high:
        return low
    return f"{low and f'{low}以上'}{high and f'{high}以下'}"


def _period(rule: Within) -> str:
    first, last = (
        one_line(days.category(end, "day").label) if end is not None else ""
        for end in (rule.first, rule.last)
    )
    if first == last:
        return first
    if not last:
        return f"{first}以降"
    return f"{first and f'{first}から'}{last}まで"
