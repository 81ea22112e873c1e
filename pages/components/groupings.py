"""Groups compared and small voices, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from analysis import comparing, filters, groups, kept, small_voices
from analysis.aligning import Aligned, aligned
from analysis.columns import Answers
from analysis.comparing import Comparison
from analysis.filters import Topics
from analysis.small_voices import Scan
from models.filters import FacetName, read
from pages.components import answers

By: TypeAlias = FacetName | Literal["days", "segments", "rest", "survey"]


@dataclass(frozen=True)
class Groups:
    """What is compared, as plain values: a code and a name for each group.

    Of a facet the codes are its categories, of `segments` rules; of `days` the ISO date on which
    the later group begins. `survey` has names only, `rest` nothing.
    """

    by: By
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """The comparison; of two surveys also what they do not share."""

    comparison: Comparison
    aligned: Aligned | None = None


def topics(url: str, survey_id: str) -> Topics:
    """What filters over the survey's answers may speak of."""
    return filters.topics(kept.answers_of(url, survey_id).answers)


def sizes(
    url: str, survey_id: str, without: Sequence[str], rules: str, facet: str
) -> dict[str, int]:
    """How many of those who are `answers.chosen` there are in each category of a facet."""
    found = kept.answers_of(url, survey_id).answers
    mask, known = answers.chosen(found, without, rules), found.facets[facet]
    people = np.bincount(known.codes[mask], minlength=len(known.categories)).tolist()
    return {one.code: count for one, count in zip(known.categories, people, strict=True)}


def compared(
    url: str, survey_id: str, without: Sequence[str], rules: str, wanted: Groups, other: str = ""
) -> Compared:
    """The groups, of those who are `answers.chosen`, and of the `other` survey; in `rest` of all.

    Raises NotFound for groups or filters that the survey, or one of two, has not.
    """
    found = kept.answers_of(url, survey_id).answers
    if wanted.by == "survey":
        second = kept.answers_of(url, other).answers
        return _surveys(found, second, without, rules, wanted)
    mask = answers.chosen(found, without, "" if wanted.by == "rest" else rules)
    match wanted.by:
        case "days":
            [day], [name] = wanted.codes, wanted.names
            side = groups.before_and_from(found, date.fromisoformat(day), name)
        case "segments":
            pairs = zip(wanted.names, map(read, wanted.codes), strict=True)
            side = groups.by_rules(found, list(pairs))
        case "rest":
            side = groups.chosen_and_rest(filters.mask_of(found, read(rules)))
        case _:
            side = groups.by_facet(found, wanted.by, wanted.codes)
    return Compared(comparing.compare(side, list(found.columns.values()), mask))


def heard(url: str, survey_id: str, without: Sequence[str], rules: str) -> Scan:
    """The small voices among those who are `answers.chosen`."""
    found = kept.answers_of(url, survey_id).answers
    return small_voices.scan(found, answers.chosen(found, without, rules))


def _surveys(
    here: Answers, there: Answers, without: Sequence[str], rules: str, wanted: Groups
) -> Compared:
    shared = aligned(here, there)
    first = np.arange(here.n + there.n) < here.n
    side = groups.of(wanted.names, [first, ~first], "調査")
    mask = np.concatenate([answers.chosen(one, without, rules) for one in (here, there)])
    return Compared(comparing.compare(side, shared.columns, mask), shared)
