"""Which part of the house a request belongs to, decided once, in front of everything."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

STAFF = "/staff"


class Dispatcher:
    """Residents' paths go straight to the residents' app; what lies under /staff to the guard.

    `doors` are the paths of sign-in and set-up, which must be reachable without a session.
    """

    def __init__(
        self, staff: ASGIApp, residents: ASGIApp, doors: ASGIApp, door_paths: frozenset[str]
    ) -> None:
        self._staff = staff
        self._residents = residents
        self._doors = doors
        self._door_paths = door_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request over. WebSockets exist on the staff side only."""
        path: str = scope.get("path", "")
        if path == STAFF or path.startswith(f"{STAFF}/"):
            await self._staff(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif path in self._door_paths:
            await self._doors(scope, receive, send)
        else:
            await self._residents(scope, receive, send)


class Prefixes:
    """Behind the guard: our own plain pages by prefix, and Streamlit for the rest."""

    def __init__(self, rest: ASGIApp, apps: Mapping[str, ASGIApp]) -> None:
        self._rest = rest
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over to the app whose prefix the path has."""
        for prefix, app in self._apps.items():
            if scope["path"].startswith(f"{prefix}/"):
                await app(scope, receive, send)
                return
        await self._rest(scope, receive, send)
