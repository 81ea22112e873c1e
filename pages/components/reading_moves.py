"""The comments of a topic, and moving some of them: a tick for each, one button for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from analysis.text.grouping import UNSORTED
from analysis.text.topic_edits import Move
from analysis.text.topics import Topic
from pages.components import cached, reading_members, reading_paging, reading_steps
from pages.components.plain import plain
from pages.components.reading_desk import Look
from pages.components.reading_members import PAGE, Members, Order, Row
from pages.components.reading_topics import Shown

_TYPICAL: Final = "代表"
_ORDERS: Final[dict[str, Order]] = {"近い順": "near", "離れた順": "apart"}
_LAST: Final = "read.moves.last"  # where comments were moved to, for the next ones
_TOLD: Final = "read.moves.told"  # what was moved from where, said there


def draw(look: Look, shown: Shown, topic: Topic) -> None:
    """The typical comments of a topic, or all of them, also of one of its parts."""
    where = topic.id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.segmented_control(
            "並べかた",
            (_TYPICAL, *_ORDERS),
            default=_TYPICAL,
            required=True,
            key=f"read.moves.order.{where}",
            label_visibility="collapsed",
        )
        node = _part(topic)
    if chosen in _ORDERS:
        found = _page(look, node, _ORDERS[chosen])
    else:
        found = cached.read(reading_members.typical, look, node)
    _rows(look, shown, where, found.rows)


def draw_unsorted(look: Look, shown: Shown) -> None:
    """The comments that belong to no topic."""
    found = _page(look, UNSORTED, "near")
    _rows(look, shown, UNSORTED, found.rows)


def draw_one(look: Look, shown: Shown, row: Row, topic: str) -> None:
    """A single comment of the topic, which the button moves without a tick."""
    st.html(row.html)
    _bar(look, shown, "one", topic, {row.keys[0]: row.keys})


def _part(topic: Topic) -> str:
    """The part whose comments are looked at, or the whole topic."""
    if not topic.parts:
        return topic.id
    names = {topic.id: "この話題のすべて"}
    names |= {one.id: f"{one.name}（{one.respondents:,}人）" for one in topic.parts}
    found: str = st.selectbox(
        "小さな話題",
        list(names),
        format_func=names.__getitem__,
        key=f"read.moves.part.{topic.id}",
        width=320,
    )
    return found


def _page(look: Look, node: str, order: Order) -> Members:
    first = cached.read(reading_members.listed, look, node, order, 0)
    key = f"read.moves.page.{look.source}.{look.rules}.{node}.{order}"
    number = reading_paging.number(key, first.total, PAGE)
    return cached.read(reading_members.listed, look, node, order, number) if number else first


def _rows(look: Look, shown: Shown, where: str, rows: Sequence[Row]) -> None:
    state = f"read.moves.{look.source}.{look.rules}.{look.folded}.{where}"
    ticked: dict[str, tuple[str, ...]] = st.session_state.setdefault(state, {})
    for number, row in enumerate(rows, start=1):
        key = f"{state}.{row.keys[0]}"
        with st.container(horizontal=True, gap="small", wrap=False, key=f"koe-pick-{key}"):
            st.checkbox(
                f"{number}件めを選ぶ",
                value=row.keys[0] in ticked,
                key=key,
                label_visibility="collapsed",
                on_change=_tick,
                args=(state, row),
            )
            st.html(row.html)
    _bar(look, shown, where, where, ticked, state)


def _bar(
    look: Look,
    shown: Shown,
    where: str,
    topic: str,
    ticked: dict[str, tuple[str, ...]],
    state: str = "",
) -> None:
    """Where to, and the button; after it, what was moved and the way back.

    The boxes of what is `ticked` are kept under `state`.
    """
    places = reading_steps.names(shown.topics) | {UNSORTED: reading_steps.UNSORTED_NAME}
    places.pop(topic, None)
    last = st.session_state.get(_LAST)
    options = list(places)
    number = sum(map(len, ticked.values()))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        to = st.selectbox(
            "移す先",
            options,
            index=options.index(last) if last in places else None,
            format_func=places.__getitem__,
            placeholder="話題を選んでください",
            key=f"read.moves.to.{where}",
            width=320,
        )
        st.button(
            f"{number:,}件を移す" if number else "移す",
            key=f"read.moves.go.{where}",
            disabled=not ticked or to is None,
            on_click=_move,
            args=(look, shown, where, to, ticked, state),
        )
    _told(look, where)


def _told(look: Look, where: str) -> None:
    """What was just moved from here, until something else is changed."""
    told = st.session_state.get(_TOLD)
    if told and told[:2] == (where, look.edits):
        st.success(plain(told[2]))
        st.button(
            "この移動を戻す",
            key=f"read.moves.undo.{where}",
            on_click=reading_steps.undo,
            args=(look,),
        )
    elif not told:
        st.caption("ご意見の左の四角を選び、移す先を選んで「移す」を押します。あとで戻せます。")


def _tick(state: str, row: Row) -> None:
    ticked = st.session_state[state]
    if st.session_state[f"{state}.{row.keys[0]}"]:
        ticked[row.keys[0]] = row.keys
    else:
        ticked.pop(row.keys[0], None)


def _move(
    look: Look,
    shown: Shown,
    where: str,
    to: str,
    ticked: dict[str, tuple[str, ...]],
    state: str,
) -> None:
    keys = tuple(key for same in ticked.values() for key in same)
    name = reading_steps.name(shown.topics, to)
    said = f"ご意見{len(keys):,}件を{reading_steps.quoted(name)}に移した"
    document = reading_steps.take(look, Move(comments=keys, topic=to), said, loud=False)
    if document:
        for key in ticked:
            if (box := f"{state}.{key}") in st.session_state:
                st.session_state[box] = False  # also of what stays on the page
        ticked.clear()
        st.session_state[_LAST] = to
        st.session_state[_TOLD] = (where, document, reading_steps.politely(said))
