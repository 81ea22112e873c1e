"""What differs between two documents: everything is named, nothing else is."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import changes
from models.changes import Change, Piece, breaks, broken_at, differences, pieces
from models.document import SurveyDocument
from models.questions.choice import SingleChoice
from models.questions.conditions import Condition
from models.questions.options import Option
from tests.builders import EVERY, HOME, LIKED, NUMBER, OPINION, QUESTIONS, SATISFACTION, document


def first(*questions: Any, **changed: Any) -> SurveyDocument:
    """A document that has every setting, with these questions or changes."""
    return document(*questions, **({"opens_at": "2099-11-01T09:00"} | changed))


FIRST = first()


def named(old: SurveyDocument, new: SurveyDocument) -> list[tuple[str, ...]]:
    """(code, place, detail, before, after) of each change, without what is empty at the end."""
    found = []
    for one in differences(old, new):
        told = [one.code, one.place, one.detail, one.before, one.after]
        while not told[-1]:
            told.pop()
        found.append(tuple(told))
    return found


def with_question(question: Any, **fields: Any) -> SurveyDocument:
    """FIRST with this question of QUESTIONS changed."""
    changed = question.model_copy(update=fields)
    return first(*(changed if one.key == question.key else one for one in QUESTIONS))


def test_equal_documents_do_not_differ() -> None:
    assert differences(FIRST, first()) == ()
    assert differences(document(*EVERY), document(*EVERY)) == ()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "まつりの調査", ("field", "title", "", "区民まつりアンケート", "まつりの調査")),
        ("minutes", 5, ("field", "minutes", "", "3", "5")),
        ("languages", ("ja", "en"), ("field", "languages", "", "ja", "ja en")),
        ("opens_at", None, ("field", "opens_at", "", "2099-11-01T09:00:00+09:00")),
        ("retention_until", None, ("field", "retention_until", "", "2100-03-31")),
        ("results_on", None, ("field", "results_on", "", "2100-02-25")),
        (
            "contact",
            {"section": "広報課", "phone": "03-0000-0000"},
            ("field", "contact", "section", "地域振興課", "広報課"),
        ),
    ],
)  # fmt: skip
def test_settings_of_the_survey(field: str, value: Any, told: tuple[str, ...]) -> None:
    assert named(FIRST, first(**{field: value})) == [told]


@pytest.mark.parametrize(
    ("question", "fields", "told"),
    [
        (OPINION, {"label": {"ja": "ご感想"}}, ("label", "q4", "", "ご意見", "ご感想")),
        (OPINION, {"help": {"ja": "自由に"}}, ("help", "q4", "", "", "自由に")),
        (OPINION, {"label_b": {"ja": "ご感想"}}, ("label_b", "q4", "", "", "ご感想")),
        (OPINION, {"required": True}, ("required", "q4")),
        (SATISFACTION, {"required": False}, ("optional", "q1")),
        (OPINION, {"max_chars": 400}, ("setting", "q4", "max_chars", "200", "400")),
        (LIKED, {"max_choices": None}, ("setting", "q2", "max_choices", "2")),
        (LIKED, {"shuffle": True}, ("setting", "q2", "shuffle", "", "yes")),
        (SATISFACTION, {"label": {"ja": "満足しましたか", "en": "Happy?"}},
         ("label", "q1", "", "Were you satisfied?", "Happy?")),
    ],
)  # fmt: skip
def test_settings_of_a_question(question: Any, fields: dict[str, Any], told: tuple[str]) -> None:
    assert named(FIRST, with_question(question, **fields)) == [told]
    [change] = differences(FIRST, with_question(question, **fields))
    assert change.about


def test_options_are_known_by_their_value() -> None:
    good, bad, other = SATISFACTION.options
    better = good.model_copy(update={"label": {"ja": "とても満足", "en": "Yes"}})
    new = Option(value="unsure", label={"ja": "わからない"})
    limited = other.model_copy(update={"places": 20})
    changed = with_question(SATISFACTION, options=(new, limited, better))
    assert named(FIRST, changed) == [
        ("option_added", "q1", "わからない"),
        ("option_places", "q1", "その他", "", "20"),
        ("option_label", "q1", "とても満足", "満足", "とても満足"),
        ("option_moved", "q1", "とても満足"),
        ("option_removed", "q1", "不満"),
    ]
    assert bad.value == "bad"


def test_rows_and_districts_are_listed_too() -> None:
    old = document(*EVERY)
    grid = old.question("q8")
    rows = grid.rows  # type: ignore[union-attr] # q8 is a matrix
    tamagawa, outside = HOME.areas
    todoroki, yoga = tamagawa.districts
    renamed = yoga.model_copy(update={"label": {"ja": "用賀・瀬田"}})
    area = tamagawa.model_copy(update={"label": {"ja": "玉川"}, "districts": (todoroki, renamed)})
    updates: dict[str, dict[str, Any]] = {
        "q8": {"rows": rows[:1]},
        "q11": {"unit": {"ja": "名"}, "maximum": None},
        "q13": {"areas": (area, outside)},
    }
    new = document(*(q.model_copy(update=updates.get(q.key, {})) for q in EVERY))
    assert named(old, new) == [
        ("row_removed", "q8", "案内"),
        ("setting", "q11", "unit", "人", "名"),
        ("setting", "q11", "maximum", "20"),
        ("option_label", "q13", "玉川", "玉川地域", "玉川"),
        ("option_label", "q13", "用賀・瀬田", "用賀", "用賀・瀬田"),
    ]
    assert NUMBER.key == "q11"


def test_conditions_bring_the_documents_along_for_their_words() -> None:
    condition = Condition.model_validate({"rules": [{"key": "q1", "op": "answered"}]})
    new = with_question(OPINION, show_if=condition)
    [change] = differences(FIRST, new)
    assert (change.code, change.place) == ("condition", "q4")
    assert change.documents == (FIRST, new)


def test_questions_come_go_and_move() -> None:
    """Only what has to move is said to have moved."""
    one, two, three, four = QUESTIONS
    more = SingleChoice(key="q9", label={"ja": "新しい質問"})
    assert named(FIRST, first(four, one, more, three)) == [
        ("question_moved", "q4"),
        ("question_added", "q9"),
        ("question_removed", "q2"),
    ]
    assert named(FIRST, first(two, three, four, one)) == [("question_moved", "q1")]


def test_a_type_is_told_with_its_names() -> None:
    line = first(*QUESTIONS[:3], {"type": "short_text", "key": "q4", "label": "ご意見"})
    assert named(FIRST, line)[0] == (
        *("type", "q4", ""),
        *("自由記述（文章で書く）", "短文（1行で書く）"),
    )


def test_sections_are_known_by_their_place() -> None:
    one = {"title": "会場", "questions": list(QUESTIONS[:2])}
    two = {"title": "ご意見", "questions": list(QUESTIONS[2:])}
    old = document(sections=[one, two])
    assert named(old, document(sections=[one | {"title": "会場のこと"}, two])) == [
        ("section_title", "sections", "1", "会場", "会場のこと")
    ]
    condition = {"rules": [{"key": "q1", "op": "answered"}]}
    assert named(old, document(sections=[one, two | {"show_if": condition}])) == [
        ("section_condition", "sections", "2")
    ]
    longer = one | {"questions": list(QUESTIONS[:3])}
    assert named(old, document(sections=[longer, two | {"questions": [OPINION]}])) == [
        ("question_section", "q3", "", "2", "1")
    ]
    third = {"title": "おわりに", "questions": []}
    assert named(old, document(sections=[one, two, third])) == [
        ("section_added", "sections", "3", "", "おわりに")
    ]
    assert named(document(sections=[one, two, third]), old) == [
        ("section_removed", "sections", "3", "おわりに")
    ]


def test_only_other_words_break_a_series() -> None:
    """More options, another order or a new help text do not change what was answered."""
    label = with_question(SATISFACTION, label={"ja": "どのくらい満足しましたか"})
    assert [change.code for change in breaks(FIRST, label)] == ["label"]
    grown = (*SATISFACTION.options, Option(value="unsure", label={"ja": "わからない"}))
    for harmless in (
        with_question(SATISFACTION, options=grown),
        with_question(SATISFACTION, options=SATISFACTION.options[::-1]),
        with_question(SATISFACTION, help={"ja": "1つ選んでください"}),
        first(*QUESTIONS[:3]),
        first(title="まつりの調査"),
    ):
        assert breaks(FIRST, harmless) == ()
        assert differences(FIRST, harmless)


def test_versions_tell_from_which_on_the_words_are_others() -> None:
    reworded = with_question(SATISFACTION, label={"ja": "どのくらい満足しましたか"})
    again = with_question(SATISFACTION, label={"ja": "満足度を教えてください"})
    versions = {1: FIRST, 2: reworded, 3: reworded, 4: again}
    assert broken_at(versions) == {"q1": (2, 4)}
    assert broken_at({1: FIRST}) == broken_at({}) == {}


def test_words_are_told_apart_where_the_scripts_change() -> None:
    assert pieces("会場の案内はよかったですか", "会場の案内表示はよかったですか") == (
        Piece("会場の", "kept"),
        Piece("案内", "removed"),
        Piece("案内表示", "added"),
        Piece("はよかったですか", "kept"),
    )
    assert pieces("3つまで", "5つまで")[0] == Piece("3", "removed")
    assert pieces("", "新しい") == (Piece("新しい", "added"),)


TEXT = st.text(alphabet="会場案内のはアンケート12ab \n、。👪", max_size=40)


@given(TEXT, TEXT)
def test_pieces_make_both_texts_again(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.mark != "added") == before
    assert "".join(one.text for one in found if one.mark != "removed") == after
    assert all(one.text for one in found)


@pytest.mark.parametrize("seed", range(20))
def test_what_moved_is_the_least_that_explains_the_order(seed: int) -> None:
    """What stayed is in the same order before and after."""
    old = [f"q{n}" for n in range(9)]
    new = random.Random(seed).sample(old, 7)
    moved = changes._moved(old, new)
    assert [key for key in old if key in new and key not in moved] == [
        key for key in new if key not in moved
    ]


def test_moving_one_question_far_moves_only_it() -> None:
    keys = [f"q{n}" for n in range(100)]
    assert changes._moved(keys, [*keys[1:60], keys[0], *keys[60:]]) == {"q0"}


def test_a_change_without_texts_has_no_pieces() -> None:
    assert Change("question_added", "q1").pieces() == ()
