"""Surveys with as many answers as a picture needs, of invented people (models.rehearsal)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import insert
from sqlmodel import Session

from models import clock, placements, rehearsal, responses, samples, surveys, tables, tokens
from models.store import Store

HEIGHTS: Final = {"desktop": (1280, 1500), "phone": (390, 1500)}  # px of a window, width first
_AT_ONCE: Final = 10_000
_SEED: Final = 6


def fill(
    folder: Path,
    sizes: Sequence[int],
    different: int,
    comments: Callable[[int], Sequence[str]] = lambda _: (),
) -> Mapping[int, str]:
    """A survey of each size, before the server starts; number of answers → its id.

    So many answers are `different`, then the same ones come again. `comments` gives what as many
    people write, in place of what they invented; none leaves that as it is.
    """
    store = Store(f"sqlite:///{folder}/koebako.db")
    try:
        return {
            size: store.write(
                partial(_add, size=size, different=different, comments=comments(size))
            )
            for size in sizes
        }
    finally:
        store.close()


def _add(session: Session, size: int, different: int, comments: Sequence[str]) -> str:
    definition = samples.load("drill", clock.now().date())
    survey_id = surveys.create(session, definition, by="pictures")
    surveys.publish(session, survey_id, by="pictures")
    code = placements.listing(session, survey_id)[0].code
    people = rehearsal.respondents(definition, min(different, max(1, size)), _SEED)
    for start in range(0, size, _AT_ONCE):
        rows = [
            {
                "survey_id": survey_id,
                "submission_id": tokens.unguessable(),
                "version": 1,
                "placement": code,
                "language": "ja",
                "mode": "web",
                "received": people[number % len(people)].received,
                "answers": responses.canonical(
                    {
                        **people[number % len(people)].answers,
                        **({"comment": comments[number]} if comments else {}),
                    }
                ),
                "checksum": str(number),
                "receipt": tokens.short(responses.RECEIPT_LENGTH),
                "flags": "",
            }
            for number in range(start, min(size, start + _AT_ONCE))
        ]
        session.connection().execute(insert(tables.Response), rows)
    survey = session.get(tables.Survey, survey_id)
    assert survey is not None
    survey.data_revision += 1
    session.add(survey)
    return survey_id
