"""Slips (整理券): the way in by a scan, and the slip that comes along with a sending.

A scan leaves a cookie and uses nothing up: programs that look at links before people do must not
answer for them. Only storing an answer does. Whoever has no camera or no cookies types the number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from anyio import to_thread
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models import slip_numbers, slips
from models.errors import SlipRefused
from models.multilingual import Language
from residents import cookies, rendering, sheet, views
from residents.desk import HOME_LANGUAGES, Desk, wanted_language
from residents.published import Published

COOKIE = "koebako-slip"
LIFETIME = timedelta(hours=6)  # longer than any event; the paper is still there after that
MOST_TYPED = 40  # characters that come back to the page

_SCANS = "/t/"  # where wrong tokens are counted: they name no placement
_GONE, _UNKNOWN, _WAIT = 410, 404, 429
_STATUSES = {"slip_wait": _WAIT, "busy": 503}


@dataclass(frozen=True)
class Carried:
    """The slip of a sending: its fingerprint where it is good, and else why it is not.

    `refusal` is a code of SlipRefused, or `slip_wait` while too many numbers were wrong. `typed`
    is what stood in the field. A database that cannot be read now is no reason against a slip:
    `busy`.
    """

    fingerprint: str = field(default="", repr=False)
    typed: str = field(default="", repr=False)
    refusal: str = ""

    @property
    def status(self) -> int:
        """What the refused sending is answered with."""
        return _STATUSES.get(self.refusal, 422)


def route(desk: Desk) -> Route:
    """`/t/{token}`, what the code of a slip holds."""

    async def scan(request: Request) -> Response:
        try:
            token = slip_numbers.read_token(desk.key, request.path_params["token"])
        except SlipRefused:
            if desk.tries.too_many(_SCANS):
                return sealed(page(request, _WAIT, "slip_wait"))
            desk.tries.wrong(_SCANS)
            return sealed(page(request, _UNKNOWN, "slip_unknown"))
        found = await to_thread.run_sync(_find, desk, token)
        if found is None or found.void:
            return sealed(page(request, _GONE, "slip_void" if found else "slip_used"))
        response = Response(status_code=303)
        response.headers["location"] = f"/s/{found.placement}"
        response.headers["cache-control"] = "no-store"
        cookies.put(response, COOKIE, token, LIFETIME, secure=desk.secure_cookies)
        return sealed(response)

    def page(request: Request, status: int, code: str) -> Response:
        view = views.ErrorView(
            ward=desk.ward,
            status=status,
            code=code,
            language=_language(request),
            languages=HOME_LANGUAGES,
        )
        response = desk.html(request, rendering.error_page(view), status)
        if status == _WAIT:
            response.headers["retry-after"] = "60"
        return response

    def sealed(response: Response) -> Response:
        # The address is the slip: no page that is opened from here may learn it.
        response.headers["referrer-policy"] = "no-referrer"
        return response

    return Route("/t/{token}", scan)


def are_asked(published: Published) -> bool:
    """Whether answers need a slip here."""
    return published.placement.kind == slips.KIND


async def shown(desk: Desk, request: Request, published: Published) -> views.SlipView | None:
    """What a fresh page says of slips; None where answers need none."""
    if not are_asked(published):
        return None
    carried = await _scanned(desk, request, published)
    return views.SlipView(scanned=not carried.refusal)


async def carried(
    desk: Desk, request: Request, published: Published, fields: sheet.Fields
) -> Carried | None:
    """The slip that a sending comes with, typed or else scanned; None where answers need none."""
    if not are_asked(published):
        return None
    typed = sheet.only(fields, sheet.SLIP).strip()
    if not typed:
        return await _scanned(desk, request, published)
    kept = typed[:MOST_TYPED]
    if desk.tries.too_many(published.code):
        return Carried(typed=kept, refusal="slip_wait")
    try:
        code = slip_numbers.read_code(desk.key, typed)
        await _judge(desk, published, code)
    except (OperationalError, InterfaceError):
        return Carried(typed=kept, refusal="busy")
    except SlipRefused as refusal:
        # What breaks the check letter is a slip of the pen, and no guess can be hidden in it.
        if refusal.code != "slip_mistyped":
            desk.tries.wrong(published.code)
        return Carried(typed=kept, refusal=refusal.code)
    return Carried(slip_numbers.fingerprint(code), kept)


def refused(carried: Carried | None, code: str) -> Carried | None:
    """The same slip, refused after all: somebody was faster."""
    return Carried(typed=carried.typed, refusal=code) if carried is not None else None


def view(carried: Carried | None, *, quiet: bool) -> views.SlipView | None:
    """What the page that comes back says of it; `quiet`: nothing was refused yet."""
    if carried is None:
        return None
    return views.SlipView(
        scanned=not carried.typed and not carried.refusal,
        typed=carried.typed,
        refusal="" if quiet or carried.refusal == "busy" else carried.refusal,
    )


def forget(response: Response, *, secure: bool) -> None:
    """Take the cookie back: the slip is used up."""
    response.delete_cookie(COOKIE, path=cookies.PATH, secure=secure, httponly=True, samesite="lax")


async def _scanned(desk: Desk, request: Request, published: Published) -> Carried:
    said = request.cookies.get(COOKIE, "")
    if not said:
        return Carried(refusal="slip_missing")
    try:
        token = slip_numbers.read_token(desk.key, said)
        await _judge(desk, published, token)
    except (OperationalError, InterfaceError):
        return Carried(refusal="busy")
    except SlipRefused as refusal:
        return Carried(refusal=refusal.code)
    return Carried(slip_numbers.fingerprint(token))


async def _judge(desk: Desk, published: Published, said: str) -> None:
    found = await to_thread.run_sync(_find, desk, said)
    if found is None:
        raise SlipRefused("slip_used")
    if found.placement != published.code:
        raise SlipRefused("slip_elsewhere")
    if found.void:
        raise SlipRefused("slip_void")


def _find(desk: Desk, said: str) -> slips.Found | None:
    with desk.store.reading() as session:
        return slips.find(session, said)


def _language(request: Request) -> Language:
    """The language asked for, or the first of the reader's own that there is: no survey's page,
    which would say so itself, is known behind a slip that is gone."""
    if "lang" not in request.query_params:
        for part in request.headers.get("accept-language", "").split(","):
            wanted = part.partition(";")[0].strip().partition("-")[0].lower()
            for language in HOME_LANGUAGES:
                if wanted and language.partition("-")[0] == wanted:
                    return language
    return wanted_language(request, HOME_LANGUAGES)
