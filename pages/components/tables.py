"""Tables as real HTML tables: they can be read aloud, copied and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.areas import Areas
from analysis.ranks import Ranks
from analysis.rounding import half_up
from analysis.tabulate import Tabulation, percent_text
from models.multilingual import pick
from pages.components import summaries
from pages.components.plain import plain

# How the values of a column are written; what comes out is shown as it is, never as markup.
Formats = Mapping[str, Callable[[Any], str]]


def counts(tabulation: Tabulation) -> None:
    """One question: answers, persons and their share, n in the header; below, the summary."""
    base = tabulation.n_asked
    named = " ".join(pick(tabulation.label).split())
    match tabulation.summary:
        case Areas(areas):
            wider = [(pick(area.label), area.count) for area in areas]
            _shares("地域", wider, base, alt=f"{named}の地域ごとの集計表")
        case Ranks() as ranks:
            _places(tabulation, ranks, alt=f"{named}の順位ごとの集計表")
    heading = {"place": "地区", "ranked": "順位に入れたもの"}.get(tabulation.shape, "回答")
    rows = [(pick(row.label), row.count) for row in tabulation.rows]
    _shares(heading, rows, base, alt=f"{named}の集計表")
    said = summaries.in_words(tabulation)
    if said:
        st.text("\n".join(said))


def _shares(heading: str, rows: Sequence[tuple[str, int]], base: int, *, alt: str) -> None:
    people, share = f"人数（n={base:,}）", "割合（%）"
    numbers = [count for _, count in rows]
    show(
        {heading: [label for label, _ in rows], people: numbers, share: numbers},
        {people: "{:,}".format, share: lambda count: percent_text(count, base)},
        alt=alt,
    )


def _places(tabulation: Tabulation, ranks: Ranks, *, alt: str) -> None:
    """People by place, and the mean points, of each option."""
    labels = {row.code: pick(row.label) for row in tabulation.rows}
    places = {
        f"{place + 1}位": [option.counts[place] for option in ranks.options]
        for place in range(ranks.places)
    }
    score = f"平均点（n={ranks.n:,}）"
    points = [float(half_up(option.score, 2)) for option in ranks.options]
    show(
        {"選択肢": [labels[option.code] for option in ranks.options], **places, score: points},
        {**dict.fromkeys(places, "{:,}".format), score: "{:.2f}".format},
        alt=alt,
    )


def show(columns: Mapping[str, Sequence[str | int | float]], formats: Formats, *, alt: str) -> None:
    """Columns of texts and numbers; numbers stand at the right, written as `formats` says."""
    frame = pd.DataFrame(dict(columns))
    written: dict[Any, str | Callable[[object], str] | None] = {
        name: _plainly(formats.get(name, str)) for name in frame.columns
    }
    st.table(frame.style.format(written), hide_index=True, border="horizontal", alt=alt)


def _plainly(format_one: Callable[[Any], str]) -> Callable[[object], str]:
    return lambda value: plain(format_one(value))
