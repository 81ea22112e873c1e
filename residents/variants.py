"""The same page in several variants: options in random order, and two wordings (A/B).

Which variant a reader gets is drawn for each; a seed names it, so that the page which comes back
after an error looks as it did.
"""

from __future__ import annotations

from random import Random

from models.document import SurveyDocument
from models.multilingual import Text
from models.questions import AnyQuestion
from models.questions.matrix import MatrixSingle
from models.questions.options import Option, Options
from models.questions.scale import Scale

MOST = 8  # even, so that both wordings are read by as many


def count(document: SurveyDocument) -> int:
    """How many variants the document's page has: seeds are 0 up to this number."""
    if any(_shuffles(question) for question in document.questions()):
        return MOST
    return 2 if document.has_two_wordings else 1


def wording(seed: int) -> str:
    """Which of two wordings is read: a or b."""
    return "b" if seed % 2 else "a"


def label(question: AnyQuestion, seed: int) -> Text:
    """The question in the wording of the seed; a language without a second one has the first."""
    return question.label | question.label_b if wording(seed) == "b" else question.label


def options(question: Options, seed: int) -> tuple[Option, ...]:
    """The options in the order of the seed; those that stay last keep their places at the end.

    Over all seeds each option stands first as often as any other: what is read first is chosen
    more often, and chance alone would not even that out among so few variants.
    """
    if not _shuffles(question):
        return question.options
    moving = [option for option in question.options if not option.stays_last]
    if moving:
        first = moving.pop(seed * len(moving) // MOST)
        Random(f"{question.key}/{seed}").shuffle(moving)  # noqa: S311 - nothing to keep secret
        moving.insert(0, first)
    return (*moving, *(option for option in question.options if option.stays_last))


def _shuffles(question: AnyQuestion | Options) -> bool:
    """Whether the order may change: grades stand in their own order, whatever is asked for."""
    graded = isinstance(question, Scale) or (
        isinstance(question, MatrixSingle) and question.ordered
    )
    return isinstance(question, Options) and question.shuffle and not graded
