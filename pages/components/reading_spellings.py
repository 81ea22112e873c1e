"""言葉の数えかた: which spellings are counted as one word, and what staff change about that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from analysis.text.variants import Merge
from models import spellings, store
from pages.components import cached, identity, notices, reading_findings, reading_names
from pages.components.reading_desk import Look

_KEY: Final = "read.spellings"
_HEIGHT: Final = 390
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
    """A fold with the spellings of a question, and the list of names."""
    opened = st.expander("言葉の数えかた", key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = cached.read(reading_findings.merges, look)
        with store.current().reading() as session:
            undone = spellings.apart(session, look.survey, look.source)
        st.subheader("まとめて数えた書きかた", anchor=False)
        st.caption(_WHAT)
        _joined(look, found.joined)
        if undone:
            st.subheader("別に数えている書きかた", anchor=False)
            _apart(look, undone, found.apart)
        reading_names.draw()


def _joined(look: Look, merges: Sequence[Merge]) -> None:
    if not merges:
        st.text("まとめて数えた書きかたは、ありません。")
        return
    _table(
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
    _choice(look, "別に数える書きかた", options, "別に数える", spellings.keep_apart)


def _apart(look: Look, undone: Collection[str], merges: Sequence[Merge]) -> None:
    found = {one.form: one for one in merges}
    listed = sorted(undone, key=lambda form: (-(found[form].people if form in found else 0), form))
    _table(
        {
            "書きかた": listed,
            "書いた人": [found[form].people if form in found else None for form in listed],
            "まとめるとしたら": [found[form].into if form in found else "" for form in listed],
        },
        "別に数えている書きかたと、書いた人数",
    )
    options = {form: form for form in listed}
    _choice(look, "まとめて数える書きかた", options, "まとめて数える", spellings.join_again)


def _table(columns: dict[str, list[str] | list[int] | list[int | None]], alt: str) -> None:
    frame = pd.DataFrame(columns)
    height = min(_HEIGHT, 40 + 35 * len(frame))
    st.dataframe(frame, hide_index=True, height=height, alt=alt)


def _choice(
    look: Look, label: str, options: dict[str, str], step: str, verb: Callable[..., None]
) -> None:
    """Spellings to choose, and the step that is taken with them."""
    name = f"{_KEY}.{verb.__name__}.{look.source}"
    with st.form(name, border=False, clear_on_submit=True):
        chosen = st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            placeholder="書きかたを選んでください",
            key=f"{name}.chosen",
        )
        if st.form_submit_button(step, key=f"{name}.step") and chosen:
            _take(look, verb, chosen, step)
            st.rerun()


def _take(look: Look, verb: Callable[..., None], forms: Sequence[str], step: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: verb(session, look.survey, look.source, forms, by=by))
        notices.tell("done", f"「{'」「'.join(forms)}」を、{step}ようにしました。")
