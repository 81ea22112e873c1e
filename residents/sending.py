"""A sending: read the form, walk the questionnaire, store, and only then give the receipt.

Whatever goes wrong, the person gets back a page with every answer still in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models import journey, lifecycle, responses
from models.document import SurveyDocument
from models.errors import (
    AnswerError,
    FormError,
    NotFound,
    PlacesFull,
    SubmissionConflict,
    SurveyNotOpen,
)
from models.multilingual import Language
from residents import forms, rendering, security, variants
from residents.desk import Desk, new_submission_id
from residents.published import Published

_SUBMISSION_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_OWN_FIELDS = frozenset({"submission_id", "version", "lang", "order", journey.WORDING})
_RETRY_SECONDS = 5

Fields = Mapping[str, Sequence[str]]


async def send(desk: Desk, request: Request, code: str) -> Response:
    """The answer to POST /s/{code}: 303 to the receipt, or a page that keeps every answer."""
    if security.is_foreign(request.headers, desk.public_url):
        raise FormError("foreign_origin", 403)
    fields = await forms.read(request)
    published = await desk.codes.get(code)
    if published is None or not published.versions:
        raise NotFound("code", code)
    if published.phase() not in lifecycle.TAKES_ANSWERS:
        raise SurveyNotOpen(published.phase())
    version = _version(published, fields)
    document = published.versions[version]
    _refuse_unknown(published.fields[version], fields)
    language = _language(document, fields)
    submission_id = "".join(fields.get("submission_id", ()))

    async def again(
        status: int,
        notice: str | None = None,
        errors: Mapping[str, AnswerError] | None = None,
        *,
        full: Mapping[str, Sequence[str]] | None = None,
        fresh: bool = False,
    ) -> Response:
        view = rendering.AnswerView(
            ward=desk.ward,
            code=published.code,
            document=document,
            version=version,
            language=language,
            languages=document.languages,
            submission_id=new_submission_id() if fresh else submission_id,
            images=published.images(version),
            seed=_seed(document, fields),
            # A database that cannot be written may not be readable either.
            taken=None if status == 503 else await desk.taken(published.survey_id, document),
            full=full or {},
            trial=published.phase() == "test",
            sent={name: tuple(values) for name, values in fields.items()},
            errors=errors or {},
            notice=notice,
        )
        response = desk.html(request, rendering.answer_page(view), status)
        if status == 503:
            response.headers["retry-after"] = str(_RETRY_SECONDS)
        return response

    if not _SUBMISSION_ID.fullmatch(submission_id):
        return await again(400, "no_submission_id", fresh=True)
    walk = journey.walk(document, fields)
    if walk.errors:
        return await again(422, errors=walk.errors)
    submission = responses.Submission(
        survey_id=published.survey_id,
        submission_id=submission_id,
        version=version,
        placement=published.code,
        answers=walk.answers,
        language=language,
    )
    try:
        receipt = await desk.store.submit_from_loop(responses.store, submission)
    except PlacesFull as refusal:
        errors = {key: AnswerError("full") for key in refusal.full}
        return await again(422, errors=errors, full=refusal.full)
    except SubmissionConflict:
        return await again(409, "already_sent", fresh=True)
    except (OperationalError, InterfaceError):
        return await again(503, "busy")
    suffix = f"?lang={quote(language)}" if language != document.languages[0] else ""
    return RedirectResponse(
        f"/s/{published.code}/receipt/{receipt}{suffix}",
        status_code=303,
        headers={"cache-control": "no-store"},
    )


def _version(published: Published, fields: Fields) -> int:
    """The version whose page was sent; the one asked now when the form does not say.

    Raises SurveyNotOpen for one that is gone: it was tried out before the survey opened.
    """
    said = "".join(fields.get("version", ()))
    if not said:
        return published.current
    if not (said.isascii() and said.isdigit() and len(said) < 6):
        raise FormError("unknown_field")
    if int(said) not in published.versions:
        raise SurveyNotOpen(published.phase())
    return int(said)


def _seed(document: SurveyDocument, fields: Fields) -> int:
    """The variant of the page that was sent, to show it again as it was."""
    said = "".join(fields.get("order", ()))
    seeds = {str(seed): seed for seed in range(variants.count(document))}
    return seeds.get(said, 0)


def _refuse_unknown(known: frozenset[str], fields: Fields) -> None:
    for name, values in fields.items():
        if name in _OWN_FIELDS:
            if len(values) > 1:
                raise FormError("sent_twice_field")
        elif name not in known:
            raise FormError("unknown_field")


def _language(document: SurveyDocument, fields: Fields) -> Language:
    said = "".join(fields.get("lang", ()))
    return next((known for known in document.languages if known == said), document.languages[0])
