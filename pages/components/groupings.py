"""Groups compared and small voices, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from analysis import comparing, filters, groups, kept, small_groups, small_voices
from analysis.aligning import Aligned, aligned
from analysis.columns import Column, Mask
from analysis.comparing import Comparison
from analysis.filters import Topics
from analysis.kept import Found
from analysis.small_voices import Scan
from models import few_answers
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
    """The comparison; of two surveys also what they do not share.

    Groups and questions of too few people are `left_out`, where a survey promises that.
    """

    comparison: Comparison
    aligned: Aligned | None = None
    left_out: tuple[str, ...] = ()


def topics(url: str, survey_id: str) -> Topics:
    """What filters over the survey's answers may speak of."""
    return filters.topics(kept.answers_of(url, survey_id).answers)


def sizes(
    url: str, survey_id: str, without: Sequence[str], rules: str, facet: str
) -> dict[str, int]:
    """How many of those who are `answers.looked_at` there are in each category of a facet."""
    found = kept.answers_of(url, survey_id)
    mask, known = answers.looked_at(found, without, rules), found.answers.facets[facet]
    people = np.bincount(known.codes[mask], minlength=len(known.categories)).tolist()
    return {one.code: count for one, count in zip(known.categories, people, strict=True)}


def compared(
    url: str, survey_id: str, without: Sequence[str], rules: str, wanted: Groups, other: str = ""
) -> Compared:
    """The groups, of those who are `answers.looked_at`, and of the `other` survey; `rest` of all.

    Raises NotFound for groups or filters that the survey, or one of two, has not; NotAllowed where
    one promises to show nothing of so few people.
    """
    gathered = kept.answers_of(url, survey_id)
    if wanted.by == "survey":
        second = kept.answers_of(url, other)
        return _surveys(gathered, second, without, rules, wanted)
    found = gathered.answers
    mask = answers.looked_at(gathered, without, "" if wanted.by == "rest" else rules)
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
    hides_few = few_answers.is_promised(gathered.versions)
    return _compared(side, list(found.columns.values()), mask, hides_few=hides_few)


def heard(url: str, survey_id: str, without: Sequence[str], rules: str) -> Scan:
    """The small voices among those who are `answers.looked_at`. Raises NotAllowed."""
    found = kept.answers_of(url, survey_id)
    scan = small_voices.scan(found.answers, answers.looked_at(found, without, rules))
    return small_groups.uncounted(scan) if few_answers.is_promised(found.versions) else scan


def _surveys(
    here: Found, there: Found, without: Sequence[str], rules: str, wanted: Groups
) -> Compared:
    shared = aligned(here.answers, there.answers)
    first = np.arange(here.answers.n + there.answers.n) < here.answers.n
    side = groups.of(wanted.names, [first, ~first], "調査")
    mask = np.concatenate([answers.looked_at(one, without, rules) for one in (here, there)])
    hides_few = any(few_answers.is_promised(one.versions) for one in (here, there))
    return replace(_compared(side, shared.columns, mask, hides_few=hides_few), aligned=shared)


def _compared(side: Column, heads: Sequence[Column], mask: Mask, *, hides_few: bool) -> Compared:
    if not hides_few:
        return Compared(comparing.compare(side, heads, mask))
    side, few = small_groups.side_without_few(side, mask)
    comparison, unasked = small_groups.without_few_asked(comparing.compare(side, heads, mask))
    return Compared(comparison, left_out=(*few, *unasked))
