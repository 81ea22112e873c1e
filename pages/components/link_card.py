"""A card for the ward's own homepage: one link with its looks inside, to paste or to download.

It needs no script, no style sheet and no host but the one it leads to, so it fits into any page.
What would go stale, such as 受付中, is not on it.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from models.multilingual import HTML_LANG
from qr.messages import Invitation

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


def markup(invitation: Invitation) -> str:
    """The card as HTML, one `<a>`; everything written is escaped."""
    facts = [invitation.say("card.minutes"), invitation.say("card.closes")]
    lines = [
        (_QUIET, invitation.say("card.ward")),
        (_TITLE, invitation.title),
        (_LINE, "　".join(fact for fact in facts if fact)),
        (_LINE, invitation.say("section")),
        (_QUIET, invitation.url),
    ]
    spans = "\n".join(
        f'<span style="{style}">{escape(words)}</span>' for style, words in lines if words
    )
    language = HTML_LANG[invitation.language]
    return f'<a href="{escape(invitation.url)}" lang="{language}" style="{_CARD}">\n{spans}\n</a>'


def page(invitation: Invitation) -> str:
    """The card as a file of its own, which opens in a browser as it will look."""
    head = f'<meta charset="utf-8">\n<title>{escape(invitation.title)}</title>'
    language = HTML_LANG[invitation.language]
    return f'<!doctype html>\n<html lang="{language}">\n{head}\n{markup(invitation)}\n</html>\n'


def draw(invitation: Invitation, key: str) -> None:
    """What the card looks like, its HTML to copy, and its file."""
    st.caption("リンクカード")
    st.html(markup(invitation))
    st.caption("このHTMLを、ホームページの記事に貼ってください。")
    # Streamlit colours HTML in shades that are too pale on its ground (WCAG 1.4.3).
    st.code(markup(invitation), language=None, wrap_lines=True)
    st.download_button(
        "リンクカード（HTML）",
        page(invitation),
        "card.html",
        "text/html",
        key=f"{key}.file",
        on_click="ignore",
    )
