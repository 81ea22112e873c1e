"""A sending: read the form, walk the questionnaire, store, and only then give the receipt.

Whatever goes wrong, the person gets back a page with every answer still in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anyio import to_thread
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response

from models import admission, journey, lifecycle, responses
from models.errors import (
    AnswerError,
    FormError,
    PlacesFull,
    SubmissionConflict,
    SurveyNotOpen,
    TooManyWaiting,
)
from residents import cookies, forms, rendering, security, sheet, views
from residents.addresses import language_query
from residents.desk import Desk, new_submission_id
from residents.sheet import Sheet

_RETRY_SECONDS = 5


async def send(desk: Desk, request: Request, code: str) -> Response:
    """The answer to POST /s/{code}: the way to the receipt, or a page that keeps every answer."""
    if security.is_foreign(request.headers, desk.public_url):
        raise FormError("foreign_origin", 403)
    fields = await forms.read(request)
    published = await desk.find(code)
    sent = sheet.read(published, fields, desk.stamps)
    known = not published.shared and cookies.is_known(request, published.survey_id)
    takes = _may_take(sent)

    async def again(
        status: int,
        notice: str | None = None,
        errors: Mapping[str, AnswerError] | None = None,
        *,
        full: Mapping[str, Sequence[str]] | None = None,
        fresh: bool = False,
    ) -> Response:
        document = sent.document
        view = views.AnswerView(
            ward=desk.ward,
            code=published.code,
            document=document,
            version=sent.version,
            language=sent.language,
            languages=document.languages,
            submission_id=new_submission_id() if fresh else sent.submission_id,
            # A page keeps the time it was opened at: until when it may be sent hangs on that.
            issued=sent.stamp or desk.stamps.now(published.survey_id),
            images=published.images(sent.version),
            seed=sent.seed,
            # A database that cannot be written may not be readable either.
            taken=None if status == 503 else await desk.taken(published.survey_id, document),
            full=full or {},
            trial=published.phase() == "test",
            mode=published.mode,
            known=known,
            sent=sent.filled
            if sent.switch
            else {name: tuple(values) for name, values in fields.items()},
            errors=errors or {},
            notice=notice,
        )
        response = desk.html(request, rendering.answer_page(view), status)
        if status == 503:
            response.headers["retry-after"] = str(_RETRY_SECONDS)
        return response

    if takes and sent.switch:
        return await again(200, fresh=not sent.submission_id)
    walk = journey.walk(sent.document, fields)
    if not takes and (walk.errors or not sent.submission_id):
        raise SurveyNotOpen(published.phase())
    if not sent.submission_id:
        return await again(400, "no_submission_id", fresh=True)
    if walk.errors:
        return await again(422, errors=walk.errors)
    submission = responses.Submission(
        survey_id=published.survey_id,
        submission_id=sent.submission_id,
        version=sent.version,
        placement=published.code,
        answers=walk.answers,
        language=sent.language,
        mode=published.mode,
        flags=sent.flags(known=known),
        issued_at=sent.opened,
    )
    try:
        if takes and not sent.stale:
            receipt = await desk.store.submit_from_loop(responses.store, submission)
        else:
            receipt = await to_thread.run_sync(_given, desk, submission)
    except PlacesFull as refusal:
        errors = {key: AnswerError("full") for key in refusal.full}
        return await again(422, errors=errors, full=refusal.full)
    except SubmissionConflict:
        return await again(409, "already_sent", fresh=True)
    except (OperationalError, InterfaceError, TooManyWaiting):
        return await again(503, "busy")
    if receipt:
        return _stored(desk, request, sent, receipt)
    if takes:
        return await again(422, "stale")
    raise SurveyNotOpen(published.phase())


def _may_take(sent: Sheet) -> bool:
    """Whether storing should be tried: in its transaction the survey's phase is looked at again,
    and whether a page that was opened in time is still in the grace after closing."""
    phase = sent.published.phase()
    graced = phase == "closed" and sent.published.active and sent.opened is not None
    return phase in lifecycle.TAKES_ANSWERS or graced


def _given(desk: Desk, submission: responses.Submission) -> str:
    """The receipt that this very sending got before, '' if it never arrived.

    A phone that heard no reply sends again, may be after days: it is told the truth then, too.
    """
    with desk.store.reading() as session:
        kept = admission.kept(session, [submission])
    text, receipt = kept.get((submission.survey_id, submission.submission_id), ("", ""))
    return receipt if text == responses.canonical(submission.answers) else ""


def _stored(desk: Desk, request: Request, sent: Sheet, receipt: str) -> Response:
    """The way to the receipt: followed by a browser, read by our script, which asks for JSON."""
    published = sent.published
    query = language_query(sent.language, published.current_document.languages[0])
    by_script = "application/json" in request.headers.get("accept", "")
    response = Response(status_code=201 if by_script else 303)
    response.headers["location"] = f"/s/{published.code}/receipt/{receipt}{query}"
    response.headers["cache-control"] = "no-store"
    if not published.shared:
        secure, survey_id = desk.secure_cookies, published.survey_id
        cookies.allow_copy(response, desk.key, survey_id, receipt, secure=secure)
        if published.phase() != "test":  # who tries a survey out has not answered it
            cookies.remember(response, survey_id, secure=secure)
    return response
