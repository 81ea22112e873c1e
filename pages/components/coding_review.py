"""手で分類する: one comment after another, with what counts of it now, for a person to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import streamlit as st

from models import codes, codings, store
from models.codes import REST, Code
from models.codings import Codings
from pages.components import (
    cached,
    coding_lists,
    coding_renewal,
    identity,
    notices,
    reading_paging,
)
from pages.components.coding_lists import Kind, Listed
from pages.components.plain import plain
from pages.components.reading_desk import Look

PAGE: Final = 10
_KINDS: Final[dict[Kind, str]] = {
    "unseen": "職員がまだ見ていないもの",
    "uncoded": "まだ分類していないもの",
    "code": "1つの分類のもの",
    "all": "すべて",
}
_MOST_PILLS: Final = 12  # codes; of more there is a list to choose from
_KEPT: Final = "read.review.kept"
_MINE: Final = "read.review.mine"
_HOW: Final = (
    "分類を押すと、その場で保存します。職員の判断は、規則や例の判断より優先します。"
    "いまの分類が正しいときは「これでよい」を押してください。正しいものも数えることで、"
    "一致の度合いが正しく計算できます。"
)
_RANDOM: Final = "順番は、内容にも届いた順にも関係ありません。はじめの100件を、見本として読めます。"


class _Kept(NamedTuple):
    """A list as it was when it was chosen: judging a comment does not take it off."""

    choice: tuple[object, ...]
    revision: int
    found: Listed


@st.fragment
def draw(look: Look) -> None:
    """The section; nothing while there are no codes."""
    with store.current().reading() as session:
        known = codes.listing(session, look.survey, look.source)
        counts = codings.counts(session, look.survey, look.source)
    if not known:
        return
    notices.show()
    st.subheader("手で分類する", anchor=False)
    st.caption(_HOW)
    kind, code = _choice(known)
    now = coding_renewal.revision(look)
    found = _kept(look, kind, code, now)
    st.text(
        f"職員が判断したご意見は{counts['person']:,}件です（ご意見は全部で{found.comments:,}件）。"
    )
    if kind == "unseen" and found.ids:
        st.caption(_RANDOM)
    coding_renewal.offer(now, "read.review")
    if not found.ids:
        st.text(_none(kind))
        return
    page_key = f"read.review.page.{look.source}.{look.rules}.{look.folded}.{kind}.{code}"
    at = reading_paging.number(page_key, len(found.ids), PAGE) * PAGE
    ids = found.ids[at : at + PAGE]
    voices = cached.read(coding_lists.voices, coding_lists.whole(look), ids)
    with store.current().reading() as session:
        judged = codings.of(session, look.survey, ids).get(look.source, Codings((), {}))
    for number, response_id in enumerate(ids, at + 1):
        if response_id in voices:
            _comment(look, number, response_id, voices[response_id], judged)


def _choice(known: Sequence[Code]) -> tuple[Kind, str]:
    kind_side, code_side = st.columns(2, gap="small")
    kind = kind_side.selectbox(
        "見るもの", list(_KINDS), format_func=_KINDS.__getitem__, key="read.review.kind"
    )
    if kind != "code":
        return kind, ""
    labels = {code.id: code.label for code in known} | {REST: codes.OUTSIDE[REST]}
    chosen = code_side.selectbox(
        "分類", list(labels), format_func=lambda one: labels.get(one, ""), key="read.review.code"
    )
    return kind, chosen


def _kept(look: Look, kind: Kind, code: str, now: int) -> Listed:
    """The list, read again where another is chosen or somebody else judged in the meantime."""
    choice = (look.survey, look.source, look.rules, look.folded, kind, code)
    kept: _Kept | None = st.session_state.get(_KEPT)
    mine = st.session_state.pop(_MINE, False)
    if kept is None or kept.choice != choice or not (mine or kept.revision == now):
        found = cached.read(coding_lists.listed, look, kind, code, now)
    else:
        found = kept.found
    st.session_state[_KEPT] = _Kept(choice, now, found)
    return found


def _none(kind: Kind) -> str:
    return {
        "unseen": "職員がまだ見ていないご意見はありません。",
        "uncoded": "まだ分類していないご意見はありません。",
        "code": "この分類のご意見はありません。ほかの分類を選んでください。",
        "all": "ご意見はありません。",
    }[kind]


def _comment(look: Look, number: int, response_id: str, voice: str, judged: Codings) -> None:
    with st.container(border=True):
        words_side, codes_side = st.columns(2, gap="medium")
        words_side.html(voice)
        with codes_side:
            settled = judged.settled().get(response_id, frozenset())
            held = [code.id for code in judged.codes if code.id in settled]
            _codes(look, number, response_id, judged.codes, held)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _confirm(look, response_id, judged, held)
                st.caption(plain(coding_lists.said_of(judged, response_id)), width="content")


def _confirm(look: Look, response_id: str, judged: Codings, held: list[str]) -> None:
    mine = judged.judged.get("person", {}).get(response_id, {})
    sure = {code.id: code.id in held for code in judged.codes}
    if not sure.keys() <= mine.keys():
        _button(look, "これでよい", response_id, sure)
    if mine:
        _button(look, "判断を取り消す", response_id, dict.fromkeys(mine))


def _codes(
    look: Look, number: int, response_id: str, known: Sequence[Code], held: list[str]
) -> None:
    labels = {code.id: code.label for code in known}
    key = f"read.review.{look.source}.{response_id}"
    st.session_state[key] = held  # what is stored is shown, whoever stored it
    name = f"{number:,}件目の分類"
    if len(known) > _MOST_PILLS:
        st.multiselect(
            name,
            list(labels),
            format_func=labels.__getitem__,
            placeholder="分類を選んでください",
            key=key,
            on_change=_choose,
            args=(look, response_id, key, tuple(held)),
            label_visibility="collapsed",
        )
    else:
        st.pills(
            name,
            list(labels),
            selection_mode="multi",
            format_func=lambda one: plain(labels[one]),
            key=key,
            on_change=_choose,
            args=(look, response_id, key, tuple(held)),
            label_visibility="collapsed",
            wrap=True,
        )


def _button(look: Look, label: str, response_id: str, said: Mapping[str, bool | None]) -> None:
    st.button(
        label,
        type="tertiary" if None in said.values() else "secondary",
        key=f"read.review.{label}.{response_id}",
        on_click=_decide,
        args=(look, response_id, said),
    )


def _choose(look: Look, response_id: str, key: str, before: tuple[str, ...]) -> None:
    now = set(st.session_state[key])
    _decide(look, response_id, {code: code in now for code in now ^ set(before)})


def _decide(look: Look, response_id: str, said: Mapping[str, bool | None]) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: codings.decide_all(
                session, look.survey, look.source, response_id, said, by=by
            )
        )
        st.session_state[_MINE] = True
