"""分ける: a topic in two to four pieces, looked at before it is kept."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.components import cached, reading_pieces, reading_steps, reading_story
from pages.components.reading_desk import Look
from pages.components.reading_pieces import Offer
from pages.components.reading_topics import Shown

PIECES: Final = (2, 3, 4)
_ASKED: Final = "read.split.asked"  # what is looked at: the look, the topic, how many pieces


def draw(look: Look, shown: Shown, names: dict[str, str]) -> None:
    """The choice of a topic, and what its pieces would be; a preview goes when anything changes."""
    with st.form("read.split", border=False):
        topic = st.selectbox(
            "分ける話題", list(names), format_func=names.__getitem__, key="read.split.topic"
        )
        pieces = st.segmented_control(
            "いくつに",
            PIECES,
            default=PIECES[0],
            required=True,
            format_func=lambda number: f"{number}つ",
            key="read.split.pieces",
        )
        if st.form_submit_button("分けかたをみる") and topic:
            st.session_state[_ASKED] = (look, topic, pieces or PIECES[0])
    asked = st.session_state.get(_ASKED)
    if not asked or asked[0] != look or asked[1] not in names:
        st.caption("分けかたをみるだけでは、何も変わりません。確かめてから分けます。")
        return
    _, topic, pieces = asked
    offer = cached.read(reading_pieces.offered, look, topic, pieces)
    if offer.step is None:
        st.info(offer.refused)
        return
    _preview(offer, shown, topic, pieces)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "この通りに分ける",
            type="primary",
            key="read.split.take",
            on_click=_take,
            args=(look, shown, topic, offer),
        )
        st.button("やめる", key="read.split.no", on_click=_forget)


def _preview(offer: Offer, shown: Shown, topic: str, pieces: int) -> None:
    before = reading_steps.name(shown.topics, topic)
    fewer = f"{pieces}つには分かれないため、" if len(offer.pieces) < pieces else ""
    st.text(f"{fewer}「{before}」を、次の{len(offer.pieces)}つに分けます。まだ分けていません。")
    for number, piece in enumerate(offer.pieces, start=1):
        terms = f"言葉：{'、'.join(piece.terms)}" if piece.terms else ""
        said = [f"{piece.respondents:,}人"]
        st.html(
            reading_story.section(f"{number}. {piece.name}", said, terms, piece.voices, level=4)
        )


def _take(look: Look, shown: Shown, topic: str, offer: Offer) -> None:
    _forget()
    if offer.step is not None:
        before = reading_steps.name(shown.topics, topic)
        after = reading_steps.quoted(*(piece.name for piece in offer.pieces))
        reading_steps.take(look, offer.step, f"{reading_steps.quoted(before)}を{after}に分けた")


def _forget() -> None:
    st.session_state.pop(_ASKED, None)
