"""The cookie that carries a staff session: one name over HTTPS, another on this machine."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from gate.origins import is_secure

# The __Host- prefix makes browsers insist on Secure, Path=/ and no Domain.
_SECURE, _LOCAL = "__Host-koebako", "koebako"


def read(scope: Scope) -> str:
    """The session secret that came with the request, '' when there is none."""
    # Not SimpleCookie: it gives up at the first odd cookie that another system has set.
    return HTTPConnection(scope).cookies.get(_name(scope), "")


def write(response: Response, scope: Scope, token: str) -> None:
    """Give the browser its session; it ends with the browser, and earlier on the server."""
    response.set_cookie(
        _name(scope), token, secure=is_secure(scope), httponly=True, samesite="lax", path="/"
    )


def clear(response: Response, scope: Scope) -> None:
    """Take the session back."""
    response.delete_cookie(
        _name(scope), secure=is_secure(scope), httponly=True, samesite="lax", path="/"
    )


def _name(scope: Scope) -> str:
    return _SECURE if is_secure(scope) else _LOCAL
