"""One's own answers on a sheet to print: for the device that has just sent them, for a while."""

from __future__ import annotations

from collections.abc import Iterator

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models import journey, piping, receipts
from models.document import SurveyDocument
from models.errors import NotFound
from models.multilingual import Language, Text
from models.questions.values import Answers
from residents import cookies, moves, rendering, variants, words
from residents.desk import Desk, wanted_language
from residents.published import Published
from residents.views import CopyView, Line


def route(desk: Desk) -> Route:
    """`/s/{code}/receipt/{number}/copy`, bound to `desk`."""

    async def copy(request: Request) -> Response:
        code, number = request.path_params["code"].lower(), request.path_params["number"]
        published = await moves.holder(desk, code, number)
        if not is_allowed(desk, request, published, number):
            raise NotFound("receipt", number)
        sent = await to_thread.run_sync(_sent, desk, published.survey_id, number)
        if sent is None or sent.version not in published.versions:
            raise NotFound("receipt", number)
        document = published.versions[sent.version]
        offered = published.offered(document)
        language = wanted_language(request, offered)
        view = CopyView(
            ward=desk.ward,
            language=language,
            languages=offered,
            code=code,
            document=document,
            receipt=number,
            received=sent.received,
            lines=tuple(lines(document, sent.answers, language)),
        )
        return desk.html(request, rendering.copy_page(view))

    return Route("/s/{code}/receipt/{number}/copy", copy)


def is_allowed(desk: Desk, request: Request, published: Published, receipt: str) -> bool:
    """Whether this device has just sent the answer with that receipt; never a shared one."""
    if published.shared:
        return False
    return cookies.may_copy(request, desk.key, published.survey_id, receipt)


def lines(document: SurveyDocument, answers: Answers, language: Language) -> Iterator[Line]:
    """Every question that the person was asked, with the answer in words, '' for none."""
    asking = (question for question in document.questions() if question.asked_keys())
    numbers = {question.key: number for number, question in enumerate(asking, start=1)}
    seed = 1 if answers.get(journey.WORDING) == "b" else 0  # every odd seed reads wording b
    for question in document.questions():
        if question.key in numbers and question.was_asked(answers):
            label = _quoting(document, answers, numbers, variants.label(question, seed))
            answer = question.display(answers, language)
            yield Line(number=numbers[question.key], label=label, answer=answer)


def _quoting(
    document: SurveyDocument, answers: Answers, numbers: dict[str, int], text: Text
) -> Text:
    """The words of a question with the earlier answers that they quote."""

    def quote(key: str, language: Language) -> str:
        shown = document.question(key).display(answers, language)
        return shown or words.say(language, "quote.blank", number=numbers[key])

    return {
        language: "".join(
            piece if isinstance(piece, str) else quote(piece.key, language)
            for piece in piping.split(said, numbers)
        )
        for language, said in text.items()
    }


def _sent(desk: Desk, survey_id: str, receipt: str) -> receipts.Sent | None:
    with desk.store.reading() as session:
        return receipts.find(session, survey_id, receipt)
