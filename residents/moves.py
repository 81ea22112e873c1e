"""Codes that lead to another survey by now: what belongs to the one before still finds it.

Pages that were opened before, and their receipts, stay with the survey they were opened for.
"""

from __future__ import annotations

from anyio import to_thread

from models import receipts
from models.errors import NotFound
from residents import sheet
from residents.desk import Desk
from residents.published import Published


async def addressee(desk: Desk, code: str, fields: sheet.Fields) -> Published:
    """The survey whose page was sent to `code`, told by its stamp. Raises NotFound.

    A form without a stamp of ours is for the survey of today, unless this very one was stored for
    one before: then it comes again.
    """
    published = await desk.find(code)
    before = published.placement.former
    if not before:
        return published
    stamp = sheet.only(fields, sheet.ISSUED)
    for survey_id in (published.survey_id, *before):
        if desk.stamps.is_ours(stamp, survey_id):
            return await _then(desk, published, survey_id)
    number = sheet.number_of(fields)
    known = await to_thread.run_sync(_taken_by, desk, before, number) if number else None
    return await _then(desk, published, known) if known is not None else published


async def holder(desk: Desk, code: str, receipt: str) -> Published:
    """The survey that gave out this receipt at `code`. Raises NotFound."""
    published = await desk.find(code)
    survey_id = await to_thread.run_sync(_survey_of, desk, receipt)
    if survey_id not in (published.survey_id, *published.placement.former):
        raise NotFound("receipt", receipt)
    return await desk.of(code, survey_id)


async def _then(desk: Desk, published: Published, survey_id: str) -> Published:
    """That survey; the one of today where only a test of it was ever seen."""
    try:
        return await desk.of(published.code, survey_id)
    except NotFound:
        return published


def _taken_by(desk: Desk, survey_ids: tuple[str, ...], number: str) -> str | None:
    with desk.store.reading() as session:
        return receipts.taken_by(session, survey_ids, number)


def _survey_of(desk: Desk, receipt: str) -> str | None:
    with desk.store.reading() as session:
        return receipts.survey_of(session, receipt)
