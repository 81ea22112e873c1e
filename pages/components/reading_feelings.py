"""気持ち: who praises, complains and asks, by topic and attribute, and the words that decide."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.charts.acts import acts_in_words, of_acts
from analysis.charts.leanings import in_words, leanings_in_words, of_leanings, signed
from analysis.text.acts import ACTS
from analysis.text.calibration import End
from analysis.text.leaning_tables import LeaningTable
from analysis.text.leanings import FOLDS, LEAST
from pages.components import (
    cached,
    reading_comments,
    reading_findings,
    reading_leanings,
    reading_story,
    tables,
)
from pages.components.plain import plain
from pages.components.reading_desk import Look
from pages.components.reading_leanings import Lesson

_TOPICS: Final = ""
_NONE: Final = ""
_HOW: Final = (
    "決め手の言葉（ほめる言葉、困る言葉、求める言いかた）と打ち消しで、1人をどれか1つに数えました。"
    "複数書いた人は、多いほうです。機械の見立てなので、もとのご意見で確かめてください。"
)
_HOW_FAR: Final = (
    "ご意見の言葉から、よいと書いているほど1、わるいと書いているほど−1に近い数を、機械がつけました。"
    "点は人の平均、線はスチューデントのtによる95%信頼区間です。グループの差は検定していません。"
    "機械の見積もりなので、もとのご意見で確かめてください。"
)
_TOO_FEW: Final = "10人以上のご意見があると、ここに図が出ます。"
_WHICH_END: Final = "どちらの端がよい評価かを選ぶと、学ばせます。"


def draw(look: Look) -> None:
    """The bars, how far people are for or against, and the comments of an act."""
    choices = {_TOPICS: "全体と話題"} | cached.read(reading_findings.choices, look)
    by = st.selectbox(
        "分けるもの", list(choices), format_func=choices.__getitem__, key="read.acts.by"
    )
    table = cached.read(reading_findings.feelings, look, by)
    said = acts_in_words(table)
    drawn = reading_story.image(of_acts(table), "".join(said))
    st.html(reading_story.section("どう感じているか", said[:1], _HOW, drawn))
    if said[1:]:
        with st.expander("数字を文で読む", key="read.acts.words"):
            st.text("\n".join(said))
    _how_far(look, by)
    st.subheader("決め手の言葉と、ご意見", anchor=False)
    act = st.segmented_control(
        "受けとめ",
        ACTS,
        default="要望",
        required=True,
        key="read.act",
        label_visibility="collapsed",
    )
    reading_comments.listed(look, act=act or "要望", key="read.acts")


def _how_far(look: Look, by: str) -> None:
    """The means, as the comments alone teach or as the ratings of a question do."""
    place = st.container()
    rating, good = _teacher(look)
    found = cached.read(reading_leanings.leanings, look, by, rating, good)
    with place:
        _means(found.table)
    if found.lesson is not None:
        st.html(reading_story.section("", _taught(found.lesson), ""))


def _means(table: LeaningTable) -> None:
    said = leanings_in_words(table)
    drawn = reading_story.image(of_leanings(table), "".join(said))
    shown = [row for row in (table.total, *table.rows) if row.mean is not None]
    first = said[:1] if shown else (_TOO_FEW,)
    st.html(reading_story.section("よい・わるいの度合い", first, _HOW_FAR, drawn if shown else ""))
    if not shown:
        return
    with st.expander("数字を表でみる", key="read.leanings.table"):
        tables.show(
            {
                "グループ": [row.label for row in shown],
                "人数": [row.n for row in shown],
                "平均": [row.mean or 0.0 for row in shown],
                "95%信頼区間": [in_words(row.interval) for row in shown],
            },
            {"人数": "{:,}".format, "平均": signed},
            alt="よい・わるいの度合いの平均",
        )
        if table.left_out:
            st.text(said[-1])


def _teacher(look: Look) -> tuple[str, End]:
    """The rating question that is to teach, "" for none, and which end of it is good."""
    found = cached.read(reading_leanings.ratings, look)
    if not found:
        return _NONE, "last"
    names = {_NONE: "学ばせない"} | {key: one.name for key, one in found.items()}
    rating = st.selectbox(
        "評価の質問で学ばせる",
        list(names),
        format_func=names.__getitem__,
        help="評価の高い人と低い人の書きかたから、この調査の言葉を学ばせます。",
        key="read.leanings.rating",
    )
    if rating == _NONE:
        return _NONE, "last"
    first, last = found[rating].ends
    ends: dict[End, str] = {"first": first, "last": last}
    good: End | None = st.segmented_control(
        "よい評価は、どちらの端ですか",
        list(ends),
        format_func=lambda end: plain(ends[end]),
        default=found[rating].good,
        key=f"read.leanings.good.{look.survey}.{rating}",
    )
    if good is None:
        st.text(_WHICH_END)
        return _NONE, "last"
    return rating, good


def _taught(lesson: Lesson) -> list[str]:
    """What ratings taught, and whether that was any use."""
    sides = f"{lesson.high:,}件と{lesson.low:,}件"
    if not lesson.taught_by:
        needed = f"高い評価と低い評価のご意見が{LEAST}件ずつ必要です。"
        return [f"{needed}いまは{sides}です。学ばせずに出しています。"]
    part = "" if lesson.taught_by == lesson.high + lesson.low else f"のうち{lesson.taught_by:,}件"
    said = [f"全員の、高い評価と低い評価のご意見{sides}{part}から学ばせました。"]
    if lesson.before is None or lesson.after is None:
        return said
    said.append(
        "高い評価と低い評価のご意見を1件ずつくらべると、評価の順に並ぶのは、学ばせる前は100組のうち"
        f"{100 * lesson.before:.0f}組、学ばせた後は{100 * lesson.after:.0f}組です。"
        f"後の数は、ご意見を{FOLDS}つに分け、それぞれをほかの{FOLDS - 1}つから学ばせて確かめました"
        f"（AUC {lesson.before:.2f}→{lesson.after:.2f}）。"
    )
    if round(100 * lesson.after) <= round(100 * lesson.before):
        said.append("学ばせても、よくなりません。「学ばせない」をおすすめします。")
    return said
