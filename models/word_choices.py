"""What staff want done with words that people wrote under a question, unlike the usual.

A spelling may be counted for itself (`apart`), not with another word (analysis.text.variants); a
word may be left out of tables (`left_out`), or counted although the question itself says it
(`counted`, analysis.text.proposals). They are words of the answers, so they go when the answers go.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import delete
from sqlmodel import Session, select

from models import audit, codes, tables
from models.errors import NotAllowed

Choice: TypeAlias = Literal["apart", "left_out", "counted"]

MOST: Final = 500  # of one source and choice
MAX_WORD: Final = 100


def of(session: Session, survey_id: str, source: str, choice: Choice) -> frozenset[str]:
    """The words under `source` of which this was chosen."""
    query = select(tables.WordChoice.word).where(*_of(survey_id, source, choice))
    return frozenset(session.exec(query))


def choose(
    session: Session,
    survey_id: str,
    source: str,
    choice: Choice,
    words: Collection[str],
    *,
    by: str,
) -> None:
    """Choose this of the words from now on.

    Raises NotFound for a survey that is none, NotAllowed: 'word_choice', 'too_many_word_choices'.
    """
    codes.hold(session, survey_id)
    before = of(session, survey_id, source, choice)
    new = sorted(set(words) - before)
    if any(not 0 < len(word) <= MAX_WORD for word in new):
        raise NotAllowed("word_choice")
    if len(before) + len(new) > MOST:
        raise NotAllowed("too_many_word_choices")
    session.add_all(
        tables.WordChoice(survey_id=survey_id, source=source, choice=choice, word=word)
        for word in new
    )
    codes.changed(session, survey_id)
    audit.record(session, by, f"word.{choice}", survey_id, f"{source} {'、'.join(new)}")


def take_back(
    session: Session,
    survey_id: str,
    source: str,
    choice: Choice,
    words: Collection[str],
    *,
    by: str,
) -> None:
    """Forget that this was chosen of the words, as far as it was.

    Raises NotFound for a survey that is none.
    """
    codes.hold(session, survey_id)
    gone = sorted(set(words) & of(session, survey_id, source, choice))
    chosen = _of(survey_id, source, choice)
    session.execute(delete(tables.WordChoice).where(*chosen, _columns.word.in_(gone)))
    codes.changed(session, survey_id)
    audit.record(session, by, f"word.{choice}.undo", survey_id, f"{source} {'、'.join(gone)}")


_columns: Final = tables.WordChoice.metadata.tables["word_choice"].c


def _of(survey_id: str, source: str, choice: Choice) -> tuple[Any, ...]:
    return (
        _columns.survey_id == survey_id,
        _columns.source == source,
        _columns.choice == choice,
    )
