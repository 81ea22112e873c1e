"""A sending: read the form, walk the questionnaire, store, and only then give the receipt.

Whatever goes wrong, the person gets back a page with every answer still in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anyio import to_thread
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response

from models import admission, completion, journey, lifecycle, responses
from models.errors import (
    AnswerError,
    FormError,
    PlacesFull,
    SlipRefused,
    SubmissionConflict,
    SurveyNotOpen,
    TooManyWaiting,
)
from residents import cookies, forms, moves, phases, rendering, security, sheet, slips, views, votes
from residents.addresses import language_query
from residents.desk import Desk, new_submission_id
from residents.published import Published
from residents.sheet import Sheet

_RETRY_SECONDS = {503: 5, 429: 60}  # by status


async def send(desk: Desk, request: Request, code: str, *, ticket: str = "") -> Response:
    """The answer to POST /s/{code}: the way to the receipt, or a page that keeps every answer.

    Where none is taken now, the page that says so. With the `ticket` of a vote the answers take
    its place. Raises NotFound for a ticket that is none.
    """
    if security.is_foreign(request.headers, desk.public_url):
        raise FormError("foreign_origin", 403)
    fields = await forms.read(request)
    published = await moves.addressee(desk, code, fields)
    try:
        return await _take(desk, request, published, fields, ticket)
    except SurveyNotOpen:
        return await phases.page(desk, request, published, refused=True)


async def _take(
    desk: Desk, request: Request, published: Published, fields: sheet.Fields, ticket: str
) -> Response:
    sent = sheet.read(published, fields, desk.stamps)
    vote = votes.ticket(desk, published, ticket).receipt if ticket else ""
    # Who goes on after a vote is known by that very vote.
    known = not published.shared and not vote and cookies.is_known(request, published.survey_id)
    takes = _may_take(sent)
    slip = await slips.carried(desk, request, published, fields)

    async def again(
        status: int,
        notice: str | None = None,
        errors: Mapping[str, AnswerError] | None = None,
        *,
        full: Mapping[str, Sequence[str]] | None = None,
        fresh: bool = False,
    ) -> Response:
        document = sent.document
        if sent.is_vote:
            page = await votes.again(
                desk, sent, notice=notice, errors=errors or {}, known=known, fresh=fresh
            )
            return _retried(desk.html(request, page, status))
        view = views.AnswerView(
            ward=desk.ward,
            code=published.code,
            document=document,
            version=sent.version,
            language=sent.language,
            languages=published.offered(document),
            survey=published.survey_id,
            closes_at=published.closes_at(),
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
            ticket="" if status == 409 else ticket,  # sent again, it is another person's
            slip=slips.view(slip, quiet=sent.switch),
            sent=sent.filled
            if sent.switch
            else {name: tuple(values) for name, values in fields.items()},
            errors=errors or {},
            notice=notice,
        )
        return _retried(desk.html(request, rendering.answer_page(view), status))

    if takes and sent.switch:
        return await again(200, fresh=not sent.submission_id)
    walk = votes.read(sent) if sent.is_vote else journey.walk(sent.document, fields)
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
        mode=responses.VOTE if sent.is_vote else published.mode,
        flags=sent.flags(known=known),
        issued_at=sent.opened,
        slip=slip.fingerprint if slip is not None else "",
    )
    refused = slip is not None and slip.refusal
    try:
        if takes and not sent.stale and not refused:
            receipt = await _store(desk, submission, vote)
        else:
            receipt = await to_thread.run_sync(_given, desk, submission, vote)
    except PlacesFull as refusal:
        errors = {key: AnswerError("full") for key in refusal.full}
        return await again(422, errors=errors, full=refusal.full)
    except SlipRefused as refusal:
        slip = slips.refused(slip, refusal.code)
        return await again(422)
    except SubmissionConflict:
        return await again(409, "already_sent", fresh=True)
    except (OperationalError, InterfaceError, TooManyWaiting):
        return await again(503, "busy")
    if receipt:
        return _stored(desk, request, sent, receipt)
    if takes and slip is not None and refused:
        return await again(slip.status, "busy" if slip.status == 503 else None)
    if takes:
        return await again(422, "stale")
    raise SurveyNotOpen(published.phase())


def _retried(response: Response) -> Response:
    """The response, saying when to try again where it was only too busy now."""
    if response.status_code in _RETRY_SECONDS:
        response.headers["retry-after"] = str(_RETRY_SECONDS[response.status_code])
    return response


def _may_take(sent: Sheet) -> bool:
    """Whether storing should be tried: in its transaction the survey's phase is looked at again,
    and whether a page that was opened in time is still in the grace after closing."""
    phase = sent.published.phase()
    graced = phase == "closed" and sent.published.active and sent.opened is not None
    return phase in lifecycle.TAKES_ANSWERS or graced


async def _store(desk: Desk, submission: responses.Submission, vote: str) -> str:
    """Store it, in the place of the `vote` with that receipt if there is one; its receipt."""
    if vote:
        whole = completion.Continuation(vote, submission)
        receipt: str = await desk.store.submit_from_loop(completion.complete, whole)
    else:
        receipt = await desk.store.submit_from_loop(responses.store, submission)
    return receipt


def _given(desk: Desk, submission: responses.Submission, vote: str) -> str:
    """The receipt that this very sending got before, '' if it never arrived.

    A phone that heard no reply sends again, may be after days: it is told the truth then, too.
    """
    with desk.store.reading() as session:
        if vote:
            return completion.given(session, completion.Continuation(vote, submission))
        kept = admission.kept(session, [submission])
        text, receipt = kept.get((submission.survey_id, submission.submission_id), ("", ""))
        same = text == responses.canonical(submission.answers)
        return receipt if same else responses.began_as(session, submission)


def _stored(desk: Desk, request: Request, sent: Sheet, receipt: str) -> Response:
    """The way to the receipt: followed by a browser, read by our script, which asks for JSON."""
    published = sent.published
    query = language_query(sent.language, published.offered(published.current_document)[0])
    by_script = "application/json" in request.headers.get("accept", "")
    response = Response(status_code=201 if by_script else 303)
    plain = f"/s/{published.code}/receipt/{receipt}"
    thanks = votes.after(desk, published, receipt) if sent.is_vote else plain
    response.headers["location"] = f"{thanks}{query}"
    response.headers["cache-control"] = "no-store"
    if not published.shared:
        secure, survey_id = desk.secure_cookies, published.survey_id
        cookies.allow_copy(response, desk.key, survey_id, receipt, secure=secure)
        if published.phase() != "test":  # who tries a survey out has not answered it
            cookies.remember(response, survey_id, secure=secure)
    if slips.are_asked(published):
        slips.forget(response, secure=desk.secure_cookies)
    return response
