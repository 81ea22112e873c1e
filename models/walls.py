"""会場の壁: what a survey shows on a projector, for whoever knows its unguessable address.

It always begins with the code to scan and the number of answers; results and words are shown only
when staff have chosen them, and words of free text only those that staff approved one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field, TypeAdapter
from sqlmodel import Session, col, select

from models import audit, stages, surveys, tables, tokens
from models.clock import now
from models.document import SurveyDocument
from models.errors import NotAllowed, NotFound
from models.multilingual import pick
from models.questions.base import Part, Shape
from models.questions.values import Frozen
from models.versions import merged_questions

MOST_VIEWS: Final = 12
MOST_OPTIONS: Final = 12  # as many bars as the last row can read
MOST_WORDS: Final = 24  # on one screen
WORD_LENGTH: Final = 20

# What bars can show.
BARS: Final[frozenset[Shape]] = frozenset({"one_of", "any_of", "ordered"})

# Whose code is shown where staff have chosen none: the first of these kinds that is in use.
_KINDS: Final = ("poster", "web", "handout", "table", "newsletter", "message")


class Count(Frozen):
    """The number of answers, as large as it can be."""

    kind: Literal["count"] = "count"


class Chart(Frozen):
    """The bars of one question, or of one row of a matrix: the stored `key` they count."""

    kind: Literal["chart"] = "chart"
    key: str


class Word(Frozen):
    """A word that staff approved, and in how many comments it stood at that moment."""

    term: str
    comments: int
    approved_at: datetime


class Words(Frozen):
    """Approved words of what people wrote under the stored `key`."""

    kind: Literal["words"] = "words"
    key: str
    words: tuple[Word, ...] = ()


View: TypeAlias = Annotated[Count | Chart | Words, Field(discriminator="kind")]


class Views(Frozen):
    """What follows the code, in order, and whose code it is ('' for the first that fits)."""

    placement: str = ""
    views: tuple[View, ...] = ()


class Wall(Frozen):
    """The wall of a survey."""

    survey_id: str
    key: str
    shown: Views


_VIEWS = TypeAdapter(Views)


def open_wall(session: Session, survey_id: str, *, by: str) -> str:
    """Make the survey's wall; returns its key, also when there is one already.

    Raises NotFound, and NotAllowed before the survey is published or tried out.
    """
    stages.held(session, survey_id)
    if not surveys.versions(session, survey_id):
        raise NotAllowed("wall_unpublished")
    row = session.get(tables.Wall, survey_id)
    if row is None:
        views = Views(views=(Count(),)).model_dump_json()
        row = tables.Wall(
            survey_id=survey_id, key=tokens.unguessable(), views=views, created_at=now()
        )
        session.add(row)
        audit.record(session, by, "wall.open", survey_id)
    return row.key


def renew(session: Session, survey_id: str, *, by: str) -> str:
    """Give the wall another key, which is returned: the address before leads nowhere. Raises
    NotFound."""
    row = _row(session, survey_id)
    row.key = tokens.unguessable()
    session.add(row)
    audit.record(session, by, "wall.renew", survey_id)
    return row.key


def close_wall(session: Session, survey_id: str, *, by: str) -> None:
    """Take the wall away with what it showed. Raises NotFound."""
    session.delete(_row(session, survey_id))
    audit.record(session, by, "wall.close", survey_id)


def get(session: Session, survey_id: str) -> Wall | None:
    """The survey's wall, if it has one."""
    row = session.get(tables.Wall, survey_id)
    return _read(row) if row is not None else None


def find(session: Session, key: str) -> Wall | None:
    """The wall with that key, for whoever looks at it; None for a key of none."""
    if not key.isascii() or not key.isprintable():
        return None  # PostgreSQL refuses texts with NUL in them
    row = session.exec(select(tables.Wall).where(tables.Wall.key == key)).first()
    return _read(row) if row is not None else None


def save_views(session: Session, survey_id: str, shown: Views, *, by: str) -> None:
    """Show this from now on.

    Raises NotFound, and NotAllowed for too many views, the same one twice, a question that is none
    or that bars cannot show, too many or too long words, a placement that is none of the survey's.
    """
    row = _row(session, survey_id)
    if len(shown.views) > MOST_VIEWS:
        raise NotAllowed("wall_too_many_views")
    names = [(view.kind, getattr(view, "key", "")) for view in shown.views]
    if len(set(names)) < len(names):
        raise NotAllowed("wall_shown_twice")
    versions = surveys.versions(session, survey_id)
    known, prose = parts(versions), written_keys(versions)
    for view in shown.views:
        match view:
            case Chart():
                if view.key not in known:
                    raise NotAllowed("wall_unknown_question")
                if not suits_bars(known[view.key]):
                    raise NotAllowed("wall_unsuitable_question")
            case Words():
                _check_words(view, prose)
    if shown.placement:
        place = session.get(tables.Placement, shown.placement)
        if place is None or place.survey_id != survey_id or not offers_code(place.kind):
            raise NotAllowed("wall_unknown_placement")
    row.views = shown.model_dump_json()
    session.add(row)
    audit.record(session, by, "wall.show", survey_id, _summary(shown))


def code_of(session: Session, wall: Wall) -> str:
    """The code that the wall shows: the chosen one while it is in use, else the first that fits;
    '' where the survey has none."""
    rows = session.exec(
        select(tables.Placement)
        .where(tables.Placement.survey_id == wall.survey_id, col(tables.Placement.active))
        .order_by(col(tables.Placement.created_at), col(tables.Placement.code))
    ).all()
    if any(row.code == wall.shown.placement for row in rows):
        return wall.shown.placement
    fitting = [row for kind in _KINDS for row in rows if row.kind == kind]
    return fitting[0].code if fitting else ""


def offers_code(kind: str) -> bool:
    """Whether a placement of this kind may be shown: everybody in the hall can scan it."""
    return kind in _KINDS


def parts(versions: Mapping[int, SurveyDocument]) -> dict[str, Part]:
    """Stored key → what is counted under it, over all versions of a survey."""
    questions = merged_questions(versions)
    return {part.key: part for question in questions for part in question.parts()}


def written_keys(versions: Mapping[int, SurveyDocument]) -> dict[str, str]:
    """Stored key → question, wherever people write in their own words."""
    return {
        key: pick(question.label)
        for question in merged_questions(versions)
        for key in question.stored_keys()
        if question.shape == "prose" or key not in question.asked_keys()
    }


def suits_bars(part: Part) -> bool:
    """Whether bars can show it, so large that the last row reads them."""
    return part.shape in BARS and 1 < len(part.categories) <= MOST_OPTIONS


def _check_words(view: Words, prose: Collection[str]) -> None:
    if view.key not in prose:
        raise NotAllowed("wall_unknown_question")
    if len(view.words) > MOST_WORDS:
        raise NotAllowed("wall_too_many_words")
    if any(not 0 < len(word.term.strip()) <= WORD_LENGTH for word in view.words):
        raise NotAllowed("wall_word_length")
    if len({word.term for word in view.words}) < len(view.words):
        raise NotAllowed("wall_shown_twice")


def _summary(shown: Views) -> str:
    """For the audit log: what is shown, and each word, since somebody answers for it."""
    said = [shown.placement] if shown.placement else []
    for view in shown.views:
        match view:
            case Count():
                said.append("count")
            case Chart():
                said.append(view.key)
            case Words():
                said.append(f"{view.key}: {' '.join(word.term for word in view.words)}")
    return ", ".join(said)


def _read(row: tables.Wall) -> Wall:
    return Wall(survey_id=row.survey_id, key=row.key, shown=_VIEWS.validate_json(row.views))


def _row(session: Session, survey_id: str) -> tables.Wall:
    stages.held(session, survey_id)
    row = session.get(tables.Wall, survey_id, populate_existing=True)
    if row is None:
        raise NotFound("wall", survey_id)
    return row
