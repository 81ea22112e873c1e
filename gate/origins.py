"""At which addresses staff may open the staff pages, and from which a request may come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope

_LOOPBACK = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")


@dataclass(frozen=True)
class Origins:
    """The addresses on the list: this machine's own, the public one over HTTPS, and those added."""

    listed: frozenset[str]

    def allows_host(self, scope: Scope) -> bool:
        """True when the request's own address is one at which staff may sign in.

        Plain HTTP is for this machine only, unless the operator listed the address: a password
        must not cross a network in the clear by accident.
        """
        origin = own_origin(scope)
        return origin in self.listed or _LOOPBACK.fullmatch(origin) is not None

    def allows_origin(self, scope: Scope) -> bool:
        """True when the Origin header names a listed address, or the very one asked."""
        origin = Headers(scope=scope).get("origin")
        if origin is None or not self.allows_host(scope):
            return False
        return origin == own_origin(scope) or origin in self.listed


def listing(public_url: str, staff_origins: str) -> Origins:
    """The list from the settings: the public address counts only when it is HTTPS."""
    further = {part for part in staff_origins.split(",") if part}
    secure = {public_url} if public_url.startswith("https://") else set()
    return Origins(frozenset(further | secure))


def own_origin(scope: Scope) -> str:
    """`scheme://host[:port]` as the client wrote it in this request."""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return f"{scheme}://{Headers(scope=scope).get('host', '')}"


def is_secure(scope: Scope) -> bool:
    """True when the browser's connection is HTTPS, here or at the proxy in front."""
    return scope["scheme"] in ("https", "wss")
