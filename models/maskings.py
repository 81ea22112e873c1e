"""What staff decided to hide of comments, or to leave, before anything is published (伏せ字).

A place is counted in the characters of the comment as it was typed. Answers never change, so a
place stays true, and its words are kept nowhere else: not here and not in the audit log. They go
when the answers go. No table of みる is made of them: a look that needs them is given them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast

from sqlalchemy import bindparam, delete, func, insert
from sqlmodel import Session, select

from models import audit, tables
from models.codes import hold
from models.errors import NotAllowed, NotFound

Choice: TypeAlias = Literal["mask", "leave"]
# What analysis.text.personal_data finds; その他 is what staff saw themselves.
Kind: TypeAlias = Literal[
    "氏名",
    "中傷",
    "電話番号",
    "住所",
    "メール",
    "URL",
    "アカウント",
    "車両番号",
    "個人番号",
    "その他",
]

MOST: Final = 5_000  # places of one source

_RESPONSE: Final = re.compile(r"r[0-9a-f]{12}")
_SAID: Final[dict[Choice, str]] = {"mask": "伏せる", "leave": "このまま"}

_KEYS: Final = ("in_survey", "in_source", "of", "begin", "until")

_masking = tables.Masking.metadata.tables["masking"].c
_INSERT = insert(tables.Masking)
_FORGET = delete(tables.Masking).where(
    _masking.survey_id == bindparam("in_survey"),
    _masking.source == bindparam("in_source"),
    _masking.response_id == bindparam("of"),
    _masking.start == bindparam("begin"),
    _masking.end == bindparam("until"),
)


class Decision(NamedTuple):
    """Mask or leave `start:end` of the comment of a response; `kind` is what it seems to be."""

    response_id: str
    start: int
    end: int
    kind: Kind
    choice: Choice


def of(session: Session, survey_id: str, source: str) -> tuple[Decision, ...]:
    """What was decided of what people wrote under `source`, by response and place."""
    query = select(tables.Masking).where(*_of(survey_id, source))
    return tuple(
        sorted(
            Decision(
                row.response_id,
                row.start,
                row.end,
                cast("Kind", row.kind),
                cast("Choice", row.choice),
            )
            for row in session.exec(query)
        )
    )


def decide(
    session: Session, survey_id: str, source: str, decisions: Collection[Decision], *, by: str
) -> None:
    """Keep the decisions, each in place of one before about the same place.

    Of two about one place the later counts. Whether the words stand there is for those to say who
    have read them (analysis.text.masking).
    Raises NotFound for a survey that is none and for what cannot be a response_id, and NotAllowed:
    'masking_place', 'too_many_maskings'.
    """
    hold(session, survey_id)
    for one in decisions:
        if not _RESPONSE.fullmatch(one.response_id):
            raise NotFound("response", one.response_id)
        if not 0 <= one.start < one.end:
            raise NotAllowed("masking_place")
    latest = {_key(survey_id, source, one): one for one in decisions}
    if latest:
        rows = [
            {"survey_id": survey_id, "source": source, **one._asdict()} for one in latest.values()
        ]
        session.connection().execute(
            _FORGET, [dict(zip(_KEYS, key, strict=True)) for key in latest]
        )
        session.connection().execute(_INSERT, rows)
    if _count(session, survey_id, source) > MOST:
        raise NotAllowed("too_many_maskings")
    said = "、".join(f"{_place(one)} {one.kind} {_SAID[one.choice]}" for one in decisions)
    audit.record(session, by, "masking.decide", survey_id, _detail(source, decisions, said))


def undo(
    session: Session, survey_id: str, source: str, decisions: Collection[Decision], *, by: str
) -> None:
    """Take decisions back: their places wait again for somebody to decide.

    Raises NotFound, also where somebody took one back before.
    """
    hold(session, survey_id)
    for one in decisions:
        row = session.get(tables.Masking, _key(survey_id, source, one))
        if row is None:
            raise NotFound("masking", _place(one))
        session.delete(row)
    said = "、".join(map(_place, decisions))
    audit.record(session, by, "masking.undo", survey_id, _detail(source, decisions, said))


def _count(session: Session, survey_id: str, source: str) -> int:
    query = select(func.count()).select_from(tables.Masking).where(*_of(survey_id, source))
    return session.exec(query).one()


def _of(survey_id: str, source: str) -> tuple[Any, ...]:
    return tables.Masking.survey_id == survey_id, tables.Masking.source == source


def _key(survey_id: str, source: str, one: Decision) -> tuple[str, str, str, int, int]:
    return survey_id, source, one.response_id, one.start, one.end


def _detail(source: str, decisions: Collection[Decision], said: str) -> str:
    """One entry for all of them, without their words; of many the first only."""
    return f"{source} {len(decisions)}か所 {said}"


def _place(one: Decision) -> str:
    return f"{one.response_id} {one.start}-{one.end}"
