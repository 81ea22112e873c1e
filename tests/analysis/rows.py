"""Stored rows of small surveys, as the builder of columns reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from analysis import build
from analysis.columns import ANSWERED, BLANK, NOT_ASKED, Answers, Column
from models.document import Section, SurveyDocument
from models.questions import AnyQuestion
from models.questions.options import Option
from models.questions.values import StoredValue
from models.responses import StoredResponse
from models.snapshot import Rows


def document(*questions: AnyQuestion) -> SurveyDocument:
    return SurveyDocument(sections=(Section(questions=questions),))


def options(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value=value, label={"ja": value.upper()}) for value in values)


def response(name: str, version: int, answers: dict[str, StoredValue]) -> StoredResponse:
    received = datetime(2026, 11, 23, 8, tzinfo=UTC)
    return StoredResponse(name, version, "ab3de", "ja", "web", received, answers)


def built(*responses: StoredResponse, versions: dict[int, SurveyDocument]) -> Answers:
    return build.answers(responses, versions, {"ab3de": "玄関", "zz9zz": "だれも"})


def said(column: Column) -> list[object]:
    """What each person answered, in words: None for 無回答, the text 非該当."""
    codes = [category.code for category in column.part.categories]
    found: list[object] = []
    for person, state in enumerate(column.state):
        if state != ANSWERED:
            found.append({BLANK: None, NOT_ASKED: "非該当"}[state])
        elif column.codes is not None:
            found.append(codes[column.codes[person]])
        elif column.marks is not None:
            found.append([codes[place] for place in np.flatnonzero(column.marks[person])])
        elif column.places is not None:
            found.append([codes[place] for place in column.places[person] if place >= 0])
        elif column.values is not None:
            found.append(float(column.values[person]))
        else:
            found.append("written")
    return found


def rows(
    answers: Sequence[Any],
    first: int,
    *,
    order: Sequence[int] | None = None,
    version: int = 1,
    language: str = "ja",
) -> Rows:
    """Rows with the numbers from `first` on."""
    numbers = range(first, first + len(answers))
    alike = len(answers)
    return Rows(
        numbers=numbers,
        order=order if order is not None else numbers,
        versions=[version] * alike,
        placements=["ab3de"] * alike,
        languages=[language] * alike,
        modes=["web"] * alike,
        hours=[0] * alike,
        flags=[""] * alike,
        answers=answers,
    )
