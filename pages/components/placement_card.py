"""One placement: what to hand out or to open, what it is set to, and when answers came by it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from models import placements
from models.clock import now
from models.document import SurveyDocument
from models.placements import Placement
from models.surveys import Summary
from models.wordings import one_line
from pages.components import (
    arrivals,
    dates,
    label_editor,
    placement_form,
    placement_list,
    placement_moves,
    placement_states,
    print_shop,
    public_address,
    sections,
    words,
)
from pages.components.placement_states import STATES, Arrivals
from pages.components.plain import plain
from qr import links
from settings import Settings

# What a placement on a device of the ward does, beside being counted apart.
_SHARED: Mapping[str, str] = {
    "kiosk": "会場などに置いた端末で、来た方に答えてもらいます。",
    "interview": "職員が聞きながら、お答えを書きます。",
}
_KEEPS_NOTHING = (
    "いつも白紙から始まり、60秒さわらないと、はじめの画面に戻ります。端末には何も残りません。"
    "回答の方法を分けて数えます。"
)


def draw(
    place: Placement,
    survey: Summary,
    document: SurveyDocument,
    hours: Arrivals,
    chosen: Settings,
) -> None:
    """Everything about the placement, with the way back to the list."""
    at = now()
    st.button(
        "配布先の一覧",
        icon=":material/arrow_back:",
        type="tertiary",
        key="distribute.back",
        on_click=sections.choose,
        args=("",),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(place.name), anchor=False, width="content")
        label, colour = STATES[placement_states.of(place, survey, at)]
        st.badge(label, color=colour)
    recent = placement_states.recent(hours, at)
    counted = f"回答 {place.responses:,}件（直近{placement_states.RECENT_DAYS}日 {recent:,}件）"
    st.text(
        "　".join(
            part for part in (placements.KINDS[place.kind], one_line(place.place), counted) if part
        )
    )
    offered, settled = st.columns([3, 2], gap="large")
    with offered:
        _hand_out(place, document, chosen)
    with settled:
        _settings(place, document)
    _answers(hours)
    if _is_printed(place, chosen):
        label_editor.draw()


def _is_printed(place: Placement, chosen: Settings) -> bool:
    bound = placements.SHARED | placements.BOUND
    return place.kind not in bound and public_address.may_be_printed(chosen)


def _hand_out(place: Placement, document: SurveyDocument, chosen: Settings) -> None:
    """What is printed, or opened on this device."""
    shared = _SHARED.get(place.kind)
    if shared:
        st.text(f"{shared}{_KEEPS_NOTHING}")
        st.link_button("この端末で開く", f"/s/{place.code}", type="primary")
        if public_address.may_be_printed(chosen):
            _address("ほかの端末で開くアドレス", place, chosen)
    elif place.kind in print_shop.ELSEWHERE:
        part = print_shop.ELSEWHERE[place.kind]
        st.text(f"この配布先のコードは、「{part}」で印刷します。")
        st.button(
            f"{part}を開く",
            type="primary",
            key=f"distribute.{place.code}.part",
            on_click=sections.show,
            args=(part,),
        )
    elif public_address.checked(chosen):
        print_shop.draw(place, document, chosen)
        _address("案内に書くアドレス", place, chosen)


def _address(label: str, place: Placement, chosen: Settings) -> None:
    st.caption(label)
    url = links.answer_url(chosen.public_url, place.code)
    st.code(url, language=None, wrap_lines=True)


def _settings(place: Placement, document: SurveyDocument) -> None:
    """How it opens, and what can be changed about that."""
    st.markdown("**この配布先の設定**")
    said = [f"はじめに開く言語　{_language(place)}", f"受付　{_times(place)}"]
    if place.outdoor:
        said.append("屋外に掲示　汚れに強いコードで印刷します")
    if place.kind in placements.HANGING:
        said.append(placement_list.inspected(place))
    if place.former:
        said.append("前に別の調査で使っていました。そのときの回答は、その調査に残っています。")
    st.text("\n".join(said))
    with st.container(horizontal=True):
        if place.kind in placements.HANGING:
            placement_moves.inspected(place)
        if st.button("直す", key=f"distribute.{place.code}.edit"):
            placement_form.ask_changes(place, document.languages)
        placement_moves.buttons(place)
        if place.kind not in placements.SHARED:
            st.link_button("回答の画面を開く", f"/s/{place.code}")


def _language(place: Placement) -> str:
    named = (name for language, name in words.LANGUAGES.items() if language == place.language)
    return next(named, placement_form.SAME)


def _times(place: Placement) -> str:
    opens = f"{dates.moment(place.opens_at)} から" if place.opens_at else ""
    closes = f"{dates.moment(place.closes_at)} まで" if place.closes_at else ""
    return " ".join(part for part in (opens, closes) if part) or placement_form.SAME


def _answers(hours: Arrivals) -> None:
    """When answers came by it, as a chart and as a table."""
    st.markdown("**回答のあった時間**")
    if not hours:
        st.text("この配布先からの回答は、まだありません。")
        return
    arrivals.over_time(hours)
