"""The comments that answer a query, a page at a time, and as a file: no Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from analysis.text import masking, personal_data
from analysis.text.acts import Spoken
from analysis.text.comments import Comment
from analysis.text.personal_data import Finding
from analysis.text.readings import Reading
from exports.neutral import neutral, sheet
from models.maskings import Decision
from pages.components import (
    reading_closed,
    reading_codes,
    reading_desk,
    reading_marks,
    reading_topics,
)
from pages.components.reading_desk import Look, View
from pages.components.reading_findings import PAGE
from pages.components.reading_marks import Mark

HEADS = ("受付番号", "ご意見", "伏せ字にしたご意見", "受けとめ", "話題", "分類", "言葉")


class Query(NamedTuple):
    """Which comments: with these characters, of this act, in this topic, with personal data, of
    this code.
    """

    words: str = ""
    act: str = ""
    topic: str = ""
    personal: bool = False
    code: str = ""


@dataclass(frozen=True)
class Page:
    """`total` comments of so many `people` answer; `html` and `text` are those of the page."""

    total: int
    people: int
    html: str
    text: str


class Found(NamedTuple):
    """A comment that answers a query; `topic` is "" where it has none."""

    comment: Comment
    reading: Reading
    spoken: Spoken
    topic: str


def page(
    url: str,
    file: Path,
    look: Look,
    query: Query,
    number: int,
    decisions: Sequence[Decision] = (),
) -> Page:
    """One page, counted from 0, sorted by nothing that tells when they came."""
    seen = reading_desk.view(url, file, look)
    decided = by_response(decisions)
    found = list(asked(seen, look, query, decided))
    shown = found[number * PAGE : (number + 1) * PAGE]
    return Page(
        total=len(found),
        people=len({one.comment.response_id for one in found}),
        html=reading_marks.voices(_voice(seen, look, one, query, decided) for one in shown),
        text="\n\n".join(one.comment.text for one in shown),
    )


def written(
    url: str, file: Path, look: Look, query: Query, decisions: Sequence[Decision] = ()
) -> bytes:
    """All of them as a CSV file in UTF-8 with BOM; what may name a person is masked beside."""
    seen = reading_desk.view(url, file, look)
    decided = by_response(decisions)
    rows = [
        [
            one.comment.response_id,
            neutral(one.comment.text),
            neutral(published(one, decided)),
            one.spoken.act,
            neutral(one.topic),
            neutral(codes_of(seen, look, one)),
            neutral("、".join(dict.fromkeys(term.text for term in one.reading.terms))),
        ]
        for one in asked(seen, look, query, decided)
    ]
    return sheet([HEADS, *rows], "utf-8-sig").data


def by_response(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    """The decisions about each response."""
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.response_id, []).append(one)
    return found


def published(one: Found, decided: Mapping[str, Sequence[Decision]]) -> str:
    """The comment as it may be published: what nobody has decided about is masked too."""
    mine = decided.get(one.comment.response_id, ())
    return masking.for_publication(one.comment, personal(one.comment.text, one.reading), mine)


def codes_of(seen: View, look: Look, one: Found) -> str:
    """The codes that hold of a comment, in a cell of a file."""
    return "、".join(reading_codes.of(seen, look, one.comment.response_id))


def asked(
    seen: View, look: Look, query: Query, decided: Mapping[str, Sequence[Decision]]
) -> Iterator[Found]:
    """The comments that answer the query; what staff `decided` about may name a person too."""
    told = reading_topics.reliable(seen, look)
    wanted = query.words.strip().lower()
    topics = told.topics if told is not None else ()
    place = next((at for at, one in enumerate(topics) if one.id == query.topic), None)
    coded = reading_codes.people_of(seen, look, query.code)
    rows = zip(seen.corpus.comments, seen.corpus.readings, seen.spoken, strict=True)
    for at, (comment, reading, spoken) in enumerate(rows):
        code = int(told.codes[at]) if told is not None else -1
        if wanted and wanted not in comment.text.lower() and wanted not in reading.text.lower():
            continue
        if query.act and spoken.act != query.act:
            continue
        if query.topic and code != place:
            continue
        if query.code and not coded[seen.desk.rows[comment.response_id]]:
            continue
        if query.personal and not (
            comment.response_id in decided or personal(comment.text, reading)
        ):
            continue
        yield Found(comment, reading, spoken, topics[code].name if code >= 0 else "")


def _voice(
    seen: View,
    look: Look,
    one: Found,
    query: Query,
    decided: Mapping[str, Sequence[Decision]],
) -> str:
    typed = one.comment.text
    codes = codes_of(seen, look, one)
    mine = decided.get(one.comment.response_id, ())
    waiting = masking.undecided(one.comment, personal(typed, one.reading), mine)
    hidden = masking.hidden(one.comment, mine)
    marks = [Mark(finding.start, finding.end, "personal") for finding in waiting]
    marks += [Mark(finding.start, finding.end, "masked") for finding in hidden]
    marks += reading_marks.of_words(typed, query.words)
    if not query.words:
        marks += reading_marks.of_act(typed, one.reading.text, one.spoken)
    kinds = "・".join(dict.fromkeys(finding.kind for finding in waiting))
    act = f"{one.spoken.act}（推定）" if one.spoken.assumed else one.spoken.act
    tags = [
        act,
        *([one.topic] if one.topic else []),
        *([f"分類：{codes}"] if codes else []),
        *([f"要確認：{kinds}"] if kinds else []),
        *(["伏せ字あり"] if hidden else []),
    ]
    closed = reading_closed.of(seen.desk.answers, seen.desk.rows[one.comment.response_id])
    return reading_marks.voice(reading_marks.quoted(typed, marks), tags, closed)


def personal(text: str, reading: Reading) -> tuple[Finding, ...]:
    """What may name a person in a comment, as typed and as it was read.

    It is kept, for every step over all comments asks for it again.
    """
    found = _personal.get(text)
    if found is None:
        if len(_personal) >= _KEPT:
            _personal.clear()
        found = personal_data.find(text, (reading.text, reading.tokens))
        _personal[text] = found
    return found


_KEPT: Final = 200_000  # comments, most of them without anything
_personal: dict[str, tuple[Finding, ...]] = {}
