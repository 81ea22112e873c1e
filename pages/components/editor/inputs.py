"""What the inputs of every type share: how a typed value becomes a changed question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models import editing
from models.document import SurveyDocument
from models.multilingual import MAX_TEXT, pick
from models.questions import AnyQuestion
from pages.components import fields

MOST_LINES = 20_000  # characters of a list of options


def change(key: str, change_question: Callable[[Any, Any], AnyQuestion]) -> fields.Take:
    """Take a value into the question under `key` by `change_question(question, value)`."""

    def take(document: SurveyDocument, value: Any) -> SurveyDocument:
        question = change_question(document.question(key), value)
        return editing.replace_question(document, question)

    return take


def whole(key: str, name: str) -> fields.Take:
    """The field `name` becomes the value."""
    return change(key, lambda now, value: fields.changed(now, **{name: value}))


def japanese(key: str, name: str) -> fields.Take:
    """The Japanese words of the field `name` become the value; other languages stay."""
    return change(
        key, lambda now, text: fields.changed(now, **{name: {**getattr(now, name), "ja": text}})
    )


def text(question: AnyQuestion, name: str, label: str, *, rows: int = 0, most: int = 400) -> None:
    """The Japanese words of a field, on one line or on several."""
    key, shown = question.key, pick(getattr(question, name))
    if rows:
        fields.lines(f"{key}.{name}", label, shown, japanese(key, name), most=MAX_TEXT, rows=rows)
    else:
        fields.line(f"{key}.{name}", label, shown, japanese(key, name), most=most)


def switch(question: AnyQuestion, name: str, label: str) -> None:
    """A field that is on or off."""
    key = question.key
    fields.switch(f"{key}.{name}", label, getattr(question, name), whole(key, name))
