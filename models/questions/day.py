"""日付: one day, typed or picked, also in the years of Japanese eras."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import ClassVar, Literal

from models.errors import AnswerError
from models.multilingual import Language
from models.questions.base import NOT_ASKED, Column, Part, Question, Shape, clean, single
from models.questions.values import Answers, Fields, StoredValue

# The year before each era's first (元年 is 1).
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERAS |= {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}
_WESTERN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_JAPANESE = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?",
    re.ASCII,
)

# How a day is written; elsewhere as it is stored.
DATES: dict[Language, str] = {
    "ja": "{year}年{month}月{day}日",
    "ja-easy": "{year}年{month}月{day}日",
    "zh-Hans": "{year}年{month}月{day}日",
    "ko": "{year}년 {month}월 {day}일",
}


class Day(Question):
    """日付: stored as an ISO 8601 date.

    Taken are what browsers send (2026-11-23), 2026/11/23, 2026年11月23日, 令和8年11月23日 and
    R8.11.23, in full-width or half-width characters.
    """

    type: Literal["date"] = "date"
    earliest: date | None = None
    latest: date | None = None
    title: ClassVar[str] = "日付（日を選ぶ）"
    shape: ClassVar[Shape] = "moment"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        text = "".join(unicodedata.normalize("NFKC", clean(single(fields, self.key))).split())
        if not text:
            if self.required:
                raise AnswerError("choose_date")
            return {self.key: None}
        day = _read(text)
        if self.earliest is not None and day < self.earliest:
            raise AnswerError("too_early", limit=self.earliest)
        if self.latest is not None and day > self.latest:
            raise AnswerError("too_late", limit=self.latest)
        return {self.key: day.isoformat()}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        stored = answers.get(self.key)
        if not isinstance(stored, str):
            return ""
        day = date.fromisoformat(stored)
        if language not in DATES:
            return stored
        return DATES[language].format(year=day.year, month=day.month, day=day.day)

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label, "date"),)

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return (str(answers[self.key] or ""),) if self.was_asked(answers) else (NOT_ASKED,)

    def parts(self) -> tuple[Part, ...]:
        return (Part(self.key, self.label, self.shape),)

    def problems(self) -> tuple[str, ...]:
        first, last = self.earliest, self.latest
        impossible = first is not None and last is not None and first > last
        return (*super().problems(), *(("impossible_range",) if impossible else ()))


def _read(text: str) -> date:
    western, japanese = _WESTERN.fullmatch(text), _JAPANESE.fullmatch(text.upper())
    if western:
        year, month, day = western.groups()
    elif japanese:
        era, number, month, day = japanese.groups()
        year = str(_ERAS[era] + (1 if number == "元" else int(number)))
    else:
        raise AnswerError("date")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise AnswerError("no_such_date") from error
