"""話題: the comments in groups, what each is about, and a map of them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

import streamlit as st

from analysis.tabulate import percent_text
from analysis.text.clusters import STABLE, UNSTABLE
from analysis.text.grouping import FEWEST
from analysis.text.topics import Topic
from pages.components import (
    cached,
    figures,
    reading_edits,
    reading_members,
    reading_moves,
    reading_story,
    reading_topics,
)
from pages.components.reading_desk import Look
from pages.components.reading_topics import Shown

_KEPT: Final = "read.topics.kept"  # source → how many
COUNTS: Final = (0, *range(4, 13))
_FEW: Final = (
    f"内容の違うご意見が{FEWEST}件より少ないため、機械で話題に分けても、あてになりません。"
    "「分類」で、分けかたを人が決めて読むことをすすめます。"
)
_STEADY: Final = (
    "「まとまり」は、ご意見を選び直して何度も分けたとき、同じ話題になる割合です"
    f"（{STABLE:.0%}以上は「はっきり」、{UNSTABLE:.0%}未満は「ゆるい」）。"
)
_READ: Final = "ご意見を読む・移す"
_PARTS: Final = 3  # named in a line; all of them stand in the fold
_LONGEST: Final = 120  # characters of an example
_STYLE: Final = """
.koe-topic{max-width:46rem}.koe-topic .koe-reading p{max-width:none}
.koe-topic .how span{display:inline-block;margin-right:1em}
.koe-topic .share{height:6px;border-radius:3px;background:#e8ecf7;margin:.25rem 0 .5rem}
.koe-topic .share i{display:block;height:6px;border-radius:3px;background:#0017c1}
.koe-topic .said{border-left:3px solid #d6d6d6;margin:.5rem 0 0;padding:.125rem 0 .125rem .75rem;
unicode-bidi:isolate;line-height:1.7}
"""


def count(source: str) -> int:
    """How many topics are wanted of a question, 0 for as many as the rule says."""
    return int(st.session_state.get(_KEPT, {}).get(source, 0))


def draw(look: Look) -> None:
    """Topics, largest first; with few comments only on demand."""
    st.html(f"<style>{_STYLE}</style>")
    st.selectbox(
        "話題の数",
        COUNTS,
        index=COUNTS.index(look.topics),
        format_func=lambda n: f"{n}" if n else "自動",
        key="read.topics.count",
        on_change=_keep,
        args=(look.source,),
        width=160,
    )
    shown = cached.read(reading_topics.topics, look)
    told = shown.topics
    if not told.reliable:
        st.warning(_FEW)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.button("分類で読む", key="read.topics.codes", type="primary", on_click=_to_codes)
            anyway = st.toggle("それでも分けてみる", key="read.topics.anyway", width="content")
        if not anyway:
            return
    unsorted = f"分けられないご意見が{told.unsorted:,}件あります。" if told.unsorted else ""
    st.caption(
        f"{told.respondents:,}人のご意見を、使う言葉の近さで{len(told.topics)}の話題に分けました。"
        f"1件は1つの話題に入ります。{unsorted}{_STEADY}"
    )
    reading_edits.draw(look, shown)
    for topic in told.topics:
        _topic(look, shown, topic)
    if told.unsorted:
        _unsorted(look, shown)
    _map(look, shown)


def _to_codes() -> None:
    st.session_state["view"] = "分類"


def _keep(source: str) -> None:
    """Outlives the choice, which is gone when another view is looked at."""
    kept = st.session_state.get(_KEPT, {})
    st.session_state[_KEPT] = kept | {source: st.session_state["read.topics.count"]}


def _topic(look: Look, shown: Shown, topic: Topic) -> None:
    share = percent_text(topic.respondents, shown.topics.respondents)
    said = [f"{topic.respondents:,}人（{share}%）{_steadiness(topic)}"]
    drawn = f'<div class="share" aria-hidden="true"><i style="width:{share}%"></i></div>'
    lines = "".join(f'<p class="how">{one}</p>' for one in _inside(topic))
    words = escape(_excerpt(shown.typical.get(topic.id, "")))
    example = f'<p class="said" dir="auto">{words}</p>' if words else ""
    told = reading_story.section(topic.name, said, "", f"{drawn}{lines}{example}")
    st.html(f'<div class="koe-topic">{told}</div>')
    # Without the name, which a move may change: a fold of another label is another fold, and shut.
    opened = st.expander(_READ, key=f"read.topic.{topic.id}", on_change="rerun")
    if opened.open:
        with opened:
            reading_moves.draw(look, shown, topic)


def _inside(topic: Topic) -> Iterator[str]:
    """What a topic is about beyond its name, as HTML."""
    named = set(topic.name.split("・"))
    others = [term for term in topic.terms if term not in named]
    if others:
        yield escape(
            f"{'ほかの言葉' if len(others) < len(topic.terms) else '言葉'}：{'、'.join(others)}"
        )
    if topic.parts:
        listed = [f"{one.name} {one.respondents:,}人" for one in topic.parts[:_PARTS]]
        if len(topic.parts) > _PARTS:
            listed.append(f"ほか{len(topic.parts) - _PARTS}")
        yield "小さな話題：" + "".join(f"<span>{escape(one)}</span>" for one in listed)


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _steadiness(topic: Topic) -> str:
    if topic.stability is None:
        return "　人が決めた話題"
    steady = topic.stability >= STABLE
    kind = "はっきり" if steady else "ゆるい" if topic.stability < UNSTABLE else "ふつう"
    return f"　まとまり：{kind}"


def _unsorted(look: Look, shown: Shown) -> None:
    said = [f"{shown.topics.unsorted:,}件"]
    st.html(reading_story.section("分けられないご意見", said, "", level=4))
    opened = st.expander(_READ, key="read.topic.unsorted", on_change="rerun")
    if opened.open:
        with opened:
            reading_moves.draw_unsorted(look, shown)


def _map(look: Look, shown: Shown) -> None:
    opened = st.expander("話題の地図", key="read.map", on_change="rerun")
    if not opened.open:
        return
    with opened:
        figure, said = cached.read(reading_topics.chart, look)
        st.caption(
            "点は1件のご意見、島は1つの話題です。近い島は、言葉が近い話題です。"
            "点を押すと、ご意見が下に出ます（スマートフォンでは2回）。地図を使わないときは、話題ごとの「ご意見を読む・移す」で"
            "同じご意見を読めます。"
        )
        at = figures.chosen(figure, said, "islands")
        found = cached.read(reading_members.at_place, look, at) if at is not None else None
        if found is not None:
            reading_moves.draw_one(look, shown, *found)
