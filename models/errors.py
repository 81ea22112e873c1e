"""Everything Koebako refuses, as one tree.

KoebakoError
├── AnswerError        one answer cannot be taken (code + limits, worded in the reader's language)
├── FormError          a whole sending cannot be read (code → 4xx page)
├── SurveyNotOpen      the survey takes no answers now
├── SubmissionConflict the same submission_id was already stored with other answers
├── TooManyWaiting     so many wait to be stored that one more is not let in
├── PlacesFull         an option that was chosen has no place left (定員)
├── SlipRefused        an answer came without a slip (整理券) that is still good
├── DefinitionError    a survey definition cannot be read (names the place)
├── NotPublishable     the draft still has problems (lists them)
├── StaleDraft         somebody else saved the draft first
├── NotAllowed         the survey's state, or the draft, does not allow this step
├── NotFound           no such thing
├── SignInRefused      wrong name or password, or too many tries
├── FileRefused        a file of answers cannot be taken in (one sentence)
└── StorageRefused     the database cannot be used (one sentence for the operator)

Codes are for programs and catalogs; words live with the page that shows them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.document import Problem


class KoebakoError(Exception):
    """The root; never raised itself."""


class AnswerError(KoebakoError):
    """One answer was read but cannot be taken; `code` names a sentence in the catalogs."""

    def __init__(self, code: str, **limits: float | date) -> None:
        super().__init__(code)
        self.code = code
        self.limits = limits


class FormError(KoebakoError):
    """A sending that is not a whole, well-formed form; nothing of it is stored."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class SurveyNotOpen(KoebakoError):
    """The survey takes no answers now; `phase` says why."""

    def __init__(self, phase: str) -> None:
        super().__init__(phase)
        self.phase = phase


class SubmissionConflict(KoebakoError):
    """The submission_id is already stored with other answers; the stored one stays."""


class TooManyWaiting(KoebakoError):
    """The writer has more to store than can be kept waiting; nothing of this one is stored."""


class PlacesFull(KoebakoError):
    """Options that were chosen have no place left: `full`, by question key. Nothing is stored."""

    def __init__(self, full: dict[str, tuple[str, ...]]) -> None:
        super().__init__(", ".join(f"{key}: {' '.join(full[key])}" for key in full))
        self.full = full


class SlipRefused(KoebakoError):
    """An answer here needs a slip, and there is none that is still good; nothing is stored.

    `code`: slip_missing, slip_mistyped, slip_unknown, slip_used, slip_void, slip_elsewhere.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DefinitionError(KoebakoError):
    """A definition that cannot be read; `place` is a path such as `sections.0.questions.3`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place = place
        self.reason = reason


class NotPublishable(KoebakoError):
    """The draft has problems that block publishing."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class StaleDraft(KoebakoError):
    """The draft was saved by somebody else since it was read; nothing was overwritten."""

    def __init__(self, current: int) -> None:
        super().__init__(f"draft is at revision {current}")
        self.current = current


class NotAllowed(KoebakoError):
    """The survey's state, or the draft, does not allow this step; `code` says which rule."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotFound(KoebakoError):
    """There is no `kind` with that name."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"{kind} {name!r}")
        self.kind = kind
        self.name = name

    def __reduce__(self) -> tuple[type[NotFound], tuple[str, str]]:
        """Analysis raises it in another process."""
        return NotFound, (self.kind, self.name)


class SignInRefused(KoebakoError):
    """Sign-in or set-up was refused; `code` does not tell a wrong name from a wrong password."""

    def __init__(self, code: str, wait_seconds: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.wait_seconds = wait_seconds


class FileRefused(KoebakoError):
    """A file of answers cannot be taken in; the message is one sentence that says what to do."""


class StorageRefused(KoebakoError):
    """The database cannot be used; the message is one sentence that says what to do."""
