"""Two corrections to the page that Streamlit serves: its language, and leaving when signed out.

Streamlit's document says lang="en", so a screen reader would read our Japanese with an English
voice; and a tab whose session has ended elsewhere would go on showing what it last showed.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

SCRIPT_PATH = "/staff-login.js"
ASKED_BY_SCRIPT = "/staff/_stcore/health"
_SCRIPT_TAG = f'<script src="{SCRIPT_PATH}" defer></script></head>'.encode()


def ask_plain(scope: Scope) -> Scope:
    """The scope of a page request, asking for bytes that can be read: not compressed, not 304."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    headers = [(name, value) for name, value in scope["headers"] if name not in unwanted]
    return {**scope, "headers": headers}


def is_page(scope: Scope) -> bool:
    """True for a request in which a browser asks for a document to show."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def corrected(send: Send) -> Send:
    """A `send` that corrects an HTML document on its way out and passes anything else on."""
    start: Message | None = None
    body = bytearray()

    async def correct(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            if Headers(scope=message).get("content-type", "").startswith("text/html"):
                start = message
                return
        elif start is not None and message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = bytes(body).replace(b'<html lang="en">', b'<html lang="ja">', 1)
            page = page.replace(b"</head>", _SCRIPT_TAG, 1)
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(page))
            del headers["etag"]
            await send(start)
            await send({"type": "http.response.body", "body": page})
            return
        await send(message)

    return correct
