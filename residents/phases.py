"""The page of a survey that takes no answers now: why, since when, and where it goes on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from models import lifecycle
from models.multilingual import Language
from residents import rendering, views
from residents.addresses import language_query
from residents.desk import Desk, wanted_language
from residents.published import Published


async def page(
    desk: Desk, request: Request, published: Published, *, refused: bool = False
) -> Response:
    """What to tell who comes now; `refused`: answers had just been sent, and were not stored."""
    document = published.current_document
    offered = published.offered(document)
    language = wanted_language(request, offered)
    phase = published.phase()
    retired = phase not in lifecycle.TAKES_ANSWERS and published.goes_on()
    view = views.PhaseView(
        ward=desk.ward,
        phase=phase,
        document=document,
        language=language,
        languages=offered,
        code=published.code,
        sent=refused,
        opens_at=published.opens_at(),
        ended_at=published.ended_at(),
        retired=retired,
        elsewhere=await _elsewhere(desk, published, language) if retired else "",
    )
    return desk.html(request, rendering.phase_page(view), 403 if refused else 200)


async def another(
    desk: Desk, published: Published, language: Language, *, here: bool = True
) -> str:
    """Where somebody else may answer now: here, or by the homepage's code; '' nowhere."""
    if here and published.phase() in lifecycle.TAKES_ANSWERS:
        default = published.offered(published.current_document)[0]
        return published.code + language_query(language, default)
    return await _elsewhere(desk, published, language)


async def _elsewhere(desk: Desk, published: Published, language: Language) -> str:
    """The homepage's code of the same survey, opening in that language, if it takes answers."""
    for other in await desk.home.get(""):
        if other.survey_id == published.survey_id and other.phase() in lifecycle.TAKES_ANSWERS:
            default = other.offered(other.current_document)[0]
            return other.code + language_query(language, default)
    return ""
