"""Which answers the codes of a survey hold of (models.codes).

Answers never change: codings lie beside them, by response_id, and go when the answers go. Rules and
examples judge every comment at once (`judge`), a person one code of one answer (`decide`). What a
person said counts; where nobody did, a code holds that a rule or the examples found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Executable, bindparam, delete, func, insert, select
from sqlmodel import Session

from models import audit, tables
from models.codes import NOTHING, REST, Code, changed, hold, row_of, rows_of
from models.errors import NotFound

Way: TypeAlias = Literal["person", "rule", "example"]
WAYS: Final[tuple[Way, ...]] = ("person", "rule", "example")

_RESPONSE: Final = re.compile(r"r[0-9a-f]{12}")

_SAID: Final = {True: "当てはまる", False: "当てはまらない", None: "取り消し"}

_coding = tables.Coding.metadata.tables["coding"].c
_INSERT = insert(tables.Coding)
_FORGET = delete(tables.Coding).where(
    _coding.survey_id == bindparam("in_survey"),
    _coding.source == bindparam("in_source"),
    _coding.response_id == bindparam("of"),
    _coding.code_id == bindparam("which"),
    _coding.by == bindparam("way"),
)


@dataclass(frozen=True)
class Codings:
    """What was judged of one source: way → response_id → code → whether it holds.

    Rules and examples name the codes that hold, REST or NOTHING, a person also those that do not.
    """

    codes: tuple[Code, ...]
    judged: Mapping[Way, Mapping[str, Mapping[str, bool]]]

    def said(self, way: Way, response_id: str, code_id: str) -> bool | None:
        """Whether the code holds in the eyes of one way; None where it did not judge."""
        found = self.judged.get(way, {}).get(response_id)
        if found is None:
            return None
        return found.get(code_id, None if way == "person" else False)

    def settled(self) -> dict[str, frozenset[str]]:
        """The codes that hold of each answer that was judged; REST or NOTHING where none does."""
        known = {code.id for code in self.codes}
        held: dict[str, set[str]] = {}
        for way in ("rule", "example"):
            for response_id, found in self.judged.get(way, {}).items():
                held.setdefault(response_id, set()).update(found)
        for response_id, said in self.judged.get("person", {}).items():
            mine = held.setdefault(response_id, set())
            mine.update(code_id for code_id, holds in said.items() if holds)
            mine.difference_update(code_id for code_id, holds in said.items() if not holds)
        return {
            response_id: frozenset(found & known)
            or frozenset({NOTHING if NOTHING in found else REST})
            for response_id, found in held.items()
        }


def of(session: Session, survey_id: str, only: Collection[str] | None = None) -> dict[str, Codings]:
    """Source → its codes and what was judged, for each source of the survey that has codes.

    With `only`, what was judged of these few response_ids.
    """
    codes: dict[str, list[Code]] = {}
    for row in rows_of(session, survey_id):
        codes.setdefault(row.source, []).append(Code(row.id, row.label, row.rule))
    judged: dict[str, dict[Way, dict[str, dict[str, bool]]]] = {
        source: {way: {} for way in WAYS} for source in sorted(codes)
    }
    if codes:
        query = select(
            _coding.source, _coding.by, _coding.response_id, _coding.code_id, _coding.holds
        ).where(_coding.survey_id == survey_id)
        if only is not None:
            query = query.where(_coding.source.in_(codes), _coding.response_id.in_(only))
        for source, way, response_id, code_id, holds in session.connection().execute(query):
            if source in judged:
                judged[source][way].setdefault(response_id, {})[code_id] = holds
    return {source: Codings(tuple(codes[source]), found) for source, found in judged.items()}


def counts(session: Session, survey_id: str, source: str) -> dict[Way, int]:
    """How many answers were judged in each way."""
    query = (
        select(_coding.by, func.count(_coding.response_id.distinct()))
        .where(*_of(survey_id, source))
        .group_by(_coding.by)
    )
    found = dict.fromkeys(WAYS, 0)
    for way, count in session.connection().execute(query):
        found[way] = count
    return found


def decide(
    session: Session,
    survey_id: str,
    source: str,
    response_id: str,
    code_id: str,
    holds: bool | None,
    *,
    by: str,
) -> None:
    """What a person says of one code and one answer; None takes it back.

    Raises NotFound for a code that is none, and for what cannot be a response_id.
    """
    decide_all(session, survey_id, source, response_id, {code_id: holds}, by=by)


def decide_all(
    session: Session,
    survey_id: str,
    source: str,
    response_id: str,
    said: Mapping[str, bool | None],
    *,
    by: str,
) -> None:
    """What a person says of several codes of one answer, as `decide` takes each."""
    hold(session, survey_id)
    for code_id in said:
        row_of(session, survey_id, source, code_id)
    if not _RESPONSE.fullmatch(response_id):
        raise NotFound("response", response_id)
    for code_id, holds in said.items():
        row = session.get(tables.Coding, (survey_id, source, response_id, code_id, "person"))
        if holds is None:
            if row is not None:
                session.delete(row)
            continue
        row = row or tables.Coding(
            survey_id=survey_id,
            source=source,
            response_id=response_id,
            code_id=code_id,
            by="person",
            holds=holds,
        )
        row.holds = holds
        session.add(row)
    changed(session, survey_id)
    told = "、".join(f"{code_id} {_SAID[holds]}" for code_id, holds in said.items())
    audit.record(session, by, "coding.decide", survey_id, f"{source} {response_id} {told}")


def judge(
    session: Session,
    survey_id: str,
    source: str,
    way: Literal["rule", "example"],
    found: Mapping[str, Collection[str]],
    *,
    by: str,
) -> int:
    """Keep what rules or examples found, in place of what they had found before.

    `found` names every answer that was read: the codes that hold of it, or none, or NOTHING.
    Returns how many answers that are. Only what differs is written. Raises NotFound for a code or
    response_id that is none.
    """
    hold(session, survey_id)
    known = {row.id for row in rows_of(session, survey_id, source)} | {REST, NOTHING}
    for code_id in sorted({code for codes in found.values() for code in codes} - known):
        raise NotFound("code", code_id)
    for response_id in found:
        if not _RESPONSE.fullmatch(response_id):
            raise NotFound("response", response_id)
    query = select(_coding.response_id, _coding.code_id).where(
        *_of(survey_id, source), _coding.by == way
    )
    before = {(of, which) for of, which in session.connection().execute(query)}
    wanted = {(of, which) for of, codes in found.items() for which in (codes or (REST,))}
    about = {"survey_id": survey_id, "source": source, "by": way, "holds": True}
    _each(
        session,
        _FORGET,
        [
            {"in_survey": survey_id, "in_source": source, "of": of, "which": which, "way": way}
            for of, which in sorted(before - wanted)
        ],
    )
    _each(
        session,
        _INSERT,
        [about | {"response_id": of, "code_id": which} for of, which in sorted(wanted - before)],
    )
    changed(session, survey_id)
    audit.record(session, by, "coding.judge", survey_id, f"{source} {way} {len(found)}件")
    return len(found)


def clear(session: Session, survey_id: str, source: str, *, by: str, way: Way | None = None) -> int:
    """Forget what was judged in this way, or in any; codes stay. Returns how many judgements."""
    hold(session, survey_id)
    wanted = delete(tables.Coding).where(*_of(survey_id, source))
    if way is not None:
        wanted = wanted.where(_coding.by == way)
    count = session.connection().execute(wanted).rowcount
    changed(session, survey_id)
    audit.record(session, by, "coding.clear", survey_id, f"{source} {way or 'すべて'} {count}件")
    return count


def delete_all(session: Session, survey_id: str) -> None:
    """Delete everything that was judged: its answers go. Codes stay."""
    session.execute(delete(tables.Coding).where(_coding.survey_id == survey_id))


def _of(survey_id: str, source: str) -> tuple[Any, ...]:
    return _coding.survey_id == survey_id, _coding.source == source


def _each(session: Session, statement: Executable, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(statement, rows)
