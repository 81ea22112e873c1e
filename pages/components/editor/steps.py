"""Steps of a scale: ready-made ones, and numbers for those that nobody has answered yet.

The best step stands first and has the highest number, as ward reports count them: 満足 5 … 不満 1.
Once a step was published, or a condition names it, its number stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from models.document import SurveyDocument
from models.questions import AnyQuestion
from models.questions.options import Option, Options
from pages.components.editor import options
from pages.components.editor.lines import Line, without_places

Q = TypeVar("Q", bound=Options)

PRESETS = {
    "満足度（5段階）": ("満足", "やや満足", "どちらともいえない", "やや不満", "不満"),
    "そう思う（5段階）": (
        "そう思う",
        "どちらかといえばそう思う",
        "どちらともいえない",
        "どちらかといえばそう思わない",
        "そう思わない",
    ),
    "頻度（4段階）": ("よくある", "ときどきある", "あまりない", "まったくない"),
    "重要度（5段階）": (
        "重要",
        "やや重要",
        "どちらともいえない",
        "あまり重要ではない",
        "重要ではない",
    ),
}


def with_steps(
    question: Q, published: AnyQuestion | None, written: Sequence[Line], *, free: bool
) -> Q:
    """The question with one step a line. `free`: no condition names its steps by value."""
    changed = options.with_lines(question, published, without_places(list(written)))
    if published is None and free:
        return numbered(changed)
    earlier: Sequence[Option] = getattr(published, "options", ())
    known = {option.value for option in (*earlier, *question.options)}
    return _with_numbers_for_new_ones(changed, known)


def numbered(question: Q) -> Q:
    """The question with its steps numbered down to 1. わからない is no step and has no number."""
    left = sum(not option.outside for option in question.options)
    found = []
    for option in question.options:
        value = option.value
        if option.outside:
            value = f"u{value}" if value.isdecimal() else value
        else:
            value = str(left)
            left -= 1
        found.append(option.model_copy(update={"value": value}))
    return _with(question, found)


def is_free(document: SurveyDocument, key: str) -> bool:
    """Whether no condition of the document reads the question under `key`."""
    places = [*document.sections, *document.questions()]
    conditions = [place.show_if for place in places if place.show_if is not None]
    return all(rule.question_key != key for one in conditions for rule in one.rules)


def _with_numbers_for_new_ones(question: Q, known: set[str]) -> Q:
    """A step written between numbered ones gets the next free number, as long as all have one."""
    new = [o for o in question.options if o.value not in known and not o.outside]
    if any(not o.value.isdecimal() for o in question.options if o not in new and not o.outside):
        return question
    free = (str(number) for number in range(1, 1_000) if str(number) not in known)
    found = [
        option.model_copy(update={"value": next(free)}) if option in new else option
        for option in question.options
    ]
    return _with(question, found)


def _with(question: Q, found: Sequence[Option]) -> Q:
    return type(question).model_validate({**dict(question), "options": tuple(found)})
