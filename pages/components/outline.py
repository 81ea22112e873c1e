"""The survey at a glance: its parts to choose from, and what is still to be mended."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models import editing, store, surveys
from models.document import Problem, SurveyDocument
from models.multilingual import pick
from models.questions import QUESTION_TYPES
from pages.components import drafting, words
from pages.components.plain import plain

SETTINGS = ""  # what is chosen when no question is
QUESTION = "question"  # in the address

_UNWRITTEN = "（まだ書いていない質問）"
_MOST = 40  # characters of a question's text in the outline


def choose(document: SurveyDocument) -> str:
    """Draw the outline; returns the key of the chosen question, or SETTINGS."""
    questions = list(document.questions())
    names = {SETTINGS: "調査の設定"} | {
        question.key: f"{number}. {_short(pick(question.label)) or _UNWRITTEN}"
        for number, question in enumerate(questions, start=1)
    }
    captions = ["名前・目的・期間など", *(_short_title(question.title) for question in questions)]
    key = drafting.field("outline")
    wanted = st.session_state.get(key, st.query_params.get(QUESTION, SETTINGS))
    st.session_state[key] = wanted if wanted in names else SETTINGS
    st.subheader("調査のなかみ", anchor=False)
    chosen: str = st.radio(
        "調査のなかみ",
        list(names),
        format_func=lambda one: plain(names[one]),
        captions=captions,
        key=key,
        label_visibility="collapsed",
    )
    _remember(chosen)
    st.menu_button(
        "質問を追加",
        list(QUESTION_TYPES),
        format_func=lambda name: QUESTION_TYPES[name].title,
        key="build.add",
        on_click=_add,
        width="stretch",
    )
    return chosen


def check(problems: Sequence[Problem], document: SurveyDocument) -> None:
    """公開前の点検: every problem under its place, which a button leads to."""
    st.subheader("公開前の点検", anchor=False)
    blocking = sum(problem.blocks for problem in problems)
    st.text(f"あと{blocking}件直すと公開できます。" if blocking else "公開できます。")
    numbers = {question.key: n for n, question in enumerate(document.questions(), start=1)}
    places = {SETTINGS: "調査の設定"} | {key: f"質問{n}" for key, n in numbers.items()}
    for key, name in places.items():
        here = [p for p in problems if (p.place if p.place in numbers else SETTINGS) == key]
        if here:
            st.button(f"{name}を直す", key=f"build.mend.{key}", on_click=select, args=(key,))
        for problem in here:
            sentence = words.PROBLEMS[problem.code]
            st.text(sentence if problem.blocks else f"{sentence}（このままでも公開できます）")


def select(key: str) -> None:
    """Choose a question, or SETTINGS, from a callback."""
    st.session_state[drafting.field("outline")] = key


def move(key: str, steps: int) -> None:
    """Move a question up (-1) or down (1). For callbacks."""
    drafting.save(lambda document: editing.move_question(document, key, steps))


def remove(key: str) -> None:
    """Remove a question; the one before it is chosen then. For callbacks."""

    def change(document: SurveyDocument) -> SurveyDocument:
        keys = [SETTINGS, *(question.key for question in document.questions())]
        select(keys[keys.index(key) - 1])
        return editing.remove_question(document, key)

    drafting.save(change)


def _add() -> None:
    name = st.session_state["build.add"]
    with store.current().reading() as session:
        used = surveys.used_keys(session, drafting.survey_id())

    def change(document: SurveyDocument) -> SurveyDocument:
        grown, key = editing.add_question(document, name, used)
        select(key)
        return grown

    drafting.save(change)


def _remember(chosen: str) -> None:
    if chosen:
        st.query_params[QUESTION] = chosen
    else:
        st.query_params.pop(QUESTION, None)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MOST else f"{one_line[: _MOST - 1]}…"


def _short_title(title: str) -> str:
    return title.partition("（")[0]
