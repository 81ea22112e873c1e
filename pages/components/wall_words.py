"""Words of free text for the wall: staff approve each of them, and nothing is chosen for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from models import store, surveys
from models.clock import now
from models.errors import NotAllowed
from models.walls import MOST_WORDS, WORD_LENGTH, View, Word, Words
from pages.components import cached, page_header, reading_places
from pages.components.plain import plain
from pages.components.reading_desk import Look

_OFFERED = 40  # the words that most people wrote
_CARE = (
    "人の名前や、だれが書いたか分かる言葉がないか、1つずつ確かめて選んでください。"
    f"{MOST_WORDS}語まで映せます。文そのものは映りません。"
)
_NAMES = "「要確認」は、ご意見の中で人の名前として書かれているかもしれない言葉です。"


def draw(survey_id: str, view: Words, name: str, put: Callable[[str, View], None]) -> None:
    """The words that people wrote under the view's key, to be ticked; `put` shows the view."""
    with store.current().reading() as session:
        summary = surveys.summary(session, survey_id)
    counts = _counts(cached.key_of(summary), view.key)
    approved = {word.term: word.comments for word in view.words}
    offered = dict(list(counts.items())[:_OFFERED])
    # What is on the wall can be taken off it, whoever else has written since.
    offered |= {term: counts.get(term, people) for term, people in approved.items()}
    state = f"{len(approved)}語を映しています" if approved else "まだ選んでいません"
    with st.expander(
        f"{plain(name)}（{state}）", expanded=not approved, key=f"wall.{survey_id}.{view.key}"
    ):
        if not offered:
            st.text("まだ言葉がありません。ご意見が届くと、ここで選べます。")
            return
        st.text(_CARE)
        page_header.link("read.py", "よむで前後の文を確かめる", survey_id)
        look = Look(survey_id, cached.text_key_of(summary)[1:], view.key)
        names = cached.read(reading_places.names, look, tuple(sorted(offered)))
        if names:
            st.text(_NAMES)
        _form(survey_id, view, offered, names, put)


def _counts(key: cached.Key, stored_key: str) -> dict[str, int]:
    """Word → how many people wrote it; none while the survey promises to show none."""
    try:
        frame = cached.terms(key, stored_key).frame
    except NotAllowed:
        return {}
    return {
        str(term): int(people)
        for term, people in zip(frame["term"], frame["respondents"], strict=True)
        if len(str(term)) <= WORD_LENGTH
    }


def _form(
    survey_id: str,
    view: Words,
    offered: Mapping[str, int],
    names: Collection[str],
    put: Callable[[str, View], None],
) -> None:
    approved = {word.term for word in view.words}
    keys = {term: f"wall.{survey_id}.{view.key}.word.{term}" for term in offered}
    with st.form(f"wall.{survey_id}.{view.key}.words", border=False):
        columns = st.columns(4)
        for number, (term, people) in enumerate(offered.items()):
            with columns[number % 4]:
                said = f"{term}（{people:,}人）" + (" 要確認" if term in names else "")
                st.checkbox(plain(said), term in approved, key=keys[term])
        st.form_submit_button(
            "選んだ言葉を映す",
            key=f"wall.{view.key}.approve",
            on_click=_approve,
            args=(survey_id, view, offered, keys, put),
        )


def _approve(
    survey_id: str,
    view: Words,
    offered: Mapping[str, int],
    keys: Mapping[str, str],
    put: Callable[[str, View], None],
) -> None:
    """Whoever presses the button answers for every word that is ticked, at this moment."""
    at = now()
    ticked = tuple(
        Word(term=term, comments=people, approved_at=at)
        for term, people in offered.items()
        if st.session_state.get(keys[term])
    )
    put(survey_id, view.model_copy(update={"words": ticked}))
