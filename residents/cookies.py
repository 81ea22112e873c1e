"""The two cookies a device gets, and only once an answer of its own is stored.

One says, for a survey, that this device has sent an answer: a courtesy to the person, and a hint
for staff; it blocks nobody. The other opens the printable copy of the answer just sent, for half
an hour. Neither holds anything by which a person or a device could be told from another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from residents import tickets

REMEMBERED = timedelta(days=180)
COPY_LIFETIME = timedelta(minutes=30)

PATH = "/s/"
COPY = "koebako-copy"
_PURPOSE = "copy"


def courtesy(survey_id: str) -> str:
    """The name of the cookie of a device that has sent an answer to this survey."""
    return f"koebako-{survey_id}"


def is_known(request: Request, survey_id: str) -> bool:
    """Whether this device has sent an answer to this survey."""
    return courtesy(survey_id) in request.cookies


def may_be_known(headers: Iterable[tuple[bytes, bytes]], survey_id: str) -> bool:
    """The same from raw headers, at a glance: False is certain, True wants a closer look."""
    name = courtesy(survey_id).encode()
    return any(header == b"cookie" and name in value for header, value in headers)


def remember(response: Response, survey_id: str, *, secure: bool) -> None:
    """Let the device say from now on that it has sent an answer to this survey."""
    for path in (PATH, PATH.upper()):  # a scanned address may be in capitals (residents.front)
        put(response, courtesy(survey_id), "1", REMEMBERED, path, secure=secure)


def allow_copy(
    response: Response, key: bytes, survey_id: str, receipt: str, *, secure: bool
) -> None:
    """Let the device have the printable copy of the answer with this receipt for a while."""
    ticket = tickets.make(key, _PURPOSE, survey_id, receipt, COPY_LIFETIME)
    put(response, COPY, ticket, COPY_LIFETIME, secure=secure)


def may_copy(request: Request, key: bytes, survey_id: str, receipt: str) -> bool:
    """Whether this device has just sent the answer with this receipt."""
    ticket = tickets.read(key, _PURPOSE, survey_id, request.cookies.get(COPY, ""))
    return ticket is not None and ticket.fresh and ticket.receipt == receipt


def put(
    response: Response, name: str, value: str, age: timedelta, path: str = PATH, *, secure: bool
) -> None:
    """A cookie for what lies below `path`, out of the reach of scripts, for so long."""
    response.set_cookie(
        name,
        value,
        max_age=int(age.total_seconds()),
        path=path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )
