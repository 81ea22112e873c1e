"""What residents can ask for by GET: the home page, a survey, a receipt, the files they use."""

from __future__ import annotations

from anyio import to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from models import lifecycle, responses
from models.errors import NotFound, SurveyNotOpen
from models.multilingual import LANGUAGES, Language
from residents import images, rendering
from residents.desk import HOME_LANGUAGES, Desk, draw_seed, new_submission_id
from residents.published import Published
from residents.sending import send


def routes(desk: Desk, *, files_only: bool = False) -> list[BaseRoute]:
    """The residents' routes, bound to `desk`; `files_only`: without home page and surveys."""

    async def home(request: Request) -> Response:
        found = await desk.home.get("")
        language = wanted_language(request, HOME_LANGUAGES)
        view = rendering.HomeView(
            ward=desk.ward,
            language=language,
            languages=HOME_LANGUAGES,
            open=tuple(_card(one) for one in found if one.phase() == "open"),
            upcoming=tuple(_card(one) for one in found if one.phase() == "upcoming"),
        )
        return desk.html(request, rendering.home_page(view))

    async def survey(request: Request) -> Response:
        code = request.path_params["code"].lower()
        if request.method == "POST":
            try:
                return await send(desk, request, code)
            except SurveyNotOpen:
                return phase(request, await found(code), refused=True)
        published = await found(code)
        if published.phase() not in lifecycle.TAKES_ANSWERS:
            return phase(request, published)
        document = published.current_document
        view = rendering.AnswerView(
            ward=desk.ward,
            code=code,
            document=document,
            version=published.current,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            submission_id=new_submission_id(),
            images=published.images(published.current),
            seed=draw_seed(published),
            taken=await desk.taken(published.survey_id, document),
            trial=published.phase() == "test",
        )
        return desk.blank_form(request, view)

    async def found(code: str) -> Published:
        published = await desk.codes.get(code)
        if published is None or not published.versions:
            raise NotFound("code", code)
        return published

    def phase(request: Request, published: Published, *, refused: bool = False) -> Response:
        document = published.current_document
        view = rendering.PhaseView(
            ward=desk.ward,
            phase=published.phase(),
            document=document,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            code=published.code,
            sent=refused,
        )
        return desk.html(request, rendering.phase_page(view), 403 if refused else 200)

    async def receipt(request: Request) -> Response:
        code, number = request.path_params["code"].lower(), request.path_params["number"]
        published = await found(code)
        known = await to_thread.run_sync(_has_receipt, desk, published.survey_id, number)
        if not known:
            raise NotFound("receipt", number)
        document = published.current_document
        view = rendering.ReceiptView(
            ward=desk.ward,
            code=code,
            document=document,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            receipt=number,
            trial=published.phase() == "test",
        )
        return desk.html(request, rendering.receipt_page(view))

    async def image(request: Request) -> Response:
        published = await found(request.path_params["code"].lower())
        document = published.versions.get(request.path_params["version"])
        if document is None:
            raise NotFound("version", str(request.path_params["version"]))
        caching = images.FOR_NOW if published.phase() == "test" else images.FOR_GOOD
        return images.response(document, request.path_params["key"], caching)

    async def asset(request: Request) -> Response:
        found = rendering.STATIC.get(f"/assets/{request.path_params['name']}")
        if found is None:
            raise NotFound("file", request.path_params["name"])
        return desk.file(request, found)

    async def health(request: Request) -> Response:
        await to_thread.run_sync(_ask_database, desk)
        return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})

    files: list[BaseRoute] = [Route("/assets/{name}", asset), Route("/healthz", health)]
    if files_only:
        return files
    return [
        Route("/", home),
        Route("/s/{code}", survey, methods=["GET", "POST"]),
        Route("/s/{code}/receipt/{number}", receipt),
        Route("/images/{code}/{version:int}/{key}", image),
        *files,
    ]


def wanted_language(request: Request, offered: tuple[Language, ...]) -> Language:
    """The language asked for by `?lang=`, when it is offered; else the first one offered."""
    asked = request.query_params.get("lang", "")
    return next((known for known in offered if known == asked), (*offered, LANGUAGES[0])[0])


def _card(published: Published) -> rendering.Card:
    document = published.current_document
    return rendering.Card(
        code=published.code,
        title=document.title,
        purpose=document.purpose,
        minutes=document.minutes,
        opens_at=document.opens_at,
        closes_at=document.closes_at,
        section=document.contact.section,
    )


def _has_receipt(desk: Desk, survey_id: str, number: str) -> bool:
    with desk.store.reading() as session:
        return responses.has_receipt(session, survey_id, number)


def _ask_database(desk: Desk) -> None:
    with desk.store.reading() as session:
        session.execute(text("SELECT 1"))
