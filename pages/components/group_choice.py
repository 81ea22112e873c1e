"""Which groups are compared: placements, ways to answer, days, segments, or another survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

import streamlit as st

from analysis.filters import facet_name, one_line
from models import placements, segments, store, surveys
from models.clock import JST, now
from models.surveys import Summary
from pages.components import cached, dates, page_header
from pages.components.cached import Key
from pages.components.groupings import By, Groups

Chosen: TypeAlias = tuple[Groups, Key | None]  # with the state of a second survey

MOST_GROUPS: Final = 8

_FACETS: Final[tuple[By, ...]] = ("placement", "mode", "language", "wording", "version")
_OTHERS: Final[dict[By, str]] = {
    "days": "回答した日",
    "segments": "保存した絞り込み",
    "rest": "いまの絞り込みと、それ以外",
    "survey": "ほかの調査",
}
_ONE_ONLY: Final = "くらべるグループを2つ以上選んでください。"
_NO_DAY: Final = "分ける日を選んでください。"
_NO_SEGMENTS: Final = (
    "保存した絞り込みが2つ以上あると、ここでくらべられます。"
    "上の「保存した絞り込み」で名前をつけます。"
)
_NO_FILTER: Final = "上の「絞り込む」で条件を決めると、当てはまる回答とそれ以外をくらべられます。"
_NO_SURVEYS: Final = "回答のある調査が、ほかにありません。"


def draw(summary: Summary, key: Key, without: tuple[str, ...], rules: str) -> Chosen | None:
    """The two choices in one row; None, with a sentence, while there is nothing to compare."""
    facets = cached.topics(key).facets
    there = [by for by in _FACETS if len(facets.get(by, ())) > 1]
    words: Mapping[By, str] = {**{by: facet_name(by) for by in there}, **_OTHERS}
    kind_side, groups_side = st.columns([1, 2], gap="medium")
    by = kind_side.selectbox(
        "くらべるもの",
        list(words),
        format_func=words.__getitem__,
        key=f"results.{summary.id}.compare.by",
        persist_state="session",
    )
    with groups_side:
        match by:
            case "days":
                return _days(summary)
            case "segments":
                return _segments(summary)
            case "rest":
                return _told((Groups("rest"), None) if rules else None, _NO_FILTER)
            case "survey":
                return _surveys(summary)
            case _:
                names = {c.code: one_line(c.label) for c in facets[by]}
                people = cached.sizes(key, without, rules, by)
                return _some(summary, by, names, people)


def _some(
    summary: Summary, by: By, names: Mapping[str, str], people: Mapping[str, int]
) -> Chosen | None:
    """By default the groups with the most people, two at least."""
    order = sorted(names, key=lambda code: people.get(code, 0), reverse=True)
    usual = [code for code in order if people.get(code, 0)][:4]
    return _several(summary, by, names, [code for code in names if code in usual])


def _several(
    summary: Summary, by: By, names: Mapping[str, str], usual: Sequence[str]
) -> Chosen | None:
    codes = st.multiselect(
        "グループ",
        list(names),
        default=usual,
        format_func=names.__getitem__,
        max_selections=MOST_GROUPS,
        select_all=False,
        placeholder="選んでください",
        key=f"results.{summary.id}.compare.{by}",
        persist_state="session",
    )
    chosen = tuple(code for code in names if code in codes)
    return _told((Groups(by, chosen), None) if len(chosen) > 1 else None, _ONE_ONLY)


def _days(summary: Summary) -> Chosen | None:
    day = st.date_input(
        "この日より前と、この日から",
        value=_middle(summary.id),
        key=f"results.{summary.id}.compare.day",
        persist_state="session",
    )
    # Not `required`: Streamlit puts aria-required where no reader may find it.
    if day is None:
        return _told(None, _NO_DAY)
    return Groups("days", (day.isoformat(),), (dates.day(day),)), None


def _middle(survey_id: str) -> date:
    """The day by whose beginning half of the answers were there, as far as days allow."""
    with store.current().reading() as session:
        arrivals = placements.arrivals(session, survey_id)
    found = Counter[date]()
    for hours in arrivals.values():
        for hour, people in hours:
            found[hour.astimezone(JST).date()] += people
    before, half = 0, found.total() / 2
    for day in sorted(found):
        if before and before + found[day] / 2 > half:
            return day
        before += found[day]
    return max(found, default=now().astimezone(JST).date())


def _segments(summary: Summary) -> Chosen | None:
    with store.current().reading() as session:
        found = segments.listing(session, summary.id)
    if len(found) < 2:
        return _told(None, _NO_SEGMENTS)
    named = {segment.id: segment for segment in found}
    chosen = _several(
        summary,
        "segments",
        {segment.id: segment.name for segment in found},
        [segment.id for segment in found[:2]],
    )
    if chosen is None:
        return None
    some = [named[segment_id] for segment_id in chosen[0].codes]
    codes = tuple(segment.rules.text for segment in some)
    return Groups("segments", codes, tuple(segment.name for segment in some)), None


def _surveys(summary: Summary) -> Chosen | None:
    with store.current().reading() as session:
        listed = surveys.listing(session)
    others = {one.id: one for one in listed if one.id != summary.id and one.responses}
    if not others:
        return _told(None, _NO_SURVEYS)
    chosen = st.selectbox(
        "くらべる調査",
        list(others),
        format_func=lambda survey_id: page_header.name_of(others[survey_id]),
        key=f"results.{summary.id}.compare.survey",
        persist_state="session",
    )
    other = others[chosen]
    names = tuple(page_header.name_of(one) for one in (summary, other))
    return Groups("survey", names=names), cached.key_of(other)


def _told(chosen: Chosen | None, otherwise: str) -> Chosen | None:
    if chosen is None:
        st.text(otherwise)
    return chosen
