"""Pages about all surveys: what can be answered, official addresses, an answer's number."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models import clock, placements, receipts
from residents import moves, rendering, views
from residents.addresses import language_query
from residents.desk import HOME_LANGUAGES, Desk, wanted_language
from residents.published import Addresses, Published

REMEMBERED = timedelta(days=365)  # how long a survey that is over stays on the home page
MOST_TYPED = 40  # characters of a number that are shown again

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc]+")  # what people write between groups


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of these pages, bound to `desk`."""

    async def home(request: Request) -> Response:
        found = await desk.home.get("")
        language = wanted_language(request, HOME_LANGUAGES)
        view = views.HomeView(
            ward=desk.ward,
            language=language,
            languages=HOME_LANGUAGES,
            open=tuple(_card(one) for one in found if one.phase() == "open"),
            upcoming=tuple(_card(one) for one in found if one.phase() == "upcoming"),
            ended=tuple(_card(one) for one in reversed(found) if _has_just_ended(one)),
        )
        return desk.html(request, rendering.home_page(view))

    async def official(request: Request) -> Response:
        found = await desk.official.get(desk.public_url)
        view = views.OfficialView(
            ward=desk.ward,
            language=wanted_language(request, HOME_LANGUAGES),
            languages=HOME_LANGUAGES,
            site=desk.public_url,
            surveys=tuple(_listed(one, addresses) for one, addresses in found if one.is_ahead()),
        )
        return desk.html(request, rendering.official_page(view))

    async def voice(request: Request) -> Response:
        typed = request.query_params.get("number", "")
        language = wanted_language(request, HOME_LANGUAGES)
        if number := normal(typed):
            code = await to_thread.run_sync(_where, desk, number)
            if code is not None:
                found = await moves.holder(desk, code, number)
                query = language_query(language, found.offered(found.current_document)[0])
                return RedirectResponse(
                    f"/s/{code}/receipt/{number}{query}",
                    status_code=303,
                    headers={"cache-control": "no-store"},
                )
        view = views.VoiceView(
            ward=desk.ward,
            language=language,
            languages=HOME_LANGUAGES,
            number=typed.strip()[:MOST_TYPED],
        )
        return desk.html(request, rendering.voice_page(view), 404 if view.number else 200)

    return [Route("/", home), Route("/official", official), Route("/voice", voice)]


def normal(typed: str) -> str:
    """The number as it was given, however it was copied: k7m2 ＰＷ９Ｘ-q3td → k7m2pw9xq3td."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).lower()


def _has_just_ended(one: Published) -> bool:
    if one.phase() != "closed" or one.goes_on():
        return False
    ended = one.ended_at()
    return ended is None or clock.now() - ended < REMEMBERED


def _card(published: Published) -> views.Card:
    document = published.current_document
    return views.Card(
        code=published.code,
        language=document.languages[0],
        title=document.title,
        purpose=document.purpose,
        minutes=document.minutes,
        opens_at=published.opens_at(),
        closes_at=published.closes_at(),
        section=document.contact.section,
        ended_at=published.ended_at(),
        results_on=document.results_on,
    )


def _listed(published: Published, addresses: Addresses) -> views.Listed:
    document = published.current_document
    return views.Listed(
        title=document.title,
        section=document.contact.section,
        phone=document.contact.phone,
        opens_at=document.opens_at,
        closes_at=document.closes_at,
        addresses=tuple(
            views.Address(place.kind, f"/s/{place.code}", shown) for place, shown in addresses
        ),
    )


def _where(desk: Desk, number: str) -> str | None:
    """The code at which the answer with that number was given; where that was at a shared device,
    one for people's own: whoever looks a number up does so at home."""
    with desk.store.reading() as session:
        code = receipts.origin(session, number)
        survey_id = receipts.survey_of(session, number)
        if code is None or survey_id is None:
            return None
        return placements.for_own_devices(session, survey_id, code)
