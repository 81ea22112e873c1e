"""A survey's states and what each allows: draft → open ⇄ closed; times decide the phase."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from models.document import SurveyDocument

State = Literal["draft", "open", "closed"]
Phase = Literal["draft", "upcoming", "open", "closed"]

# verb → states it may start from
ALLOWED: dict[str, frozenset[State]] = {
    "publish": frozenset({"draft", "open", "closed"}),
    "close": frozenset({"open"}),
    "reopen": frozenset({"closed"}),
    "delete": frozenset({"draft"}),
}


def phase(state: State, document: SurveyDocument | None, now: datetime) -> Phase:
    """What a resident meets at `now`; `document` is the published one, None before publishing."""
    if state == "draft" or document is None:
        return "draft"
    if state == "closed" or (document.closes_at is not None and now >= document.closes_at):
        return "closed"
    if document.opens_at is not None and now < document.opens_at:
        return "upcoming"
    return "open"
