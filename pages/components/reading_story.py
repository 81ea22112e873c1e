"""要点: what よむ has to say in five lines, each with the way to where it comes from."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from analysis import charts
from analysis.charts.acts import acts_in_words, of_acts
from analysis.tabulate import percent_text
from pages.components.reading_findings import Story

STYLE: Final = """
.koe-reading{color:#1a1a1a}
.koe-reading h3{font-size:1.125rem;line-height:1.5;font-weight:700;margin:0;padding:1rem 0 .25rem}
.koe-reading p{margin:0 0 .25rem;max-width:46em;overflow-wrap:anywhere}
.koe-reading .how{color:#595959;font-size:.875rem}
.koe-reading [role="list"]{margin:.25rem 0;padding:0;display:flex;flex-wrap:wrap;
gap:.25rem 1.25rem}
.koe-reading [role="listitem"]{unicode-bidi:isolate;overflow-wrap:anywhere}
.koe-reading [role="listitem"] b{font-weight:700}
.koe-reading [role="listitem"] span{color:#595959;font-size:.875rem}
.koe-reading{container-type:inline-size}
.koe-reading img{display:block;max-width:100%;height:auto;margin:.5rem 0}
.koe-reading .wide{display:none}
.koe-reading h4{font-size:1rem;margin:0;padding:.75rem 0 0}
.koe-reading h4 span{color:#595959;font-size:.875rem;font-weight:400}
@container (min-width:640px){.koe-reading .wide{display:block}.koe-reading .narrow{display:none}
.koe-reading .groups{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 2.5rem}}
"""
FOLDED: Final = "read.folded"  # the switch
_VIEWS: Final = "view"
_WIDTHS: Final = (640, 350)  # px


def counted(story: Story) -> None:
    """How many wrote, and who did not; a switch where some repeat what others say."""
    kinds = [
        f"ご意見 {story.people:,}人（{story.comments:,}件）",
        f"「特にない」などの記入 {story.empty:,}件",
        f"無回答 {story.blank:,}件",
    ]
    if story.repeats:
        kinds.append(f"同じ内容のくり返し {story.repeats:,}件")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.text("　".join(kinds), width="content")
        if story.repeats or st.session_state.get(FOLDED):
            st.toggle("くり返しは1件だけ数える", key=FOLDED, width="content")


def draw(story: Story) -> None:
    """The five lines."""
    share = percent_text(story.people, story.asked)
    _line(
        "どれだけの人が書いたか",
        [f"たずねた{story.asked:,}人のうち、{story.people:,}人（{share}%）が書きました。"],
        "数えているのは人です。同じ人が何度書いても1人です。",
    )
    _line("何について", [], f"書いた人の多い言葉（n={story.people:,}）", story.terms)
    if story.topics:
        _line("", [], "使う言葉の近さで分けた、大きな話題", story.topics)
    _go("言葉から読む", "ことば")
    _line(
        "どう感じているか",
        acts_in_words(story.acts)[:1],
        "決め手の言葉の一覧で、1人を称賛・不満・要望・その他のどれか1つに数えました。",
        image=image(of_acts(story.acts), "".join(acts_in_words(story.acts))),
    )
    _go("気持ちから読む", "気持ち")
    _line("だれが", *_difference(story))
    _go("だれの言葉かを読む", "だれが")
    if not story.examples:
        return
    _line(
        "たとえば、こう書いています",
        [],
        "称賛・不満・要望のそれぞれで、ほかの人と同じ言葉をいちばん多く使っているご意見です。",
    )
    st.html(story.examples)
    _go("ご意見を読む", "読む")


def section(title: str, said: Sequence[str], how: str, more: str = "", level: int = 3) -> str:
    """A part of the page as HTML: words are escaped, `more` is markup of our own."""
    heading = f"<h{level}>{escape(title)}</h{level}>" if title else ""
    lines = "".join(f"<p>{escape(one)}</p>" for one in said)
    method = f'<p class="how">{escape(how)}</p>' if how else ""
    return f'<section class="koe-reading">{heading}{lines}{method}{more}</section>'


def items(listed: Iterable[tuple[str, int]]) -> str:
    """Names with their people as HTML; "" without any. No <ul>: its styles are Streamlit's."""
    told = "".join(
        f"<span role='listitem'><b>{escape(text)}</b> <span>{people:,}人</span></span>"
        for text, people in listed
    )
    return f"<div role='list'>{told}</div>" if told else ""


def image(figure: go.Figure, said: str) -> str:
    """A figure of bars as an image, for a desk and for a phone; `said` is it in words."""
    wide, narrow = (_image(figure, said, width) for width in _WIDTHS)
    return f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'


def _image(figure: go.Figure, said: str, width: int) -> str:
    held = b64encode(charts.svg(figure, said, width).encode()).decode()
    alt = escape(said, quote=True)
    return f'<img src="data:image/svg+xml;base64,{held}" width="{width}" alt="{alt}">'


def _difference(story: Story) -> tuple[Sequence[str], str]:
    if not story.divided:
        return ["10人以上のグループが2つないため、くらべていません。"], ""
    how = f"「{story.divided}」のグループの間で、言葉ごとに検定しました（まとめて調整）。"
    return story.differences, how


def _line(
    title: str,
    said: Sequence[str],
    how: str,
    listed: Sequence[tuple[str, int]] = (),
    image: str = "",
) -> None:
    st.html(section(title, said, how, items(listed) + image))


def _go(label: str, view: str) -> None:
    st.button(
        label,
        key=f"read.to.{view}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=_look_at,
        args=(view,),
    )


def _look_at(view: str) -> None:
    st.session_state[_VIEWS] = view
