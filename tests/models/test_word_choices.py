"""Words that staff want counted otherwise than usual, on both databases."""

from __future__ import annotations

from typing import get_args

import pytest
from sqlmodel import select

from models import responses, surveys, tables, word_choices
from models.errors import NotAllowed, NotFound
from models.store import Store
from models.word_choices import MAX_WORD, MOST
from tests.stores import add_survey


def keep_apart(store: Store, survey_id: str, *forms: str, source: str = "q4") -> None:
    store.write(lambda s: word_choices.choose(s, survey_id, source, "apart", forms, by="sato"))


def apart(store: Store, survey_id: str, source: str = "q4") -> set[str]:
    with store.reading() as session:
        return set(word_choices.of(session, survey_id, source, "apart"))


def test_spellings_are_kept_apart_for_each_question_and_joined_again(store: Store) -> None:
    survey_id = add_survey(store, publish=True)
    keep_apart(store, survey_id, "こども", "子供")
    keep_apart(store, survey_id, "子供", "さくら")
    keep_apart(store, survey_id, "桜", source="q3")
    assert apart(store, survey_id) == {"こども", "子供", "さくら"}
    store.write(
        lambda s: word_choices.take_back(s, survey_id, "q4", "apart", ["子供", "桜"], by="suzuki")
    )
    assert apart(store, survey_id) == {"こども", "さくら"}
    assert apart(store, survey_id, "q3") == {"桜"}
    with store.reading() as session:
        assert surveys.summary(session, survey_id).coding_revision == 4  # kept looks are renewed
        told = [
            (entry.who, entry.action, entry.detail)
            for entry in session.exec(select(tables.AuditEntry))
            if entry.action.startswith("word.")
        ]
    assert told[1:] == [
        ("sato", "word.apart", "q4 さくら"),
        ("sato", "word.apart", "q3 桜"),
        ("suzuki", "word.apart.undo", "q4 子供"),
    ]


def test_what_is_chosen_of_one_word_says_nothing_else_of_it(store: Store) -> None:
    survey_id = add_survey(store, publish=True)
    keep_apart(store, survey_id, "公園")
    store.write(lambda s: word_choices.choose(s, survey_id, "q4", "left_out", ["公園"], by="a"))
    store.write(lambda s: word_choices.take_back(s, survey_id, "q4", "apart", ["公園"], by="a"))
    with store.reading() as session:
        found = [
            word_choices.of(session, survey_id, "q4", choice)
            for choice in get_args(word_choices.Choice)
        ]
    assert found == [frozenset(), {"公園"}, frozenset()]


def test_what_cannot_be_kept_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        keep_apart(store, "nothere1", "桜")
    survey_id = add_survey(store, publish=True)
    for form in ("", "ー" * (MAX_WORD + 1)):
        with pytest.raises(NotAllowed, match="word_choice"):
            keep_apart(store, survey_id, "桜", form)
    keep_apart(store, survey_id, *map(str, range(MOST)))
    keep_apart(store, survey_id, "0")  # is apart already
    with pytest.raises(NotAllowed, match="too_many_word_choices"):
        keep_apart(store, survey_id, "桜")
    assert "桜" not in apart(store, survey_id)


def test_spellings_go_with_the_answers_and_with_the_survey(store: Store) -> None:
    survey_id = add_survey(store, publish=True)
    keep_apart(store, survey_id, "桜")
    store.write(lambda session: responses.delete_all(session, survey_id))
    assert apart(store, survey_id) == set()
    draft = add_survey(store, publish=False)
    keep_apart(store, draft, "桜")
    store.write(lambda session: surveys.delete(session, draft, by="a"))
    assert apart(store, draft) == set()
