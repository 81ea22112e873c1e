"""The places of comments that may name a person, with what staff decided: no Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from analysis.text import intake, masking, personal_data
from analysis.text.comments import Comment
from exports.neutral import neutral, sheet
from models.maskings import Choice, Decision, Kind
from pages.components import reading_desk, reading_marks, reading_pages
from pages.components.reading_desk import Look
from pages.components.reading_marks import Mark
from pages.components.reading_pages import Found, Query, by_response, personal

PAGE: Final = 10  # comments shown at once
HEADS: Final = ("ご意見", "受けとめ", "話題", "分類")


class Place(NamedTuple):
    """`start:end` of a comment with its words; `choice` is None until somebody decides."""

    start: int
    end: int
    kind: Kind
    words: str
    choice: Choice | None


class Placed(NamedTuple):
    """A comment, as typed and as HTML, with its places in order."""

    response_id: str
    text: str
    html: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Places:
    """`comments` answer a query and have so many places, of which `left` wait for a decision."""

    comments: int
    places: int
    left: int
    shown: tuple[Placed, ...]


@dataclass(frozen=True)
class Elsewhere:
    """Where words stand in comments of so many `people`, and not masked yet: `html` of some."""

    people: int
    decisions: tuple[Decision, ...]
    html: str


def page(
    url: str,
    file: Path,
    look: Look,
    query: Query,
    decisions: Sequence[Decision],
    since: Sequence[Decision],
    number: int,
) -> Places:
    """One page of the comments with places, counted from 0.

    First come those with a place that `since` leaves undecided, so that none moves while its
    places are decided one by one.
    """
    seen = reading_desk.view(url, file, look)
    decided, before = by_response(decisions), by_response(since)
    found = reading_pages.asked(seen, look, query._replace(personal=True), decided)
    placed = [(one, places) for one in found if (places := places_of(one, decided))]
    placed.sort(key=lambda pair: not _waits(pair[0], before))
    return Places(
        comments=len(placed),
        places=sum(len(places) for _, places in placed),
        left=sum(place.choice is None for _, places in placed for place in places),
        shown=tuple(
            _placed(one.comment, places, query)
            for one, places in placed[number * PAGE : (number + 1) * PAGE]
        ),
    )


def left(url: str, file: Path, look: Look, query: Query, decisions: Sequence[Decision]) -> int:
    """How many places nobody has decided about, in the comments that answer the query."""
    seen, decided = reading_desk.view(url, file, look), by_response(decisions)
    return sum(
        place.choice is None
        for one in reading_pages.asked(seen, look, query, decided)
        for place in places_of(one, decided)
    )


def published(
    url: str, file: Path, look: Look, query: Query, decisions: Sequence[Decision]
) -> bytes:
    """The comments as a CSV file for everybody, in UTF-8 with BOM.

    Nothing in it leads to a person: no number, nothing chosen in closed questions, and sorted by
    what is written in it, for responses.csv has the order of the numbers.
    """
    seen, decided = reading_desk.view(url, file, look), by_response(decisions)
    rows = sorted(
        (
            one.topic,
            one.spoken.act,
            reading_pages.published(one, decided),
            reading_pages.codes_of(seen, look, one),
        )
        for one in reading_pages.asked(seen, look, query, decided)
    )
    cells = (
        [neutral(text), act, neutral(topic), neutral(codes)] for topic, act, text, codes in rows
    )
    return sheet([HEADS, *cells], "utf-8-sig").data


def elsewhere(
    url: str, file: Path, look: Look, words: str, decisions: Sequence[Decision]
) -> Elsewhere:
    """Where these words stand in any comment of the question, whoever is looked at."""
    seen, decided = reading_desk.view(url, file, look), by_response(decisions)
    found: list[Decision] = []
    voices: list[str] = []
    for comment in seen.desk.corpus.comments:
        new = to_hide(comment, words, decided.get(comment.response_id, ()))
        if new and len(voices) < PAGE:
            marks = [Mark(one.start, one.end, "") for one in new]
            voices.append(reading_marks.voice(reading_marks.quoted(comment.text, marks), (), None))
        found += new
    people = len({one.response_id for one in found})
    return Elsewhere(people, tuple(found), reading_marks.voices(voices))


def names(url: str, file: Path, look: Look, terms: Sequence[str]) -> frozenset[str]:
    """Those of the terms that somebody may be called by in a comment: 田中, and also 田中さん."""
    texts = reading_desk.texts(url, look.survey, look.source)
    found = {
        text[one.start : one.end]
        for text, tokens in zip(texts, intake.tokens(texts, file), strict=True)
        for one in personal_data.find(text, (text, tokens))
        if one.kind == "氏名"
    }
    return frozenset(term for term in terms if any(term in name or name in term for name in found))


def to_hide(comment: Comment, words: str, mine: Sequence[Decision]) -> list[Decision]:
    """A decision for every place of these words in a comment that is not masked yet."""
    hidden = masking.hidden(comment, mine)
    return [
        Decision(comment.response_id, start, end, "その他", "mask")
        for start, end in masking.places_of(comment.text, words)
        if not any(one.start <= start and end <= one.end for one in hidden)
    ]


def places_of(one: Found, decided: Mapping[str, Sequence[Decision]]) -> tuple[Place, ...]:
    """What was found in a comment and nobody decided about, and what was decided, in order."""
    comment = one.comment
    mine = [each for each in decided.get(comment.response_id, ()) if masking.fits(each, comment)]
    waiting = masking.undecided(comment, personal(comment.text, one.reading), mine)
    places: list[tuple[int, int, Kind, Choice | None]]
    places = [(each.start, each.end, each.kind, None) for each in waiting]
    places += [(each.start, each.end, each.kind, each.choice) for each in mine]
    return tuple(
        Place(start, end, kind, comment.text[start:end], choice)
        for start, end, kind, choice in sorted(places, key=lambda place: place[:2])
    )


def _waits(one: Found, decided: Mapping[str, Sequence[Decision]]) -> bool:
    mine = decided.get(one.comment.response_id, ())
    return bool(masking.undecided(one.comment, personal(one.comment.text, one.reading), mine))


def _placed(comment: Comment, places: tuple[Place, ...], query: Query) -> Placed:
    kinds: dict[Choice | None, reading_marks.Kind] = {None: "personal", "mask": "masked"}
    marks = [
        Mark(place.start, place.end, kinds[place.choice])
        for place in places
        if place.choice in kinds
    ]
    marks += reading_marks.of_words(comment.text, query.words)
    html = reading_marks.voice(reading_marks.quoted(comment.text, marks), (), None)
    return Placed(comment.response_id, comment.text, html, places)
