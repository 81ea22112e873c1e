"""More requests at once than can be served: the rest hear so at once, on a page made beforehand.

A request that waits for minutes is given up by the person who made it. So only so many are under
way at a time; whoever comes beyond that gets words that nothing is lost, for the price of some
bytes. The server's own limit lies above this one, since it has no words.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from residents import assets, rendering, security

MOST_UNDER_WAY = 2_000
RETRY_SECONDS = 5
_READ_ANYWAY = 64 * 1024  # bytes of a form; an honest one is shorter
_HEALTH = "/healthz"  # whoever watches over the server must not take a crowd for its end


class Overload:
    """Lets `most` requests at a time through to `app`, and refuses the others with words."""

    def __init__(self, app: ASGIApp, ward: str, most: int = MOST_UNDER_WAY) -> None:
        self._app = app
        self._most = most
        self._under_way = 0
        self._body = rendering.overload_page(ward).encode()
        self._headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", b"%d" % len(self._body)),
            (b"cache-control", b"no-store"),
            (b"retry-after", b"%d" % RETRY_SECONDS),
            (b"connection", b"close"),
            *security.headers(*assets.STYLES),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One response, or the app's."""
        if scope["type"] != "http" or scope["path"] == _HEALTH:
            await self._app(scope, receive, send)
            return
        if self._under_way >= self._most:
            await self._refuse(receive, send)
            return
        self._under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way -= 1

    async def _refuse(self, receive: Receive, send: Send) -> None:
        # A connection closed on unread bytes is reset, and takes the page with it.
        read, more = 0, True
        while more and read < _READ_ANYWAY:
            message = await receive()
            read += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 503, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._body})
