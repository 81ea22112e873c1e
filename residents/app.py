"""The residents' app: a plain ASGI application that also runs alone, without Streamlit."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from models.errors import FormError, NotFound
from models.store import Store
from residents import rendering, views
from residents.desk import HOME_LANGUAGES, Desk, wanted_language
from residents.front import Front
from residents.overload import Overload
from residents.routes import routes
from residents.walls import Onlookers

log = logging.getLogger("koebako.residents")

_CODES = {404: "not_found", 405: "method_not_allowed"}


def create(store: Store, ward: str, public_url: str = "", *, files_only: bool = False) -> ASGIApp:
    """The app on an open store. Every failure is a page that says what happened and what to do.

    `files_only`: no survey and no home page, only what the staff side's preview needs of it.
    """
    desk = Desk(store, ward, public_url)
    rendering.prepare()

    def page(request: Request, status: int, code: str, extra: Mapping[str, str]) -> Response:
        language = wanted_language(request, HOME_LANGUAGES)
        view = views.ErrorView(
            ward=ward, status=status, code=code, language=language, languages=HOME_LANGUAGES
        )
        response = desk.html(request, rendering.error_page(view), status)
        response.headers.update(extra)
        return response

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, FormError)
        # The rest of the body was not read: the connection cannot be used for another request.
        return page(request, error.status, error.code, {"connection": "close"})

    async def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotFound)
        code = "unknown_code" if error.kind == "code" else "not_found"
        return page(request, 404, code, {})

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _CODES.get(error.status_code, "not_found")
        return page(request, error.status_code, code, dict(error.headers or {}))

    async def busy(request: Request, error: Exception) -> Response:
        log.error("database refused: %s", type(error).__name__)
        return page(request, 503, "busy", {"retry-after": "5"})

    async def failed(request: Request, error: Exception) -> Response:
        return page(request, 500, "server_error", {})  # Starlette logs the exception itself

    handlers: dict[Any, Any] = {
        FormError: refused,
        NotFound: missing,
        HTTPException: http,
        OperationalError: busy,
        InterfaceError: busy,
        Exception: failed,
    }
    app = Starlette(routes=routes(desk, files_only=files_only), exception_handlers=handlers)
    return app if files_only else Overload(Onlookers(Front(app, desk), desk), ward)
