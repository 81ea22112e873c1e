"""だれが: what groups of people write about more than others, on a map too, and over time."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from analysis.charts import correspondence, trends
from analysis.tabulate import percent_text
from analysis.text.characteristic import Group, Word
from analysis.text.word_sentences import how_compared, how_trends_tested, of_groups, of_trends
from pages.components import cached, figures, reading_findings, reading_story, reading_words
from pages.components.reading_desk import Look

_FEW: Final = "5人未満"
_SHOWN: Final = 8  # words of a group


def draw(look: Look) -> None:
    """Sentences, the words of each group, the map, and words over time."""
    choices = cached.read(reading_findings.choices, look)
    words: list[str] = []
    if choices:
        by = st.selectbox(
            "くらべる区分", list(choices), format_func=choices.__getitem__, key="read.groups.by"
        )
        words = _groups(look, by)
    else:
        st.text("くらべられる区分の質問がありません。年代や地域の質問があると、ここに出ます。")
    words += _over_time(look)
    if words:
        st.subheader("言葉から、もとのご意見へ", anchor=False)
        reading_words.places(look, list(dict.fromkeys(words)), "read.groups.term")


def _groups(look: Look, by: str) -> list[str]:
    found = cached.read(reading_findings.differences, look, by)
    said = list(of_groups(found.words))
    tables = "".join(_group(group) for group in found.words.groups if group.more)
    st.html(
        reading_story.section("区分ごとの言葉", said, "", f'<div class="groups">{tables}</div>')
    )
    with st.expander("くらべかた", key="read.groups.how"):
        st.text("\n".join(how_compared(found.words)))
    opened = st.expander("言葉と区分の地図（対応分析）", key="read.groups.map", on_change="rerun")
    if opened.open:
        with opened:
            drawn = correspondence.of_correspondence(found.map)
            figures.movable(drawn, correspondence.alternative(found.map), "correspondence")
    return [word.text for group in found.words.groups for word in group.more[:_SHOWN]]


def _group(group: Group) -> str:
    rows = "".join(_word(group, word) for word in group.more[:_SHOWN])
    head = f"{escape(group.label)} <span>n={group.n:,}</span>"
    return f"<div><h4>{head}</h4><div role='list'>{rows}</div></div>"


def _word(group: Group, word: Word) -> str:
    ours = _share(word.people, group.n)
    others = _share(word.others, group.others)
    sign = "▲ " if word.marked == "higher" else ""
    text = escape(word.text)
    name = f"<b>{sign}{text}</b>" if sign else text
    return f"<span role='listitem'>{name} <span>{ours}（ほか {others}）</span></span>"


def _share(people: int | None, base: int) -> str:
    return _FEW if people is None else f"{percent_text(people, base)}%"


def _over_time(look: Look) -> list[str]:
    _, found = cached.read(reading_findings.words, look)
    said = list(of_trends(found))
    st.html(reading_story.section("時期による言葉の変化", said[:6], ""))
    opened = st.expander("時期ごとの図と、検定のしかた", key="read.trends", on_change="rerun")
    if opened.open:
        with opened:
            st.text("\n".join(how_trends_tested(found)))
            figures.movable(trends.of_trends(found), " ".join(said), "trends")
    return [word.text for word in found.marked]
