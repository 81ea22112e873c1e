"""居住地域など: a place in two steps, area and district (地域 → 地区), in one list."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from models.multilingual import Language, Text, pick
from models.questions.base import NOT_ASKED, Category, Column, Part, Question, Shape, one_code
from models.questions.values import Answers, Fields, Frozen, StoredValue, Value

MAX_AREAS, MAX_DISTRICTS = 40, 200


class District(Frozen):
    """A place to choose. `value` is stored for good, `label` is shown."""

    value: Value
    label: Text = Field(default_factory=dict)


class Area(Frozen):
    """Districts under one heading; an area without districts is a place to choose itself."""

    value: Value
    label: Text = Field(default_factory=dict)
    districts: tuple[District, ...] = ()


class Place(Question):
    """地域 → 地区: one district. Stored as the district's value; its area follows from it."""

    type: Literal["place"] = "place"
    areas: tuple[Area, ...] = Field(default=(), max_length=MAX_AREAS)
    title: ClassVar[str] = "地域・地区（住まいなどを選ぶ）"
    shape: ClassVar[Shape] = "place"

    @model_validator(mode="after")
    def _places_are_distinct(self) -> Self:
        areas = [area.value for area in self.areas]
        places = list(self._places())
        if len(set(areas)) != len(areas) or len(set(places)) != len(places):
            raise ValueError("two places have the same value")
        if len(places) > MAX_DISTRICTS:
            raise ValueError(f"more than {MAX_DISTRICTS} places")
        return self

    def _places(self) -> dict[str, tuple[dict[Language, str], Area]]:
        """value → (label, area) of everything that can be chosen, in order."""
        found: dict[str, tuple[dict[Language, str], Area]] = {}
        for area in self.areas:
            for place in area.districts or (area,):
                if place.value in found:
                    raise ValueError("two places have the same value")
                found[place.value] = (place.label, area)
        return found

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        return {self.key: one_code(fields, self.key, self._places(), required=self.required)}

    def display(self, answers: Answers, language: Language = "ja") -> str:
        chosen = answers.get(self.key)
        if not isinstance(chosen, str):
            return ""
        label, _ = self._places().get(chosen, ({}, None))
        return pick(label, language) or chosen

    def columns(self) -> tuple[Column, ...]:
        places = tuple(Category(value, label) for value, (label, _) in self._places().items())
        areas = tuple(Category(area.value, area.label) for area in self.areas)
        return (
            Column(self.key, self.label, "code", places),
            Column(f"{self.key}_area", _AREA, "code", areas),
        )

    def cells(self, answers: Answers) -> tuple[str, ...]:
        if not self.was_asked(answers):
            return (NOT_ASKED, NOT_ASKED)
        chosen = answers[self.key]
        found = self._places().get(str(chosen))
        return (str(chosen or ""), found[1].value if found else "")

    def parts(self) -> tuple[Part, ...]:
        places = tuple(Category(value, label) for value, (label, _) in self._places().items())
        areas = tuple(
            (
                Category(area.value, area.label),
                frozenset(place.value for place in area.districts or (area,)),
            )
            for area in self.areas
        )
        return (Part(self.key, self.label, self.shape, places, groups=areas),)

    def covering(self, older: Question) -> Self:
        assert isinstance(older, Place)
        places, areas = self._places(), {area.value: area for area in self.areas}
        for area in older.areas:
            gone = tuple(d for d in area.districts if d.value not in places)
            if area.value in areas:
                now = areas[area.value]
                update = {"districts": (*now.districts, *gone)}
                areas[area.value] = now.model_copy(update=update) if gone else now
            elif gone or area.value not in places:
                areas[area.value] = area.model_copy(update={"districts": gone})
        return self.model_copy(update={"areas": tuple(areas.values())})

    def problems(self) -> tuple[str, ...]:
        labels = [pick(label) for label, _ in self._places().values()]
        found = {
            "too_few_options": len(labels) < 2,
            "no_option_label": not all(labels) or not all(pick(a.label) for a in self.areas),
        }
        return (*super().problems(), *(code for code, is_so in found.items() if is_so))


_AREA: dict[Language, str] = {"ja": "地域", "en": "Area"}
