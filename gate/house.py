"""Opening and closing the house: the store is open exactly as long as the server runs."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

import settings
from models import handover, store
from models.errors import StorageRefused
from models.store import Store

SWITCH_SECONDS = 0.0005

Compose = Callable[[ASGIApp, Store], ASGIApp]


class House:
    """The outermost layer. On start it opens the store and lets `compose(app, store)` build the
    rest; when the store refuses, the server stops with that one sentence."""

    def __init__(self, app: ASGIApp, compose: Compose) -> None:
        self._app = app
        self._compose = compose
        self._inside: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; before the start and after the end there is nobody at home."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            assert self._inside is not None, "the server must run the lifespan protocol"
            await self._inside(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            opened = Store(settings.current().store_url)
        except StorageRefused as refusal:
            await receive()
            await send({"type": "lifespan.startup.failed", "message": str(refusal)})
            return
        store.use(opened)
        helper = handover.listen(opened, settings.current().data_dir)
        self._inside = self._compose(self._app, opened)
        # The writer gives the interpreter away at every statement and must get it back before it
        # can commit; with the usual 5 ms it would wait longer for that than for the disk.
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.collect()
        gc.freeze()  # what is loaded now stays: searching it for garbage again only costs answers
        logging.getLogger("uvicorn.access").disabled = True  # addresses and tokens stay out of logs
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        try:
            await self._app(scope, receive, send)
        finally:
            try:
                helper.close()
            finally:
                store.use(None)
                opened.close()


async def nothing_else(scope: Scope, receive: Receive, send: Send) -> None:
    """The app behind a house without Streamlit: it only takes part in starting and stopping."""
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
