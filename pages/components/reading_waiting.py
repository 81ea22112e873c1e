"""While many new comments are cut in the background: how far that is, and a way to call it off."""

from __future__ import annotations

from typing import Final

import streamlit as st

import settings
from analysis.text import background
from analysis.text.background import Key, Progress
from models.surveys import Summary
from pages.components import cached, reading_desk
from pages.components.reading_desk import Look

_GOING: Final = {"waiting", "running"}
_EVERY: Final = 1.0  # seconds
_WHY: Final = "新しいご意見が多いため、裏で言葉に分けています。この画面を離れても続きます。"


def stop_until_read(survey: Summary, look: Look) -> None:
    """Where more than a few thousand comments are new, start on them, and end the page."""
    key = Key(survey.id, look.source, survey.data_revision)
    progress = background.progress(key)
    if progress is None:
        everything = Look(look.survey, look.state, look.source)  # whatever is looked at of it
        new = cached.read(reading_desk.unread, everything)
        if not background.processes_for(new):
            return
        _start(key, new)
        progress = background.progress(key)
    if progress is None or progress.state == "done":
        return
    if progress.state in _GOING:
        _bar(key)
    else:
        _ended(key, progress)
    st.stop()


@st.fragment(run_every=_EVERY)
def _bar(key: Key) -> None:
    progress = background.progress(key)
    if progress is None or progress.state not in _GOING:
        st.rerun()
        return
    st.text(_WHY)
    share = progress.done / progress.all if progress.all else 0.0
    said = f"{progress.done:,}件 / {progress.all:,}件" if progress.all else "数えています"
    st.progress(min(1.0, share), text=said)
    st.button("中止", key="read.background.cancel", on_click=background.cancel, args=(key,))


def _ended(key: Key, progress: Progress) -> None:
    if progress.state == "failed":
        st.error("言葉に分ける作業が終わりませんでした。回答は、何も変わっていません。")
    else:
        st.info(f"中止しました。{progress.done:,}件は、言葉に分けてあります。")
    left = max(1, progress.all - progress.done)
    st.button("続きから始める", key="read.background.again", on_click=_start, args=(key, left))


def _start(key: Key, new: int) -> None:
    url = settings.current().store_url
    processes = background.processes_for(new) or 1
    args = (url, key.survey, key.source)
    background.start(key, cached.tokens(), processes, reading_desk.texts, *args)
