"""The codes one by one: made, changed after a trial of their rule, put in order, removed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final
from zlib import crc32

import streamlit as st

from analysis.text.rules import RuleError
from models.codes import MAX_LABEL, MAX_RULE, Code
from models.codings import Way
from pages.components import (
    asking,
    cached,
    coding_changes,
    coding_findings,
    coding_lists,
    coding_writing,
    notices,
    words,
)
from pages.components.coding_findings import Overview
from pages.components.plain import plain
from pages.components.reading_desk import Look

_NEW: Final = Code("", "")
_NAME: Final = "新しい分類"
_SEEN_FIRST: Final = "まだ保存していません。下の結果でよければ、もう一度「保存」を押してください。"
_NO_RULE: Final = (
    "規則を書かない分類は、手で分類するか、例から分類します。規則では、どのご意見も入りません。"
)
_WAYS: Final[dict[Way, str]] = {"rule": "規則", "example": "例", "person": "職員"}


def draw(look: Look, found: Overview) -> None:
    """A choice of one, what can be done with it, and its form."""
    st.subheader("分類をつくる・直す", anchor=False)
    known = {"": _NEW} | {code.id: code for code in found.codes}
    key = f"coding.chosen.{look.source}"
    wanted = st.session_state.pop(f"{key}.next", st.session_state.get(key, ""))
    st.session_state[key] = wanted if wanted in known else ""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "直す分類",
            list(known),
            format_func=lambda one: known[one].label or _NAME,
            key=key,
            width=320,
        )
        if chosen:
            _actions(look, found, known[chosen])
    form(look, found.codes, known[chosen])


def form(look: Look, codes: Sequence[Code], code: Code = _NEW) -> None:
    """Name and rule of a code; what the rule finds is shown before it is kept."""
    # Named by what is stored: what somebody else keeps in the meantime is not overwritten unseen.
    stored = crc32(f"{code.label}\n{code.rule}\n{len(codes) if not code.id else 0}".encode())
    base = f"coding.{look.source}.{code.id}.{stored}"
    with st.form(base, enter_to_submit=False):
        label = st.text_input("分類の名前", code.label, max_chars=MAX_LABEL, key=f"{base}.label")
        rule = st.text_area(
            "規則（この言葉があれば、この分類に入れます）",
            code.rule,
            max_chars=MAX_RULE,
            placeholder="例：公園、緑道、遊具 & !公園課",
            key=f"{base}.rule",
        )
        with st.container(horizontal=True):
            tries = st.form_submit_button("ためす", key=f"{base}.try")
            keeps = st.form_submit_button(
                "保存", type="primary" if codes else "secondary", key=f"{base}.keep"
            )
    _answer(look, codes, Code(code.id, label, rule), code, base, tries=tries, keeps=keeps)
    coding_writing.draw(look)


def _answer(
    look: Look, codes: Sequence[Code], now: Code, code: Code, base: str, *, tries: bool, keeps: bool
) -> None:
    """What follows from a press on the form: the trial of the rule, or the code is kept."""
    rule, tried = now.rule, f"{base}.tried"
    same = rule.strip() == code.rule.strip()
    if keeps and (same or st.session_state.get(tried) == rule):
        _keep(look, codes, now)
    elif keeps:
        st.info(_SEEN_FIRST)
    if tries or keeps:
        st.session_state[tried] = rule
    if st.session_state.get(tried) == rule:
        _trial(look, code, rule, tried)


def _keep(look: Look, codes: Sequence[Code], code: Code) -> None:
    kept = ""
    with notices.refusals():
        kept = coding_changes.save(look, codes, code)
    if kept:
        st.session_state[f"coding.chosen.{look.source}.next"] = kept
        st.rerun()
    notices.show()


def _trial(look: Look, code: Code, rule: str, tried: str) -> None:
    if not rule.strip():
        st.text(_NO_RULE)
        return
    try:
        found = cached.read(coding_findings.trial, coding_lists.whole(look), rule, code.id)
    except RuleError as error:
        st.session_state.pop(tried)
        _misread(rule, error)
        return
    changes = (
        f"いまの規則より{found.added:,}件ふえ、{found.gone:,}件へります。" if code.rule else ""
    )
    st.text(f"ご意見{found.comments:,}件のうち、{found.found:,}件が見つかります。{changes}")
    if found.found:
        if found.found > coding_findings.SHOWN:
            st.caption(f"そのうちの{coding_findings.SHOWN}件です。届いた順ではありません。")
        st.html(found.html)
    else:
        st.text("言葉を減らすか、別の書きかたを「、」で加えてください。")


def _misread(rule: str, error: RuleError) -> None:
    """What cannot be read, and the rule with that place marked."""
    st.error(f"エラー：{plain(words.say(error))}")
    found = error.found.rstrip("…")
    start = min(error.place - 1, len(rule))
    start = max(start, rule.find(found, start))  # of <年代=30代> the place is that of its sign
    end = start + max(1, len(found))
    here = escape(rule[start:end]) or "（ここ）"
    st.html(
        '<div class="koe-voice"><div class="said">'
        f"{escape(rule[:start])}<mark>{here}</mark>{escape(rule[end:])}</div></div>"
    )


def _actions(look: Look, found: Overview, code: Code) -> None:
    at = found.codes.index(code)
    for label, by, ends in (("上へ", -1, 0), ("下へ", 1, len(found.codes) - 1)):
        st.button(
            label,
            key=f"coding.move.{by}",
            disabled=at == ends,
            on_click=coding_changes.move,
            args=(look, found.codes, code.id, by),
        )
    if st.button("消す", key="coding.remove"):
        _ask_remove(look, found, code)


@st.dialog("この分類を消しますか")
def _ask_remove(look: Look, found: Overview, code: Code) -> None:
    counts = found.judgements[code.id]
    whole = sum(counts.values())
    ways = "、".join(f"{_WAYS[way]}{counts[way]:,}件" for way in _WAYS if counts[way])
    st.text(f"「{code.label}」を消します。")
    if whole:
        st.text(f"この分類に入れたという判断 {whole:,}件（{ways}）も消えます。もとに戻せません。")
    st.text("ご意見は、そのまま残ります。")
    asking.answer("coding", "消す", _remove, look, found.codes, code)


def _remove(look: Look, codes: Sequence[Code], code: Code) -> None:
    with notices.refusals():
        coding_changes.remove(look, codes, code)
