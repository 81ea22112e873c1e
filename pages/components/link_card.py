"""A card for the ward's own homepage: one link with its looks inside, to paste or to download.

It needs no script, no style sheet and no host but the one it leads to, so it fits into any page.
What would go stale, such as 受付中, is not on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st

from models.document import SurveyDocument
from models.multilingual import pick
from pages.components import dates

_CARD = (
    "display:block;box-sizing:border-box;max-width:32em;padding:16px 20px;border:1px solid #666;"
    "border-radius:8px;background:#fff;color:#1a1a1a;font-size:16px;line-height:1.7;"
    "text-decoration:none;overflow-wrap:anywhere"
)
_QUIET = "display:block;font-size:14px;color:#595959"
_TITLE = (
    "display:block;font-size:20px;line-height:1.5;font-weight:bold;color:#0017c1;"
    "text-decoration:underline"
)
_LINE = "display:block"


@dataclass(frozen=True)
class Card:
    """What stands on the card; `url` is the public address of a placement."""

    ward: str
    title: str
    minutes: int
    closes_at: datetime | None
    section: str
    url: str

    @classmethod
    def of(cls, document: SurveyDocument, *, ward: str, url: str) -> Card:
        """The card of a survey, in Japanese."""
        return cls(
            ward=ward,
            title=" ".join(pick(document.title).split()),
            minutes=document.minutes,
            closes_at=document.closes_at,
            section=document.contact.section,
            url=url,
        )


def markup(card: Card) -> str:
    """The card as HTML, one `<a>`; everything written is escaped."""
    closing = f"　締切 {dates.moment(card.closes_at)}" if card.closes_at is not None else ""
    lines = [
        (_QUIET, f"{card.ward}のアンケート"),
        (_TITLE, card.title),
        (_LINE, f"回答にかかる時間 約{card.minutes}分{closing}"),
        *([(_LINE, f"担当 {card.section}")] if card.section else []),
        (_QUIET, card.url),
    ]
    spans = "\n".join(f'<span style="{style}">{escape(words)}</span>' for style, words in lines)
    return f'<a href="{escape(card.url)}" style="{_CARD}">\n{spans}\n</a>'


def page(card: Card) -> str:
    """The card as a file of its own, which opens in a browser as it will look."""
    head = f'<meta charset="utf-8">\n<title>{escape(card.title)}</title>'
    return f'<!doctype html>\n<html lang="ja">\n{head}\n{markup(card)}\n</html>\n'


def draw(card: Card, key: str) -> None:
    """What the card looks like, its HTML to copy, and its file."""
    with st.expander("ホームページに貼るリンクカード", key=f"{key}.card"):
        st.html(markup(card))
        st.caption("このHTMLを、ホームページの記事に貼ってください。")
        st.code(markup(card), language="html", wrap_lines=True)
        st.download_button(
            "リンクカード（HTML）",
            page(card),
            "card.html",
            "text/html",
            key=f"{key}.card.file",
            on_click="ignore",
        )
