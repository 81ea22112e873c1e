"""Taking a placement out of use, back into it, or to another survey; looking after its code."""

from __future__ import annotations

from typing import Any

import streamlit as st

from models import placements, store, surveys
from models.placements import Placement
from pages.components import asking, identity, notices, page_header, sections

_PAGE = "distribute"  # in the keys of the dialogs' buttons
_PICK = "distribute.repoint"

_NOT_OPEN = {"draft", "test"}


def buttons(place: Placement) -> None:
    """What can be done with a placement beside printing it."""
    bound = not place.active or place.kind in placements.BOUND
    if not bound and st.button("別の調査につなぐ", key=_key(place, "repoint")):
        _ask_repoint(place)
    if not place.active:
        st.button(
            "また使う",
            key=_key(place, "on"),
            on_click=_switch,
            args=(place, True),
        )
    elif st.button("停止する", key=_key(place, "off")):
        _ask_off(place)


def inspected(place: Placement) -> None:
    """The button of whoever has just looked at the code."""
    st.button(
        "点検した",
        key=_key(place, "inspected"),
        help="シールが貼られていないこと、読み取れること、アドレスが合うことを確かめたら押します。",
        on_click=asking.carry_out,
        args=(placements.inspect, place.code, f"「{place.name}」の点検を記録しました。"),
    )


@st.dialog("この配布先を停止しますか")
def _ask_off(place: Placement) -> None:
    st.text(
        "掲示したコードを読み取った方には、いまは使っていないことを伝える画面が出ます。"
        "回答はできません。"
    )
    st.text(f"これまでの回答{place.responses:,}件は残ります。あとでまた使えます。")
    asking.answer(_PAGE, "停止する", _switch, place, False)


@st.dialog("別の調査につなぎますか")
def _ask_repoint(place: Placement) -> None:
    with store.current().reading() as session:
        others = {
            one.id: page_header.name_of(one)
            for one in surveys.listing(session)
            if one.id != place.survey_id and one.state not in _NOT_OPEN
        }
    if not others:
        st.text("つなぐ先がありません。つなぐ先の調査を「つくる」で公開してから選んでください。")
        return
    st.text("印刷したものはそのまま使えます。コードを読み取ると、選んだ調査が開きます。")
    st.text(
        f"これまでの回答{place.responses:,}件は、いまの調査に残ります。"
        "つなぐ前に開いた画面から送られた回答も、いまの調査に入ります。"
    )
    st.selectbox(
        "つなぐ先の調査",
        list(others),
        index=None,
        format_func=others.__getitem__,
        placeholder="調査の名前",
        key=_PICK,
    )
    asking.answer(_PAGE, "つなぐ", _repoint, place)


def _switch(place: Placement, active: bool) -> None:
    def verb(session: Any, code: str, *, by: str) -> None:
        placements.switch(session, code, active=active, by=by)

    done = "また使えるようにしました。" if active else "停止しました。"
    asking.carry_out(verb, place.code, f"「{place.name}」を{done}")


def _repoint(place: Placement) -> None:
    there, by = st.session_state.get(_PICK), identity.name()
    if there is None:
        notices.tell("refused", "つなぐ先の調査を選んでください。")
        return
    with notices.refusals():
        store.current().write(lambda session: placements.repoint(session, place.code, there, by=by))
        sections.choose("")
        notices.tell("done", f"「{place.name}」を別の調査につなぎました。")


def _key(place: Placement, name: str) -> str:
    return f"distribute.{place.code}.{name}"
