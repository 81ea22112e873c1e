"""What the examples of persons propose for the other comments: no Streamlit here.

An example is a comment of which a person said that a code holds. Proposals name one code a comment,
so a comment of several codes is an example of the first of them in the order of the codes. Comments
of which a person said of every code that it does not hold are examples too, of REST: without them
whatever has nothing to do with any code would be given the one it is least unlike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from analysis.text.corpus import Corpus
from analysis.text.examples import ENOUGH, propose
from analysis.text.vectors import learn, place
from models.codes import REST
from models.codings import Codings
from pages.components import coding_lists, reading_desk
from pages.components.reading_desk import Look

_ROUNDING: Final = 1e-6


class Row(NamedTuple):
    """A proposal: the code, and the chance in percent, rounded down, that it is right."""

    response_id: str
    code: str
    percent: int


@dataclass(frozen=True)
class Proposed:
    """Proposals from 50 % on, the surest first. `right` of `tested` examples got their own code
    when they were held back. Of `outside` comments none of the codes seems to hold, which is seen
    only `with_rest`, that is with examples of it; `unsure` have no code that reaches 50 %.
    """

    rows: tuple[Row, ...]
    right: int
    tested: int
    outside: int
    unsure: int
    with_rest: bool


def examples(url: str, file: Path, look: Look) -> dict[str, int]:
    """Code, or REST → how many examples it has."""
    corpus = reading_desk.view(url, file, look).desk.corpus
    found = Counter(_taught(corpus, coding_lists.judged(url, look)).values())
    return dict(found)


def may_propose(counts: Mapping[str, int]) -> bool:
    """Whether two codes have enough examples."""
    return sum(counts[code] >= ENOUGH for code in counts if code != REST) > 1


def proposed(url: str, file: Path, look: Look) -> Proposed | None:
    """Proposals for the comments of which no person said that a code holds; never a code that a
    person took off. None while examples are too few, or none of their words is known.

    Codes, and REST, with fewer than ENOUGH examples are not proposed.
    """
    corpus = reading_desk.view(url, file, look).desk.corpus
    judged = coding_lists.judged(url, look)
    taught = _taught(corpus, judged)
    counts = Counter(taught.values())
    if not may_propose(counts):
        return None
    vectors = place(learn([reading.plain for reading in corpus.readings]))
    enough = {at: code for at, code in taught.items() if counts[code] >= ENOUGH}
    try:
        found = propose(vectors, enough)
    except ValueError:
        return None
    rows, outside, unsure = [], 0, 0
    for one in found.proposals:
        response_id = corpus.comments[one.comment].response_id
        if one.comment in taught:
            continue
        if one.code == REST:
            outside += 1
        elif one.code is None:
            unsure += 1
        elif judged.said("person", response_id, one.code) is None:
            rows.append(Row(response_id, one.code, int(one.confidence * 100 + _ROUNDING)))
    rows.sort(key=lambda row: (-row.percent, row.response_id))
    return Proposed(
        tuple(rows), found.right, found.tested, outside, unsure, REST in enough.values()
    )


def _taught(corpus: Corpus, judged: Codings) -> dict[int, str]:
    """The place of each example in the corpus, and its code."""
    order = [code.id for code in judged.codes]
    found = {}
    for at, comment in enumerate(corpus.comments):
        said = judged.judged.get("person", {}).get(comment.response_id, {})
        first = next((code for code in order if said.get(code)), None)
        if first is not None:
            found[at] = first
        elif order and all(code in said for code in order):
            found[at] = REST
    return found
