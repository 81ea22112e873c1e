"""What a placement is called, where it hangs and when it is open: asked in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

import streamlit as st

from models import placements, store
from models.clock import JST
from models.multilingual import Language
from models.placements import Placement
from pages.components import fields, identity, notices, sections, words

SAME = "調査と同じ"

_NEW = "new"  # stands for the code of a placement that is not made yet
_OPENS, _CLOSES = time(9), time(17)  # where staff chose only the day


@st.dialog("配布先を追加")
def ask_new(survey_id: str, languages: Sequence[Language]) -> None:
    """Ask for a new placement and add it; a refusal is told in the dialog, which stays open."""
    offered = [kind for kind in placements.KINDS if kind not in placements.BOUND]
    with st.form(_key(_NEW, "form"), border=False, enter_to_submit=False):
        st.text_input(
            "名称（例：出張所の窓口）", max_chars=placements.MAX_NAME, key=_key(_NEW, "name")
        )
        st.selectbox(
            "種類", offered, format_func=placements.KINDS.__getitem__, key=_key(_NEW, "kind")
        )
        st.caption("据え置き端末と聞き取りの画面は、答えた方のことを端末に残しません。")
        _where(None, languages)
        _finish("追加する", _NEW, _add, survey_id)
    notices.show()


@st.dialog("配布先を直す")
def ask_changes(place: Placement, languages: Sequence[Language]) -> None:
    """Ask for other words and times of this placement; its code stays as it is printed."""
    with st.form(_key(place.code, "form"), border=False, enter_to_submit=False):
        st.text_input(
            "名称", place.name, max_chars=placements.MAX_NAME, key=_key(place.code, "name")
        )
        _where(place, languages)
        _finish("保存する", place.code, _edit, place.code)
    notices.show()


def _where(place: Placement | None, languages: Sequence[Language]) -> None:
    """Where it hangs; behind a fold what few placements need."""
    code = place.code if place else _NEW
    st.text_input(
        "掲示場所（例：1階 南側の柱）",
        place.place if place else "",
        max_chars=placements.MAX_NAME,
        key=_key(code, "place"),
    )
    with st.expander("言語・屋外・受付の時間", key=_key(code, "more")):
        offered = ["", *languages]
        st.selectbox(
            "はじめに開く言語",
            offered,
            offered.index(place.language) if place and place.language in offered else 0,
            format_func=lambda one: words.LANGUAGES[one] if one else SAME,
            key=_key(code, "language"),
        )
        st.checkbox(
            "屋外に掲示する（汚れに強い、細かめのコードにします）",
            bool(place and place.outdoor),
            key=_key(code, "outdoor"),
        )
        _moment("受付の始まり", place.opens_at if place else None, code, "opens")
        _moment("受付の終わり", place.closes_at if place else None, code, "closes")
        st.caption("空けておくと、調査の受付と同じです。")


def _moment(label: str, value: datetime | None, code: str, name: str) -> None:
    """A day and a time in Japan, or none."""
    there = value.astimezone(JST) if value is not None else None
    day_side, time_side = st.columns([3, 2])
    day = there.date() if there else None
    day_side.date_input(
        label,
        day,
        min_value=min(fields.FIRST_DAY, day or fields.FIRST_DAY),
        max_value=max(fields.LAST_DAY, day or fields.LAST_DAY),
        key=_key(code, f"{name}.day"),
    )
    times = sorted({*fields.TIMES, there.time()}) if there else fields.TIMES
    time_side.selectbox(
        f"{label}の時刻",
        times,
        times.index(there.time()) if there else None,
        format_func=lambda one: f"{one:%H:%M}",
        placeholder="時刻",
        key=_key(code, f"{name}.time"),
    )


def _finish(label: str, code: str, step: Callable[[str], None], subject: str) -> None:
    sent = st.form_submit_button(
        label, type="primary", key=_key(code, "done"), on_click=step, args=(subject,)
    )
    if sent and not notices.refused():
        st.rerun()


def _add(survey_id: str) -> None:
    name, by = st.session_state[_key(_NEW, "name")], identity.name()
    kind, written = st.session_state[_key(_NEW, "kind")], _written(_NEW)
    with notices.refusals():
        code = store.current().write(
            lambda session: placements.add(session, survey_id, name, kind, by=by, **written)
        )
        sections.show(sections.PLACES)
        sections.choose(code)
        notices.tell("done", f"配布先「{name.strip()}」を追加しました。")


def _edit(code: str) -> None:
    name, by, written = st.session_state[_key(code, "name")], identity.name(), _written(code)
    with notices.refusals():
        store.current().write(
            lambda session: placements.edit(session, code, name=name, by=by, **written)
        )
        notices.tell("done", f"配布先「{name.strip()}」を直しました。")


def _written(code: str) -> dict[str, Any]:
    """What stands in the inputs that every placement has."""
    return {
        **{name: st.session_state[_key(code, name)] for name in ("place", "language", "outdoor")},
        "opens_at": _chosen(code, "opens", _OPENS),
        "closes_at": _chosen(code, "closes", _CLOSES),
    }


def _chosen(code: str, name: str, usual: time) -> datetime | None:
    day: date | None = st.session_state[_key(code, f"{name}.day")]
    at: time | None = st.session_state[_key(code, f"{name}.time")]
    return datetime.combine(day, at or usual, JST) if day is not None else None


def _key(code: str, name: str) -> str:
    return f"distribute.{code}.{name}"
