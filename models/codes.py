"""The codes of what people wrote (アフターコーディング): names and rules that staff give.

What they hold of is kept by models.codings. `source` is the stored key of the text, such as `q4`,
or `q1.other` for what stood beside その他. Codes stay until they are removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from models import audit, lifecycle, tables
from models.errors import NotAllowed, NotFound
from models.questions.base import clean

REST: Final = "rest"  # the comment was read, and no code holds of it
NOTHING: Final = "nothing"  # it says nothing (特になし)
UNREAD: Final = "unread"  # it was not judged yet; never stored
OUTSIDE: Final = {
    REST: "どの分類にも当てはまらない",
    NOTHING: "「特になし」などの記入",
    UNREAD: "まだ分類していない",
}


MAX_CODES: Final = 50  # of one source
MAX_LABEL: Final = 60
MAX_RULE: Final = 2_000
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,29}")
_MADE: Final = re.compile(r"c([0-9]{1,6})")

_coding = tables.Coding.metadata.tables["coding"].c
_survey = tables.Survey.metadata.tables["survey"].c


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a source: its id, which names columns and never changes, its label and rule."""

    id: str
    label: str
    rule: str = ""


def listing(session: Session, survey_id: str, source: str) -> list[Code]:
    """The codes of a source in their order."""
    return [Code(row.id, row.label, row.rule) for row in rows_of(session, survey_id, source)]


def save(
    session: Session, survey_id: str, source: str, code_id: str, label: str, rule: str, *, by: str
) -> str:
    """A new code behind the others, or another label and rule for one; returns its id.

    Without `code_id` it gets one. Whether the rule can be read is seen before (rule_language). What
    was judged stays until it is judged again. Raises NotFound for a survey that is none, and
    NotAllowed: 'code_id', 'code_label', 'code_label_taken', 'code_rule', 'too_many_codes'.
    """
    hold(session, survey_id)
    rows = list(rows_of(session, survey_id, source))
    code_id = code_id or _free(rows)
    label = " ".join(clean(label).split())
    if not _ID.fullmatch(code_id) or code_id in OUTSIDE:
        raise NotAllowed("code_id")
    if not 0 < len(label) <= MAX_LABEL:
        raise NotAllowed("code_label")
    if any(row.label == label and row.id != code_id for row in rows):
        raise NotAllowed("code_label_taken")
    if len(rule) > MAX_RULE:
        raise NotAllowed("code_rule")
    found = next((row for row in rows if row.id == code_id), None)
    if found is None:
        if len(rows) >= MAX_CODES:
            raise NotAllowed("too_many_codes")
        found = tables.Code(
            survey_id=survey_id,
            source=source,
            id=code_id,
            label="",
            rule="",
            position=max((row.position for row in rows), default=0) + 1,
        )
    found.label, found.rule = label, clean(rule)
    session.add(found)
    changed(session, survey_id)
    audit.record(session, by, "code.save", survey_id, f"{source} {code_id} {label}")
    return code_id


def remove(session: Session, survey_id: str, source: str, code_id: str, *, by: str) -> None:
    """Forget a code with everything that was judged of it, for good; with the last code of a
    source, what was judged at all. Raises NotFound.
    """
    hold(session, survey_id)
    row = row_of(session, survey_id, source, code_id)
    gone = delete(tables.Coding).where(_coding.survey_id == survey_id, _coding.source == source)
    if len(list(rows_of(session, survey_id, source))) > 1:
        gone = gone.where(_coding.code_id == code_id)
    session.execute(gone)
    session.delete(row)
    changed(session, survey_id)
    audit.record(session, by, "code.remove", survey_id, f"{source} {code_id} {row.label}")


def arrange(
    session: Session, survey_id: str, source: str, code_ids: Sequence[str], *, by: str
) -> None:
    """Put the codes into this order. Raises NotFound unless it names every code once."""
    hold(session, survey_id)
    rows = {row.id: row for row in rows_of(session, survey_id, source)}
    if sorted(rows) != sorted(code_ids):
        raise NotFound("code", " ".join(sorted(set(rows) ^ set(code_ids))))
    for position, code_id in enumerate(code_ids, start=1):
        rows[code_id].position = position
        session.add(rows[code_id])
    changed(session, survey_id)
    audit.record(session, by, "code.arrange", survey_id, f"{source} {' '.join(code_ids)}")


def hold(session: Session, survey_id: str) -> None:
    """Keep the survey: of two who change codes at once, the second sees what the first did.

    Raises NotFound.
    """
    if survey_id not in lifecycle.hold(session, {survey_id}):
        raise NotFound("survey", survey_id)


def changed(session: Session, survey_id: str) -> None:
    """Note that tables made of codes are no longer what they were."""
    raised = update(tables.Survey).where(_survey.id == survey_id)
    session.execute(raised.values(coding_revision=_survey.coding_revision + 1))


def rows_of(session: Session, survey_id: str, source: str | None = None) -> Iterator[tables.Code]:
    """The rows of a source in their order; of all sources, those by source."""
    query = select(tables.Code).where(tables.Code.survey_id == survey_id)
    if source is not None:
        query = query.where(tables.Code.source == source)
    yield from session.exec(
        query.order_by(col(tables.Code.source), col(tables.Code.position), col(tables.Code.id))
    )


def row_of(session: Session, survey_id: str, source: str, code_id: str) -> tables.Code:
    """The row of a code. Raises NotFound."""
    for row in rows_of(session, survey_id, source):
        if row.id == code_id:
            return row
    raise NotFound("code", code_id)


def _free(rows: Sequence[tables.Code]) -> str:
    numbers = [int(made[1]) for row in rows if (made := _MADE.fullmatch(row.id))]
    return f"c{max(numbers, default=0) + 1}"
