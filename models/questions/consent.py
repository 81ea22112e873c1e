"""同意: a statement to agree to before the answers are sent."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.errors import AnswerError
from models.multilingual import Language, pick
from models.questions.base import NOT_ASKED, Category, Column, Part, Question, Shape, single
from models.questions.values import Answers, Fields, StoredValue

AGREED = "yes"
AGREED_LABEL: dict[Language, str] = {
    "ja": "同意する",
    "ja-easy": "いいです（[同意|どうい]します）",
    "en": "I agree",
    "zh-Hans": "同意",
    "ko": "동의합니다",
}


class Consent(Question):
    """同意: one box to tick; `label` is what is agreed to. Stored as AGREED or as blank."""

    type: Literal["consent"] = "consent"
    title: ClassVar[str] = "同意（確認のうえチェックする）"
    shape: ClassVar[Shape] = "one_of"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        sent = single(fields, self.key)
        if not sent:
            if self.required:
                raise AnswerError("agree")
            return {self.key: None}
        if sent != AGREED:
            raise AnswerError("unknown_option")
        return {self.key: AGREED}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        return pick(AGREED_LABEL, language) if answers.get(self.key) else ""

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "code", (Category(AGREED, AGREED_LABEL),)),)

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return (str(answers[self.key] or ""),) if self.was_asked(answers) else (NOT_ASKED,)

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape, (Category(AGREED, AGREED_LABEL),)),)
