"""順位: options in the order of preference, as many places as are asked for."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from models.errors import AnswerError
from models.multilingual import Language
from models.questions.base import NOT_ASKED, Column, Part, Question, Shape
from models.questions.options import Options
from models.questions.values import Answers, Fields, StoredValue

MAX_RANKS = 10

# A place in the order, before what stands there.
PLACES: dict[Language, str] = {
    "ja": "{}位",
    "ja-easy": "{}番",
    "en": "{}.",
    "zh-Hans": "第{}位",
    "ko": "{}위",
}


class Ranking(Options):
    """順位: the first so many of the options. Stored as values, the first place first.

    The form sends the field once for each place, in order, blank where none was chosen. Fewer
    places than asked are an answer too, unless the question is required; a gap is not.
    """

    type: Literal["ranking"] = "ranking"
    ranks: int = Field(default=3, ge=1, le=MAX_RANKS)
    title: ClassVar[str] = "順位（1位から順に選ぶ）"
    shape: ClassVar[Shape] = "ranked"

    @property
    def places(self) -> range:
        """The places that are asked for: 1, 2, …; no more than there are options."""
        return range(1, min(self.ranks, len(self.options)) + 1)

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        sent = list(fields.get(self.key, ()))
        if len(sent) > len(self.places):
            raise AnswerError("sent_twice")
        while sent and not sent[-1]:
            sent.pop()
        if not sent and not self.required:
            return {self.key: None}
        if self.required and len(sent) < len(self.places):
            raise AnswerError("rank_all", limit=len(self.places))
        if not all(sent):
            raise AnswerError("rank_gap")
        chosen = [self._known(value) for value in sent]
        if len(set(chosen)) != len(chosen):
            raise AnswerError("rank_twice")
        return {self.key: chosen}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        chosen = answers.get(self.key)
        if not isinstance(chosen, list):
            return ""
        ranked = enumerate((self.label_of(value, language) for value in chosen), start=1)
        place = PLACES[language]
        return " ".join(f"{place.format(number)} {label}" for number, label in ranked)

    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(f"{self.key}_{place}", _place_label(place), "code", self._categories())
            for place in self.places
        )

    def cells(self, answers: Answers) -> tuple[str, ...]:
        if not self.was_asked(answers):
            return (NOT_ASKED,) * len(self.places)
        chosen = answers[self.key]
        ranked = chosen if isinstance(chosen, list) else []
        return tuple(ranked[place - 1] if place <= len(ranked) else "" for place in self.places)

    def parts(self) -> tuple[Part, ...]:
        places = len(self.places)
        return (Part(self.key, self.label, self.shape, self._categories(), places=places),)

    def covering(self, older: Question) -> Self:
        assert isinstance(older, Ranking)
        return super().covering(older).model_copy(update={"ranks": max(self.ranks, older.ranks)})

    def problems(self) -> tuple[str, ...]:
        impossible = self.ranks > len(self.options)
        return (*super().problems(), *(("impossible_number",) if impossible else ()))


def _place_label(place: int) -> dict[Language, str]:
    return {"ja": f"{place}位", "en": f"Place {place}"}
