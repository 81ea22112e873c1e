from __future__ import annotations

import pytest

from models import responses, surveys, topic_edits
from models.errors import NotAllowed, NotFound
from models.store import Store
from tests.stores import add_survey


def test_edits_are_kept_for_each_question_until_they_are_taken_back(store: Store) -> None:
    survey_id = add_survey(store, publish=True)
    for source, document in (("q3", "{}"), ("q4", "first"), ("q4", "second"), ("q3", "")):
        store.write(lambda session: topic_edits.save(session, survey_id, source, document, by="a"))  # noqa: B023 - done at once
    with store.reading() as session:
        assert topic_edits.of(session, survey_id, "q4") == "second"
        assert topic_edits.of(session, survey_id, "q3") == ""


def test_edits_go_with_the_answers_and_with_the_survey(store: Store) -> None:
    survey_id = add_survey(store, publish=True)
    store.write(lambda session: topic_edits.save(session, survey_id, "q4", "x", by="a"))
    store.write(lambda session: responses.delete_all(session, survey_id))
    with store.reading() as session:
        assert topic_edits.of(session, survey_id, "q4") == ""
    draft = add_survey(store, publish=False)
    store.write(lambda session: topic_edits.save(session, draft, "q4", "x", by="a"))
    store.write(lambda session: surveys.delete(session, draft, by="a"))
    with store.reading() as session:
        assert topic_edits.of(session, draft, "q4") == ""


def test_edits_of_no_survey_and_endless_ones_are_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(lambda session: topic_edits.save(session, "nothere1", "q4", "x", by="a"))
    survey_id = add_survey(store, publish=True)
    long = "x" * (topic_edits.MOST + 1)
    with pytest.raises(NotAllowed, match="too_many_topic_edits"):
        store.write(lambda session: topic_edits.save(session, survey_id, "q4", long, by="a"))
