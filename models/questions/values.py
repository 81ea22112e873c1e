"""What questions and conditions speak in: fields as sent, values as stored, definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

StoredValue: TypeAlias = str | int | float | list[str] | None
Answers: TypeAlias = Mapping[str, StoredValue]
Fields: TypeAlias = Mapping[str, Sequence[str]]

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Value = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,29}$")]
StoredKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}(\.[a-z0-9][a-z0-9_]{0,29})?$")]


class Frozen(BaseModel):
    """A definition: immutable, and strict about fields nobody knows and numbers that are none."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
