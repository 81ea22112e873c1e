"""The published versions of one survey as one set of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion


def merged_questions(versions: Mapping[int, SurveyDocument]) -> tuple[AnyQuestion, ...]:
    """The questions of all versions, aligned by key: what tables and files are made of.

    The newest version gives order and words. Options removed since come after its own, questions
    removed since come last. Publishing keeps a key's type, so both sides of a merge have one type.
    """
    merged: dict[str, AnyQuestion] = {}
    for number in sorted(versions, reverse=True):
        for question in versions[number].questions():
            newer = merged.get(question.key)
            merged[question.key] = question if newer is None else newer.covering(question)
    return tuple(merged.values())


def has_places(versions: Mapping[int, SurveyDocument]) -> bool:
    """Whether any version had options that could be full (定員)."""
    return any(document.has_places for document in versions.values())


def has_two_wordings(versions: Mapping[int, SurveyDocument]) -> bool:
    """Whether in any version half the readers saw other words, so that answers name theirs."""
    return any(document.has_two_wordings for document in versions.values())


def sources(questions: Iterable[AnyQuestion]) -> dict[str, str]:
    """Where people could write in their own words: stored key → the question in words.

    Free text comes first, then what stood beside その他.
    """
    free, beside = {}, {}
    for question in questions:
        label = " ".join(pick(question.label).split())
        for key in question.stored_keys():
            if question.shape == "prose":
                free[key] = label
            elif key not in question.asked_keys():
                beside[key] = f"{label}（その他の記入）"
    return free | beside
