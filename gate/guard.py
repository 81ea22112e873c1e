"""Nobody reaches anything under /staff without a session, by HTTP or by WebSocket.

A pure ASGI layer: default deny, before Streamlit sees a byte. It decides by `scope["path"]`, never
by a URL built from headers. It also takes the Origin header away after checking it, because
Streamlit answers an unknown one with a slow request to a foreign host.
"""

from __future__ import annotations

import asyncio
import time
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate import cookie, shell
from gate.origins import Origins
from models import sessions
from models.sessions import SignedIn
from models.store import Store

IDENTITY = b"x-koebako-staff"  # what Streamlit is told; a client's own is thrown away
FRESH_SECONDS = 2.0  # how long a looked-up session is believed
TOUCH_SECONDS = 60.0  # how often "seen just now" is written
_MOST = 1_000

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; manifest-src 'self'; frame-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


class Guard:
    """Lets signed-in staff through to `app`, tells it who they are, and turns all others away."""

    def __init__(self, app: ASGIApp, store: Store, origins: Origins) -> None:
        self._app = app
        self._store = store
        self._origins = origins
        self._known: dict[str, tuple[float, int, SignedIn | None]] = {}
        self._touched: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """HTTP: sign-in page or 401/403. WebSocket: refused before it is accepted."""
        token = cookie.read(scope)
        allowed = self._origins.allows_host(scope)
        who = await self._who(token) if allowed else None
        if scope["type"] == "websocket":
            if who is None or not self._origins.allows_origin(scope):
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._watched(scope, receive, send, token, who)
        elif who is None:
            await _turn_away(scope, allowed)(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD") and not self._origins.allows_origin(scope):
            await PlainTextResponse("Origin", 403)(scope, receive, send)
        else:
            await self._let_in(scope, receive, send, token, who)

    async def _let_in(
        self, scope: Scope, receive: Receive, send: Send, token: str, who: SignedIn
    ) -> None:
        if (
            scope["path"] != shell.ASKED_BY_SCRIPT
        ):  # to look whether a session lives is no use of it
            self._touch(token)
        if shell.is_page(scope):
            page = shell.corrected(_protected(send))
            await self._app(shell.ask_plain(_introduce(scope, who)), receive, page)
        else:
            await self._app(_introduce(scope, who), receive, _protected(send))

    async def _who(self, token: str) -> SignedIn | None:
        if not token:
            return None
        at, edits, who = self._known.get(token, (0.0, -1, None))
        if time.monotonic() - at >= FRESH_SECONDS or edits != self._store.edits:
            edits = self._store.edits
            who = await to_thread.run_sync(self._find, token)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[token] = (time.monotonic(), edits, who)
        return who

    def _find(self, token: str) -> SignedIn | None:
        with self._store.reading() as session:
            return sessions.find(session, token)

    def _touch(self, token: str) -> None:
        moment = time.monotonic()
        if moment - self._touched.get(token, 0.0) >= TOUCH_SECONDS:
            if len(self._touched) >= _MOST:
                self._touched.clear()
            self._touched[token] = moment
            self._store.submit(sessions.touch_all, token)

    async def _watched(
        self, scope: Scope, receive: Receive, send: Send, token: str, who: SignedIn
    ) -> None:
        """Run the connection, and end it within FRESH_SECONDS of the session's end."""
        ended = False

        async def watched_receive() -> Message:
            nonlocal ended
            coming = asyncio.ensure_future(receive())
            while True:
                await asyncio.wait({coming}, timeout=FRESH_SECONDS)
                if await self._who(token) is None:
                    coming.cancel()
                    ended = True
                    await send({"type": "websocket.close", "code": 1008, "reason": "signed out"})
                    return {"type": "websocket.disconnect", "code": 1008}
                if coming.done():
                    self._touch(token)
                    return coming.result()

        async def watched_send(message: Message) -> None:
            if not ended:  # what the app still had to say has nobody left to hear it
                await send(message)

        await self._app(_introduce(scope, who), watched_receive, watched_send)


def _turn_away(scope: Scope, allowed: bool) -> Response:
    if not allowed:
        return PlainTextResponse(
            "職員用の画面は https:// のアドレスで開いてください。\n"
            "(管理者の方へ: 別のアドレスで使うときは KOEBAKO_STAFF_ORIGINS に加えてください)\n",
            403,
        )
    request = Request(scope)
    wants_page = scope["method"] == "GET" and "text/html" in request.headers.get("accept", "")
    if not wants_page:
        return PlainTextResponse("ログインしてください。\n", 401)
    query = scope["query_string"].decode("latin-1")
    target = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"/staff-login?next={quote(target, safe='')}", 303)


def _introduce(scope: Scope, who: SignedIn) -> Scope:
    """The scope with the identity in it, and without what only clients or proxies may say."""
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if name not in (IDENTITY, b"origin") and not name.startswith(b"x-internal-")
    ]
    return {**scope, "headers": [*kept, (IDENTITY, who.name.encode())]}


def _protected(send: Send) -> Send:
    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers.setdefault("x-content-type-options", "nosniff")
            headers.setdefault("referrer-policy", "same-origin")
            if "cache-control" not in Headers(scope=message):
                headers["cache-control"] = "no-store"
        await send(message)

    return protected
