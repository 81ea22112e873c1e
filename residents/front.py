"""The first look at a request: the page that thousands ask for at once, sent without detours.

Codes hold addresses in capitals where that makes them smaller: `/S/K7M2P` is `/s/k7m2p`, on any
way and without a detour, so that the address a phone shows stays the printed one.

A survey's own page in its own language, in the variant drawn for this reader, already prepared and
still current, needs no routing, no request object and no database. Everything else, such as pages
that tell how many places are left, or that this device has answered before, goes on to the app.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from residents.desk import Desk, new_submission_id

_PREFIX = "/s/"
_IN_CAPITALS = ("/S/", "/T/")


class Front:
    """Answers GET /s/{code} from prepared bytes when it can, and hands on what it cannot."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One response, or the app's."""
        found = None
        if scope["type"] == "http":
            path = _in_small_letters(scope["path"])
            if path != scope["path"]:
                scope = {**scope, "path": path}
            if scope["method"] == "GET" and not scope["query_string"] and path.startswith(_PREFIX):
                found = self._desk.ready(path.removeprefix(_PREFIX), scope["headers"])
        if found is None:
            await self._app(scope, receive, send)
            return
        packed = any(
            name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]
        )
        page, survey_id = found
        number, issued = new_submission_id(), self._desk.stamps.now(survey_id)
        body = page.gzipped(number, issued) if packed else page.plain(number, issued)
        headers = self._desk.headers(len(body), gzipped=packed)
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _in_small_letters(path: str) -> str:
    """The path as our routes know it. A printed address is all in capitals or in none."""
    return path.lower() if path.startswith(_IN_CAPITALS) and path.isascii() else path
