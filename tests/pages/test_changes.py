"""Differences on the page: every code has words, what changed is marked, nothing is markup."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models import changes as differing
from models.changes import Change, differences
from models.questions import QUESTION_TYPES
from models.questions.conditions import Condition
from models.questions.options import Option
from pages.components import changes
from tests.builders import LIKED, OPINION, QUESTIONS, SATISFACTION, document

FIRST = document(opens_at="2099-11-01T09:00")


def told(**updates: dict[str, Any]) -> str:
    """What is said of FIRST when these of its questions are changed."""
    new = [q.model_copy(update=updates.get(q.key, {})) for q in QUESTIONS]
    return changes.markup(differences(FIRST, document(*new, opens_at="2099-11-01T09:00")))


def test_every_code_and_every_setting_has_words() -> None:
    """Codes are read from the source: a new one without a sentence fails here."""
    source = ast.parse(inspect.getsource(differing))
    codes = {
        call.args[0].value
        for call in ast.walk(source)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("Change", "_texts")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    for what, item in (("option", Option), ("row", None)):
        codes |= {f"{what}_{step}" for step in ("added", "removed", "moved", "label")}
        names = set(item.model_fields) - {"value", "label"} if item else set()
        codes |= {f"{what}_{name}" for name in names}
    assert {"question_added", "section_title"} <= codes
    assert codes <= set(changes.SENTENCES) | {"required", "optional"}
    known = {name for type_ in QUESTION_TYPES.values() for name in type_.model_fields}
    common = {"type", "key", "label", "label_b", "help", "required", "show_if"}
    assert known - common - {"options", "rows", "areas"} == set(changes.SETTINGS)


def test_removed_and_added_words_are_marked_and_named() -> None:
    said = told(q4={"label": {"ja": "ご感想・ご意見"}})
    assert "<strong>質問「ご感想・ご意見」</strong>" in said
    assert "質問の文が変わりました。<br>前：ご意見<br>後：<ins" in said
    assert re.findall(r"<ins [^>]*>(.*?)</ins>", said) == ["ご感想・"]
    assert "line-through" not in said
    other = told(q4={"label": {"ja": "ご感想"}})
    assert re.findall(r"<del [^>]*>(.*?)</del>", other) == ["意見"]
    shorter = told(q4={"help": {"ja": "短く"}})
    assert "前：（なし）<br>後：<ins" in shorter


@pytest.mark.parametrize(
    ("updates", "sentence"),
    [
        ({"q1": {"required": False}}, "必須でなくなりました。"),
        ({"q2": {"max_choices": None}}, "選べる数の上限が変わりました。<br>前：<del"),
        ({"q2": {"shuffle": True}}, "変えるかどうかが変わりました。<br>前：いいえ<br>後：はい"),
        ({"q2": {"options": LIKED.options[1:]}}, "選択肢「ステージ」がなくなりました。"),
        ({"q1": {"label": SATISFACTION.label | {"en": "?"}}}, "英語の質問の文が変わりました。"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_the_words_of_staff(updates: dict[str, Any], sentence: str) -> None:
    assert sentence in told(**updates)


def test_dates_and_languages_are_said_as_staff_know_them() -> None:
    new = document(closes_at="2099-12-26T17:00", languages=("ja", "en"))
    said = changes.markup(differences(FIRST, new))
    assert "受付の始まりが変わりました。<br>前：2099年11月1日(日) 09:00<br>後：（なし）" in said
    assert "前：2099年12月25日(金) 17:00<br>後：2099年12月26日(土) 17:00" in said
    assert "前：日本語<br>後：日本語、英語" in said


def test_conditions_are_said_as_sentences() -> None:
    condition = Condition.model_validate({"rules": [{"key": "q1", "op": "equals", "value": "bad"}]})
    said = told(q4={"show_if": condition})
    assert "前：すべての人に表示します。<br>後：問1 で「不満」と答えた人だけに表示します。" in said
    one, two = {"questions": list(QUESTIONS[:2])}, {"questions": list(QUESTIONS[2:])}
    under = {"questions": list(QUESTIONS[2:]), "show_if": condition}
    old, new = document(sections=[one, two]), document(sections=[one, under])
    assert "第2部を表示する人が変わりました。" in changes.markup(differences(old, new))
    assert "後：問1 で「不満」と答えた人だけ" in changes.markup(differences(old, new))


def test_what_was_written_is_never_markup() -> None:
    nasty = "<img src=//evil.example onerror=x>&amp;"
    said = told(
        q1={"label": {"ja": nasty}, "options": (Option(value="good", label={"ja": nasty}),)},
        q4={"help": {"ja": nasty}},
    )
    assert "<img" not in said
    assert set(re.findall(r"<(\w+)", said)) <= {"p", "strong", "ul", "li", "br", "del", "ins"}
    assert "&amp;amp;" in said


def test_versions_are_noted_beside_results() -> None:
    reworded = SATISFACTION.model_copy(update={"label": {"ja": "どのくらい満足しましたか"}})
    second = document(reworded, *QUESTIONS[1:])
    assert changes.notes({1: FIRST, 2: second}) == {
        "q1": "第2版で質問や選択肢の文が変わりました。"
        "前の版の回答と合わせて読むときは、注意してください。"
    }
    assert changes.notes({1: FIRST}) == {}


def test_drawn_on_a_page() -> None:
    at = AppTest.from_function(_both).run()
    assert not at.exception
    assert [one.value for one in at.text] == ["変わったところはありません。"]
    assert len(at.get("html")) == 1


def _both() -> None:
    from models.changes import Change  # noqa: PLC0415 - AppTest runs this source alone
    from pages.components import changes  # noqa: PLC0415 - the same

    changes.draw([])
    changes.draw([Change("question_added", "q1", "新しい質問")])


def test_a_question_without_words_has_no_heading() -> None:
    assert changes.markup([Change("question_added", "q1")]).startswith("<ul")
    assert OPINION.label
