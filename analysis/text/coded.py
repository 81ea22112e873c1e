"""Codes of what people wrote as a column: from here on a question of several answers.

It stands behind the question as part KEY.code, so that tables, tests, filters and files take it as
they take any other. Whoever left the text blank is 無回答 there too; a comment that no code holds
of, one that says nothing, and one that was not judged yet are answers, and counted as such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.columns import ANSWERED, NOT_ASKED, Answers, Column
from analysis.text.agreement import MISSING, Codes
from models.codes import OUTSIDE, UNREAD
from models.codings import WAYS, Codings, Way
from models.questions.base import Category, Part

NOTE: Final = "自由に書かれたご意見を、職員が分類したものです。1件がいくつもの分類に入ります。"


def key_of(source: str) -> str:
    """The key of the part: q4.code, and q1.other_code for what stood beside その他."""
    return f"{source}_code" if "." in source else f"{source}.code"


def is_coded(key: str) -> bool:
    """Whether this is the key of such a part; a row of a matrix has no table of its own."""
    return "." in key and key.endswith("code")


def label_of(words: str) -> str:
    """What the column is called; `words` are the question's."""
    return f"ご意見の分類（{words}）"


def categories(codings: Codings, *, unread: bool) -> tuple[Category, ...]:
    """The codes in their order, then what stands outside them."""
    outside = {code: label for code, label in OUTSIDE.items() if unread or code != UNREAD}
    codes = {code.id: code.label for code in codings.codes} | outside
    return tuple(Category(code, {"ja": label}) for code, label in codes.items())


def columns(
    answers: Answers,
    ids: Sequence[str],
    codings: Mapping[str, Codings],
    questions: Mapping[str, str],
) -> dict[str, Column]:
    """Source → its column, for each that has codes.

    `ids` are the response_ids of the rows, `questions` the words of each source; one without words
    is none of the survey's and has no column.
    """
    return {
        source: column(source, codings[source], answers, ids, questions[source])
        for source in questions
        if source in codings
    }


def beside(answers: Answers, found: Mapping[str, Column]) -> Answers:
    """The answers with these columns, each behind those of its question."""
    return replace(answers, columns=dict(_placed(answers.columns, found)))


def column(
    source: str, codings: Codings, answers: Answers, ids: Sequence[str], words: str
) -> Column:
    """The column of one source. Beside その他 only those whose words were judged count as asked."""
    settled = codings.settled()
    state = _state(source, answers, ids, settled)
    wrote = (state == ANSWERED).tolist()
    held: list[Collection[str]] = [
        (settled.get(one, (UNREAD,)) if there else ())
        for one, there in zip(ids, wrote, strict=True)
    ]
    unread = any(UNREAD in codes for codes in held)
    known = categories(codings, unread=unread)
    places = {category.code: place for place, category in enumerate(known)}
    marks = np.zeros((len(ids), len(known)), np.bool_)
    pairs = [(row, places[code]) for row, codes in enumerate(held) for code in codes]
    if pairs:
        marks[tuple(np.array(pairs).T)] = True
    part = Part(key_of(source), {"ja": label_of(words)}, "any_of", known)
    return Column(part, state, marks=marks)


def ratings(codings: Codings, code_id: str) -> dict[Way, Codes]:
    """What each way that judged anything says of a code: 1, 0 or MISSING, answer by answer.

    The arrays are parallel, as analysis.text.agreement takes them.
    """
    ways = [way for way in WAYS if codings.judged.get(way)]
    units = sorted({one for way in ways for one in codings.judged[way]})
    return {
        way: np.array([_rated(codings.said(way, unit, code_id)) for unit in units], np.int_)
        for way in ways
    }


def _rated(said: bool | None) -> int:
    return MISSING if said is None else int(said)


def _state(
    source: str, answers: Answers, ids: Sequence[str], settled: Mapping[str, Collection[str]]
) -> NDArray[np.uint8]:
    if source in answers.columns:
        return answers.columns[source].state
    return np.array([ANSWERED if one in settled else NOT_ASKED for one in ids], np.uint8)


def _placed(
    columns: Mapping[str, Column], found: Mapping[str, Column]
) -> Iterator[tuple[str, Column]]:
    """Each coded column behind the last part of its question; where there is none, at the end."""
    last = {key.partition(".")[0]: key for key in columns}
    after: dict[str, list[Column]] = {}
    for source, one in found.items():
        after.setdefault(last.get(source.partition(".")[0], ""), []).append(one)
    for key, old in columns.items():
        yield key, old
        yield from ((one.part.key, one) for one in after.get(key, ()))
    yield from ((one.part.key, one) for one in after.get("", ()))
