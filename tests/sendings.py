"""One answer to each question of `builders.EVERY`, as the form sends it, and three people."""

from __future__ import annotations

from datetime import UTC, datetime

from models.questions import AnyQuestion
from models.questions.values import StoredValue
from models.responses import StoredResponse

SENT: dict[str, dict[str, list[str]]] = {
    "single_choice": {"q1": ["other"], "q1.other": ["雨"]},
    "multiple_choice": {"q2": ["stage", "food"]},
    "short_text": {"q3": ["太子堂"]},
    "long_text": {"q4": ["よかった。\nまた来る"]},
    "dropdown": {"q5": ["yes"]},
    "scale": {"q6": ["4"]},
    "nps": {"q7": ["9"]},
    "matrix_single": {"q8.hall": ["5"], "q8.staff": ["unsure"]},
    "matrix_multiple": {"q9.hall": ["stage", "stamp"], "q9.staff": ["none"]},
    "ranking": {"q10": ["food", "stage"]},
    "number": {"q11": ["３人"]},
    "date": {"q12": ["令和8年11月23日"]},
    "place": {"q13": ["yoga"]},
    "consent": {"q14": ["yes"]},
    "statement": {},
}


def three(question: AnyQuestion) -> list[StoredResponse]:
    """Somebody who answered, somebody who left it blank, and somebody who was not asked."""
    optional = question.model_copy(update={"required": False})
    nothing: dict[str, StoredValue] = {}
    people = (question.parse(SENT[question.type]), optional.parse({}), nothing)
    return [response(f"r{number}", 1, answers) for number, answers in enumerate(people, start=1)]


def response(name: str, version: int, answers: dict[str, StoredValue]) -> StoredResponse:
    """A response of that version."""
    received = datetime(2026, 11, 23, 8, tzinfo=UTC)
    return StoredResponse(name, version, "ab3de", "ja", "web", received, answers)
