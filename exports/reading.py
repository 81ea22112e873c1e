"""What was read out of comments as files: rows of text, each with its headings first.

Words that people wrote are neutral for spreadsheets (exports.neutral), figures have fixed digits.
A comment is named by the number of its row, and never copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from analysis.text.characteristic import Characteristic, Group, Word
from analysis.text.cooccurrence import Network
from analysis.text.corpus import Corpus
from analysis.text.examples import THRESHOLD, Proposals
from analysis.text.incidence import Incidence
from analysis.text.study import Said
from analysis.text.topics import Topic, Topics
from exports.neutral import cell

Row: TypeAlias = Sequence[str]

BETWEEN: Final = "|"  # terms, and numbers of rows, of one cell


def comments(
    rows: Sequence[int],
    places: Mapping[int, int],
    of: Corpus,
    topics: Topics | None,
    does: Said | None,
) -> Iterator[Row]:
    """Each of `rows`: its terms, topic, act and polarity, blank where the comment says nothing.

    `places` give the place in the corpus of the rows that say something.
    """
    yield "row", "terms", "topic", "act", "polarity"
    for row in rows:
        at = places.get(row)
        if at is None:
            yield str(row), "", "", "", ""
            continue
        words = dict.fromkeys(term.text for term in of.readings[at].terms)
        topic = int(topics.codes[at]) if topics is not None else -1
        yield (
            str(row),
            cell(BETWEEN.join(words)),
            _numbered(topic) if topic >= 0 else "",
            does.acts[at] if does is not None else "",
            _figure(float(does.leanings.values[at]), 3) if does is not None else "",
        )


def terms(table: Incidence) -> Iterator[Row]:
    """How many respondents use each term, of the `n` who say something."""
    yield "term", "respondents", "n"
    n = str(len(table.people))
    for term, people in zip(table.terms, table.respondents().tolist(), strict=True):
        yield cell(term), str(people), n


def topics(found: Topics, rows: Sequence[int]) -> Iterator[Row]:
    """The topics, each with its parts below it; `rows` are the rows of the corpus' comments.

    A topic with blank `part` is the whole. Stability is 0 to 1 (analysis.text.clusters).
    """
    yield (
        *("topic", "part", "name", "terms", "comments", "respondents"),
        *("stability", "examples", "dissenting"),
    )
    for number, topic in enumerate(found.topics):
        yield _topic(_numbered(number), "", topic, rows)
        for place, part in enumerate(topic.parts):
            yield _topic(_numbered(number), _numbered(place), part, rows)


def words_by(found: Characteristic) -> Iterator[Row]:
    """The words of each group, those it writes about more first; then those marked as lower.

    `respondents` are people of the group, `others` of the rest, blank below the least that is told.
    """
    yield (
        *("group", "group_n", "others_n", "term", "kind", "respondents", "others"),
        *("log_odds", "z", "p", "q", "mark"),
    )
    for group in found.groups:
        for word in group.more:
            yield _word(group, word)
        more = {word.text for word in group.more}
        yield from (_word(group, word) for word in group.less if word.text not in more)


def network(found: Network) -> Iterator[Row]:
    """The ties of words, the strongest first, with the communities of both ends."""
    yield (
        *("term_1", "term_2", "respondents_1", "respondents_2", "both"),
        *("jaccard", "g2", "q", "community_1", "community_2"),
    )
    for edge in found.edges:
        one, other = found.nodes[edge.one], found.nodes[edge.other]
        yield (
            *(cell(one.text), cell(other.text)),
            *(str(one.people), str(other.people), str(edge.both)),
            *(_figure(edge.jaccard, 4), _figure(edge.g2, 3), _figure(edge.q, 6)),
            *(_numbered(one.community), _numbered(other.community)),
        )


def codes(
    rows: Sequence[int], places: Mapping[int, int], coded: Mapping[int, str], found: Proposals
) -> Iterator[Row]:
    """The code of each of `rows`, the chance that it is right, and what says so.

    `coded` are the examples by place. `basis` is example, proposal, or unsure below the threshold.
    """
    yield "row", "code", "confidence", "basis"
    proposed = {one.comment: one for one in found.proposals}
    for row in rows:
        at = places.get(row, -1)
        if at in coded:
            yield str(row), cell(coded[at]), _figure(1, 4), "example"
            continue
        one = proposed.get(at)
        if one is None or one.best is None:
            yield str(row), "", "", ""
        else:
            basis = "proposal" if one.confidence >= THRESHOLD else "unsure"
            yield str(row), cell(one.best), _figure(one.confidence, 4), basis


def _topic(number: str, part: str, topic: Topic, rows: Sequence[int]) -> Row:
    examples = BETWEEN.join(str(rows[at]) for at in topic.examples)
    return (
        *(number, part, cell(topic.name), cell(BETWEEN.join(topic.terms))),
        *(str(topic.comments), str(topic.respondents)),
        "" if topic.stability is None else _figure(topic.stability, 3),
        examples,
        "" if topic.dissenting is None else str(rows[topic.dissenting]),
    )


def _word(group: Group, word: Word) -> Row:
    return (
        *(cell(group.label), str(group.n), str(group.others), cell(word.text), word.kind),
        *("" if people is None else str(people) for people in (word.people, word.others)),
        *(_figure(word.log_odds, 4), _figure(word.z, 4)),
        *(_figure(word.p, 6), _figure(word.q, 6), word.marked),
    )


def _numbered(place: int) -> str:
    return str(place + 1)


def _figure(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:.{digits}f}"  # + 0.0: no −0
