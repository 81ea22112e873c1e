"""Which questions can be voted on by one scan, and the codes that stand for their options."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from models import placements, surveys, votes
from models.errors import NotAllowed, NotFound
from models.questions.choice import SingleChoice
from models.questions.conditions import Condition, Rule
from models.questions.options import Option
from models.store import Store
from tests.builders import DROPDOWN, LIKED, OPINION, SATISFACTION, document
from tests.stores import add_survey


def options(number: int, **changes: Any) -> SingleChoice:
    made = tuple(Option(value=f"o{n}", label={"ja": f"案{n}"}) for n in range(number))
    return SATISFACTION.model_copy(update={"options": made, **changes})


LIMITED = tuple(option.model_copy(update={"places": 5}) for option in SATISFACTION.options)


SHOWN_IF = Condition(rules=(Rule(key="q5", op="equals", value="yes"),))


UNFIT = {
    "vote_not_single": (LIKED,),
    "vote_places": (SATISFACTION.model_copy(update={"options": LIMITED}),),
    "vote_options": (options(9),),
    "vote_wordings": (SATISFACTION.model_copy(update={"label_b": {"ja": "ご満足ですか"}}),),
    "vote_quotes": (DROPDOWN, SATISFACTION.model_copy(update={"label": {"ja": "{q5}でしたか"}})),
    "vote_conditional": (DROPDOWN, SATISFACTION.model_copy(update={"show_if": SHOWN_IF})),
}


@pytest.mark.parametrize("code", UNFIT)
def test_only_a_question_that_stands_alone_can_be_voted_on(store: Store, code: str) -> None:
    questions = UNFIT[code]
    definition = document(*questions)
    key = questions[-1].key
    with pytest.raises(NotAllowed, match=code):
        votes.votable(definition, key)
    assert key not in [one.key for one in votes.fitting(definition)]
    survey_id = add_survey(store, definition, publish=True)
    with pytest.raises(NotAllowed, match=code):
        store.write(lambda session: votes.create(session, survey_id, key, by="sato"))


def test_a_question_in_a_section_for_some_is_not_for_all() -> None:
    sections = [
        {"questions": [DROPDOWN]},
        {"questions": [SATISFACTION], "show_if": SHOWN_IF},
    ]
    definition = document(sections=sections)
    with pytest.raises(NotAllowed, match="vote_conditional"):
        votes.votable(definition, "q1")
    assert [one.key for one in votes.fitting(definition)] == ["q5"]


def test_two_to_eight_options_fit() -> None:
    fits = [number for number in range(1, 12) if votes.fitting(document(options(number)))]
    assert fits == [2, 3, 4, 5, 6, 7, 8]


def test_a_board_has_a_code_for_each_option_as_published(store: Store) -> None:
    """Asked again it makes none; an option added later gets one; all are switched together."""
    survey_id = add_survey(store, publish=False)
    with pytest.raises(NotAllowed, match="vote_unpublished"):
        store.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    with pytest.raises(NotFound):
        store.write(lambda session: votes.create(session, "none", "q1", by="sato"))
    store.write(lambda session: surveys.publish(session, survey_id, by="sato"))
    made = store.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    assert len(made) == 3
    assert store.write(lambda session: votes.create(session, survey_id, "q1", by="sato")) == []

    def add_option(session: Session) -> list[str]:
        draft = surveys.draft(session, survey_id)
        more = (*SATISFACTION.options, Option(value="soso", label={"ja": "長" * 150}))
        changed = document(SATISFACTION.model_copy(update={"options": more}), OPINION)
        surveys.save_draft(session, survey_id, changed, draft.revision)
        surveys.publish(session, survey_id, by="sato")
        return votes.create(session, survey_id, "q1", by="sato")

    [fourth] = store.write(add_option)
    with store.reading() as session:
        [board] = votes.boards(session, survey_id)
        placed = placements.get(session, fourth)
    assert [choice.value for choice in board.choices] == ["good", "bad", "other", "soso"]
    assert [choice.code for choice in board.choices] == [*made, fourth]
    assert (placed.kind, placed.preset, len(placed.name)) == ("vote", "q1=soso", 100)
    store.write(lambda session: votes.switch(session, survey_id, "q1", active=False, by="sato"))
    with store.reading() as session:
        off = votes.board(session, survey_id, "q1")
        assert not off.active
        assert not any(choice.active for choice in off.choices)
        with pytest.raises(NotFound):
            votes.board(session, survey_id, "q4")
