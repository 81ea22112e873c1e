"""What residents can ask for by GET: a survey, a receipt, the files they use."""

from __future__ import annotations

from anyio import to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from models import lifecycle
from models.errors import NotFound
from residents import (
    accessibility,
    assets,
    cookies,
    copies,
    images,
    moves,
    phases,
    public,
    rendering,
    sequel,
    slips,
    views,
    votes,
    walls,
)
from residents.desk import Desk, draw_seed, new_submission_id, wanted_language
from residents.sending import send


def routes(desk: Desk, *, files_only: bool = False) -> list[BaseRoute]:
    """The residents' routes, bound to `desk`; `files_only`: without home page and surveys."""

    async def survey(request: Request) -> Response:
        code = request.path_params["code"].lower()
        if request.method == "POST":
            return await send(desk, request, code)
        published = await desk.find(code)
        if published.phase() not in lifecycle.TAKES_ANSWERS:
            return await phases.page(desk, request, published)
        if published.placement.preset:
            return await votes.page(desk, request, published)
        document = published.current_document
        offered = published.offered(document)
        view = views.AnswerView(
            ward=desk.ward,
            code=code,
            document=document,
            version=published.current,
            language=wanted_language(request, offered),
            languages=offered,
            survey=published.survey_id,
            closes_at=published.closes_at(),
            submission_id=new_submission_id(),
            issued=desk.stamps.now(published.survey_id),
            images=published.images(published.current),
            seed=draw_seed(published),
            taken=await desk.taken(published.survey_id, document),
            trial=published.phase() == "test",
            mode=published.mode,
            known=not published.shared and cookies.is_known(request, published.survey_id),
            slip=await slips.shown(desk, request, published),
        )
        return desk.blank_form(request, view)

    async def receipt(request: Request) -> Response:
        code, number = request.path_params["code"].lower(), request.path_params["number"]
        published = await moves.holder(desk, code, number)
        moved = published.survey_id != (await desk.find(code)).survey_id
        document = published.current_document
        offered = published.offered(document)
        language = wanted_language(request, offered)
        view = views.ReceiptView(
            ward=desk.ward,
            code=code,
            document=document,
            language=language,
            languages=offered,
            receipt=number,
            phase=published.survey_phase(),
            another=await phases.another(desk, published, language, here=not moved),
            trial=published.survey_phase() == "test",
            mode=published.mode,
            copy=copies.is_allowed(desk, request, published, number),
        )
        return desk.html(request, rendering.receipt_page(view))

    async def image(request: Request) -> Response:
        code, survey_id = request.path_params["code"].lower(), request.path_params["survey"]
        published = await desk.of(code, survey_id)
        document = published.versions.get(request.path_params["version"])
        if document is None:
            raise NotFound("version", str(request.path_params["version"]))
        caching = images.FOR_NOW if published.phase() == "test" else images.FOR_GOOD
        return images.response(document, request.path_params["key"], caching)

    async def asset(request: Request) -> Response:
        found = assets.STATIC.get(f"/assets/{request.path_params['name']}")
        if found is None:
            raise NotFound("file", request.path_params["name"])
        return desk.file(request, found)

    async def worker(request: Request) -> Response:
        response = desk.file(request, assets.SERVICE_WORKER)
        # Asked for anew each time: a phone that kept an old one would never get another.
        response.headers["cache-control"] = "no-cache"
        return response

    async def health(request: Request) -> Response:
        await to_thread.run_sync(_ask_database, desk)
        return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})

    files: list[BaseRoute] = [Route("/assets/{name}", asset), Route("/healthz", health)]
    if files_only:
        return files
    return [
        *public.routes(desk),
        accessibility.route(desk),
        *walls.routes(desk),
        slips.route(desk),
        Route("/s/{code}", survey, methods=["GET", "POST"]),
        Route("/s/{code}/receipt/{number}", receipt),
        copies.route(desk),
        *sequel.routes(desk),
        Route("/sw.js", worker),
        Route("/images/{code}/{survey}/{version:int}/{key}", image),
        *files,
    ]


def _ask_database(desk: Desk) -> None:
    with desk.store.reading() as session:
        session.execute(text("SELECT 1"))
