"""The closed union of question types. Add a type here, and the tests list what it lacks."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import Consent
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.number import Number
from models.questions.place import Place
from models.questions.ranking import Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText

AnyQuestion = Annotated[
    SingleChoice
    | MultipleChoice
    | Scale
    | ShortText
    | LongText
    | Dropdown
    | MatrixSingle
    | MatrixMultiple
    | Ranking
    | Number
    | Day
    | Place
    | Nps
    | Consent
    | Statement,
    Field(discriminator="type"),
]

# type name → class, in the order in which staff are offered them.
QUESTION_TYPES = {
    member.model_fields["type"].default: member for member in get_args(get_args(AnyQuestion)[0])
}
