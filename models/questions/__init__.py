"""The closed union of question types. Add a type here, and the tests list what it lacks."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.text import LongText, ShortText

AnyQuestion = Annotated[
    SingleChoice | MultipleChoice | ShortText | LongText,
    Field(discriminator="type"),
]

# type name → class, in the order in which staff are offered them.
QUESTION_TYPES = {
    member.model_fields["type"].default: member for member in get_args(get_args(AnyQuestion)[0])
}
