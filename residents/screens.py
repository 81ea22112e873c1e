"""What a wall shows, from the counts to what the page draws: words in Japanese, plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from sqlmodel import Session

from analysis.rounding import half_up
from models import clock, lifecycle, placements, surveys, tallies, walls
from models.clock import JST
from models.document import SurveyDocument
from models.errors import NotAllowed
from models.few_answers import SHOWN_FROM, may_show
from models.multilingual import pick
from models.questions.base import Part
from models.tallies import Tally
from qr import links
from residents import assets

SMALL_BASE: Final = 30  # as analysis.tabulate has it, which brings pandas along

_NO_ANSWER: Final = "無回答"
_NOTICES: Final[Mapping[lifecycle.Phase, str]] = {
    "draft": "まだ始まっていません",
    "upcoming": "まもなく始まります",
    "paused": "いまは受け付けていません",
    "closed": "受付は終わりました",
}


@dataclass(frozen=True)
class Behind:
    """What a wall's key leads to. `place` is the placement whose code is shown, if there is one."""

    wall: walls.Wall
    document: SurveyDocument
    state: lifecycle.State
    place: placements.Placement | None
    parts: Mapping[str, Part]
    labels: Mapping[str, str]  # stored key → the question, for words that people wrote

    def phase(self) -> lifecycle.Phase:
        """What whoever scans the code meets at this moment."""
        found = lifecycle.phase(self.state, self.document, clock.now())
        return self.place.phase(found, clock.now()) if self.place is not None else "closed"

    @cached_property
    def charted(self) -> frozenset[str]:
        """The stored keys whose codes are counted."""
        keys = {view.key for view in self.wall.shown.views if isinstance(view, walls.Chart)}
        return frozenset(keys & self.parts.keys())

    @cached_property
    def written(self) -> frozenset[str]:
        """The stored keys whose writers are counted."""
        return frozenset(
            view.key for view in self.wall.shown.views if isinstance(view, walls.Words)
        )


def address(public_url: str, place: placements.Placement | None) -> tuple[str, str]:
    """The text of the code and what stands beside it; no code where there is no address."""
    if place is None:
        return "", ""
    try:
        url = links.answer_url(public_url, place.code)
        return links.code_text(url), links.printed_text(url)
    except NotAllowed:
        return "", f"/s/{place.code}"


def edition(behind: Behind, public_url: str) -> str:
    """Changes when the page itself must be loaded anew, and not only its numbers."""
    document = behind.document
    made_of = (document.title, document.languages, document.closes_at)
    said = repr((*made_of, address(public_url, behind.place), assets.WALL_URL, assets.WALL_STYLE))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def read_behind(session: Session, key: str) -> Behind | None:
    """The wall with that key, and its survey; None for a key of none, or before publishing."""
    wall = walls.find(session, key)
    versions = surveys.versions(session, wall.survey_id) if wall is not None else {}
    if wall is None or not versions:
        return None
    code = walls.code_of(session, wall)
    return Behind(
        wall=wall,
        document=versions[max(versions)],
        state=surveys.state(session, wall.survey_id),
        place=placements.find(session, code) if code else None,
        parts=walls.parts(versions),
        labels=walls.written_keys(versions),
    )


def state(behind: Behind, tally: Tally, public_url: str) -> dict[str, Any]:
    """All that changes on the page: see static/wall.js."""
    phase = behind.phase()
    return {
        "edition": edition(behind, public_url),
        "count": tally.total,
        "trial": phase == "test",
        "notice": _NOTICES.get(phase, ""),
        "views": [
            shown
            for view in behind.wall.shown.views
            if (shown := _view(view, behind, tally)) is not None
        ],
    }


def _view(view: walls.View, behind: Behind, tally: Tally) -> dict[str, Any] | None:
    """What the page draws; None for a question that the survey does not have any more."""
    match view:
        case walls.Count():
            return {"kind": "count"}
        case walls.Chart():
            part = behind.parts.get(view.key)
            return _chart(part, tally.count(view.key)) if part is not None else None
        case walls.Words():
            label = behind.labels.get(view.key)
            return _words(view, label, tally.count(view.key)) if label is not None else None


def _chart(part: Part, count: tallies.Count) -> dict[str, Any]:
    shown = {"kind": "chart", "key": part.key, "title": _one_line(pick(part.label))}
    if waiting := _waiting(count.answered):
        return {**shown, "waiting": waiting}
    labels = {category.code: pick(category.label) for category in part.categories}
    # As in every table, a code that no category knows has a row of its own.
    unknown = sorted(count.codes.keys() - labels.keys())
    rows = [(labels.get(code, code), count.codes.get(code, 0)) for code in (*labels, *unknown)]
    notes = ["複数回答"] if part.shape == "any_of" else []
    notes += ["参考値"] if count.asked < SMALL_BASE else []
    return {
        **shown,
        "base": " ・".join([f"n={count.asked:,}", *notes]),
        "rows": [_row(label, number, count.asked) for label, number in rows],
        "blank": _row(_NO_ANSWER, count.asked - count.answered, count.asked),
    }


def _row(label: str, number: int, base: int) -> dict[str, Any]:
    share = half_up(Decimal(100 * number) / base, 1) if number else 0
    said = f"{number:,}人（{share}%）" if number else "0人"
    return {"label": _one_line(label), "count": number, "said": said}


def _words(view: walls.Words, label: str, count: tallies.Count) -> dict[str, Any]:
    shown = {"kind": "words", "key": view.key, "title": _one_line(label)}
    if waiting := _waiting(count.answered):
        return {**shown, "waiting": waiting}
    if not view.words:
        return {**shown, "waiting": "職員が選んだ言葉が、ここに出ます"}
    ordered = sorted(view.words, key=lambda word: (-word.comments, word.term))
    at = max(word.approved_at for word in view.words).astimezone(JST)
    when = f"{at.month}月{at.day}日 {at:%H:%M}"
    return {
        **shown,
        "base": f"自由記述から職員が選んだ言葉と、書いた人の数（{when}）",
        "words": [{"term": word.term, "said": f"{word.comments:,}人"} for word in ordered],
        "most": ordered[0].comments,
        "counts": [word.comments for word in ordered],
    }


def _waiting(answered: int) -> str:
    """The rule 「10件から」 in words, while it hides the result; '' from then on."""
    if may_show(answered):
        return ""
    return f"{SHOWN_FROM}件から結果を表示します（いま {answered}件）"


def _one_line(text: str) -> str:
    return " ".join(text.split())
