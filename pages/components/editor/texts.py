"""Every text of a definition, found by walking it: so that no type's words can be forgotten.

Texts are walked in a fixed order, and only those that are written in some language: what nobody
wrote needs no translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from models.document import SurveyDocument
from models.multilingual import Language, pick
from models.questions.values import Frozen
from pages.components.editor.lines import one_line

M = TypeVar("M", bound=BaseModel)


def texts(definition: object) -> Iterator[dict[Language, str]]:
    """The texts in a definition, or in several: those of a question, an option, a whole survey."""
    if isinstance(definition, dict):
        if definition:
            yield definition
    elif isinstance(definition, tuple):
        for one in definition:
            yield from texts(one)
    elif isinstance(definition, Frozen):
        for name in type(definition).model_fields:
            yield from texts(getattr(definition, name))


def missing(document: SurveyDocument, language: Language) -> int:
    """How many texts of the survey are not written in `language`."""
    return sum(language not in text for text in texts(document))


def as_lines(definition: object, language: Language) -> str:
    """The texts in `language`, one a line, blank where there is none."""
    lines = (
        text.get(language, "") if language != "ja" else pick(text) for text in texts(definition)
    )
    return "\n".join(one_line(line) for line in lines)


def translated(definition: object, language: Language, lines: Iterator[str]) -> object:
    """The definition with its texts in `language` taken from `lines`; a blank line means none."""
    if isinstance(definition, dict):
        return _with(definition, language, next(lines, "").strip()) if definition else definition
    if isinstance(definition, tuple):
        return tuple(translated(one, language, lines) for one in definition)
    if isinstance(definition, Frozen):
        names = type(definition).model_fields
        new = {name: translated(getattr(definition, name), language, lines) for name in names}
        return type(definition).model_validate(new)
    return definition


def _with(text: dict[Language, str], language: Language, words: str) -> dict[Language, str]:
    kept = {other: written for other, written in text.items() if other != language}
    return {**kept, language: words} if words else kept
