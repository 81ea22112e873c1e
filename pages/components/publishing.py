"""Opening and closing a survey, and throwing things away: each asks once before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from models import store, surveys
from models.document import Problem
from models.surveys import Summary
from pages.components import drafting, identity, notices, outline, page_header


def actions(summary: Summary, problems: Sequence[Problem]) -> None:
    """The buttons that the survey's state allows, the main one last."""
    blocking = sum(problem.blocks for problem in problems)
    if summary.state != "draft":
        page_header.link("distribute.py", "くばるへ", summary.id)
    if summary.state == "open" and st.button("受付を終了する", key="build.close"):
        _ask_close(summary.id)
    if summary.state == "closed":
        st.button(
            "受付を再開する",
            key="build.reopen",
            on_click=_move,
            args=(surveys.reopen, summary.id, "受付を再開しました。"),
        )
    if summary.version is None or summary.unpublished:
        pressed = st.button(
            "公開する" if summary.version is None else "変更を公開する",
            type="primary",
            disabled=blocking > 0,
            help=f"公開する前に、点検の{blocking}件を直してください。" if blocking else None,
            key="build.publish",
        )
        if pressed:
            _ask_publish(again=summary.version is not None)


def standing(summary: Summary, saved_at: str) -> None:
    """Say whether everything is saved, and what editing a published survey means."""
    saved = f"保存しました {saved_at}" if saved_at else "変更はすぐに保存されます"
    if summary.unpublished:
        kept = (
            "まだ公開していない変更があります。公開すると新しい版になり、これまでの回答は残ります。"
        )
    elif summary.version is not None:
        kept = (
            f"第{summary.version}版を公開しています。変更は、次に公開したときに新しい版になります。"
        )
    else:
        kept = "まだ公開していません。"
    with st.container(horizontal=True, gap="medium"):
        st.caption(saved, width="content")
        st.caption(kept, width="content")


def delete_question(key: str) -> None:
    """The button that removes a question."""
    if st.button("削除", key="build.remove"):
        _ask_remove(key)


def delete_draft(summary: Summary) -> None:
    """The button that throws a never published survey away."""
    if summary.state == "draft" and st.button("この下書きを削除する", key="build.delete"):
        _ask_delete(summary.id)


@st.dialog("公開しますか")
def _ask_publish(*, again: bool) -> None:
    st.text(
        "変更した内容を、新しい版として公開します。これまでの回答は残ります。"
        if again
        else "公開すると、区民が回答できるようになります。質問はあとから変えられます。"
    )
    _answer("公開する", _publish)


@st.dialog("受付を終了しますか")
def _ask_close(survey_id: str) -> None:
    st.text("いま回答している人も送れなくなります。あとで再開できます。")
    _answer("受付を終了する", _move, surveys.close, survey_id, "受付を終了しました。")


@st.dialog("この質問を削除しますか")
def _ask_remove(key: str) -> None:
    st.text("この質問を下書きから取りのぞきます。これまでの回答は残ります。")
    _answer("削除する", outline.remove, key)


@st.dialog("この下書きを削除しますか")
def _ask_delete(survey_id: str) -> None:
    st.text("質問も設定もすべて消えます。もとに戻せません。")
    _answer("削除する", _move, surveys.delete, survey_id, "下書きを削除しました。")


def _answer(label: str, step: Callable[..., None], *args: object) -> None:
    """The two buttons under a question: やめる, or the step; both close the dialog."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        no = st.button("やめる", key="build.no")
        yes = st.button(label, type="primary", key="build.yes", on_click=step, args=args)
    if no or yes:
        st.rerun()


def _publish() -> None:
    by = identity.name()
    version = drafting.carry_out(
        lambda session, survey_id: surveys.publish(session, survey_id, by=by)
    )
    if version is not None:
        notices.tell("done", f"第{version}版を公開しました。「くばる」で印刷や案内ができます。")


def _move(verb: Callable[..., Any], survey_id: str, done: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: verb(session, survey_id, by=by))
        notices.tell("done", done)
