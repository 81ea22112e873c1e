"""伏せ字: staff decide about every place that may name a person, before comments are published."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from analysis.text.comments import Comment
from models import maskings, store
from models.maskings import Choice, Decision
from pages.components import (
    cached,
    identity,
    notices,
    reading_files,
    reading_paging,
    reading_places,
)
from pages.components.plain import plain
from pages.components.reading_desk import Look
from pages.components.reading_pages import Query
from pages.components.reading_places import PAGE, Place, Placed

FILE: Final = "comments_masked.csv"

_SINCE: Final = "read.masking.since"
_LAST: Final = "read.masking.last"
_LONG: Final = 80  # characters of a place that are shown beside its buttons
_NONE: Final = "確かめる箇所はありません。"
_NONE_HERE: Final = "さがした条件に当てはまるご意見には、確かめる箇所はありません。"
_STILL: Final = (
    "見つからないものもあります。公表する前に、ご意見にひととおり目を"
    "通してください。伏せたい言葉があれば、下の「ほかの言葉をまとめて伏せる」で伏せられます。"
)
_CHOSEN: Final[dict[Choice, str]] = {"mask": "伏せます", "leave": "このまま出します"}
_STYLE: Final = """<style>.koe-place{margin:0;color:#1a1a1a;overflow-wrap:anywhere;
unicode-bidi:isolate}.koe-place b{font-weight:700}.koe-placed .koe-voice{border:0;padding:0}
.koe-place span{color:#595959}</style>"""


def kept(look: Look) -> tuple[Decision, ...]:
    """What was decided so far about the comments of the question."""
    with store.current().reading() as session:
        return maskings.of(session, look.survey, look.source)


def draw(look: Look, query: Query, decisions: tuple[Decision, ...]) -> None:
    """The comments with such places, those that wait first, each with what can be done."""
    name = (look.survey, look.source, look.rules, look.folded, query)
    if st.session_state.get(_SINCE, (None, ()))[0] != name:
        st.session_state[_SINCE] = (name, decisions)
    since: tuple[Decision, ...] = st.session_state[_SINCE][1]
    first = cached.read(reading_places.page, look, query, decisions, since, 0)
    st.html(_STYLE)
    if first.places:
        said = f"確かめる箇所 {first.places:,}か所（残り {first.left:,}）"
        st.progress(1 - first.left / first.places, text=said)
    else:
        everything = query == Query(personal=True)
        st.text(f"{_NONE if everything else _NONE_HERE}{_STILL}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        offer(look, query._replace(personal=False), decisions, "read.masking")
    number = reading_paging.number(f"read.masking.page.{name}", first.comments, PAGE)
    page = first
    if number:
        page = cached.read(reading_places.page, look, query, decisions, since, number)
    for placed in page.shown:
        _draw_placed(look, placed, decisions)
    _draw_elsewhere(look, decisions)


def offer(look: Look, query: Query, decisions: tuple[Decision, ...], key: str) -> None:
    """The file for everybody, and what is still to be decided in it."""
    left = cached.read(reading_places.left, look, query, decisions)
    st.download_button(
        "公表用のCSV",
        reading_files.file(FILE, identity.name(), reading_places.published, look, query, decisions),
        FILE,
        "text/csv",
        key=f"{key}.published",
        on_click="ignore",
        icon=":material/download:",
    )
    if left:
        st.text(f"未確認の{left:,}か所は伏せて出します。")


def _draw_placed(look: Look, placed: Placed, decisions: Sequence[Decision]) -> None:
    with st.container(border=True, gap="small"):
        st.html(f'<div class="koe-placed">{placed.html}</div>')
        for place in placed.places:
            _draw_place(look, placed.response_id, place)
        with st.popover("ほかの言葉を伏せる", key=f"read.masking.other.{placed.response_id}"):
            _draw_other(look, placed, decisions)


def _draw_place(look: Look, response_id: str, place: Place) -> None:
    key = f"read.masking.{response_id}.{place.start}.{place.end}"
    words = place.words if len(place.words) <= _LONG else f"{place.words[:_LONG]}…"
    said = f"<b>{escape(words)}</b> <span>{place.kind}</span>"

    def button(label: str, choice: Choice | None) -> None:
        args = (look, response_id, place, choice)
        st.button(label, key=f"{key}.{choice}", on_click=_decide, args=args)

    st.html(f'<p class="koe-place">{said}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if place.choice is None:
            button("伏せる", "mask")
            button("このまま", "leave")
        else:
            st.text(_CHOSEN[place.choice])
            button("取り消す", None)


def _draw_other(look: Look, placed: Placed, decisions: Sequence[Decision]) -> None:
    key = f"read.masking.form.{placed.response_id}"
    with st.form(key, border=False, clear_on_submit=True):
        words = st.text_input("このご意見の中の言葉", key=f"{key}.words", max_chars=60)
        if not st.form_submit_button("伏せる") or not words.strip():
            return
        mine = [one for one in decisions if one.response_id == placed.response_id]
        found = reading_places.to_hide(Comment(placed.response_id, placed.text), words, mine)
    if not found:
        st.error(f"「{plain(words)}」は、このご意見の伏せていないところにありません。")
        return
    _keep(look, found)
    st.rerun()


def _draw_elsewhere(look: Look, decisions: tuple[Decision, ...]) -> None:
    with st.expander("ほかの言葉をまとめて伏せる", key="read.masking.elsewhere"):
        _draw_last(look, decisions)
        words = st.text_input(
            "伏せる言葉（この質問のすべてのご意見からさがします）",
            key="read.masking.elsewhere.words",
            max_chars=60,
        )
        if not words.strip():
            return
        found = cached.read(reading_places.elsewhere, look, words, decisions)
        if not found.people:
            st.text("この言葉は、伏せていないところにはありません。")
            return
        count = len(found.decisions)
        st.text(f"{found.people:,}人のご意見の{count:,}か所にあります。")
        label = f"{count:,}か所を伏せる"
        st.button(
            label, key="read.masking.elsewhere.hide", on_click=_hide, args=(look, found.decisions)
        )
        st.html(found.html)
        if found.people > PAGE:
            st.text(f"はじめの{PAGE}人だけを出しています。")


def _draw_last(look: Look, decisions: Sequence[Decision]) -> None:
    source, last = st.session_state.get(_LAST, ("", ()))
    here = tuple(one for one in last if one in set(decisions))
    if source == look[:3:2] and here:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(f"{len(here):,}か所を伏せました。")
            args = (look, here)
            st.button("取り消す", key="read.masking.elsewhere.undo", on_click=_undo, args=args)


def _decide(look: Look, response_id: str, place: Place, choice: Choice | None) -> None:
    one = Decision(response_id, place.start, place.end, place.kind, choice or "mask")
    if choice is None:
        _undo(look, (one,))
    else:
        _keep(look, (one,))


def _hide(look: Look, found: tuple[Decision, ...]) -> None:
    if _keep(look, found):
        st.session_state[_LAST] = (look[:3:2], found)


def _keep(look: Look, found: Sequence[Decision]) -> bool:
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: maskings.decide(session, look.survey, look.source, found, by=by)
        )
        return True
    return False


def _undo(look: Look, found: Sequence[Decision]) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: maskings.undo(session, look.survey, look.source, found, by=by)
        )
