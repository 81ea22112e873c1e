"""Grades along one line: 段階評価 with worded steps, and NPS from 0 to 10."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from models.multilingual import Language, Text, pick
from models.questions.base import NOT_ASKED, Category, Column, Part, Question, Shape, one_code
from models.questions.options import Options
from models.questions.values import Answers, Fields, StoredValue

UNSURE = "unsure"  # the code of わからない beside a numbered scale
UNSURE_LABEL: dict[Language, str] = {
    "ja": "わからない",
    "ja-easy": "[分|わ]かりません",
    "en": "Don't know",
    "zh-Hans": "不知道",
    "ko": "모르겠습니다",
}


class _Graded(Question):
    """One grade. Stored as its code."""

    shape: ClassVar[Shape] = "ordered"

    def _grades(self) -> tuple[Category, ...]:
        raise NotImplementedError

    def _unordered(self) -> frozenset[str]:
        raise NotImplementedError

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        known = [grade.code for grade in self._grades()]
        return {self.key: one_code(fields, self.key, known, required=self.required)}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        chosen = answers.get(self.key)
        labels = {grade.code: pick(grade.label, language) for grade in self._grades()}
        return (labels.get(chosen) or chosen) if isinstance(chosen, str) else ""

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "code", self._grades()),)

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return (str(answers[self.key] or ""),) if self.was_asked(answers) else (NOT_ASKED,)

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape, self._grades(), self._unordered()),)


class Scale(_Graded, Options):
    """段階評価: worded steps from one end to the other, and わからない outside them.

    The options stand in the order of the scale; those marked `outside` are no steps. Only the
    first and the last step need words: the page shows the ends, the table a number.
    """

    type: Literal["scale"] = "scale"
    title: ClassVar[str] = "段階評価（満足度など）"
    shape: ClassVar[Shape] = "ordered"

    def _grades(self) -> tuple[Category, ...]:
        return tuple(
            Category(option.value, option.label or {"ja": str(number)})
            for number, option in enumerate(self.options, start=1)
        )

    def _unordered(self) -> frozenset[str]:
        return self._outside()

    def problems(self) -> tuple[str, ...]:
        steps = [option for option in self.options if not option.outside]
        found = set(super().problems())
        if steps and steps[0].label and steps[-1].label:
            found.discard("no_option_label")  # steps between worded ends speak for themselves
        if len(steps) < 3:
            found.add("too_few_steps")
        return tuple(sorted(found))


def _unlikely() -> dict[Language, str]:
    return {
        "ja": "まったく思わない",
        "ja-easy": "ぜんぜん[思|おも]わない",
        "en": "Not at all likely",
        "zh-Hans": "完全不这么想",
        "ko": "전혀 그렇지 않다",
    }


def _likely() -> dict[Language, str]:
    return {
        "ja": "強くそう思う",
        "ja-easy": "とても[思|おも]う",
        "en": "Extremely likely",
        "zh-Hans": "非常这么想",
        "ko": "매우 그렇다",
    }


class Nps(_Graded):
    """推奨度 (NPS): 0 to 10, with words for both ends."""

    type: Literal["nps"] = "nps"
    low: Text = Field(default_factory=_unlikely)
    high: Text = Field(default_factory=_likely)
    unsure: bool = False
    title: ClassVar[str] = "推奨度（0〜10で答える）"
    shape: ClassVar[Shape] = "ordered"

    def _grades(self) -> tuple[Category, ...]:
        numbers = tuple(Category(str(n), {"ja": str(n)}) for n in range(11))
        return (*numbers, Category(UNSURE, UNSURE_LABEL)) if self.unsure else numbers

    def _unordered(self) -> frozenset[str]:
        return frozenset({UNSURE}) if self.unsure else frozenset()
