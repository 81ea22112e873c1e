"""Every placement of a survey: where it hangs, whether it is used, and how many answer by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from models import placements, printings, store
from models.clock import JST, now
from models.placements import Placement
from models.surveys import Summary
from models.wordings import one_line
from pages.components import (
    dates,
    page_header,
    placement_states,
    print_shop,
    public_address,
    sections,
    sparkline,
    tables,
)
from pages.components.placement_states import STATES, Arrivals, State
from pages.components.plain import plain
from settings import Settings

_PAGE = 20
_FEW = 5  # placements that need no search
_ALL = "すべて"
_KEY = "distribute.list"


class _Row:
    """A placement with what is counted and said about it now."""

    def __init__(self, place: Placement, survey: Summary, hours: Arrivals, at: datetime) -> None:
        self.place = place
        self.state: State = placement_states.of(place, survey, at)
        self.recent = placement_states.recent(hours, at)
        self.days = placement_states.by_day(hours, sparkline.DAYS, at)


_ORDERS: dict[str, Callable[[_Row], Any]] = {
    "つくった順": lambda _: 0,
    "回答の多い順": lambda row: -row.place.responses,
    "直近7日の多い順": lambda row: -row.recent,
    "点検の古い順": lambda row: row.place.inspected_at or datetime.min.replace(tzinfo=JST),
    "名称順": lambda row: row.place.name,
}


def draw(
    survey: Summary, listed: Sequence[Placement], hours: Mapping[str, Arrivals], chosen: Settings
) -> None:
    """The list, with a search where it is long, 20 at a time; and the same as a table."""
    at = now()
    rows = [_Row(place, survey, hours.get(place.code, ()), at) for place in listed]
    if not rows:
        st.text("配布先がありません。「配布先を追加」でつくってください。")
        return
    public_address.checked(chosen)
    _inspection(survey, listed, at)
    shown = _wanted(rows) if len(rows) > _FEW else rows
    if not shown:
        st.text("あてはまる配布先がありません。さがす言葉や状態を変えてください。")
        return
    page = _page(len(shown))
    on_page = shown[page * _PAGE : (page + 1) * _PAGE]
    with store.current().reading() as session:
        printed = printings.last(session, [row.place.code for row in on_page])
    most = max(count for row in shown for _, count in row.days)
    for row in on_page:
        page_header.rule()
        _draw_row(row, most, printed.get(row.place.code, ""), chosen)
    page_header.rule()
    _pages(page, len(shown))
    with st.expander("回答数を表でみる", key=f"{_KEY}.table", on_change="rerun") as table:
        if table.open:
            _table(shown)


def _inspection(survey: Summary, listed: Sequence[Placement], at: datetime) -> None:
    """The way to the sheet for whoever goes around, and how many codes nobody has looked at."""
    unseen = placement_states.unseen(listed, at)
    if not any(place.kind in placements.HANGING for place in listed):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if unseen:
            days = placement_states.INSPECT_AFTER.days
            st.badge(f"{days}日以上点検していない配布先 {len(unseen):,}か所", color="orange")
        st.link_button("点検表を印刷", f"/staff/inspection/{survey.id}")


def _wanted(rows: list[_Row]) -> list[_Row]:
    """The rows that staff look for, in the order they asked for."""
    word_side, state_side, order_side = st.columns([2, 1, 1])
    word = word_side.text_input(
        "さがす", key=f"{_KEY}.word", placeholder="名称、場所、アドレスの番号"
    )
    present = {row.state for row in rows}
    names = [STATES[state][0] for state in STATES if state in present]
    state = state_side.selectbox("状態", [_ALL, *names], key=f"{_KEY}.state")
    order = order_side.selectbox("並べ方", list(_ORDERS), key=f"{_KEY}.order")
    found = [
        row
        for row in rows
        if state in (_ALL, STATES[row.state][0])
        and word.strip().casefold()
        in f"{row.place.name}\n{row.place.place}\n{row.place.code}".casefold()
    ]
    return sorted(found, key=_ORDERS[order])


def _page(count: int) -> int:
    """The page that is looked at, or the last there is."""
    wanted: int = st.session_state.get(f"{_KEY}.page", 0)
    return min(wanted, (count - 1) // _PAGE)


def _pages(page: int, count: int) -> None:
    """Which part is shown, and the ways to its neighbours."""
    if count <= _PAGE:
        return
    last = min((page + 1) * _PAGE, count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"{page * _PAGE + 1:,}〜{last:,}か所め（全{count:,}か所）", width="content")
        for label, there, possible in (
            (f"前の{_PAGE}か所", page - 1, page > 0),
            (f"次の{_PAGE}か所", page + 1, last < count),
        ):
            st.button(
                label,
                disabled=not possible,
                key=f"{_KEY}.to.{label[0]}",
                on_click=_turn,
                args=(there,),
            )


def _turn(page: int) -> None:
    st.session_state[f"{_KEY}.page"] = page


def _draw_row(row: _Row, most: int, printed: str, chosen: Settings) -> None:
    place = row.place
    about, figures, action = st.columns([5, 2, 2], vertical_alignment="center")
    with about, st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                f":blue[**{plain(place.name)}**]",
                type="tertiary",
                wrap=True,
                key=f"{_KEY}.open.{place.code}",
                on_click=sections.choose,
                args=(place.code,),
            )
            st.badge(STATES[row.state][0], color=STATES[row.state][1])
        where = [
            placements.KINDS[place.kind],
            one_line(place.place),  # marks in it would turn the address around
            public_address.shown(chosen, place.code),
        ]
        st.text("　".join(part for part in where if part))
        if place.kind in placements.HANGING:
            st.caption(inspected(place))
    with figures, st.container(gap="xxsmall"):
        st.text(
            f"回答 {place.responses:,}件　直近{placement_states.RECENT_DAYS}日 {row.recent:,}件"
        )
        sparkline.draw(row.days, most)
    with action.container(horizontal=True, horizontal_alignment="right"):
        print_shop.again(place, printed, chosen)


def inspected(place: Placement) -> str:
    """When somebody last looked whether the code is still whole."""
    if place.inspected_at is None:
        return "点検の記録はまだありません"
    return f"点検 {dates.day(place.inspected_at.astimezone(JST).date())}"


def _table(rows: Sequence[_Row]) -> None:
    """The numbers side by side; as narrow as a phone, where a wide table could not be scrolled by
    keyboard."""
    recent = f"直近{placement_states.RECENT_DAYS}日"
    tables.show(
        {
            "名称": [row.place.name for row in rows],
            "回答数": [row.place.responses for row in rows],
            recent: [row.recent for row in rows],
        },
        {"回答数": "{:,}".format, recent: "{:,}".format},
        alt="配布先ごとの回答数",
    )
