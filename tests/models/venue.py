"""A venue where slips are handed out: a survey, a batch, and what comes of sendings."""

from __future__ import annotations

from concurrent.futures import Future, wait
from datetime import date
from typing import Any

from sqlmodel import Session, func, select

from models import keys, responses, slip_numbers, slips, surveys, tables
from models.errors import SlipRefused
from models.responses import Submission
from models.slip_numbers import Slip, fingerprint
from models.store import Store
from tests.builders import OPINION, SATISFACTION, document


class Venue:
    """A published survey and a batch of slips for it, issued."""

    def __init__(self, store: Store, count: int = 3, *questions: Any) -> None:
        self.store = store
        self.survey_id = store.write(self._publish(questions or (SATISFACTION, OPINION)))
        self.batch_id, self.slips = self.issued(count)
        self.code = self.batch().placement

    def _publish(self, questions: Any) -> Any:
        def publish(session: Session) -> str:
            survey_id = surveys.create(session, document(*questions), by="test")
            surveys.publish(session, survey_id, by="test")
            return survey_id

        return publish

    def issued(self, count: int, placement: str = "") -> tuple[str, list[Slip]]:
        """Another batch, issued in one go."""

        def issue(session: Session) -> tuple[str, list[Slip]]:
            day = date(2026, 11, 23)
            named = {"by": "test", "placement": placement}
            batch_id = slips.create(session, self.survey_id, "説明会", count, day, **named)
            key = keys.form_key(session)
            drawn = [slip_numbers.draw(key) for _ in range(count)]
            slips.issue(session, batch_id, drawn, by="test")
            return batch_id, drawn

        return self.store.write(issue)

    def batch(self, batch_id: str = "") -> slips.Batch:
        with self.store.reading() as session:
            return slips.get(session, batch_id or self.batch_id)

    def sending(self, number: int | str, slip: Slip | str | None, **changes: Any) -> Submission:
        carried = slip.token if isinstance(slip, Slip) else slip
        fields = {
            "survey_id": self.survey_id,
            "submission_id": f"id-{number}",
            "version": 1,
            "placement": self.code,
            "answers": {"q1": "good", "q4": f"意見 {number}"},
            "slip": fingerprint(carried) if carried else "",
        }
        return Submission(**{**fields, **changes})

    def send(self, *sent: Submission) -> list[Any]:
        """Receipts, and the codes of refusals."""
        futures = [self.store.submit(responses.store, one) for one in sent]
        wait(futures)
        return [outcome(future) for future in futures]

    def stored(self) -> int:
        with self.store.reading() as session:
            return len(responses.stored(session, self.survey_id))

    def rows(self) -> int:
        with self.store.reading() as session:
            return session.exec(select(func.count()).select_from(tables.Slip)).one()

    def change(self, verb: Any, *arguments: Any, **named: Any) -> Any:
        return self.store.write(lambda session: verb(session, *arguments, **named))


def outcome(future: Future[Any]) -> Any:
    """The receipt, the code of a refused slip, or whatever else went wrong."""
    error = future.exception()
    return error.code if isinstance(error, SlipRefused) else error or future.result()


def is_receipt(said: object) -> bool:
    """Whether that is what is given for a stored answer."""
    return isinstance(said, str) and len(said) == responses.RECEIPT_LENGTH
