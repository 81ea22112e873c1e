"""What residents can ask for by GET: a survey, a receipt, the files they use."""

from __future__ import annotations

from anyio import to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from models import lifecycle, receipts
from models.errors import NotFound, SurveyNotOpen
from residents import accessibility, assets, cookies, copies, images, public, rendering, views
from residents.desk import Desk, draw_seed, new_submission_id, wanted_language
from residents.published import Published
from residents.sending import send


def routes(desk: Desk, *, files_only: bool = False) -> list[BaseRoute]:
    """The residents' routes, bound to `desk`; `files_only`: without home page and surveys."""

    async def survey(request: Request) -> Response:
        code = request.path_params["code"].lower()
        if request.method == "POST":
            try:
                return await send(desk, request, code)
            except SurveyNotOpen:
                return await phase(request, await desk.find(code), refused=True)
        published = await desk.find(code)
        if published.phase() not in lifecycle.TAKES_ANSWERS:
            return await phase(request, published)
        document = published.current_document
        view = views.AnswerView(
            ward=desk.ward,
            code=code,
            document=document,
            version=published.current,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            submission_id=new_submission_id(),
            issued=desk.stamps.now(published.survey_id),
            images=published.images(published.current),
            seed=draw_seed(published),
            taken=await desk.taken(published.survey_id, document),
            trial=published.phase() == "test",
            mode=published.mode,
            known=not published.shared and cookies.is_known(request, published.survey_id),
        )
        return desk.blank_form(request, view)

    async def phase(request: Request, published: Published, *, refused: bool = False) -> Response:
        document = published.current_document
        retired = not published.active and published.goes_on()
        view = views.PhaseView(
            ward=desk.ward,
            phase=published.phase(),
            document=document,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            code=published.code,
            sent=refused,
            ended_at=published.ended_at(),
            retired=retired,
            elsewhere=await open_code(published) if retired else "",
        )
        return desk.html(request, rendering.phase_page(view), 403 if refused else 200)

    async def open_code(published: Published) -> str:
        """Where the survey takes answers now: here, or by its code for the homepage; '' nowhere."""
        if not published.goes_on():
            return ""
        if published.active:
            return published.code
        others = await desk.home.get("")
        return next((o.code for o in others if o.survey_id == published.survey_id), "")

    async def receipt(request: Request) -> Response:
        code, number = request.path_params["code"].lower(), request.path_params["number"]
        published = await desk.find(code)
        known = await to_thread.run_sync(_has_receipt, desk, published.survey_id, number)
        if not known:
            raise NotFound("receipt", number)
        document = published.current_document
        view = views.ReceiptView(
            ward=desk.ward,
            code=code,
            document=document,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            receipt=number,
            phase=published.survey_phase(),
            another=await open_code(published),
            trial=published.survey_phase() == "test",
            mode=published.mode,
            copy=copies.is_allowed(desk, request, published, number),
        )
        return desk.html(request, rendering.receipt_page(view))

    async def image(request: Request) -> Response:
        published = await desk.find(request.path_params["code"].lower())
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
        Route("/s/{code}", survey, methods=["GET", "POST"]),
        Route("/s/{code}/receipt/{number}", receipt),
        copies.route(desk),
        Route("/sw.js", worker),
        Route("/images/{code}/{version:int}/{key}", image),
        *files,
    ]


def _has_receipt(desk: Desk, survey_id: str, number: str) -> bool:
    with desk.store.reading() as session:
        return receipts.find(session, survey_id, number) is not None


def _ask_database(desk: Desk) -> None:
    with desk.store.reading() as session:
        session.execute(text("SELECT 1"))
