"""What the view 分類 shows, worked out in the child process: no Streamlit here.

Rules judge all comments of the source, whoever is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from analysis import filters
from analysis.columns import Answers
from analysis.text import coded
from analysis.text.coding_rules import Facts, holds
from analysis.text.facts import facts
from analysis.text.judging import by_rules, spellings
from analysis.text.names import ward
from analysis.text.rule_language import parse
from analysis.text.rule_places import places
from analysis.text.rules import RuleError
from analysis.text.starter_codes import starters
from models.codes import OUTSIDE, UNREAD, Code
from models.codings import WAYS, Codings, Way
from models.filters import read as read_rules
from pages.components import reading_desk, reading_marks
from pages.components.reading_desk import Desk, Look, View
from pages.components.reading_marks import Kind

SHOWN: Final = 10  # comments that a rule finds


class Row(NamedTuple):
    """How many people a code holds of, and of how many of them each way says so."""

    label: str
    people: int
    ways: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """The codes of a source, and of whom of the look they hold: `people` wrote anything.

    `outside` are people without a code. `waiting` is how many comments of all, whoever is looked
    at, no rule has judged; 0 where there are no rules. `judgements` are by code all that is kept.
    """

    codes: tuple[Code, ...]
    rows: tuple[Row, ...]
    outside: tuple[Row, ...]
    people: int
    waiting: int
    judgements: dict[str, dict[Way, int]]


@dataclass(frozen=True)
class Trial:
    """What a rule finds among all `comments`: so many, the first of them as HTML.

    Beside what the rule of the code found before, `added` are new and `gone` are found no more.
    """

    comments: int
    found: int
    added: int
    gone: int
    html: str


def overview(url: str, file: Path, look: Look) -> Overview:
    """The codes with their people."""
    seen = reading_desk.view(url, file, look)
    codings = seen.desk.codings
    if codings is None:
        return Overview((), (), (), 0, 0, {})
    people = _writers(seen, look)
    settled = codings.settled()
    held = {one: settled.get(one, frozenset({UNREAD})) for one in people}
    by_rule = codings.judged["rule"]
    waiting = sum(one.response_id not in by_rule for one in seen.desk.wrote)
    return Overview(
        codes=codings.codes,
        rows=tuple(_row(code.id, code.label, held, codings) for code in codings.codes),
        outside=tuple(
            Row(label, sum(code in codes for codes in held.values()), ())
            for code, label in OUTSIDE.items()
        ),
        people=len(people),
        waiting=waiting if has_rules(codings.codes) else 0,
        judgements={code.id: _judgements(code.id, codings) for code in codings.codes},
    )


def has_rules(codes: Sequence[Code]) -> bool:
    """Whether rules judge anything at all."""
    return any(code.rule.strip() for code in codes)


def judged(url: str, file: Path, look: Look, codes: tuple[Code, ...]) -> dict[str, frozenset[str]]:
    """response_id → the codes whose rules hold, of all comments. Raises RuleError."""
    desk = _desk(url, file, look)
    given = _facts(desk)
    named = ward(desk.named)
    try:
        found = by_rules(desk.wrote, desk.corpus, _rules(codes), given, named)
    except RuleError:
        for code in codes:  # which of them it is
            try:
                by_rules(desk.wrote, desk.corpus, _rules([code]), given, named)
            except RuleError as error:
                reason = f"{error.reason}（分類「{code.label}」の規則）"
                raise RuleError(error.place, error.found, reason) from error
        raise
    return {one: frozenset(codes) for one, codes in found.items()}


def trial(url: str, file: Path, look: Look, rule: str, code_id: str = "") -> Trial:
    """What a rule would find. Raises RuleError."""
    desk = _desk(url, file, look)
    readings = desk.corpus.readings
    alike = spellings(desk.corpus, ward(desk.named))
    parsed = parse(rule)
    found = np.flatnonzero(holds([parsed], readings, _facts(desk), alike)[:, 0]).tolist()
    people = {desk.corpus.comments[at].response_id for at in found}
    before = _found_before(desk, code_id)
    voices = []
    for at in found[:SHOWN]:
        typed, reading = desk.corpus.comments[at].text, readings[at]
        spans: list[tuple[int, int, Kind]] = [
            (start, end, "") for start, end in places(parsed, reading, alike)
        ]
        marks = reading_marks.placed(typed, reading.text, spans)
        voices.append(reading_marks.voice(reading_marks.quoted(typed, marks), (), None))
    return Trial(
        comments=len(readings),
        found=len(found),
        added=len(people - before),
        gone=len(before - people),
        html=reading_marks.voices(voices),
    )


def offered(url: str, file: Path, look: Look) -> tuple[dict[str, int], int]:
    """How many comments each of the starter codes would find, and how many there are."""
    desk = _desk(url, file, look)
    rules = {one.id: one.rule for one in starters()}
    found = by_rules(desk.wrote, desk.corpus, rules, names=ward(desk.named))
    counts = {code: sum(code in codes for codes in found.values()) for code in rules}
    return counts, len(desk.corpus.comments)


def variables(url: str, file: Path, look: Look) -> list[tuple[str, tuple[str, ...]]]:
    """The closed questions that rules may ask for, with their answers."""
    closed = _closed(_desk(url, file, look).answers)
    return [
        (
            filters.one_line(column.part.label),
            tuple(filters.one_line(one.label) for one in column.part.categories),
        )
        for column in closed.columns.values()
        if column.part.categories and (column.codes is not None or column.marks is not None)
    ]


def _desk(url: str, file: Path, look: Look) -> Desk:
    return reading_desk.view(url, file, look._replace(rules="", folded=False)).desk


def _rules(codes: Sequence[Code]) -> dict[str, str]:
    return {code.id: code.rule for code in codes}


def _facts(desk: Desk) -> Facts:
    people = [one.response_id for one in desk.corpus.comments]
    return facts(_closed(desk.answers), list(desk.rows), people)


def _closed(answers: Answers) -> Answers:
    """Without what was made of comments: a rule that asks for a code would judge by itself."""
    columns = {key: one for key, one in answers.columns.items() if not coded.is_coded(key)}
    return replace(answers, columns=columns)


def _writers(seen: View, look: Look) -> list[str]:
    """Those of the look who wrote anything, 「特になし」 too; of repeats as the look has it."""
    desk = seen.desk
    says = {one.response_id for one in desk.corpus.comments}
    inside = filters.mask_of(desk.answers, read_rules(look.rules))
    nothing = [
        one.response_id
        for one in desk.wrote
        if one.response_id not in says and inside[desk.rows[one.response_id]]
    ]
    return [*(one.response_id for one in seen.corpus.comments), *nothing]


def _row(code_id: str, label: str, held: dict[str, frozenset[str]], codings: Codings) -> Row:
    people = [one for one, codes in held.items() if code_id in codes]
    ways = tuple(
        sum(codings.said(way, one, code_id) is True for one in people)
        for way in ("rule", "example", "person")
    )
    return Row(label, len(people), ways)


def _judgements(code_id: str, codings: Codings) -> dict[Way, int]:
    return {way: sum(code_id in said for said in codings.judged[way].values()) for way in WAYS}


def _found_before(desk: Desk, code_id: str) -> set[str]:
    if desk.codings is None:
        return set()
    return {one for one, said in desk.codings.judged["rule"].items() if code_id in said}
