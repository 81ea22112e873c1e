"""Where people could write in their own words."""

from __future__ import annotations

from collections.abc import Iterable

from models.multilingual import pick
from models.questions import AnyQuestion


def sources(questions: Iterable[AnyQuestion]) -> dict[str, str]:
    """Stored key → the question in words: free text first, then what stood beside その他."""
    free, beside = {}, {}
    for question in questions:
        label = " ".join(pick(question.label).split())
        for key in question.stored_keys():
            if question.shape == "prose":
                free[key] = label
            elif key not in question.asked_keys():
                beside[key] = f"{label}（その他の記入）"
    return free | beside
