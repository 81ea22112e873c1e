"""Which comments staff file by hand, in their words, and what was judged: no Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, TypeAlias

from models import codings
from models.codes import REST
from models.codings import WAYS, Codings, Way
from models.store import Store
from pages.components import reading_desk, reading_marks
from pages.components.reading_desk import Look

Kind: TypeAlias = Literal["unseen", "uncoded", "code", "all"]

NAMES: Final[dict[Way, str]] = {"person": "職員", "rule": "規則", "example": "例"}
_SEED: Final = "1"  # of the order in which comments come to whoever has seen none of them
_FRAMELESS: Final = '<div class="koe-voice" style="border:0;padding:0">'
_OFF: Final = "職員が外した分類"
_NONE: Final = Codings((), {})


@dataclass(frozen=True)
class Listed:
    """The response_ids of a list, in order, out of so many `comments` that say something."""

    ids: tuple[str, ...]
    comments: int


def whole(look: Look) -> Look:
    """The same question and state, of everybody."""
    return Look(*look[:3])


def judged(url: str, look: Look) -> Codings:
    """The codes of the question, and what was judged up to now."""
    store = Store(url, writable=False)
    try:
        with store.reading() as session:
            return codings.of(session, look.survey).get(look.source, _NONE)
    finally:
        store.close()


def listed(url: str, file: Path, look: Look, kind: Kind, code: str = "", now: int = 0) -> Listed:
    """The comments of a look: those no person has seen, those nobody judged, of a code, or all.

    What no person has seen comes in an order that has nothing to do with what is said, always the
    same: its first hundred are a fair sample. `code` may be REST. `now` tells states of the
    codes apart that are later than the look.
    """
    del now
    seen = reading_desk.view(url, file, look)
    ids = list(dict.fromkeys(one.response_id for one in seen.corpus.comments))
    found = judged(url, look)
    if kind == "unseen":
        persons = found.judged.get("person", {})
        ids = sorted((one for one in ids if one not in persons), key=_drawn)
    elif kind != "all":
        settled = found.settled()
        ids = [
            one
            for one in ids
            if (one not in settled if kind == "uncoded" else code in settled.get(one, ()))
        ]
    return Listed(tuple(ids), len(seen.desk.corpus.comments))


def voices(url: str, file: Path, look: Look, ids: tuple[str, ...]) -> dict[str, str]:
    """The comments of these people as HTML without a frame; not those whose answers are gone."""
    wanted = set(ids)
    corpus = reading_desk.view(url, file, look).desk.corpus
    return {
        one.response_id: f"{_FRAMELESS}{reading_marks.quoted(one.text)}</div>"
        for one in corpus.comments
        if one.response_id in wanted
    }


def said_of(found: Codings, response_id: str) -> str:
    """In words, what holds of an answer and who says so, and what a person took off."""
    if not any(response_id in found.judged.get(way, {}) for way in WAYS):
        return "まだ分類していません。"
    parts = list(_held(found, response_id))
    settled = found.settled()[response_id]
    if not settled & {code.id for code in found.codes}:
        ways = [NAMES[way] for way in WAYS if response_id in found.judged.get(way, {})]
        none = "どの分類にも当てはまりません" if REST in settled else "「特になし」などの記入です"
        parts.insert(0, f"{none}（{'・'.join(ways)}）")
    if all(found.said("person", response_id, code.id) is not None for code in found.codes):
        parts.insert(0, "職員が確認ずみ")
    return "".join(f"{part}。" for part in parts)


def _held(found: Codings, response_id: str) -> Iterator[str]:
    """Each way with the codes that hold by it; what a person says stands before the others."""
    by: dict[str, list[str]] = {name: [] for name in (*NAMES.values(), _OFF)}
    for code in found.codes:
        person, *others = (found.said(way, response_id, code.id) for way in WAYS)
        machine = next((way for way, said in zip(WAYS[1:], others, strict=True) if said), None)
        if person:
            by[NAMES["person"]].append(code.label)
        elif machine is not None:
            by[_OFF if person is False else NAMES[machine]].append(code.label)
    for name, labels in by.items():
        if labels:
            yield f"{name}：{'・'.join(labels)}"


def _drawn(response_id: str) -> str:
    return sha256(f"{_SEED}{response_id}".encode()).hexdigest()
