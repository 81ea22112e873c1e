"""Surveys from draft to closed: what each step allows, and what it leaves untouched."""

from __future__ import annotations

from functools import partial

import pytest
from sqlmodel import select

from models import editing, placements, surveys, tables
from models.errors import DefinitionError, NotAllowed, NotFound, NotPublishable, StaleDraft
from models.questions.options import Option
from models.store import Store
from tests.builders import LIKED, OPINION, TOWN, document


def create(store: Store, **changes: object) -> str:
    return store.write(lambda session: surveys.create(session, document(**changes), by="test"))


def publish(store: Store, survey_id: str) -> int:
    return store.write(lambda session: surveys.publish(session, survey_id, by="test"))


def test_publishing_freezes_and_editing_makes_the_next_version(store: Store) -> None:
    """Answers name a version; a version never changes; an unchanged draft makes no new one."""
    survey_id = create(store)
    assert publish(store, survey_id) == 1
    assert publish(store, survey_id) == 1
    with store.reading() as session:
        draft = surveys.draft(session, survey_id)
    shorter = editing.remove_question(draft.document, "q3")
    store.write(lambda session: surveys.save_draft(session, survey_id, shorter, draft.revision))
    with store.reading() as session:
        assert surveys.summary(session, survey_id).unpublished
    assert publish(store, survey_id) == 2
    with store.reading() as session:
        versions = surveys.versions(session, survey_id)
    assert versions == {1: document(), 2: shorter}


def test_a_stale_save_overwrites_nothing(store: Store) -> None:
    """Two people edit one draft: the second learns so, and the first keeps the work."""
    survey_id = create(store)
    mine = document(TOWN)
    store.write(lambda session: surveys.save_draft(session, survey_id, mine, 1))
    with pytest.raises(StaleDraft) as refusal:
        store.write(lambda session: surveys.save_draft(session, survey_id, document(OPINION), 1))
    assert refusal.value.current == 2
    with store.reading() as session:
        assert surveys.draft(session, survey_id) == surveys.Draft(mine, 2)


def test_an_incomplete_draft_is_not_published(store: Store) -> None:
    """Every blocking problem is listed; the survey stays a draft."""
    survey_id = create(store, title={}, purpose={})
    with pytest.raises(NotPublishable) as refusal:
        publish(store, survey_id)
    assert [problem.code for problem in refusal.value.problems] == ["no_title", "no_purpose"]
    with store.reading() as session:
        assert surveys.summary(session, survey_id).phase == "draft"


def test_a_key_keeps_its_type_for_good(store: Store) -> None:
    """q1 was a choice; it never becomes a text, or old answers would change their meaning."""
    survey_id = create(store)
    publish(store, survey_id)
    changed = document(TOWN.model_copy(update={"key": "q1"}))
    store.write(lambda session: surveys.save_draft(session, survey_id, changed, 1))
    with pytest.raises(NotPublishable, match="type_changed"):
        publish(store, survey_id)


def test_a_column_keeps_its_question_for_good(store: Store) -> None:
    """q1_bad was a text of its own; no later option may write into its column."""
    survey_id = create(store, sections=[{"questions": [TOWN.model_copy(update={"key": "q1_bad"})]}])
    publish(store, survey_id)
    options = (Option(value="bad", label={"ja": "悪"}), Option(value="ok", label={"ja": "良"}))
    clash = document(LIKED.model_copy(update={"key": "q1", "options": options}))
    store.write(lambda session: surveys.save_draft(session, survey_id, clash, 1))
    with store.reading() as session:
        assert [problem.code for problem in surveys.problems(session, survey_id)] == [
            "column_taken"
        ]
        assert surveys.used_keys(session, survey_id) == {"q1_bad"}


def test_states_allow_what_they_say(store: Store) -> None:
    """draft → open ⇄ closed; only a draft may be deleted, with its placements."""
    survey_id = create(store)
    for verb in (surveys.close, surveys.reopen):
        with pytest.raises(NotAllowed):
            store.write(partial(verb, survey_id=survey_id, by="test"))
    publish(store, survey_id)
    with pytest.raises(NotAllowed):
        store.write(lambda session: surveys.delete(session, survey_id, by="test"))
    store.write(lambda session: surveys.close(session, survey_id, by="test"))
    store.write(lambda session: surveys.reopen(session, survey_id, by="test"))
    other = create(store)
    store.write(lambda session: surveys.delete(session, other, by="test"))
    with store.reading() as session:
        assert [summary.id for summary in surveys.listing(session)] == [survey_id]
        assert placements.listing(session, other) == []
        with pytest.raises(NotFound):
            surveys.summary(session, other)
        actions = [row.action for row in session.exec(select(tables.AuditEntry))]
    assert actions.count("survey.publish") == 1
    assert actions[-1] == "survey.delete"


def test_placements_have_readable_codes_of_their_own(store: Store) -> None:
    """Codes are short, unique and free of look-alikes; odd kinds and empty names are refused."""
    survey_id = create(store)
    codes = {
        store.write(
            partial(placements.add, survey_id=survey_id, name=f"場所{n}", kind="poster", by="t")
        )
        for n in range(30)
    }
    assert len(codes) == 30
    assert all(len(code) == 5 and not set(code) & set("01loi") for code in codes)
    for name, kind in (("", "poster"), ("名前", "balloon"), ("長" * 101, "poster")):
        with pytest.raises(NotAllowed):
            store.write(partial(placements.add, survey_id=survey_id, name=name, kind=kind, by="t"))
    with pytest.raises(NotFound):
        store.write(lambda session: placements.add(session, "nothing", "名前", "poster", by="t"))


def test_a_draft_that_could_not_be_read_again_is_not_saved(store: Store) -> None:
    """Too large, or changed past its limits by a page: refused, and the one before stays."""
    survey_id = create(store)
    option = Option(value="a1", label={"ja": "あ" * 2_000})
    options = tuple(option.model_copy(update={"value": f"a{number}"}) for number in range(200))
    large = [LIKED.model_copy(update={"key": f"q{n}", "options": options}) for n in range(3)]
    wrong = [TOWN.model_copy(update={"max_chars": 5_000})]
    for questions in (large, wrong):
        with pytest.raises(DefinitionError):
            store.write(
                partial(
                    surveys.save_draft, survey_id=survey_id, new=document(*questions), revision=1
                )
            )
        with pytest.raises(DefinitionError):
            store.write(partial(surveys.create, draft=document(*questions), by="test"))
    with store.reading() as session:
        assert surveys.draft(session, survey_id) == surveys.Draft(document(), 1)
        assert len(surveys.listing(session)) == 1
