"""The inputs of one question, by its type. A new type needs one more `case` here."""

from __future__ import annotations

from typing import assert_never

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import QUESTION_TYPES, AnyQuestion
from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import Consent
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.number import Number
from models.questions.options import Options
from models.questions.place import Place
from models.questions.ranking import Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText
from pages.components import conditions, drafting, fields
from pages.components.editor import areas, choices, grids, inputs, measures, scales, statements
from pages.components.editor import targets as earlier_answers
from pages.components.editor.targets import Target

_LABELS = {"consent": "同意してもらう文", "statement": "見出し"}
_HELPS = {"consent": "くわしい説明", "statement": "本文"}
_LONG_HELPS = frozenset({"consent", "statement"})
_FIXED = "公開した質問の種類は変えられません。種類を変えるときは、新しい質問をつくってください。"


def edit(document: SurveyDocument, question: AnyQuestion, published: AnyQuestion | None) -> None:
    """The inputs of `question`. `published` is the same question as all versions together have
    it: its options keep their values for good, also those removed since. None before publishing.
    """
    earlier = earlier_answers.before(document, question.key)
    _type(question, published)
    inputs.text(question, "label", _LABELS.get(question.type, "質問の文"), rows=3)
    rows = 6 if question.type in _LONG_HELPS else 2
    inputs.text(question, "help", _HELPS.get(question.type, "補足の説明"), rows=rows)
    if not isinstance(question, Statement):
        inputs.switch(question, "required", "必須")
    _own(question, published)
    with st.expander("くわしい設定", key=drafting.field(f"{question.key}.more")):
        _more(question, earlier)
    conditions.edit(question.key, question.show_if, earlier, _put_condition(question.key))


def _own(question: AnyQuestion, published: AnyQuestion | None) -> None:
    """The inputs that only this type has."""
    match question:
        case SingleChoice() | Dropdown():
            choices.edit(question, published)
        case MultipleChoice():
            choices.edit(question, published)
            choices.limits(question)
        case Ranking():
            choices.edit(question, published)
            choices.ranks(question)
        case Scale():
            scales.edit(question, published)
        case Nps():
            scales.nps(question)
        case MatrixSingle() | MatrixMultiple():
            grids.edit(question, published)
        case ShortText():
            measures.limit(question, most=400)
        case LongText():
            measures.limit(question, most=4_000)
        case Number():
            measures.number(question)
        case Day():
            measures.day(question)
        case Place():
            areas.edit(question, published)
        case Statement():
            statements.edit(question)
        case Consent():
            pass  # its words say everything
        case _:
            assert_never(question)


def _type(question: AnyQuestion, published: AnyQuestion | None) -> None:
    fields.one_of(
        f"{question.key}.type",
        "種類",
        question.type,
        {name: kind.title for name, kind in QUESTION_TYPES.items()},
        inputs.change(question.key, editing.change_type),
        disabled=published is not None,
        help=_FIXED if published is not None else None,
    )


def _more(question: AnyQuestion, earlier: dict[str, Target]) -> None:
    """What few questions need: random order, a second wording, an earlier answer in the words."""
    if isinstance(question, Options) and not isinstance(question, Scale):
        inputs.switch(question, "shuffle", "選択肢の順番を、人ごとに変える")
    inputs.text(question, "label_b", "もう1つの言い方（半分の人に見せて比べます）", rows=2)
    quotable = {key: one for key, one in earlier.items() if "." not in key}
    if quotable:
        st.menu_button(
            "前の質問の答えを文に入れる",
            list(quotable),
            format_func=lambda key: f"{quotable[key].name}の答え",
            key=f"build.quote.{question.key}",
            on_click=_quote,
            args=(question.key,),
        )
        st.caption("文の終わりに入れた印を、入れたいところへ動かしてください。")


def _quote(key: str) -> None:
    quoted = st.session_state[f"build.quote.{key}"]

    def append(now: AnyQuestion, _: None) -> AnyQuestion:
        label = {**now.label, "ja": f"{pick(now.label)}{{{quoted}}}"}
        return fields.changed(now, label=label)

    take = inputs.change(key, append)
    drafting.save(lambda document: take(document, None), afresh=True)


def _put_condition(key: str) -> conditions.SetCondition:
    return lambda document, condition: editing.set_condition(document, key, condition)
