"""One placement: its code to print or its page to open, its address to copy, and its switch."""

from __future__ import annotations

import streamlit as st

from models import placements, store
from models.document import SurveyDocument
from models.errors import NotAllowed
from models.placements import Placement
from pages.components import identity, link_card, notices, words
from qr import code, links
from settings import Settings

_ADVICE = (
    "設定 KOEBAKO_PUBLIC_URL に、区民が開けるアドレスを入れると、"
    "QRコード、ポスター、リンクカードを出せます。"
)


# What a placement on a device of the ward does, beside being counted apart.
_SHARED = {
    "kiosk": "会場などに置いた端末で、来た方に答えてもらいます。",
    "interview": "職員が聞きながら、お答えを書きます。",
}
_KEEPS_NOTHING = (
    "いつも白紙から始まり、60秒さわらないと、はじめの画面に戻ります。端末には何も残りません。"
    "回答の方法を分けて数えます。"
)


def draw(placement: Placement, document: SurveyDocument, chosen: Settings) -> None:
    """What to hand out or to open at this placement, and its switch."""
    key = f"distribute.{placement.code}"
    shared = placement.kind in _SHARED
    if shared:
        st.text(f"{_SHARED[placement.kind]}{_KEEPS_NOTHING}")
        st.link_button("この端末で開く", f"/s/{placement.code}", type="primary")
    try:
        links.printable(chosen.public_url)
    except NotAllowed as refusal:
        if not shared:  # this very device finds its page
            st.warning(f"{words.say(refusal)}{_ADVICE}")
    else:
        url = links.answer_url(chosen.public_url, placement.code)
        if not shared:
            _code(placement, url, key)
        st.caption("ほかの端末で開くアドレス" if shared else "案内に書くアドレス")
        st.code(url, language=None, wrap_lines=True)
        if placement.kind == "web":
            link_card.draw(link_card.Card.of(document, ward=chosen.ward, url=url), key)
    if not shared:
        st.link_button("回答の画面を開く", f"/s/{placement.code}")
    st.toggle(
        "この配布先を使う",
        placement.active,
        key=f"{key}.active",
        on_change=_switch,
        args=(placement.code, f"{key}.active"),
        help="使わないようにすると、このアドレスからは回答できなくなります。",
    )


def _code(placement: Placement, url: str, key: str) -> None:
    """The QR code with its files, and the poster."""
    picture, files = st.columns([1, 1], vertical_alignment="center")
    svg = code.svg(url, size_mm=50)
    picture.image(svg, width=200, alt=f"{url} のQRコード")
    with files:
        st.link_button(
            "A4ポスターを印刷",
            f"/staff/print/{placement.code}",
            type="primary",
            width="stretch",
        )
        st.download_button(
            "QRコード（SVG・印刷用）",
            svg,
            f"koebako-{placement.code}.svg",
            "image/svg+xml",
            key=f"{key}.svg",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "QRコード（PNG・画面用）",
            code.png(url),
            f"koebako-{placement.code}.png",
            "image/png",
            key=f"{key}.png",
            on_click="ignore",
            width="stretch",
        )


@st.dialog("配布先を追加")
def ask_new(survey_id: str) -> None:
    """Ask for a new placement and add it; a refusal is told in the dialog, which stays open."""
    with st.form("distribute.add", border=False, enter_to_submit=False):
        st.text_input("名称（例：出張所の窓口）", max_chars=100, key="distribute.name")
        st.selectbox(
            "種類",
            list(placements.KINDS),
            format_func=placements.KINDS.__getitem__,
            key="distribute.kind",
        )
        st.caption("据え置き端末と聞き取りの画面は、答えた方のことを端末に残しません。")
        sent = st.form_submit_button(
            "追加する", type="primary", key="distribute.add_it", on_click=_add, args=(survey_id,)
        )
    if sent and not notices.refused():
        st.rerun()
    notices.show()


def _add(survey_id: str) -> None:
    name, kind = st.session_state["distribute.name"], st.session_state["distribute.kind"]
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: placements.add(session, survey_id, name, kind, by=by))
        notices.tell("done", f"配布先「{name.strip()}」を追加しました。")


def _switch(placement_code: str, key: str) -> None:
    active, by = bool(st.session_state[key]), identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: placements.switch(session, placement_code, active=active, by=by)
        )
