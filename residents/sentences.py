"""What to do about an answer that cannot be taken, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from models.errors import AnswerError
from models.multilingual import Language, pick
from models.questions import AnyQuestion
from models.questions.matrix import MatrixMultiple, MatrixSingle, Row
from models.questions.number import Number
from models.questions.values import Fields
from residents import words

# Sentences that name an option, by the mark of that option.
_NAMED = {"exclusive": "exclusive", "other_not_chosen": "other"}

# Sentences that count things to choose, and those about an amount in the question's unit.
_COUNTED = ("too_few", "too_many")
_MEASURED = ("too_small", "too_large")


def sentence(
    question: AnyQuestion,
    error: AnswerError,
    language: Language,
    *,
    row: Row | None = None,
    full: Collection[str] = (),
) -> str:
    """What to do about `error`: `row` of a matrix is at fault, the options `full` were taken."""
    values: dict[str, str | float] = {}
    for name, limit in error.limits.items():
        if isinstance(limit, date):
            values[name] = words.day(language, limit)
        elif error.code in _COUNTED:
            values[name] = words.things(language, int(limit))
        elif error.code in _MEASURED and isinstance(question, Number):
            values[name] = question.display({question.key: limit}, language)
        else:
            values[name] = limit
    options = getattr(question, "options", ())
    if mark := _NAMED.get(error.code):
        values["option"] = next(
            (pick(option.label, language) for option in options if getattr(option, mark)), ""
        )
    if error.code == "full":
        taken = [pick(option.label, language) for option in options if option.value in full]
        quoted = (words.spell(language, "if.quoted", answer=label) for label in taken)
        values["option"] = "".join(quoted)
    said = words.spell(language, f"answer.{error.code}", **values)
    if row is None:
        return said
    return words.spell(language, "answer.in_row", row=pick(row.label, language), sentence=said)


def row_at_fault(question: AnyQuestion, sent: Fields) -> Row | None:
    """The first row of a matrix that cannot be taken as it was sent; None for other questions."""
    if not isinstance(question, MatrixSingle | MatrixMultiple):
        return None
    for row in question.rows:
        try:
            question.model_copy(update={"rows": (row,)}).parse(sent)
        except AnswerError:
            return row
    return None
