"""The answers of a few people whose stored values stand in the test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from analysis import build
from analysis.columns import Answers
from models.document import Section, SurveyDocument
from models.questions import AnyQuestion
from models.responses import StoredResponse

PLACES = {"desk1": "区役所の窓口", "fair2": "まつり会場", "none3": "だれも"}
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 17:00 in Japan


def person(
    answers: dict[str, Any],
    *,
    placement: str = "desk1",
    language: str = "ja",
    mode: str = "web",
    received: datetime = AT,
) -> StoredResponse:
    """One answer; a key that is not there was not asked, None was left blank."""
    return StoredResponse("someone", 1, placement, language, mode, received, answers)


def gathered(questions: Sequence[AnyQuestion], people: Sequence[StoredResponse]) -> Answers:
    """Their columns, in their order."""
    document = SurveyDocument(sections=(Section(questions=tuple(questions)),))
    return build.answers(people, {1: document}, PLACES)


def people(number: int, answers: dict[str, Any], **how: Any) -> list[StoredResponse]:
    """So many who say the same."""
    return [person(answers, **how)] * number


# q1 by placement: 窓口 60 good, 30 bad, 10 blank of 100; 会場 25 good, 50 bad, 5 blank of 80.
TWO_PLACES = [
    *people(60, {"q1": "good"}),
    *people(30, {"q1": "bad"}),
    *people(10, {"q1": None}),
    *people(25, {"q1": "good"}, placement="fair2"),
    *people(50, {"q1": "bad"}, placement="fair2"),
    *people(5, {"q1": None}, placement="fair2"),
    *people(3, {}, placement="fair2"),
]
