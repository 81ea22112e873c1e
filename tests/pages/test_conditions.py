"""Conditions read and are edited as sentences about earlier answers."""

from __future__ import annotations

from datetime import date

import pytest

from models.document import problems
from models.questions.conditions import Condition, Rule
from models.questions.text import ShortText
from models.store import Store
from pages.components.editor.targets import before, sentence
from tests.builders import DAY, EVERY, GRID, LIKED, NPS, NUMBER, SATISFACTION, SCALE, document
from tests.pages.desk import Open, shown
from tests.pages.drafts import click, field, saved
from tests.stores import add_survey

WHY = ShortText(key="why", label={"ja": "なぜですか"})


def asked(*rules: Rule, match: str = "all") -> Condition:
    return Condition.model_validate({"match": match, "rules": rules})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(key="q1", op="equals", value="bad"), "問1 で「不満」と答えた"),
        (Rule(key="q1", op="differs", value="bad"), "問1 で「不満」以外を答えた"),
        (Rule(key="q2", op="includes", value="food"), "問2 で「模擬店」を選んだ"),
        (Rule(key="q2", op="excludes", value="food"), "問2 で「模擬店」を選ばなかった"),
        (Rule(key="q6", op="less", value="3"), "問3 が「どちらともいえない」より下の"),
        (Rule(key="q8.hall", op="equals", value="1"), "問4の「会場」 で「不満」と答えた"),
        (Rule(key="q11", op="greater", value=2), "問5 が2人より大きい"),
        (Rule(key="q11", op="equals", value=2.5), "問5 がちょうど2.5人の"),
        (Rule(key="q12", op="equals", value="2026-05-05"), "問6 で「2026-05-05」と答えた"),
        (Rule(key="q3", op="unanswered"), "問7 に答えていない"),
        (Rule(key="q1", op="equals", value="gone"), "問1 で「gone」と答えた"),
    ],
)
def test_rule_is_a_sentence(rule: Rule, words: str) -> None:
    town = ShortText(key="q3", label={"ja": "町"})
    followed = document(SATISFACTION, LIKED, SCALE, GRID, NUMBER, DAY, town, WHY)
    expected = f"{words}人だけに表示します。"
    assert sentence(asked(rule), before(followed, "why")) == expected


def test_several_rules_are_joined_by_and_or_or() -> None:
    earlier = before(document(SATISFACTION, LIKED, WHY), "why")
    rules = Rule(key="q1", op="answered"), Rule(key="q2", op="unanswered")
    assert sentence(asked(*rules), earlier) == (
        "問1 に答えた、かつ、問2 に答えていない人だけに表示します。"
    )
    assert "、または、" in sentence(asked(*rules, match="any"), earlier)


def test_only_what_is_answered_before_can_be_looked_at() -> None:
    whole = document(*EVERY)
    assert before(whole, "q1") == {}
    assert list(before(whole, "q3")) == ["q1", "q2"]
    assert before(whole, 0) == {}
    assert {"q8.hall", "q8.staff", "q14"} <= set(before(whole, 1))
    assert "q15" not in before(whole, 1)  # nothing is answered to an explanation


def test_every_first_rule_can_mean_something() -> None:
    """What is added by one click is never a problem of its own, whatever the question."""
    for target in before(document(*EVERY), 1).values():
        for op in target.phrases:
            follower = WHY.model_copy(update={"show_if": asked(target.rule(op))})
            found = problems(document(*EVERY, follower))
            assert "why" not in [problem.place for problem in found], (target.key, op)


def test_condition_is_built_changed_and_taken_away(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(SATISFACTION, LIKED, WHY), publish=False)
    at = staff("build.py", survey=survey_id, question="why")
    assert "すべての人に表示します。" in shown(at)
    at = click(at, "why.rule.add")
    assert "問2 で「ステージ」を選んだ人だけに表示します。" in shown(at)
    at = field(at, "条件1　どの質問の答えか").select("問1　満足しましたか").run()
    at = field(at, "どう答えた人か").select("で「…」以外を答えた").run()
    at = field(at, "答え").select("不満").run()
    at = click(at, "why.rule.add")
    at = field(at, "次の条件の").select("どれか1つに当てはまる人").run()
    assert saved(house, survey_id).question("why").show_if == asked(
        Rule(key="q1", op="differs", value="bad"),
        Rule(key="q2", op="includes", value="stage"),
        match="any",
    )
    said = "問1 で「不満」以外を答えた、または、問2 で「ステージ」を選んだ人だけに表示します。"
    assert said in shown(at)
    at = click(at, "why.rule0.remove")
    assert "問2 で「ステージ」を選んだ人だけに表示します。" in shown(at)
    assert field(at, "条件1　どの質問の答えか").value == "q2"
    at = click(at, "why.rule0.remove")
    assert saved(house, survey_id).question("why").show_if is None


@pytest.mark.parametrize(
    ("question", "label", "value", "rule"),
    [
        (NUMBER, "数（人）", 5.0, Rule(key="q11", op="equals", value=5.0)),
        (DAY, "日", date(2026, 5, 5), Rule(key="q12", op="equals", value="2026-05-05")),
        (NPS, "答え", "10", Rule(key="q7", op="equals", value="10")),
    ],
)
def test_values_are_typed_as_the_answer_is(
    staff: Open, house: Store, question: object, label: str, value: object, rule: Rule
) -> None:
    survey_id = add_survey(house, document(question, WHY), publish=False)
    at = click(staff("build.py", survey=survey_id, question="why"), "why.rule.add")
    field(at, label).set_value(value).run()
    assert saved(house, survey_id).question("why").show_if == asked(rule)


def test_first_question_has_nothing_to_look_at(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(WHY), publish=False)
    at = staff("build.py", survey=survey_id, question="why")
    assert "前に質問があると" in shown(at)
    assert "build.why.rule.add" not in [button.key for button in at.button]


def test_section_has_a_condition_too(staff: Open, house: Store) -> None:
    sections = [{"questions": [SATISFACTION]}, {"title": "理由", "questions": [WHY]}]
    survey_id = add_survey(house, document(sections=sections), publish=False)
    at = staff("build.py", survey=survey_id, question="section-2")
    click(at, "section-2.rule.add")
    assert saved(house, survey_id).sections[1].show_if == asked(
        Rule(key="q1", op="equals", value="good")
    )
