"""The address that residents reach: whether codes may be printed with it, and how it reads."""

from __future__ import annotations

import streamlit as st

from models.errors import NotAllowed
from pages.components import words
from qr import links
from settings import Settings

_ADVICE = (
    "設定 KOEBAKO_PUBLIC_URL に、区民が開けるアドレスを入れると、"
    "QRコード、印刷物、案内文を出せます。"
)


def may_be_printed(chosen: Settings) -> bool:
    """Whether a code with this address would be found from anywhere."""
    try:
        links.printable(chosen.public_url)
    except NotAllowed:
        return False
    return True


def checked(chosen: Settings) -> bool:
    """The same; says what is wrong, and what will not suit every phone."""
    try:
        links.printable(chosen.public_url)
    except NotAllowed as refusal:
        st.warning(f"{words.say(refusal)}{_ADVICE}")
        return False
    for caution in links.cautions(chosen.public_url):
        st.info(words.CAUTIONS[caution])
    return True


def shown(chosen: Settings, code: str) -> str:
    """The address of a placement as it stands beside its code; its path, where none is known."""
    if not may_be_printed(chosen):
        return f"/s/{code}"
    return links.printed_text(links.answer_url(chosen.public_url, code))
