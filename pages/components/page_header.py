"""The head of every page: what it is for, room for its one main action, and whose survey it is."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models import store, surveys
from models.errors import NotFound
from models.surveys import Summary
from pages.components import dates, notices, words
from pages.components.plain import plain

SURVEY = "survey"  # in the address, and so in every link between pages

_LAST = "frame.survey"
_UNNAMED = "（名前のない調査）"


def title(verb: str, purpose: str) -> DeltaGenerator:
    """Draw the page's name and purpose; returns the place at the right for its main action."""
    words_side, action_side = st.columns([2, 1], vertical_alignment="bottom")
    with words_side:
        st.title(verb, anchor=False)
        st.caption(purpose)
    with st.container():  # there also when empty: what follows keeps its place
        notices.show()
    return action_side.container(horizontal=True, horizontal_alignment="right")


def link(page: str, label: str, survey_id: str = "") -> None:
    """A link to another page, which keeps the survey."""
    query = {SURVEY: survey_id} if survey_id else None
    st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=query)


def survey() -> Summary:
    """The survey in the address, with its quiet header; without one, a choice, and the page ends.

    The one looked at last is taken when the menu led here, since the menu drops the address.
    """
    wanted = st.query_params.get(SURVEY) or st.session_state.get(_LAST, "")
    with store.current().reading() as session:
        listed = [] if wanted else surveys.listing(session)
        try:
            found = surveys.summary(session, wanted) if wanted else None
        except NotFound:
            found = None
    if found is None:
        st.session_state.pop(_LAST, None)
        _choose(listed, missing=bool(wanted))
        st.stop()
    st.query_params[SURVEY] = st.session_state[_LAST] = found.id
    _draw(found)
    return found


def rule() -> None:
    """A hairline between the rows of a list; Streamlit's own divider is as dark as an input."""
    st.html('<hr style="border:0;border-top:1px solid #d6d6d6;margin:0">')


def name_of(summary: Summary) -> str:
    """The survey's title, or what stands for it while nobody has written one."""
    return summary.title or _UNNAMED


def state_badge(summary: Summary) -> None:
    """下書き, 受付前, 受付中 or 終了, in words on a tinted ground."""
    label, colour = words.PHASES[summary.phase]
    st.badge(label, color=colour)


def times(summary: Summary) -> str:
    """When the survey opens or closes, as far as that is settled and still matters."""
    if summary.phase == "upcoming" and summary.opens_at is not None:
        return f"{dates.moment(summary.opens_at)} から"
    if summary.closes_at is not None:
        return f"{dates.moment(summary.closes_at)} まで"
    return "締切なし"


def _draw(summary: Summary) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(name_of(summary)), anchor=False, width="content")
        state_badge(summary)
        st.text(f"回答 {summary.responses:,}件")
        st.text(times(summary))


def _choose(listed: list[Summary], *, missing: bool) -> None:
    if missing:
        st.text("この調査は見つかりません。ホームから選びなおしてください。")
        link("home.py", "ホームへ")
    elif not listed:
        st.text("調査がまだありません。ホームでつくってください。")
        link("home.py", "ホームへ")
    else:
        names = {summary.id: name_of(summary) for summary in listed}
        chosen = st.selectbox(
            "調査を選んでください",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="調査の名前",
            key="frame.choice",
        )
        if chosen:
            st.query_params[SURVEY] = chosen
            st.rerun()
