"""When a question or a part is shown, edited as plain sentences about earlier answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from models.document import SurveyDocument
from models.questions.conditions import BARE, Condition, Rule, number
from models.questions.number import LARGEST
from pages.components import drafting, fields
from pages.components.editor import targets
from pages.components.editor.targets import Target
from pages.components.plain import plain

SetCondition = Callable[[SurveyDocument, Condition | None], SurveyDocument]

_MATCH = {"all": "すべてに当てはまる人", "any": "どれか1つに当てはまる人"}
_MOST_RULES = 20
_MOST_LETTERS = 30


def edit(
    place: str, condition: Condition | None, earlier: Mapping[str, Target], put: SetCondition
) -> None:
    """The rules of one condition. `place` names its inputs; `put` puts a condition in its place."""
    st.markdown("**表示する人**")
    if condition is not None:
        st.text(targets.sentence(condition, earlier))
    elif earlier:
        st.text("すべての人に表示します。")
    else:
        st.text("すべての人に表示します。前に質問があると、答えによって表示を分けられます。")
        return
    rules = condition.rules if condition is not None else ()
    if condition is not None and len(rules) > 1:
        fields.one_of(
            f"{place}.match",
            "次の条件の",
            condition.match,
            _MATCH,
            lambda document, match: put(document, _with(condition, match=match)),
        )
    for index, rule in enumerate(rules):
        _edit_rule(place, index, rule, earlier, _put_rule(condition, index, put))
    if len(rules) < _MOST_RULES:
        st.button(
            "条件を加える",
            key=f"build.{place}.rule.add",
            on_click=_add,
            args=(condition, list(earlier.values())[-1], put),
        )


def _edit_rule(
    place: str,
    index: int,
    rule: Rule,
    earlier: Mapping[str, Target],
    put: Callable[[SurveyDocument, Rule | None], SurveyDocument],
) -> None:
    target = earlier.get(rule.key)
    name = f"{place}.rule{index}"
    with st.container(border=True):
        fields.one_of(
            f"{name}.key",
            f"条件{index + 1}　どの質問の答えか",
            rule.key,
            {key: _title(one) for key, one in earlier.items()},
            lambda document, key: put(document, earlier[key].first_rule()),
        )
        comparison, value = st.columns(2)
        if target is not None:
            with comparison:
                fields.one_of(
                    f"{name}.{rule.key}.op",
                    "どう答えた人か",
                    rule.op,
                    {op: phrase.format("…") for op, phrase in target.phrases.items()},
                    lambda document, op: put(document, target.rule(op, rule.value)),
                )
            if rule.op not in BARE:
                with value:
                    _edit_value(f"{name}.{rule.key}.{rule.op}.value", target, rule, put)
        st.button(
            "この条件を消す",
            key=f"build.{name}.remove",
            on_click=_take_away,
            args=(put,),
        )


def _edit_value(
    name: str,
    target: Target,
    rule: Rule,
    put: Callable[[SurveyDocument, Rule | None], SurveyDocument],
) -> None:
    def take(document: SurveyDocument, value: Any) -> SurveyDocument:
        return put(document, target.rule(rule.op, value))

    if target.shape == "moment":
        fields.day(name, "日", _day(rule.value), lambda now, day: take(now, str(day or "")))
    elif target.values:
        fields.one_of(name, "答え", str(rule.value), target.offered(rule.op), take)
    else:
        label = f"数（{target.unit}）" if target.unit else "数"
        fields.decimal(name, plain(label), number(rule.value), take, least=-LARGEST, most=LARGEST)


def _day(value: object) -> date | None:
    """The day in a rule; None for what a file brought along and is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _put_rule(
    condition: Condition | None, index: int, put: SetCondition
) -> Callable[[SurveyDocument, Rule | None], SurveyDocument]:
    """Puts a rule in the place of the one at `index`; None takes it away."""

    def put_rule(document: SurveyDocument, rule: Rule | None) -> SurveyDocument:
        assert condition is not None
        rules = list(condition.rules)
        rules[index : index + 1] = [rule] if rule is not None else []
        return put(document, _with(condition, rules=tuple(rules)) if rules else None)

    return put_rule


def _add(condition: Condition | None, target: Target, put: SetCondition) -> None:
    rule = target.first_rule()
    grown = (
        _with(condition, rules=(*condition.rules, rule))
        if condition is not None
        else Condition(rules=(rule,))
    )
    drafting.save(lambda document: put(document, grown))


def _take_away(put: Callable[[SurveyDocument, Rule | None], SurveyDocument]) -> None:
    # Afresh, because the inputs of the rules behind it are named by their place.
    drafting.save(lambda document: put(document, None), afresh=True)


def _with(condition: Condition, **changes: Any) -> Condition:
    return fields.changed(condition, **changes)


def _title(target: Target) -> str:
    label = target.label if len(target.label) <= _MOST_LETTERS else f"{target.label[:29]}…"
    return f"{target.name}　{label}"
