"""Which answers are looked at: rules that staff put together, as data. Nothing is counted here.

A rule holds only of what is there: of whoever left a question blank (無回答) nothing is true but
that, and of whoever was not asked (非該当) nothing at all.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, Self, TypeAlias, TypeVar

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from models.errors import DefinitionError
from models.questions.values import Frozen, StoredKey

MAX_RULES: Final = 20
AREA: Final = "area:"  # before the code of an area (地域), which may be that of a district too
RECEIVED: Final = ""  # in place of a question: the day on which the answer came

_NO_RANGE: Final = "a range has an end, and two ends in order"

Ends = TypeVar("Ends", float, date)
FacetName = Literal["placement", "language", "mode", "version", "wording"]
Codes = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=100)], ...],
    Field(min_length=1, max_length=300),
]


class Chose(Frozen):
    """One of these codes was chosen, among several perhaps; with `none`, something else was."""

    kind: Literal["chose"] = "chose"
    key: StoredKey
    codes: Codes
    none: bool = False


class Left(Frozen):
    """The question was left blank; or, with `blank` False, it was not."""

    kind: Literal["left"] = "left"
    key: StoredKey
    blank: bool = True


class Between(Frozen):
    """A number from `least` to `most`, both included; one of them may be open."""

    kind: Literal["between"] = "between"
    key: StoredKey
    least: float | None = None
    most: float | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if not _is_range(self.least, self.most):
            raise ValueError(_NO_RANGE)
        return self


class Within(Frozen):
    """A date from `first` to `last`, both included: an answer, or with RECEIVED when it came."""

    kind: Literal["within"] = "within"
    key: StoredKey | Literal[""] = RECEIVED
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if not _is_range(self.first, self.last):
            raise ValueError(_NO_RANGE)
        return self


class Came(Frozen):
    """How the answer came: by one of these placements, in one of these languages."""

    kind: Literal["came"] = "came"
    facet: FacetName
    codes: Codes


Rule: TypeAlias = Chose | Left | Between | Within | Came


class Rules(Frozen):
    """Rules of which all, or any one, must hold; without any, everybody is looked at."""

    match: Literal["all", "any"] = "all"
    rules: tuple[Annotated[Rule, Field(discriminator="kind")], ...] = Field(
        default=(), max_length=MAX_RULES
    )

    @property
    def text(self) -> str:
        """As they are stored and passed on: JSON, '' for none. The same rules, the same text."""
        return self.model_dump_json(exclude_none=True) if self.rules else ""


EVERYBODY: Final = Rules()

_RULES: Final[TypeAdapter[Rules]] = TypeAdapter(Rules)


def read(text: str) -> Rules:
    """What `Rules.text` wrote. Raises DefinitionError for anything else."""
    if not text:
        return EVERYBODY
    try:
        return _RULES.validate_json(text)
    except ValidationError as error:
        raise DefinitionError("rules", "not readable") from error


def _is_range(low: Ends | None, high: Ends | None) -> bool:
    """Whether there is an end, and two are in order."""
    if low is None or high is None:
        return low is not None or high is not None
    return low <= high
