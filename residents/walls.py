"""会場の壁: a page for a projector, and the state it asks for each second.

The key in the path is all that is needed to look: no Referer header carries it, and no search
engine may keep it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from models.errors import NotFound
from models.multilingual import pick
from residents import assets, rendering, screens, security
from residents.desk import Desk
from residents.views import WallView

PREFIX, STATE = "/wall/", "/state"
_GONE = b'{"closed": true}'


def routes(desk: Desk) -> list[BaseRoute]:
    """`/wall/{key}` and `/wall/{key}/state`, bound to `desk`."""

    async def page(request: Request) -> Response:
        key = request.path_params["key"]
        behind = await desk.boards.behind(key)
        picture = await desk.boards.picture(key)
        code, address = screens.address(desk.public_url, behind.place)
        document = behind.document
        view = WallView(
            ward=desk.ward,
            language="ja",
            languages=document.languages,
            title=" ".join(pick(document.title).split()),
            key=key,
            edition=screens.edition(behind, desk.public_url),
            code=code,
            address=address,
            closes_at=document.closes_at,
            first=picture.plain.decode(),
        )
        response = Response(rendering.wall_page(view), media_type="text/html")
        response.headers["cache-control"] = "no-store"
        response.headers["x-robots-tag"] = "noindex"
        for name, value in security.headers(assets.WALL_STYLE):
            response.headers[name.decode()] = value.decode()
        response.headers["referrer-policy"] = "no-referrer"
        return response

    async def state(request: Request) -> Response:
        try:
            picture = await desk.boards.picture(request.path_params["key"])
        except NotFound:
            headers = {"cache-control": "no-store", "x-robots-tag": "noindex"}
            return Response(_GONE, 404, headers, media_type="application/json")
        status, sent, body = picture.answer(request.scope["headers"])
        response = Response(status_code=status)
        response.raw_headers, response.body = sent, body
        return response

    return [Route(f"{PREFIX}{{key}}", page), Route(f"{PREFIX}{{key}}{STATE}", state)]


class Onlookers:
    """In front of `app`: a state that is ready goes out without routing or request object.

    Two hundred screens ask each second, and must not take the time of those who answer.
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._boards = desk.boards

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One response, or the app's."""
        path: str = scope.get("path", "")
        picture = None
        if path.startswith(PREFIX) and path.endswith(STATE) and scope["method"] == "GET":
            picture = self._boards.ready(path.removeprefix(PREFIX).removesuffix(STATE))
        if picture is None:
            await self._app(scope, receive, send)
            return
        status, headers, body = picture.answer(scope["headers"])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
