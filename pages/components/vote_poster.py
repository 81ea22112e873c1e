"""スキャンで一票: the question to vote on, a code for each option, their poster, and the votes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from models import store, surveys, votes
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions.choice import Dropdown, SingleChoice
from models.votes import Board, Choice
from pages.components import asking, identity, notices, public_address, tables
from pages.components.plain import plain
from qr.votes import PAPERS
from settings import Settings

_PAGE = "distribute.votes"

_WHAT = (
    "選択肢ごとにQRコードを並べたポスターです。コードを読み取り、画面のボタンを1回押すと1票になります。"
    "読み取っただけでは1票になりません。続けて、ほかの質問にも答えられます。"
)
_NONE = (
    "使える質問がありません。全員にたずねる「1つ選ぶ質問」で、選択肢が2〜8個のものがあると使えます。"
    "定員、表示する人の条件、2つ目の文、前の答えの引用のある質問では使えません。"
)
_UNPUBLISHED = "公開すると、ここでコードをつくれます。"
_HONEST = (
    "だれが押したかは分かりません。同じ人が何回も押すことはできるので、選挙のような決め方には"
    "向きません。同じ端末からの2回目以降には印が付きます。"
)
_MISSING = "あとから加えた選択肢のコードがありません。つくって、ポスターを刷り直してください。"


def draw(survey_id: str, document: SurveyDocument, chosen: Settings) -> None:
    """Every board of the survey, and how to make one. `document` is the one that is asked."""
    with store.current().reading() as session:
        boards = votes.boards(session, survey_id)
        published = bool(surveys.versions(session, survey_id))
    st.caption(_WHAT)
    questions = votes.fitting(document)
    there = {board.key for board in boards}
    new = {one.key: _words(pick(one.label)) for one in questions if one.key not in there}
    for board in boards:
        _board(survey_id, board, document, chosen)
    if boards:
        st.caption(_HONEST)
    if not (questions or boards):
        st.info(_NONE)
    elif not published:
        st.text(_UNPUBLISHED)
    elif new:
        _make(survey_id, new, first=not boards)


def _make(survey_id: str, questions: dict[str, str], *, first: bool) -> None:
    """Choose a question and make its codes."""
    picked = f"{_PAGE}.{survey_id}.question"
    st.selectbox(
        "投票する質問" if first else "ほかに投票する質問",
        list(questions),
        format_func=questions.__getitem__,
        key=picked,
    )
    st.button(
        "選択肢のコードをつくる",
        type="primary" if first else "secondary",
        key=f"{_PAGE}.make",
        on_click=_create_chosen,
        args=(survey_id, picked),
    )


def _board(survey_id: str, board: Board, document: SurveyDocument, chosen: Settings) -> None:
    """What a board asks, its votes by option, its poster, and its switch."""
    question = votes.question(document, board.key)
    key = f"{_PAGE}.{survey_id}.{board.key}"
    label = _words(pick(question.label)) if question is not None else board.choices[0].name
    st.subheader(plain(label), anchor=False)
    choices = _ordered(board, question)
    tables.show(
        {
            "選択肢": [choice.name for choice in choices],
            "アドレス": [public_address.shown(chosen, choice.code) for choice in choices],
            "使用": ["使用中" if choice.active else "停止中" for choice in choices],
            f"票（計{board.votes:,}）": [choice.votes for choice in choices],
        },
        {f"票（計{board.votes:,}）": "{:,}".format},
        alt=f"{label}の選択肢ごとの票",
    )
    if question is None:
        st.warning("この質問は、いまの調査では投票できません。ポスターをはがしてください。")
    elif {option.value for option in question.options} - {choice.value for choice in choices}:
        st.warning(_MISSING)
        st.button(
            "足りないコードをつくる",
            key=f"{key}.more",
            on_click=_create,
            args=(survey_id, board.key),
        )
    with st.container(horizontal=True):
        if question is not None and board.active and public_address.checked(chosen):
            for size in PAPERS:
                st.link_button(
                    f"{size.upper()}ポスターを印刷",
                    f"/staff/votes/{survey_id}/{board.key}?size={size}",
                    type="primary" if size == "a4" else "secondary",
                )
        if board.active:
            if st.button("使うのをやめる", key=f"{key}.off"):
                _ask_off(survey_id, board)
        else:
            st.button(
                "また使う", key=f"{key}.on", on_click=_switch, args=(survey_id, board.key, True)
            )


def _ordered(board: Board, question: SingleChoice | Dropdown | None) -> list[Choice]:
    """The choices as the question has them, those that are asked no more at the end."""
    order = [option.value for option in question.options] if question is not None else []
    places = {value: place for place, value in enumerate(order)}
    return sorted(board.choices, key=lambda choice: places.get(choice.value, len(places)))


@st.dialog("この投票を使うのをやめますか")
def _ask_off(survey_id: str, board: Board) -> None:
    st.text(
        "ポスターのすべてのコードが使えなくなります。読み取った方には、"
        "いまは使っていないことを伝える画面が出ます。"
    )
    st.text(f"これまでの{board.votes:,}票は残ります。あとでまた使えます。")
    asking.answer(_PAGE, "使うのをやめる", _switch, survey_id, board.key, False)


def _create_chosen(survey_id: str, picked: str) -> None:
    _create(survey_id, st.session_state[picked])


def _create(survey_id: str, key: str) -> None:
    by = identity.name()
    with notices.refusals():
        made = store.current().write(lambda session: votes.create(session, survey_id, key, by=by))
        notices.tell("done", f"選択肢のコードを{len(made)}個つくりました。ポスターを印刷できます。")


def _switch(survey_id: str, key: str, active: bool) -> None:
    def verb(session: Any, board: str, *, by: str) -> None:
        votes.switch(session, survey_id, board, active=active, by=by)

    done = "投票のコードを、また使えるようにしました。" if active else "投票のコードを止めました。"
    asking.carry_out(verb, key, done)


def _words(text: str) -> str:
    return " ".join(text.split())
