"""Opening, pausing and closing a survey, and throwing things away: each asks before it is done."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from models import changes as differing
from models import lifecycle, surveys
from models.document import SurveyDocument
from models.surveys import Summary
from pages.components import (
    asking,
    changes,
    drafting,
    identity,
    notices,
    outline,
    page_header,
)
from pages.components.checking import Checked

_PAGE = "build"  # in the keys of the dialogs' buttons
_MISSING = "公開する前に、点検の{}件を直してください。"
_NOT_WHILE_STALE = "ほかの人の変更を読み直してから公開してください。"

# What the main button is called, by state; in the others it opens what was published already.
_PUBLISH = {"draft": "公開する", "test": "公開する", "open": "変更を公開する"}
_PUBLISH_AND_OPEN = "変更を公開して再開する"

_BREAKS = (
    "文を変えた質問が{}つあります。すでに回答があるので、"
    "変更の前と後の結果は、そのままではくらべられません。"
)

# What closing means for those who answer now, by the state it starts from.
_CLOSING = {
    "open": f"いま回答している人は、あと{lifecycle.GRACE // timedelta(minutes=1)}分だけ送れます。",
    "paused": "止めているあいだに開いていた画面からは、送れないままです。",
}

# What publishing does, said before it is done.
_EFFECTS = {
    "draft": "公開すると、区民が回答できるようになります。質問はあとから変えられます。",
    "test": "試行の回答をすべて消してから、区民の回答を受け付けます。",
    "open": "変更した内容を、新しい版として公開します。これまでの回答は残ります。",
    "paused": "変更した内容を新しい版として公開し、受付を再開します。これまでの回答は残ります。",
    "closed": "変更した内容を新しい版として公開し、受付を再開します。これまでの回答は残ります。",
}


def actions(
    summary: Summary,
    checked: Checked,
    desk: drafting.Desk,
) -> None:
    """The buttons that the survey's state allows, the main one last."""
    state, blocking = summary.state, sum(problem.blocks for problem in checked.problems)
    held = desk.theirs is not None or blocking > 0
    reason = _NOT_WHILE_STALE if desk.theirs is not None else _MISSING.format(blocking)
    if state != "draft":
        page_header.link("distribute.py", "くばるへ", summary.id)
    if state in ("draft", "test") and (state == "draft" or summary.unpublished):
        label = "試行を始める" if state == "draft" else "いまの下書きで試行する"
        if st.button(label, key="build.test", disabled=held, help=reason if held else None):
            _ask_test(again=state == "test")
    if state == "test" and st.button("試行をやめる", key="build.stop_test"):
        _ask_stop_test(summary)
    if state == "open" and st.button("一時停止する", key="build.pause"):
        _ask_pause(summary.id)
    if state in ("open", "paused") and st.button("受付を終了する", key="build.close"):
        _ask_close(summary)
    if state in ("paused", "closed"):
        st.button(
            "受付を再開する",
            key="build.reopen",
            on_click=asking.carry_out,
            args=(surveys.reopen, summary.id, "受付を再開しました。"),
        )
    if state in ("draft", "test") or summary.unpublished:
        pressed = st.button(
            _PUBLISH.get(state, _PUBLISH_AND_OPEN),
            type="primary",
            disabled=held,
            help=reason if held else None,
            key="build.publish",
        )
        if pressed:
            _ask_publish(summary, checked.latest, desk.document)


def standing(summary: Summary) -> str:
    """What editing this survey means for those who answer it."""
    if summary.state == "test":
        return (
            "試行しています。変更は、試行をやり直すか公開したときに出ます。"
            if summary.unpublished
            else "試行しています。回答は、公開するときにすべて消します。"
        )
    if summary.unpublished:
        return (
            "まだ公開していない変更があります。公開すると新しい版になり、これまでの回答は残ります。"
        )
    if summary.version is not None:
        return (
            f"第{summary.version}版を公開しています。変更は、次に公開したときに新しい版になります。"
        )
    return "まだ公開していません。"


def delete_question(key: str) -> None:
    """The button that removes a question."""
    if st.button("削除", key="build.remove"):
        _ask_remove(key)


def remove_section(index: int) -> None:
    """The button that removes a section."""
    if st.button("この部をなくす", key="build.remove"):
        _ask_remove_section(index)


def delete_draft(summary: Summary) -> None:
    """The button that throws a never published survey away."""
    if summary.state == "draft" and st.button("この下書きを削除する", key="build.delete"):
        _ask_delete(summary.id)


@st.dialog("公開しますか", width="medium")
def _ask_publish(summary: Summary, published: SurveyDocument | None, new: SurveyDocument) -> None:
    st.text(_EFFECTS[summary.state])
    if published is not None:
        reworded = {change.place for change in differing.breaks(published, new)}
        if reworded and summary.responses:
            st.warning(_BREAKS.format(len(reworded)))
        st.markdown("**前に公開した版からの変更**")
        changes.draw(differing.differences(published, new))
    asking.answer(_PAGE, _PUBLISH.get(summary.state, _PUBLISH_AND_OPEN), _publish)


@st.dialog("試行を始めますか")
def _ask_test(*, again: bool) -> None:
    st.text(
        "これまでの試行の回答を消して、いまの下書きでもう一度試します。"
        if again
        else "「くばる」のQRコードから、職員どうしで回答してみられます。"
        "試行の回答は、公開するときにすべて消します。"
    )
    asking.answer(_PAGE, "試行を始める", _start_test)


@st.dialog("試行をやめますか")
def _ask_stop_test(summary: Summary) -> None:
    st.text(f"試行の回答{summary.responses:,}件を消して、下書きに戻します。質問は残ります。")
    asking.answer(
        _PAGE, "試行をやめる", asking.carry_out, surveys.stop_test, summary.id, "試行をやめました。"
    )


@st.dialog("受付を一時停止しますか")
def _ask_pause(survey_id: str) -> None:
    st.text("再開するまで、区民は回答できません。いま回答している人も送れなくなります。")
    asking.answer(
        _PAGE,
        "一時停止する",
        asking.carry_out,
        surveys.pause,
        survey_id,
        "受付を一時停止しました。",
    )


@st.dialog("受付を終了しますか")
def _ask_close(summary: Summary) -> None:
    st.text(f"{_CLOSING[summary.state]}あとで再開できます。")
    asking.answer(
        _PAGE, "受付を終了する", asking.carry_out, surveys.close, summary.id, "受付を終了しました。"
    )


@st.dialog("この質問を削除しますか")
def _ask_remove(key: str) -> None:
    st.text("この質問を下書きから取りのぞきます。これまでの回答は残ります。")
    asking.answer(_PAGE, "削除する", outline.remove, key)


@st.dialog("この部をなくしますか")
def _ask_remove_section(index: int) -> None:
    st.text("見出しと、表示する人の条件がなくなります。質問は、となりの部に移ります。")
    asking.answer(_PAGE, "この部をなくす", outline.remove_section, index)


@st.dialog("この下書きを削除しますか")
def _ask_delete(survey_id: str) -> None:
    st.text("質問も設定もすべて消えます。もとに戻せません。")
    asking.answer(
        _PAGE, "削除する", asking.carry_out, surveys.delete, survey_id, "下書きを削除しました。"
    )


def _publish() -> None:
    by = identity.name()
    version = drafting.carry_out(
        lambda session, survey_id: surveys.publish(session, survey_id, by=by)
    )
    if version is not None:
        notices.tell("done", f"第{version}版を公開しました。「くばる」で印刷や案内ができます。")


def _start_test() -> None:
    by = identity.name()
    version = drafting.carry_out(
        lambda session, survey_id: surveys.start_test(session, survey_id, by=by)
    )
    if version is not None:
        notices.tell("done", "試行を始めました。「くばる」のQRコードから回答してみてください。")
