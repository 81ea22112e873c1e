"""What a new question of each type begins with, and what a question keeps when its type changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from models import blocks
from models.multilingual import Language
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.matrix import Row
from models.questions.options import Option, Options
from models.questions.scale import UNSURE, UNSURE_LABEL

_SATISFACTION: Final[tuple[tuple[str, dict[Language, str]], ...]] = (
    ("5", {"ja": "満足", "en": "Satisfied"}),
    ("4", {"ja": "やや満足", "en": "Fairly satisfied"}),
    ("3", {"ja": "どちらともいえない", "en": "Neither"}),
    ("2", {"ja": "やや不満", "en": "Fairly dissatisfied"}),
    ("1", {"ja": "不満", "en": "Dissatisfied"}),
)
FIVE_STEPS: Final = (
    *(Option(value=value, label=label) for value, label in _SATISFACTION),
    Option(value=UNSURE, label=UNSURE_LABEL, outside=True),
)
_TWO: Final = (Option(value="a1"), Option(value="a2"))
_ROWS: Final = (Row(value="r1"), Row(value="r2"))

_CONTENT: Final[Mapping[str, Mapping[str, Any]]] = {
    "single_choice": {"options": _TWO},
    "multiple_choice": {"options": _TWO},
    "dropdown": {"options": _TWO},
    "scale": {"options": FIVE_STEPS},
    "matrix_single": {"rows": _ROWS, "options": FIVE_STEPS, "ordered": True},
    "matrix_multiple": {"rows": _ROWS, "options": _TWO},
    "ranking": {"options": (*_TWO, Option(value="a3"))},
    "place": {"areas": blocks.questions("residence")[0].areas},  # type: ignore[union-attr] # a Place
    "consent": {"required": True},
}

# Common fields whose limits differ from type to type.
_NOT_KEPT = frozenset({"type", "max_chars", "required"})


def question(type_name: str, key: str) -> AnyQuestion:
    """A new question without words, ready to be written."""
    fields = {"key": key, **_CONTENT.get(type_name, {})}
    made: AnyQuestion = QUESTION_TYPES[type_name].model_validate(fields)
    return made


def change_type(old: AnyQuestion, type_name: str) -> AnyQuestion:
    """The question as one of another type: with all that both types have, words above all.

    What the new type needs besides, it begins with; what it has no room for is left out.
    """
    new = question(type_name, old.key)
    shared = set(type(old).model_fields) & set(type(new).model_fields) - _NOT_KEPT
    kept: dict[str, Any] = {name: getattr(old, name) for name in shared}
    if isinstance(old, Options) and isinstance(new, Options):
        kept["options"] = tuple(_fitting(option, new) for option in old.options)
    if type_name != "statement":
        kept["required"] = old.required
    changed: AnyQuestion = type(new).model_validate(dict(new) | kept)
    return changed


def _fitting(option: Option, new: Options) -> Option:
    """The option without the marks that the new type has no use for."""
    kept = option if new.limitable else option.model_copy(update={"places": None})
    takes_text = hasattr(new, "other_key")
    return kept if takes_text else kept.model_copy(update={"other": False})
