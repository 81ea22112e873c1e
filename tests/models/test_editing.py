"""Edits of a draft: each makes a valid document, changes what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import blocks, editing
from models.document import SurveyDocument, dump, load
from models.errors import DefinitionError, NotAllowed, NotFound
from models.questions import QUESTION_TYPES
from models.questions.conditions import Condition, Operator, Rule
from tests.builders import (
    EVERY,
    GRID,
    LIKED,
    OPINION,
    QUESTIONS,
    SATISFACTION,
    TOWN,
    document,
)
from tests.models.strategies import drafts


def keys(made: SurveyDocument) -> list[str]:
    return [question.key for question in made.questions()]


def layout(made: SurveyDocument) -> list[list[str]]:
    return [[question.key for question in section.questions] for section in made.sections]


def on(key: str, op: Operator = "answered", value: str | None = None) -> Condition:
    return Condition(rules=(Rule(key=key, op=op, value=value),))


def asked_if(question: Any, condition: Condition) -> Any:
    return question.model_copy(update={"show_if": condition})


def two_sections() -> SurveyDocument:
    """q1 and q2, then q3 and q4, of which q4 depends on q3."""
    follower = asked_if(OPINION, on("q3"))
    return document(
        sections=[{"questions": [SATISFACTION, LIKED]}, {"questions": [TOWN, follower]}]
    )


Edit = Callable[[SurveyDocument], SurveyDocument]


def attempt(edit: Edit, made: SurveyDocument) -> SurveyDocument | None:
    """The edited draft; None when a rule of editing does not allow it."""
    try:
        return edit(made)
    except NotAllowed as refusal:
        if refusal.code not in {"moves_before_condition", "last_section"}:
            raise
        return None


@given(data=st.data(), made=drafts())
def test_any_row_of_edits_keeps_the_draft_readable(
    data: st.DataObject, made: SurveyDocument
) -> None:
    """What is refused is refused as such; what is not can be saved and read again unchanged."""
    for _ in range(data.draw(st.integers(1, 6))):
        changed = attempt(data.draw(any_edit(made)), made)
        if changed is not None:
            assert load(dump(changed)) == changed
            made = changed


@st.composite
def any_edit(draw: Callable[[st.SearchStrategy[Any]], Any], made: SurveyDocument) -> Edit:
    type_name = draw(st.sampled_from(sorted(QUESTION_TYPES)))
    section = draw(st.integers(0, len(made.sections) - 1))
    steps = draw(st.integers(-3, 3))
    edits: list[Edit] = [
        lambda d: editing.add_question(d, type_name, {"q2"}, section)[0],
        lambda d: editing.add_questions(d, [*blocks.questions("age"), SATISFACTION], (), section)[
            0
        ],
        editing.add_section,
        lambda d: editing.remove_section(d, section),
        lambda d: editing.rename_section(d, section, {"ja": "次に"}),
        lambda d: editing.move_section(d, section, steps),
    ]
    if keys(made):
        key = draw(st.sampled_from(keys(made)))
        several = draw(st.sets(st.sampled_from(keys(made))))
        edits += [
            lambda d: editing.duplicate_question(d, key)[0],
            lambda d: editing.remove_question(d, key),
            lambda d: editing.remove_questions(d, several),
            lambda d: editing.move_question(d, key, steps),
            lambda d: editing.move_questions(d, several, section),
            lambda d: editing.set_required(d, several, steps > 0),
            lambda d: editing.replace_question(d, editing.change_type(d.question(key), type_name)),
            lambda d: editing.set_condition(d, key, None),
        ]
    chosen: Edit = draw(st.sampled_from(edits))
    return chosen


@given(data=st.data(), made=drafts())
def test_moving_changes_the_order_and_nothing_else(
    data: st.DataObject, made: SurveyDocument
) -> None:
    """The others keep their order among themselves, and every word stays."""
    key = data.draw(st.sampled_from(keys(made)))
    steps = data.draw(st.integers(-4, 4))
    moved = attempt(lambda d: editing.move_question(d, key, steps), made)
    if moved is None:
        return
    others = [one for one in keys(made) if one != key]
    assert [one for one in keys(moved) if one != key] == others
    assert {q.key: q for q in moved.questions()} == {q.key: q for q in made.questions()}


@given(data=st.data(), made=drafts())
def test_removing_takes_the_rules_that_read_it_along(
    data: st.DataObject, made: SurveyDocument
) -> None:
    """And leaves every other rule as it was."""
    key = data.draw(st.sampled_from(keys(made)))
    rest = editing.remove_question(made, key)
    assert keys(rest) == [one for one in keys(made) if one != key]

    def rules(one: SurveyDocument) -> list[Rule]:
        owners = [*one.sections, *(question for question in one.questions())]
        conditions = [owner.show_if for owner in owners if getattr(owner, "key", "") != key]
        return [rule for condition in conditions if condition for rule in condition.rules]

    assert rules(rest) == [rule for rule in rules(made) if rule.question_key != key]


def test_keys_are_never_used_again() -> None:
    """Not those in the draft, nor those published before, nor names that would clash in a file."""
    one, first = editing.add_question(document(sections=[{}]), "single_choice")
    two, second = editing.add_question(one, "long_text", used={"q2", "q3"})
    assert (first, second) == ("q1", "q4")
    assert keys(editing.replace_question(two, two.question("q4"))) == ["q1", "q4"]
    clashing = document(
        LIKED.model_copy(update={"key": "q1"}), TOWN.model_copy(update={"key": "q2_a1"})
    )
    assert editing.add_question(clashing, "multiple_choice")[1] == "q3"
    with pytest.raises(NotFound):
        editing.add_question(two, "short_text", section=1)


def test_a_copy_stands_behind_its_original() -> None:
    made, key = editing.duplicate_question(document(), "q2", used={"q5"})
    assert keys(made) == ["q1", "q2", "q6", "q3", "q4"]
    assert made.question(key) == LIKED.model_copy(update={"key": "q6"})


def test_blocks_bring_their_own_keys_where_these_are_free() -> None:
    """Twice the same block, and a rule inside a block, which follows its question."""
    [age] = blocks.questions("age")
    follower = asked_if(TOWN.model_copy(update={"key": "where"}), on("age", "equals", "a20"))
    made, first = editing.add_questions(document(), [age, follower])
    assert first == ("age", "where")
    again, second = editing.add_questions(made, [age, follower], used={"where_2"})
    assert second == ("age_2", "where_3")
    assert again.question("where_3").show_if == on("age_2", "equals", "a20")
    assert again.question("where").show_if == on("age", "equals", "a20")
    assert editing.add_questions(document(), [age], section=0)[1] == ("age",)
    reserved = TOWN.model_copy(update={"key": "language"})
    assert editing.add_questions(document(), [reserved])[1] == ("language_2",)


def test_a_question_moves_over_the_edge_of_its_section() -> None:
    """Up from the first place is the end of the section before; down from the last likewise."""
    made = document(sections=[{"questions": QUESTIONS[:2]}, {"questions": QUESTIONS[2:]}])
    assert layout(editing.move_question(made, "q3", -1)) == [["q1", "q2", "q3"], ["q4"]]
    assert layout(editing.move_question(made, "q3", -2)) == [["q1", "q3", "q2"], ["q4"]]
    assert layout(editing.move_question(made, "q2", 1)) == [["q1"], ["q2", "q3", "q4"]]
    assert layout(editing.move_question(made, "q2", 2)) == [["q1"], ["q3", "q2", "q4"]]
    assert editing.move_question(made, "q1", -5) == made
    assert editing.move_question(made, "q4", 5) == made


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: editing.move_question(d, "q4", -1),
        lambda d: editing.move_question(d, "q3", 1),
        lambda d: editing.move_questions(d, ["q4"], 0),
        lambda d: editing.move_questions(d, ["q3"], 1),
        lambda d: editing.set_condition(d, "q1", on("q2")),
        lambda d: editing.set_condition(d, "q1", on("q1")),
        lambda d: editing.set_condition(d, "q1", on("nothing")),
        lambda d: editing.set_section_condition(d, 0, on("q1")),
        lambda d: editing.move_section(editing.set_section_condition(d, 1, on("q1")), 1, -1),
        lambda d: editing.remove_section(editing.set_section_condition(d, 1, on("q1")), 0),
    ],
)
def test_nothing_comes_before_what_it_depends_on(
    edit: Edit,
) -> None:
    """Moving a question, several, or a section; setting a condition: refused by one name."""
    with pytest.raises(NotAllowed, match="moves_before_condition"):
        edit(two_sections())


def test_removing_a_row_that_a_rule_reads_drops_the_rule() -> None:
    """Nothing is left that reads an answer nobody can give."""
    both = Condition(
        rules=(Rule(key="q8.hall", op="answered"), Rule(key="q8.staff", op="answered"))
    )
    made = document(GRID, asked_if(TOWN, both))
    shorter = editing.replace_question(made, GRID.model_copy(update={"rows": GRID.rows[:1]}))
    assert shorter.question("q3").show_if == on("q8.hall")
    none_left = editing.replace_question(made, editing.change_type(GRID, "scale"))
    assert none_left.question("q3").show_if is None


def test_conditions_are_set_and_taken_away() -> None:
    made = editing.set_condition(two_sections(), "q2", on("q1", "equals", "bad"))
    assert made.question("q2").show_if == on("q1", "equals", "bad")
    assert editing.set_condition(made, "q2", None) == two_sections()
    shown = editing.set_section_condition(made, 1, on("q1"))
    assert shown.sections[1].show_if == on("q1")
    assert editing.remove_question(shown, "q1").sections[1].show_if is None


def test_sections_are_added_named_moved_and_removed() -> None:
    """Questions of a section that goes join the one before it, those of the first the one after."""
    made = editing.rename_section(editing.add_section(two_sections()), 2, {"ja": "おわりに"})
    assert layout(made) == [["q1", "q2"], ["q3", "q4"], []]
    assert made.sections[2].title == {"ja": "おわりに"}
    assert layout(editing.move_section(made, 0, 1)) == [["q3", "q4"], ["q1", "q2"], []]
    assert layout(editing.move_section(made, 2, -9)) == [[], ["q1", "q2"], ["q3", "q4"]]
    assert layout(editing.remove_section(made, 1)) == [["q1", "q2", "q3", "q4"], []]
    assert layout(editing.remove_section(made, 0)) == [["q1", "q2", "q3", "q4"], []]
    assert editing.remove_section(made, 0).sections[1].title == {"ja": "おわりに"}
    with pytest.raises(NotAllowed, match="last_section"):
        editing.remove_section(document(), 0)
    for index in (-1, 3):
        with pytest.raises(NotFound):
            editing.rename_section(made, index, {})


def test_several_questions_at_once() -> None:
    """Required or not, to another section, away."""
    made = two_sections()
    bulk = editing.set_required(document(*EVERY), [q.key for q in EVERY], on=True)
    assert {q.key for q in bulk.questions() if not q.required} == {"q15"}  # it asks nothing
    moved = editing.move_questions(made, ["q2", "q1"], 1)
    assert layout(moved) == [[], ["q3", "q4", "q1", "q2"]]
    assert layout(editing.remove_questions(made, ["q1", "q4"])) == [["q2"], ["q3"]]
    for edit in (
        lambda: editing.remove_questions(made, ["q1", "q9"]),
        lambda: editing.set_required(made, ["q9"], on=True),
        lambda: editing.move_questions(made, ["q9"], 0),
        lambda: editing.move_questions(made, ["q1"], 9),
        lambda: editing.move_question(made, "q9", 1),
        lambda: editing.remove_question(made, "q9"),
        lambda: editing.duplicate_question(made, "q9"),
        lambda: editing.set_condition(made, "q9", None),
    ):
        with pytest.raises(NotFound):
            edit()


def test_a_draft_has_room_for_so_much() -> None:
    """200 questions and 50 sections; what a page lets through beyond a field's limits is named."""
    full = document(*(TOWN.model_copy(update={"key": f"t{number}"}) for number in range(200)))
    for add in (
        lambda: editing.add_question(full, "scale"),
        lambda: editing.add_questions(full, [SATISFACTION]),
        lambda: editing.duplicate_question(full, "t1"),
    ):
        with pytest.raises(NotAllowed, match="too_many_questions"):
            add()
    with pytest.raises(NotAllowed, match="too_many_sections"):
        editing.add_section(document(sections=[{}] * 50))
    wrong = TOWN.model_copy(update={"max_chars": 5_000})
    with pytest.raises(DefinitionError, match="max_chars"):
        editing.replace_question(document(), wrong)
