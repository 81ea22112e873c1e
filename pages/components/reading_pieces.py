"""A topic in pieces, before anything is kept: no Streamlit here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from analysis.text.topic_edits import Split, propose_split
from analysis.text.topics import Topic
from pages.components import reading_desk, reading_marks, reading_topics
from pages.components.reading_desk import Look, View
from pages.components.reading_members import found

_VOICES: Final = 2
_GONE: Final = "この話題は、いまはありません。選び直してください。"
_ALIKE: Final = "この話題のご意見は、使う言葉に違いがないため、分けられません。"


class Piece(NamedTuple):
    """What would become of a part of the topic; `voices` are typical comments as HTML."""

    name: str
    terms: tuple[str, ...]
    comments: int
    respondents: int
    voices: str


@dataclass(frozen=True)
class Offer:
    """The step that makes these `pieces`, largest first; None and why where there is none."""

    step: Split | None
    pieces: tuple[Piece, ...] = ()
    refused: str = ""


def offered(url: str, file: Path, look: Look, topic: str, pieces: int) -> Offer:
    """The topic, or part, in at most so many pieces, as it would be shown."""
    seen = reading_desk.view(url, file, look)
    now = reading_topics.grouped(seen, look)
    try:
        step = propose_split(now.edited, topic, pieces)
    except KeyError:
        return Offer(None, refused=_GONE)
    if step is None:
        return Offer(None, refused=_ALIKE)
    after = reading_topics.with_step(seen, look, step)
    if after.changes[-1].refused:
        return Offer(None, refused=after.changes[-1].refused)
    made = [found(after.topics, piece.id) for piece in step.pieces]
    shown = sorted((one for one in made if one), key=lambda one: -one.comments)
    return Offer(step, tuple(_piece(seen, one) for one in shown))


def _piece(seen: View, topic: Topic) -> Piece:
    voices = (
        reading_marks.voice(reading_marks.quoted(seen.corpus.comments[at].text), (), None)
        for at in topic.examples[:_VOICES]
    )
    return Piece(
        topic.name,
        topic.terms,
        topic.comments,
        topic.respondents,
        reading_marks.voices(voices),
    )
