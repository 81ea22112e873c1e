"""What staff change about the topics of a survey's comments, kept as text for the analysis to read.

What stands in it is known to analysis.text.topic_edits. It names comments by their response, so it
goes when the answers go.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Session

from models import audit, lifecycle, tables
from models.errors import NotAllowed, NotFound

MOST: Final = 500_000  # characters; a step takes a few hundred


def of(session: Session, survey_id: str, source: str) -> str:
    """The edits of what was written under `source`, "" without any."""
    row = session.get(tables.TopicEdits, (survey_id, source))
    return row.document if row is not None else ""


def save(session: Session, survey_id: str, source: str, document: str, *, by: str) -> None:
    """Keep the edits in place of those before; "" forgets them.

    Raises NotFound for a survey that is none, NotAllowed: 'too_many_topic_edits'.
    """
    if survey_id not in lifecycle.hold(session, {survey_id}):
        raise NotFound("survey", survey_id)
    if len(document) > MOST:
        raise NotAllowed("too_many_topic_edits")
    row = session.get(tables.TopicEdits, (survey_id, source))
    if not document:
        if row is not None:
            session.delete(row)
    else:
        row = row or tables.TopicEdits(survey_id=survey_id, source=source, document="")
        row.document = document
        session.add(row)
    audit.record(session, by, "topics.edit", survey_id, source)
