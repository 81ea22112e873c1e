"""言葉の数えかた: which spellings are counted as one word, and what staff change about that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

import streamlit as st

from analysis.text.variants import Merge
from models import store, word_choices
from pages.components import (
    cached,
    reading_choices,
    reading_findings,
    reading_left_out,
    reading_names,
)
from pages.components.reading_desk import Look

_KEY: Final = "read.spellings"
_REASONS: Final = {
    "読み": "読みかたが同じ",
    "表": "同じ言葉の一覧にある",
    "語尾": "終わりかたの意味が同じ",
    "お・ご": "「お」「ご」が付くだけ",
}
_WHAT: Final = (
    "同じ言葉の違う書きかたは、1つの言葉にまとめて数えています。まとめないほうがよいものは、"
    "別に数えられます。人数は、絞り込みにかかわらず、この質問に書いた人みんなの数です。"
)


def draw(look: Look) -> None:
    """A fold with spellings, words that are not counted, and the list of names."""
    opened = st.expander("言葉の数えかた", key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = cached.read(reading_findings.merges, look)
        with store.current().reading() as session:
            undone = word_choices.of(session, look.survey, look.source, "apart")
        st.subheader("まとめて数えた書きかた", anchor=False)
        st.caption(_WHAT)
        _joined(look, found.joined)
        if undone:
            st.subheader("別に数えている書きかた", anchor=False)
            _apart(look, undone, found.apart)
        reading_left_out.draw(look)
        reading_names.draw()


def _joined(look: Look, merges: Sequence[Merge]) -> None:
    if not merges:
        st.text("まとめて数えた書きかたは、ありません。")
        return
    reading_choices.table(
        {
            "書きかた": [one.form for one in merges],
            "書いた人": [one.people for one in merges],
            "まとめる先": [one.into for one in merges],
            "まとめる先を書いた人": [one.people_into for one in merges],
            "まとめた理由": [_REASONS[one.reason] for one in merges],
        },
        "まとめて数えた書きかたと、まとめる先、人数、理由",
    )
    into = {one.form: one.into for one in merges}
    options = {form: f"{form}（→ {target}）" for form, target in into.items()}

    def keep_apart(session: Any, forms: Sequence[str], by: str) -> None:
        word_choices.choose(session, look.survey, look.source, "apart", forms, by=by)

    name = f"{_KEY}.keep_apart.{look.source}"
    reading_choices.form(name, "別に数える書きかた", options, "別に数える", keep_apart)


def _apart(look: Look, undone: Collection[str], merges: Sequence[Merge]) -> None:
    found = {one.form: one for one in merges}
    listed = sorted(undone, key=lambda form: (-(found[form].people if form in found else 0), form))
    reading_choices.table(
        {
            "書きかた": listed,
            "書いた人": [found[form].people if form in found else None for form in listed],
            "まとめるとしたら": [found[form].into if form in found else "" for form in listed],
        },
        "別に数えている書きかたと、書いた人数",
    )
    options = {form: form for form in listed}

    def join_again(session: Any, forms: Sequence[str], by: str) -> None:
        word_choices.take_back(session, look.survey, look.source, "apart", forms, by=by)

    name = f"{_KEY}.join_again.{look.source}"
    reading_choices.form(name, "まとめて数える書きかた", options, "まとめて数える", join_again)
