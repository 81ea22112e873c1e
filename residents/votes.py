"""スキャンで一票: the page that a code with an option opens, and the vote that is sent from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from models import journey, votes
from models.errors import AnswerError, NotFound, SurveyNotOpen
from models.multilingual import Language
from models.questions.choice import Dropdown, SingleChoice
from models.questions.options import Option, Options
from residents import cookies, rendering, tickets
from residents.desk import Desk, new_submission_id, wanted_language
from residents.published import Published
from residents.sentences import sentence
from residents.sheet import Sheet
from residents.views import VoteView

PICK = "pick"  # query: another option than the one that was scanned
TO_COMPLETE = timedelta(hours=24)  # how long the other questions can be opened
_PURPOSE = "rest"


async def page(desk: Desk, request: Request, published: Published) -> Response:
    """What the code stands for, ready to be voted for. Nothing is stored."""
    offered = published.offered(published.current_document)
    view = await _view(
        desk,
        published,
        published.current,
        language=wanted_language(request, offered),
        picked=request.query_params.get(PICK, ""),
        submission_id=new_submission_id(),
        issued=desk.stamps.now(published.survey_id),
        known=cookies.is_known(request, published.survey_id),
    )
    return desk.html(request, rendering.vote_page(view))


async def again(
    desk: Desk,
    sent: Sheet,
    *,
    notice: str | None,
    errors: Mapping[str, AnswerError],
    known: bool,
    fresh: bool,
) -> str:
    """The page of a vote that was not stored, with the option that was chosen; `fresh`: with a
    number of its own."""
    key, _ = preset(sent.published)
    view = await _view(
        desk,
        sent.published,
        sent.version,
        language=sent.language,
        picked="".join(sent.fields.get(key, ())),
        submission_id=new_submission_id() if fresh else sent.submission_id,
        issued=sent.stamp or desk.stamps.now(sent.published.survey_id),
        known=known,
        notice=notice,
        error=errors.get(key),
    )
    return rendering.vote_page(view)


def read(sent: Sheet) -> journey.Walk:
    """The vote in the form: an answer to its question alone; every other one was not asked.

    Raises SurveyNotOpen when the question takes no votes in that version.
    """
    key, _ = preset(sent.published)
    question = asked(sent.published, sent.version)
    if question is None:
        raise SurveyNotOpen(sent.published.phase())
    needed = question.model_copy(update={"required": True})
    try:
        return journey.Walk(answers=needed.parse({key: sent.fields.get(key, ())}))
    except AnswerError as error:
        return journey.Walk(errors={key: error})


def asked(published: Published, version: int) -> SingleChoice | Dropdown | None:
    """The question that the code votes on, as that version has it; None where it does not fit."""
    document = published.versions.get(version)
    return votes.question(document, preset(published)[0]) if document is not None else None


def preset(published: Published) -> tuple[str, str]:
    """The question that the code votes on and the option it stands for, '' where it does not."""
    key, _, value = published.placement.preset.partition("=")
    return key, value


def after(desk: Desk, published: Published, receipt: str) -> str:
    """The path of the page that thanks for a vote, for the device that has just sent it."""
    made = tickets.make(desk.key, _PURPOSE, published.survey_id, receipt, TO_COMPLETE)
    return f"/s/{published.code}/voted/{made}"


def ticket(desk: Desk, published: Published, text: str) -> tickets.Ticket:
    """The ticket that `after` made. Raises NotFound."""
    found = tickets.read(desk.key, _PURPOSE, published.survey_id, text)
    if found is None:
        raise NotFound("receipt", text)
    return found


async def _view(
    desk: Desk,
    published: Published,
    version: int,
    *,
    language: Language,
    picked: str,
    submission_id: str,
    issued: str,
    known: bool,
    notice: str | None = None,
    error: AnswerError | None = None,
) -> VoteView:
    _, scanned = preset(published)
    question = asked(published, version)
    document = published.versions[version]
    return VoteView(
        ward=desk.ward,
        language=language,
        languages=published.offered(document),
        code=published.code,
        document=document,
        version=version,
        question=question,
        option=_option(question, picked) or _option(question, scanned),
        scanned=scanned,
        submission_id=submission_id,
        issued=issued,
        closes_at=published.closes_at(),
        notice=notice,
        error=sentence(question, error, language) if question and error else "",
        trial=published.phase() == "test",
        known=known,
        elsewhere="" if question else await _elsewhere(desk, published),
    )


def _option(question: Options | None, value: str) -> Option | None:
    options = question.options if question is not None else ()
    return next((option for option in options if option.value == value), None)


async def _elsewhere(desk: Desk, published: Published) -> str:
    """The survey's code for the homepage, '' without one."""
    home = await desk.home.get("")
    return next((one.code for one in home if one.survey_id == published.survey_id), "")
