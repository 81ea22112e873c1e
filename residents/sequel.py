"""After a vote: its receipt, and the other questions for whoever likes to answer them, too.

Their address holds a ticket, so that they work without script and cookies, and a receipt that
somebody finds shows nobody's vote.
"""

from __future__ import annotations

from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models import lifecycle, receipts
from models.errors import NotFound
from models.multilingual import Language, Text
from models.receipts import Sent
from models.votes import asks_more
from residents import copies, phases, rendering, views, votes
from residents.desk import Desk, draw_seed, new_submission_id, wanted_language
from residents.published import Published
from residents.sending import send
from residents.tickets import Ticket


def routes(desk: Desk) -> list[BaseRoute]:
    """`/s/{code}/voted/{ticket}` and `/s/{code}/rest/{ticket}`, bound to `desk`."""

    async def voted(request: Request) -> Response:
        published, ticket, sent = await _vote(desk, request)
        document = published.current_document
        language = wanted_language(request, published.offered(document))
        if not (sent.is_vote and ticket.fresh):
            return _to_receipt(published, ticket.receipt, language)
        goes_on = published.phase() in lifecycle.TAKES_ANSWERS and asks_more(document)
        view = views.ReceiptView(
            ward=desk.ward,
            code=published.code,
            document=document,
            language=language,
            languages=published.offered(document),
            receipt=ticket.receipt,
            phase=published.survey_phase(),
            trial=published.phase() == "test",
            another=await phases.another(desk, published, language),
            copy=copies.is_allowed(desk, request, published, ticket.receipt),
            voted=True,
            choice=_choice(published, sent),
            ticket=request.path_params["ticket"] if goes_on else "",
        )
        return desk.html(request, rendering.receipt_page(view))

    async def complete(request: Request) -> Response:
        code, ticket = request.path_params["code"].lower(), request.path_params["ticket"]
        return await send(desk, request, code, ticket=ticket)

    async def rest(request: Request) -> Response:
        published, ticket, sent = await _vote(desk, request)
        document = published.current_document
        language = wanted_language(request, published.offered(document))
        if not (sent.is_vote and ticket.fresh):
            return _to_receipt(published, ticket.receipt, language)
        if published.phase() not in lifecycle.TAKES_ANSWERS:
            return await phases.page(desk, request, published)
        view = views.AnswerView(
            ward=desk.ward,
            code=published.code,
            document=document,
            version=published.current,
            language=language,
            languages=published.offered(document),
            survey=published.survey_id,
            closes_at=published.closes_at(),
            submission_id=new_submission_id(),
            issued=desk.stamps.now(published.survey_id),
            images=published.images(published.current),
            seed=draw_seed(published),
            taken=await desk.taken(published.survey_id, document),
            trial=published.phase() == "test",
            ticket=request.path_params["ticket"],
            begins={key: (value,) for key, value in sent.answers.items() if isinstance(value, str)},
        )
        return desk.html(request, rendering.answer_page(view))

    return [
        Route("/s/{code}/voted/{ticket}", voted),
        Route("/s/{code}/rest/{ticket}", rest),
        Route("/s/{code}/rest/{ticket}", complete, methods=["POST"]),
    ]


async def _vote(desk: Desk, request: Request) -> tuple[Published, Ticket, Sent]:
    """What the ticket opens. Raises NotFound."""
    published = await desk.find(request.path_params["code"].lower())
    ticket = votes.ticket(desk, published, request.path_params["ticket"])
    sent = await to_thread.run_sync(_sent, desk, published.survey_id, ticket.receipt)
    if sent is None:
        raise NotFound("receipt", ticket.receipt)
    return published, ticket, sent


def _sent(desk: Desk, survey_id: str, receipt: str) -> Sent | None:
    with desk.store.reading() as session:
        return receipts.find(session, survey_id, receipt)


def _choice(published: Published, sent: Sent) -> Text:
    """What was voted for, in the words of that day."""
    question = votes.asked(published, sent.version)
    options = question.options if question is not None else ()
    chosen = sent.answers.get(question.key) if question is not None else None
    return next((option.label for option in options if option.value == chosen), {})


def _to_receipt(published: Published, receipt: str, language: Language) -> Response:
    suffix = f"?lang={quote(language)}"
    return RedirectResponse(
        f"/s/{published.code}/receipt/{receipt}{suffix}",
        status_code=303,
        headers={"cache-control": "no-store"},
    )
