"""How far a rule, the examples and a person agree of each code, and where not: no Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from analysis.text import coded
from analysis.text.agreement import SMALL, Kappa, alpha, kappa
from analysis.text.judging import spellings
from analysis.text.names import ward
from analysis.text.rule_language import parse
from analysis.text.rule_places import places
from analysis.text.rules import RuleError
from models.codes import Code
from models.codings import WAYS, Codings, Way
from pages.components import coding_lists, reading_desk, reading_marks
from pages.components.reading_desk import Desk, Look
from pages.components.reading_marks import Kind

Pair: TypeAlias = tuple[Way, Way]

PAIRS: Final[tuple[Pair, ...]] = (("rule", "person"), ("example", "person"), ("rule", "example"))
SHOWN: Final = 10
LOW: Final = 0.4  # below, agreement is weak in the words of analysis.text.agreement
GOOD: Final = 0.6  # from here on it is considerable


class Line(NamedTuple):
    """One code in the eyes of two; `alpha` of all three, None unless three judged and differ."""

    code: str
    label: str
    found: Kappa
    alpha: float | None


@dataclass(frozen=True)
class Differing:
    """So many answers of which two do not say the same of a code; the first as HTML."""

    total: int
    html: str


def agreements(url: str, file: Path, look: Look) -> dict[Pair, tuple[Line, ...]]:
    """The codes in their order, for each pair that judged any answer both."""
    del file
    judged = coding_lists.judged(url, look)
    lines: dict[Pair, list[Line]] = {pair: [] for pair in PAIRS}
    for code in judged.codes:
        ratings = coded.ratings(judged, code.id)
        every = alpha(list(ratings.values())) if len(ratings) == len(WAYS) else None
        for pair in PAIRS:
            if set(pair) <= ratings.keys():
                found = kappa(*(ratings[way] for way in pair))
                lines[pair].append(Line(code.id, code.label, found, every))
    return {
        pair: tuple(found) for pair, found in lines.items() if any(one.found.n for one in found)
    }


def weak(lines: tuple[Line, ...]) -> list[str]:
    """The labels of codes with weak agreement, as far as enough answers tell."""
    return [
        one.label
        for one in lines
        if one.found.n >= SMALL and one.found.value is not None and one.found.value < LOW
    ]


def differing(url: str, file: Path, look: Look, pair: Pair, code_id: str) -> Differing:
    """Where two differ of one code, in an order that has nothing to do with what is said."""
    desk = reading_desk.view(url, file, look).desk
    judged = coding_lists.judged(url, look)
    code = next((one for one in judged.codes if one.id == code_id), None)
    if code is None:
        return Differing(0, "")
    apart = list(_apart(judged, code, pair))
    place = {one.response_id: at for at, one in enumerate(desk.corpus.comments)}
    there = [one for one in apart if one in place]
    voices = (
        reading_marks.voice(
            _quoted(desk, code, place[one], by_rule=judged.said("rule", one, code.id) is True),
            _tags(judged, code, pair, one),
            None,
        )
        for one in islice(there, SHOWN)
    )
    return Differing(len(there), reading_marks.voices(voices))


def _apart(judged: Codings, code: Code, pair: Pair) -> Iterator[str]:
    first, second = pair
    units = judged.judged.get(first, {}).keys() & judged.judged.get(second, {}).keys()
    for one in sorted(units):
        said = {judged.said(way, one, code.id) for way in pair}
        if said == {True, False}:
            yield one


def _quoted(desk: Desk, code: Code, at: int, *, by_rule: bool) -> str:
    """A comment; where the rule found it, with the words for which it holds."""
    typed, reading = desk.corpus.comments[at].text, desk.corpus.readings[at]
    alike = spellings(desk.corpus, ward(desk.named))
    spans: list[tuple[int, int, Kind]] = []
    if by_rule:
        with suppress(RuleError):  # the rule was changed since
            rule = parse(code.rule)
            spans = [(start, end, "") for start, end in places(rule, reading, alike)]
    return reading_marks.quoted(typed, reading_marks.placed(typed, reading.text, spans))


def _tags(judged: Codings, code: Code, pair: Pair, response_id: str) -> list[str]:
    yes = next(way for way in pair if judged.said(way, response_id, code.id))
    no = next(way for way in pair if way != yes)
    return [
        code.label,
        f"{coding_lists.NAMES[yes]}：当てはまる",
        f"{coding_lists.NAMES[no]}：当てはまらない",
    ]
