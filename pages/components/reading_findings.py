"""What よむ shows of the words people wrote, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.text import cycles
from analysis.text.act_tables import ActTable, act_of_people, by_attribute, by_topic
from analysis.text.acts import Act
from analysis.text.characteristic import Characteristic, characteristic
from analysis.text.cooccurrence import Network, group_network, network
from analysis.text.corpus import incidence
from analysis.text.correspondence import Correspondence, correspondence
from analysis.text.kwic import Side, places
from analysis.text.names import ward
from analysis.text.proposals import Proposal, proposals
from analysis.text.terms import TermTable, table
from analysis.text.trends import Trends, trends
from analysis.text.variants import Merges
from analysis.text.word_groups import LEAST
from analysis.text.word_sentences import of_groups
from pages.components import reading_closed, reading_desk, reading_marks, reading_topics
from pages.components.reading_desk import Attribute, Look, View, attributes

PAGE: Final = 25  # comments, or lines, on a page
_EXAMPLE: Final = range(15, 120)  # characters of a comment that stands for an act
_ACTS: Final[tuple[Act, ...]] = ("要望", "不満", "称賛")


@dataclass(frozen=True)
class Story:
    """The five lines of よむ: who wrote, of what, how they feel, who differs, in whose words.

    `divided` is the name of the attribute that `differences` are sentences about, "" for none.
    `examples` are HTML.
    """

    asked: int
    blank: int
    empty: int
    comments: int
    people: int
    repeats: int
    terms: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    acts: ActTable
    divided: str
    differences: tuple[str, ...]
    examples: str


@dataclass(frozen=True)
class Lines:
    """A page of the places of a word, as HTML; `people` wrote it at `places` places."""

    people: int
    places: int
    html: str


@dataclass(frozen=True)
class LeftOut:
    """`words` that are not counted and those that are, with their people, most people first.

    Of the second, `usual` are what the question says or nearly all write.
    """

    words: tuple[tuple[str, int], ...]
    usual: tuple[Proposal, ...]
    counted: tuple[tuple[str, int], ...]
    asked_with: frozenset[str]


@dataclass(frozen=True)
class Differences:
    """The words of the groups of an attribute, and those groups on a map."""

    words: Characteristic
    map: Correspondence


@cycles.unsearched()
def story(url: str, file: Path, look: Look) -> Story:
    """The summary of a look."""
    seen = reading_desk.view(url, file, look)
    people = seen.incidence.respondents().tolist()
    told = reading_topics.reliable(seen, look)
    divided, differences = _first_differences(seen)
    return Story(
        asked=seen.asked,
        blank=seen.blank,
        empty=seen.corpus.empty,
        comments=len(seen.corpus.comments),
        people=len(seen.incidence.people),
        repeats=seen.repeats,
        terms=tuple(zip(seen.incidence.terms[:8], people[:8], strict=True)),
        topics=tuple((one.name, one.respondents) for one in told.topics[:4]) if told else (),
        acts=by_topic(act_codes(seen), []),
        divided=divided,
        differences=differences,
        examples=_examples(seen),
    )


def choices(url: str, file: Path, look: Look) -> dict[str, str]:
    """Key → name of what people can be divided by."""
    found = attributes(reading_desk.view(url, file, look).desk.answers)
    return {key: one.name for key, one in found.items()}


def words(url: str, file: Path, look: Look) -> tuple[TermTable, Trends]:
    """The terms by people, and over time."""
    seen = reading_desk.view(url, file, look)
    found = table(seen.corpus, without=seen.desk.left_out)
    return found, trends(seen.incidence, seen.desk.answers.received[seen.rows])


def merges(url: str, file: Path, look: Look) -> Merges:
    """The spellings that are counted as one, whoever is looked at, and those that staff undid."""
    corpus = reading_desk.view(url, file, look).desk.corpus
    return Merges(corpus.merges, corpus.apart)


def left_out(url: str, file: Path, look: Look) -> LeftOut:
    """The words that tables leave out, whoever is looked at, and what else they might."""
    desk = reading_desk.view(url, file, look).desk
    every = incidence(desk.corpus)
    people = dict(zip(every.terms, every.respondents().tolist(), strict=True))
    said = proposals(every, desk.label, ward(desk.named))
    return LeftOut(
        words=tuple((term, n) for term, n in people.items() if term in desk.left_out),
        usual=tuple(one for one in said if one.term not in desk.left_out),
        counted=tuple((term, n) for term, n in people.items() if term not in desk.left_out),
        asked_with=desk.asked_with,
    )


def ties(url: str, file: Path, look: Look, attribute: str = "") -> Network:
    """Words that the same people write, or with an attribute words and groups of people."""
    seen = reading_desk.view(url, file, look)
    if not attribute:
        return network(seen.incidence)
    by = attributes(seen.desk.answers)[attribute]
    return group_network(seen.incidence, by.codes[seen.rows], by.labels)


def lines(url: str, file: Path, look: Look, term: str, by: Side = "right", page: int = 0) -> Lines:
    """A page of the places of a word."""
    seen = reading_desk.view(url, file, look)
    found = places(seen.corpus, term, by=by)
    desk = seen.desk
    shown = found[page * PAGE : (page + 1) * PAGE]
    closed = [reading_closed.of(desk.answers, desk.rows[one.response_id]) for one in shown]
    return Lines(
        people=len({one.response_id for one in found}),
        places=len(found),
        html=reading_marks.lines(zip(shown, closed, strict=True)),
    )


def feelings(url: str, file: Path, look: Look, attribute: str) -> ActTable:
    """What people do with their comments, by attribute or, where that is blank, by topic."""
    seen = reading_desk.view(url, file, look)
    acts = act_codes(seen)
    if attribute:
        by = attributes(seen.desk.answers)[attribute]
        return by_attribute(acts, by.codes[seen.rows], by.labels)
    return by_topic(acts, reading_topics.people_of(seen, look))


def differences(url: str, file: Path, look: Look, attribute: str) -> Differences:
    """What groups of people write about more than the others."""
    seen = reading_desk.view(url, file, look)
    by = attributes(seen.desk.answers)[attribute]
    codes = by.codes[seen.rows]
    return Differences(
        characteristic(seen.incidence, codes, by.labels),
        correspondence(seen.incidence, codes, by.labels),
    )


def act_codes(seen: View) -> NDArray[np.int8]:
    """The act of each person of the view."""
    pairs = zip(seen.corpus.comments, seen.spoken, strict=True)
    acts = ((one.response_id, told.act) for one, told in pairs)
    return act_of_people(acts, seen.incidence.people)


def _first_differences(seen: View) -> tuple[str, tuple[str, ...]]:
    """Of the first attribute that has groups to compare, how they differ."""
    for by in attributes(seen.desk.answers).values():
        if _divides(by, seen):
            found = characteristic(seen.incidence, by.codes[seen.rows], by.labels)
            return by.name, tuple(of_groups(found))[:2]
    return "", ()


def _divides(by: Attribute, seen: View) -> bool:
    codes = by.codes[seen.rows]
    sizes = np.bincount(codes[codes >= 0], minlength=len(by.labels))
    return int((sizes >= LEAST).sum()) > 1


def _examples(seen: View) -> str:
    """For each act the comment of ordinary length that shares most terms with others of its act."""
    found = []
    for act in _ACTS:
        members = [at for at, told in enumerate(seen.spoken) if told.act == act and told.deciding]
        used = Counter(t.text for at in members for t in seen.corpus.readings[at].terms)
        short = [at for at in members if len(seen.corpus.comments[at].text) in _EXAMPLE]
        if not (fitting := short or members):
            continue
        best = max(
            fitting,
            key=lambda at: (
                sum(used[text] for text in {t.text for t in seen.corpus.readings[at].terms}),
                seen.corpus.comments[at].text,
            ),
        )
        typed, normal = seen.corpus.comments[best].text, seen.corpus.readings[best].text
        marks = reading_marks.of_act(typed, normal, seen.spoken[best])
        people = len({seen.corpus.comments[at].response_id for at in members})
        words_ = reading_marks.quoted(typed, marks)
        found.append(reading_marks.voice(words_, (act, f"ほか{people - 1:,}人"), None))
    return reading_marks.voices(found) if found else ""
