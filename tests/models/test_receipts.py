"""An answer found again by its receipt."""

from __future__ import annotations

import pytest

from models import receipts, responses
from models.clock import hour_of, now
from models.store import Store
from tests.stores import add_answers, add_survey


def test_a_receipt_finds_what_was_sent_in_its_survey_only(store: Store) -> None:
    survey_id, other = (add_survey(store, publish=True) for _ in range(2))
    before = hour_of(now())
    add_answers(store, survey_id, {"q1": ["good"], "q3": ["砧"]}, {"q1": ["bad"]})
    with store.reading() as session:
        for kept in responses.stored(session, survey_id):
            found = receipts.find(session, survey_id, kept.receipt)
            assert found is not None
            assert (found.version, found.answers) == (1, kept.answers)
            assert before <= found.received <= hour_of(now())
            assert receipts.find(session, other, kept.receipt) is None


@pytest.mark.parametrize("odd", ["", "\x00", "a\x00b", "砧", "' OR 1=1--", "a" * 1_000, "%"])
def test_what_cannot_be_a_receipt_finds_nothing(store: Store, odd: str) -> None:
    survey_id = add_survey(store, publish=True)
    add_answers(store, survey_id, {"q1": ["good"]})
    with store.reading() as session:
        assert receipts.find(session, survey_id, odd) is None
