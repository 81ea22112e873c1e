"""Surveys from draft to closed: what each step allows, and what it leaves untouched."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import select

from models import clock, editing, lifecycle, placements, surveys, tables
from models.errors import NotAllowed, NotFound, NotPublishable, StaleDraft
from models.questions.choice import Option
from models.store import Store
from tests.builders import LIKED, OPINION, SATISFACTION, TOWN, document


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


def test_phase_follows_the_clock() -> None:
    """Before opening, open, closed at the very second."""
    opens = datetime(2026, 12, 1, 9, tzinfo=clock.JST)
    closes = datetime(2026, 12, 25, 17, tzinfo=clock.JST)
    timed = document(opens_at=opens, closes_at=closes)
    second = timedelta(seconds=1)
    moments = (opens - second, opens, closes - second, closes)
    phases = [lifecycle.phase("open", timed, moment) for moment in moments]
    assert phases == ["upcoming", "open", "open", "closed"]
    assert lifecycle.phase("closed", timed, opens) == "closed"
    assert lifecycle.phase("draft", None, opens) == "draft"


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


def test_editing_makes_new_documents() -> None:
    """Add, replace, move and remove questions; keys are not reused while they are there."""
    empty = document(sections=[{}])
    one, first = editing.add_question(empty, "single_choice")
    two, second = editing.add_question(one, "long_text")
    assert [question.key for question in two.questions()] == [first, second] == ["q1", "q2"]
    moved = editing.move_question(two, "q2", -1)
    assert [question.key for question in moved.questions()] == ["q2", "q1"]
    assert editing.move_question(moved, "q2", -5) == moved
    renamed = two.question("q2").model_copy(update={"label": {"ja": "ご意見"}})
    assert editing.replace_question(two, renamed).question("q2").label == {"ja": "ご意見"}
    assert [q.key for q in editing.remove_question(two, "q1").questions()] == ["q2"]
    assert editing.add_question(empty, "short_text", used={"q1", "q2"})[1] == "q3"
    for verb in (editing.remove_question, lambda d, k: editing.move_question(d, k, 1)):
        with pytest.raises(NotFound):
            verb(two, "q9")


def test_options_keep_their_values_when_lines_are_edited() -> None:
    """A label that stays keeps its stored value, wherever its line moves."""
    before = (
        Option(value="a1", label={"ja": "はい", "en": "Yes"}),
        Option(value="a2", label={"ja": "いいえ"}),
    )
    after = editing.replace_options(before, ["いいえ", "わからない", "はい"])
    assert [(option.value, option.label["ja"]) for option in after] == [
        ("a2", "いいえ"),
        ("a3", "わからない"),
        ("a1", "はい"),
    ]
    assert after[2].label["en"] == "Yes"
    assert LIKED.options[0] in editing.replace_options(LIKED.options, ["ステージ"])
    assert SATISFACTION.options == editing.replace_options(
        SATISFACTION.options, ["満足", "不満", "その他"]
    )
