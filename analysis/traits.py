"""What answers tell of the person, in the terms in which inhabitants are counted.

A trait is a question about age, sex or area whose options can be understood: by the keys and codes
of the ready-made questions, else by their words, so that surveys from elsewhere are read too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis import ages
from analysis.columns import BLANK, NOT_ASKED, Answers, Column, Mask
from analysis.tabulate import NO_ANSWER
from models.inhabitants import Ages, Sex, Trait
from models.multilingual import pick

BLANK_WORDS: Final = NO_ANSWER.label["ja"]
NOT_ASKED_WORDS: Final = "たずねていない人"
SEX_WORDS: Final[dict[Sex, str]] = {"male": "男性", "female": "女性"}

_SEXES: Final[dict[str, Sex]] = {
    **dict.fromkeys(("male", "男性", "男", "man"), "male"),
    **dict.fromkeys(("female", "女性", "女", "woman"), "female"),
}
_KEYS: Final[dict[Trait, str]] = {"age": "age", "sex": "gender", "area": "residence"}
_WORDS: Final[dict[Trait, re.Pattern[str]]] = {
    "age": re.compile(r"年代|年齢|何歳|年れい"),
    "sex": re.compile(r"性別"),
    "area": re.compile(r"お住まい|居住|住んで.*(?:地域|地区|町)"),
}
_OUTSIDE = re.compile(r"[都道府県市区町村]外|outside")
_OTHERS = ("worker", "student", "outside")  # of 在住・在勤: who does not live here


@dataclass(frozen=True)
class Told:
    """A question about the person: what each category means, None where it is no group.

    `column.codes` are the categories. A place means its own name and that of the area around it.
    """

    column: Column
    meanings: tuple[Ages | Sex | tuple[str, str] | None, ...]

    def labels(self) -> tuple[str, ...]:
        """The words of the categories."""
        return tuple(" ".join(pick(one.label).split()) for one in self.column.part.categories)

    def people(self, groups: NDArray[np.intp]) -> NDArray[np.intp]:
        """The group of each person, given that of each category; -1 where there is none."""
        assert self.column.codes is not None
        return np.append(groups, -1)[self.column.codes].astype(np.intp)

    def left_out(self, groups: NDArray[np.intp], mask: Mask) -> tuple[tuple[str, int], ...]:
        """Who of the people in the mask is in no group, by the reason, the most first."""
        assert self.column.codes is not None
        counts = np.bincount(self.column.codes[mask] + 1, minlength=len(groups) + 1)[1:]
        state = self.column.state[mask]
        found = {
            label: int(count)
            for label, group, count in zip(self.labels(), groups, counts, strict=True)
            if group < 0
        }
        found[BLANK_WORDS] = int(np.count_nonzero(state == BLANK))
        found[NOT_ASKED_WORDS] = int(np.count_nonzero(state == NOT_ASKED))
        return tuple(sorted(((n, c) for n, c in found.items() if c), key=lambda pair: -pair[1]))


def age(answers: Answers) -> Told | None:
    """The age question; None where there is none whose bands follow each other."""
    for column in _candidates(answers, "age"):
        categories = column.part.categories
        meanings = tuple(ages.read(one.code, pick(one.label)) for one in categories)
        found = ages.bands(one for one in meanings if one is not None)
        if found is not None and len(found) > 1:
            return Told(column, meanings)
    return None


def sex(answers: Answers) -> Told | None:
    """The question about sex; None where none has both."""
    for column in _candidates(answers, "sex"):
        meanings = tuple(_sex(one.code, pick(one.label)) for one in column.part.categories)
        if {"male", "female"} <= set(meanings):
            return Told(column, meanings)
    return None


def area(answers: Answers) -> Told | None:
    """The question where people live; who lives outside means nothing."""
    for column in _candidates(answers, "area"):
        wider = {
            code: bare(pick(group.label)) for group, codes in column.part.groups for code in codes
        }
        meanings = tuple(
            None
            if _is_outside(one.code, pick(one.label))
            else (bare(pick(one.label)), wider.get(one.code, bare(pick(one.label))))
            for one in column.part.categories
        )
        if any(meanings):
            return Told(column, meanings)
    return None


def outside(answers: Answers) -> Mask:
    """Who said that they do not live in the municipality."""
    found = np.zeros(answers.n, np.bool_)
    place = area(answers)
    if place is not None:
        codes = (one.code for one in place.column.part.categories)
        away = [_is_outside(code, label) for code, label in zip(codes, place.labels(), strict=True)]
        found |= _chose(place.column, away)
    relation = answers.columns.get("relation")
    if relation is not None and relation.codes is not None:
        found |= _chose(relation, [one.code in _OTHERS for one in relation.part.categories])
    return found


def bare(name: str) -> str:
    """A place's name without what kind of place it is: 砧地域 and 砧 are the same."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    return re.sub(r"(?<=.)(?:まちづくりセンター|地域|地区)$", "", text)


def _chose(column: Column, wanted: Iterable[bool]) -> Mask:
    assert column.codes is not None
    chosen: Mask = np.array([*wanted, False])[column.codes]
    return chosen


def _candidates(answers: Answers, trait: Trait) -> list[Column]:
    """Columns that may tell it: the ready-made question first, then those that sound like it."""
    one_each = [column for column in answers.columns.values() if column.codes is not None]
    tests: tuple[Callable[[Column], bool], ...] = (
        lambda column: re.fullmatch(rf"{_KEYS[trait]}(_\d+)?", column.part.key) is not None,
        lambda column: trait == "area" and column.part.shape == "place",
        lambda column: _WORDS[trait].search(pick(column.part.label)) is not None,
    )
    return [column for test in tests for column in one_each if test(column)]


def _sex(code: str, label: str) -> Sex | None:
    text = unicodedata.normalize("NFKC", label).strip().lower()
    return _SEXES.get(text) or _SEXES.get(code)


def _is_outside(code: str, label: str) -> bool:
    return code == "outside" or _OUTSIDE.search(label) is not None
