"""Sendings that came under a number already used, beside the answer that was counted.

Nobody but staff can tell a correction from a second person; nothing is decided by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from models import asides, placements, store, surveys
from models.asides import Aside
from models.clock import JST
from models.document import SurveyDocument
from models.flags import FLAGS
from models.multilingual import pick
from models.questions import AnyQuestion
from models.responses import StoredResponse
from models.versions import merged_questions
from pages.components import asking, tables
from pages.components.plain import plain

_PAGE = "results"
_WHY = (
    "1つの画面から、内容の違う回答が2回届きました。書き直した方か、画面を分け合った別の方です。"
    "先に届いた回答を数え、あとの回答は、決めるまで数えずに置いています。"
)
_KINDS = ("先に届いた回答", "あとから届いた回答")
_COUNTED = "別の方の回答として数えました。"
_DISCARDED = "あとから届いた回答を消しました。先に届いた回答は、そのままです。"


def draw(survey_id: str, waiting: Sequence[Aside]) -> None:
    """Each pair of answers with the two ways to settle it."""
    with store.current().reading() as session:
        versions = surveys.versions(session, survey_id)
        places = placements.names(session, survey_id)
    st.subheader("同じ番号で違う内容の回答", anchor=False)
    st.text(_WHY)
    for number, one in enumerate(waiting, start=1):
        for kind, response in zip(_KINDS, (one.first, one.second), strict=True):
            st.caption(plain(f"{kind}：{_came(response, places)}"))
        rows = compared(one, versions)
        tables.show(
            {
                "": ["違う" if first != second else "" for _, first, second in rows],
                "質問": [question for question, _, _ in rows],
                _KINDS[0]: [first for _, first, _ in rows],
                _KINDS[1]: [second for _, _, second in rows],
            },
            {},
            alt=f"同じ番号で届いた2つの回答（{number}組目）",
        )
        with st.container(horizontal=True):
            if st.button("別の方の回答として数える", key=f"results.aside.{one.id}.admit"):
                _ask_admit(one.id)
            if st.button("数えない", key=f"results.aside.{one.id}.discard"):
                _ask_discard(one.id)


def compared(aside: Aside, versions: Mapping[int, SurveyDocument]) -> list[tuple[str, str, str]]:
    """(question, first answer, second answer) in words, those that differ first."""
    numbers = {aside.first.version, aside.second.version}
    rows = [
        (
            " ".join(pick(question.label).split()),
            _said(question, aside.first),
            _said(question, aside.second),
        )
        for question in merged_questions({number: versions[number] for number in numbers})
        if question.asked_keys()
    ]
    return sorted(rows, key=lambda row: row[1] == row[2])


def _said(question: AnyQuestion, response: StoredResponse) -> str:
    if not question.was_asked(response.answers):
        return "（非該当）"
    return question.display(response.answers) or "（無回答）"


def _came(response: StoredResponse, places: Mapping[str, str]) -> str:
    """Where and in which hour it came, and its flags."""
    there = response.received.astimezone(JST)
    hour = f"{there.month}月{there.day}日{there.hour}時台"
    said = [places[response.placement], hour, *(FLAGS[flag].name for flag in response.flags)]
    return "・".join(said)


@st.dialog("別の方の回答として数えますか")
def _ask_admit(aside_id: int) -> None:
    st.text("回答が1件増えます。あとから取り消すことはできません。")
    done = (asking.carry_out, asides.admit, aside_id, _COUNTED)
    asking.answer(_PAGE, "別の方の回答として数える", *done)


@st.dialog("この回答を数えませんか")
def _ask_discard(aside_id: int) -> None:
    st.text("あとから届いた内容を消します。もとに戻せません。先に届いた回答は、そのまま残ります。")
    done = (asking.carry_out, asides.discard, aside_id, _DISCARDED)
    asking.answer(_PAGE, "数えない", *done)
