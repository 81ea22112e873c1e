"""説明文・画像: something to read between the questions. It asks nothing and stores nothing."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from models.multilingual import Language, Text
from models.questions.base import Column, Part, Question, Shape
from models.questions.values import Answers, Fields, Frozen, StoredValue

MAX_IMAGE = 200_000  # bytes, re-encoded: a phone loads it in a second

_SIGNATURES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


def _is_image(value: str) -> str:
    try:
        data = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError("is not base64") from error
    if len(data) > MAX_IMAGE:
        raise ValueError(f"is larger than {MAX_IMAGE} bytes")
    if not data.startswith(tuple(_SIGNATURES.values())):
        raise ValueError("is neither JPEG nor PNG")
    return value


class Image(Frozen):
    """A picture inside the document, as re-encoded by the editor; `alt` says what it shows."""

    data: Annotated[str, AfterValidator(_is_image)]
    alt: Text = Field(default_factory=dict)
    width: int = Field(ge=1, le=4_000)
    height: int = Field(ge=1, le=4_000)

    def content(self) -> tuple[bytes, str]:
        """The file's bytes and media type."""
        data = base64.b64decode(self.data)
        media_type = next(kind for kind, start in _SIGNATURES.items() if data.startswith(start))
        return data, media_type


class Statement(Question):
    """見出し・説明文・画像. `label` is the heading, `help` the text."""

    type: Literal["statement"] = "statement"
    required: Literal[False] = False
    image: Image | None = None
    title: ClassVar[str] = "説明文・画像（質問ではないもの）"
    shape: ClassVar[Shape] = "prose"

    def fields(self) -> tuple[str, ...]:
        return ()

    def asked_keys(self) -> tuple[str, ...]:
        return ()

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        return {}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        return ""

    def columns(self) -> tuple[Column, ...]:
        return ()

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return ()

    def parts(self) -> tuple[Part, ...]:
        return ()

    def problems(self) -> tuple[str, ...]:
        if self.image is not None and not self.image.alt:
            return ("no_alt",)
        return () if self.label or self.help or self.image else ("no_label",)
