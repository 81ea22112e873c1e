"""What answering takes: minutes, and texts that nobody may leave out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

from models.checkup.finding import Finding
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.options import Options
from models.questions.ranking import Ranking

# Seconds to answer, once the question is read. Ours: to be replaced by what residents really take.
SECONDS = {
    "single_choice": 5.0,
    "multiple_choice": 9.0,
    "scale": 5.0,
    "short_text": 15.0,
    "long_text": 30.0,  # two in five write, for a minute or more
    "dropdown": 7.0,
    "matrix_single": 4.0,  # a row
    "matrix_multiple": 7.0,  # a row
    "ranking": 7.0,  # a place
    "number": 8.0,
    "date": 10.0,
    "place": 10.0,
    "nps": 5.0,
    "consent": 3.0,
    "statement": 0.0,
}
CHARACTERS = 9  # of Japanese read in a second: some 500 a minute

LONGEST = 15  # minutes, after which many give up
TEXTS = 2  # that may be required
SLACK = 1  # minutes between our estimate and what the survey says


def estimated_minutes(document: SurveyDocument) -> int:
    """Minutes that answering takes by reading speed and the kinds of questions; at least 1.

    What stands under a condition counts half: some are asked it.
    """
    seconds = len(pick(document.purpose)) / CHARACTERS
    for section in document.sections:
        for question in section.questions:
            conditions = (section.show_if is not None) + (question.show_if is not None)
            seconds += _seconds(question) / 2**conditions
    return max(1, math.ceil(seconds / 60))


def burdens(document: SurveyDocument) -> Iterator[Finding]:
    """A survey longer than it says or than people bear, and too many texts that are required."""
    minutes = estimated_minutes(document)
    if minutes > document.minutes + SLACK:
        yield Finding("minutes_short", "minutes", str(minutes))
    if minutes > LONGEST:
        yield Finding("long_survey", "minutes", str(minutes))
    required = (q for q in document.questions() if q.shape == "prose" and q.required)
    for question in islice(required, TEXTS, TEXTS + 1):
        yield Finding("many_required_texts", question.key)


def _seconds(question: AnyQuestion) -> float:
    words = [question.label, question.help]
    times = 1
    if isinstance(question, Options):
        words += [option.label for option in question.options]
    if isinstance(question, MatrixSingle | MatrixMultiple):
        words += [row.label for row in question.rows]
        times = len(question.rows)
    if isinstance(question, Ranking):
        times = len(question.places)
    reading = sum(len(pick(text)) for text in words) / CHARACTERS
    return reading + times * SECONDS[question.type]
