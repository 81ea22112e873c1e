"""Spellings of what people wrote that staff want counted for themselves, not with another word.

Which ones are counted as one word otherwise is known to analysis.text.variants. They are words of
the answers, so they go when the answers go.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models import audit, codes, tables
from models.errors import NotAllowed

MOST: Final = 500  # of one source
MAX_FORM: Final = 100


def apart(session: Session, survey_id: str, source: str) -> frozenset[str]:
    """The spellings under `source` that are counted for themselves."""
    query = select(tables.SpellingChoice.form).where(
        tables.SpellingChoice.survey_id == survey_id, tables.SpellingChoice.source == source
    )
    return frozenset(session.exec(query))


def keep_apart(
    session: Session, survey_id: str, source: str, forms: Collection[str], *, by: str
) -> None:
    """Count these spellings for themselves from now on.

    Raises NotFound for a survey that is none, NotAllowed: 'spelling', 'too_many_spellings'.
    """
    codes.hold(session, survey_id)
    before = apart(session, survey_id, source)
    new = sorted(set(forms) - before)
    if any(not 0 < len(form) <= MAX_FORM for form in new):
        raise NotAllowed("spelling")
    if len(before) + len(new) > MOST:
        raise NotAllowed("too_many_spellings")
    session.add_all(
        tables.SpellingChoice(survey_id=survey_id, source=source, form=form) for form in new
    )
    codes.changed(session, survey_id)
    audit.record(session, by, "spelling.apart", survey_id, f"{source} {'、'.join(new)}")


def join_again(
    session: Session, survey_id: str, source: str, forms: Collection[str], *, by: str
) -> None:
    """Count these spellings as one with others again, as far as that was undone.

    Raises NotFound for a survey that is none.
    """
    codes.hold(session, survey_id)
    undone = sorted(set(forms) & apart(session, survey_id, source))
    session.execute(
        delete(tables.SpellingChoice).where(
            col(tables.SpellingChoice.survey_id) == survey_id,
            col(tables.SpellingChoice.source) == source,
            col(tables.SpellingChoice.form).in_(undone),
        )
    )
    codes.changed(session, survey_id)
    audit.record(session, by, "spelling.join", survey_id, f"{source} {'、'.join(undone)}")
