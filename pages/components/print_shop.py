"""What can be printed of a placement: one button for each piece, the one printed last first."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from models import placements, printings, store, wordings
from models.document import SurveyDocument
from models.errors import NotAllowed
from models.placements import Placement
from pages.components import (
    identity,
    notices,
    public_address,
    sections,
    wording_form,
    words,
)
from qr import code, labels, measure
from qr.content import Content
from qr.pieces import PIECES, Piece, worded
from settings import Settings

_FIRST = "poster-a4"
_TOO_MUCH = "言葉が多すぎて入りません。下の「印刷物の言葉」で短くしてください"

# Kinds whose codes are printed in a part of their own.
ELSEWHERE = {"slip": sections.SLIPS, "vote": sections.VOTES}


def again(place: Placement, printed: str, chosen: Settings) -> None:
    """One button for a row of a list: print what was printed last, or open what is not printed."""
    if place.kind in placements.SHARED:
        st.link_button("この端末で開く", f"/s/{place.code}")
    elif place.kind in ELSEWHERE:
        part = ELSEWHERE[place.kind]
        st.button(
            f"{part}へ",
            key=f"distribute.list.part.{place.code}",
            on_click=sections.show,
            args=(part,),
        )
    elif public_address.may_be_printed(chosen):
        piece = printed if printed in PIECES else _FIRST
        _print(place, piece, f"{PIECES[piece].name}を印刷", key="again", width="content")


def draw(place: Placement, document: SurveyDocument, chosen: Settings) -> None:
    """The code with its files, and every piece with its size and from how far it is read."""
    with store.current().reading() as session:
        printed = printings.last(session, [place.code]).get(place.code, "")
        said = wordings.of(session, place.code)
    first = printed if printed in PIECES else _FIRST
    content = Content.of(document, place, ward=chosen.ward, site=chosen.public_url)
    about = {
        key: _size(piece, worded(piece, content, said.get(key, {})))
        for key, piece in PIECES.items()
    }
    _code(place, content, first)
    st.caption(f"{PIECES[first].name}　{about[first]}")
    st.markdown("**ほかの印刷物**")
    for key, piece in PIECES.items():
        if key != first:
            button, told = st.columns([2, 3], vertical_alignment="center")
            with button:
                _print(place, key, piece.name)
            told.caption(about[key])
    wording_form.draw(place, document, said, first)


def _code(place: Placement, content: Content, first: str) -> None:
    """The code itself with its files, and the piece that is wanted most."""
    picture, files = st.columns([2, 3], vertical_alignment="center")
    svg = code.svg(content.code_text, size_mm=50, level=content.level)
    picture.image(svg, width=180, alt=f"{content.address} のQRコード")
    with files:
        _print(place, first, f"{PIECES[first].name}を印刷", primary=True)
        _file("QRコード（SVG・印刷用）", svg, place, "svg", "image/svg+xml")
        pixels = code.png(content.code_text, level=content.level)
        _file("QRコード（PNG・画面用）", pixels, place, "png", "image/png")


def _print(
    place: Placement,
    piece: str,
    label: str,
    *,
    primary: bool = False,
    key: str = "print",
    width: Literal["content", "stretch"] = "stretch",
) -> None:
    """A link that opens the piece in a tab of its own, and is remembered."""
    st.link_button(
        label,
        f"/staff/print/{place.code}/{piece}",
        type="primary" if primary else "secondary",
        width=width,
        key=f"distribute.{place.code}.{key}.{piece}",
        on_click=_note,
        args=(place.code, piece),
    )


def _note(placement_code: str, piece: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: printings.note(session, placement_code, piece, by=by))


def _file(label: str, data: str | bytes, place: Placement, ending: str, kind: str) -> None:
    st.download_button(
        label,
        data,
        f"koebako-{place.code}.{ending}",
        kind,
        key=f"distribute.{place.code}.{ending}",
        on_click="ignore",
        width="stretch",
    )


def _size(piece: Piece, content: Content) -> str:
    """What it is for, how large its code is, and from how far a phone reads it."""
    side = piece.symbol_mm
    try:
        if side is None and piece.grid is not None:
            plan = labels.plan(content, piece.grid.width, piece.grid.height)
            if plan is None:
                return f"{piece.use}。{_TOO_MUCH}"
            side = plan.side
        if side is None:
            return f"{piece.use}。コードの大きさは、用紙を選ぶと出ます"
        verdict = measure.verdict(content.url, side, content.level)
    except NotAllowed as refusal:
        return f"{piece.use}。{words.say(refusal)}"
    doubt = "。暗い所では読みにくいことがあります" if verdict.warning else ""
    return (
        f"{piece.use}。コード{side:g}mm（1マス{verdict.module_mm:.1f}mm）、"
        f"{verdict.distance}から読めます{doubt}"
    )
