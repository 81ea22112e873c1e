"""From comments to every figure of よむ: the steps, in order, each to be called or kept alone.

Every step is a function of what the steps before it gave and of the settings. The same comments and
settings give the same figures, in any process; `analysis.text.provenance` says on what else they
depend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.text import characteristic as words
from analysis.text import cooccurrence, corpus, cycles, grouping, intake, topics
from analysis.text import examples as by_example
from analysis.text.acts import Act, expected_act, spoken
from analysis.text.comments import Comment
from analysis.text.communities import SEED
from analysis.text.corpus import Corpus, Tokenized
from analysis.text.grouping import Grouping
from analysis.text.incidence import Incidence
from analysis.text.leanings import Leanings, by_comments, by_ratings
from analysis.text.names import Listed, ward
from analysis.text.personal_data import Finding, find
from analysis.text.stances import stance
from analysis.text.vectors import learn, place


@dataclass(frozen=True)
class Settings:
    """What staff, or a script, chose.

    `question` is the question's words: what it asks for decides about comments that no word does.
    `names` change the shipped list of names, `undone` are spellings that count for themselves,
    `without` are terms left out. Terms count from `least` respondents on; if `folded`, a comment
    that repeats another counts for nobody. `topics` and `parts` are how many, None by the rule.
    """

    question: str = ""
    seed: int = SEED
    topics: int | None = None
    parts: int | None = None
    names: tuple[Listed, ...] = ()
    undone: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    least: int = 1
    folded: bool = False


@dataclass(frozen=True, eq=False)
class Said:
    """What each comment of a corpus does, and how far it is for or against, both parallel to it."""

    acts: tuple[Act, ...]
    leanings: Leanings


def read(
    comments: Sequence[Comment], settings: Settings, tokenized: Tokenized = intake.tokens
) -> Corpus:
    """The comments that say something. `tokenized` gives tokens that were kept, if any were."""
    return corpus.read(comments, ward(settings.names), settings.undone, tokenized)


@cycles.unsearched()
def terms(of: Corpus, settings: Settings) -> Incidence:
    """Who speaks of what."""
    return corpus.incidence(of, settings.least, settings.without, settings.folded)


@cycles.unsearched()
def said(
    of: Corpus,
    settings: Settings,
    rated: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None,
) -> Said:
    """Acts and polarity. `rated` are who rated high and who low, parallel to the comments."""
    stances = [stance(reading.text, reading.tokens) for reading in of.readings]
    leanings = by_comments(stances) if rated is None else by_ratings(stances, *rated)
    expected = expected_act(settings.question)
    return Said(
        tuple(
            spoken(one, expected, value).act
            for one, value in zip(stances, leanings.values.tolist(), strict=True)
        ),
        leanings,
    )


@cycles.unsearched()
def without_tokens(of: Corpus) -> Corpus:
    """The same comments in less memory: acts, KWIC and coding rules need tokens, the rest none."""
    return replace(of, readings=tuple(replace(one, tokens=()) for one in of.readings))


@cycles.unsearched()
def grouped(of: Corpus, settings: Settings) -> Grouping:
    """The comments in topics, before staff change them (analysis.text.topic_edits)."""
    return grouping.group(of, settings.topics, settings.parts, settings.seed)


@cycles.unsearched()
def topics_of(of: Corpus, found: Grouping) -> topics.Topics:
    """The topics in words."""
    return topics.describe(of, found)


def network(table: Incidence, settings: Settings) -> cooccurrence.Network:
    """Words that the same people write."""
    return cooccurrence.network(table, seed=settings.seed)


def characteristic(
    table: Incidence, values: Mapping[str, str], shown: int = words.SHOWN
) -> words.Characteristic:
    """What the people of each value write about more; `values` by respondent, "" for no answer."""
    labels = sorted({values[person] for person in table.people} - {""})
    number = {label: at for at, label in enumerate(labels)}
    codes = np.array([number.get(values[person], -1) for person in table.people], np.intp)
    return words.characteristic(table, codes, labels, shown=shown)


def personal_data(of: Corpus) -> tuple[tuple[Finding, ...], ...]:
    """What to look at in each comment before it is published, at places of the text as typed."""
    found: dict[str, tuple[Finding, ...]] = {}
    for comment in of.comments:
        if comment.text not in found:
            found[comment.text] = find(comment.text)
    return tuple(found[comment.text] for comment in of.comments)


def proposals(
    of: Corpus, coded: Mapping[int, str], further: Mapping[str, str], settings: Settings
) -> by_example.Proposals:
    """Codes for comments after the example of some.

    `coded` are examples among the comments by their place, `further` examples are texts that are
    not among them. Raises ValueError unless two codes have examples with words that are known.
    """
    more = read([Comment("", text) for text in further], settings)
    own = [reading.plain for reading in of.readings]
    vectors = place(learn([*own, *(reading.plain for reading in more.readings)]))
    taught = dict(coded)
    for at, comment in enumerate(more.comments):
        taught[len(own) + at] = further[comment.text]
    return by_example.propose(vectors, taught)
