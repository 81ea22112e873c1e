"""The list of the ward's names, of all surveys: searched, added to, corrected, and taken back."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from analysis.text.names import Entry, entries
from analysis.text.normal import normalize
from models import names, store
from pages.components import asking, identity, notices, reading_paging

_KEY: Final = "read.names"
_NAME: Final = f"{_KEY}.name"
_NEW: Final = f"{_KEY}.new"
_PAGE: Final = 50
_WHAT: Final = (
    "区の地名や施設の名前は、この一覧で見つけて、1つの名前にまとめて数えます（三茶 → 三軒茶屋）。"
    "一覧は、すべての調査で同じものを使います。変えると、どの調査の数えかたも変わります。"
)


def draw() -> None:
    """The list, a page at a time, and what can be done with a name."""
    with store.current().reading() as session:
        listed = entries(names.listing(session))
    st.subheader("地名・施設名の一覧", anchor=False)
    st.caption(_WHAT)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        words = st.text_input("一覧の中をさがす", key=f"{_KEY}.search", max_chars=40)
        changed = st.toggle("変えたものだけ", key=f"{_KEY}.changed")
        _add()
    _table([one for one in listed if _fits(one, words, changed=changed)], words)
    _edit({one.name: one for one in listed})


def _fits(entry: Entry, words: str, *, changed: bool) -> bool:
    wanted = normalize(words).strip().casefold()
    inside = wanted in entry.name.casefold() or wanted in entry.canonical.casefold()
    return inside and (entry.changed or not changed)


def _table(found: list[Entry], words: str) -> None:
    if not found:
        st.text("当てはまる名称はありません。「名称を加える」で、加えられます。")
        return
    at = reading_paging.number(f"{_KEY}.page.{words}", len(found), _PAGE)
    shown = found[at * _PAGE : (at + 1) * _PAGE]
    frame = pd.DataFrame(
        {
            "名称": [one.name for one in shown],
            "まとめる先": [one.canonical for one in shown],
            "種類": [one.kind for one in shown],
            "一覧での扱い": [_standing(one) for one in shown],
        }
    )
    st.session_state[f"{_KEY}.listed"] = frame["名称"].tolist()
    st.dataframe(
        frame,
        hide_index=True,
        height=min(390, 40 + 35 * len(frame)),
        alt="地名・施設名と、まとめる先、種類、一覧での扱い",
        key=f"{_KEY}.table",
        on_select=_choose,
        selection_mode="single-cell",
    )
    st.caption("表の行を押すと、下で直せます。")


def _choose() -> None:
    cells = st.session_state[f"{_KEY}.table"]["selection"]["cells"]
    listed = st.session_state.get(f"{_KEY}.listed", [])
    if cells and cells[0][0] < len(listed):
        st.session_state[_NAME] = listed[cells[0][0]]


def _standing(entry: Entry) -> str:
    if not entry.active:
        return "使わない"
    if entry.changed:
        return "直した" if entry.shipped else "加えた"
    return "はじめから"


def _add() -> None:
    with st.popover("名称を加える", icon=":material/add:"), st.form(_NEW, border=False):
        st.text_input("名称", max_chars=names.MAX_NAME, key=f"{_NEW}.name")
        _fields(_NEW, "", "施設")
        st.form_submit_button(
            "加える", type="primary", key=f"{_NEW}.save", on_click=_keep, args=(_NEW, "")
        )


def _edit(listed: dict[str, Entry]) -> None:
    name = st.selectbox(
        "直す名称",
        list(listed),
        index=None,
        placeholder="表の行を押すか、ここで選んでください",
        key=_NAME,
    )
    if name is None:
        return
    entry = listed[name]
    form = f"{_KEY}.form.{entry}"  # afresh once the entry is another one
    with st.form(form, border=False):
        _fields(form, entry.canonical, entry.kind)
        st.form_submit_button("直す", key=f"{_KEY}.save", on_click=_keep, args=(form, name))
    _steps(entry)


def _fields(form: str, canonical: str, kind: str) -> None:
    st.text_input(
        "まとめる先（書かなければ、名称のまま数えます）",
        canonical,
        max_chars=names.MAX_CANONICAL,
        key=f"{form}.canonical",
    )
    st.selectbox(
        "種類",
        names.KINDS,
        index=names.KINDS.index(kind),
        help="用語は、名前ではない普通の言葉です。分かれて数えられてしまうときに使います。",
        key=f"{form}.kind",
    )


def _steps(entry: Entry) -> None:
    as_it_is = (entry.name, entry.canonical, entry.kind)
    with st.container(horizontal=True):
        if entry.active:
            st.button("この名称を使わない", key=f"{_KEY}.off", on_click=_switch_off, args=as_it_is)
        else:
            st.button("また使う", key=f"{_KEY}.on", on_click=_switch_on, args=as_it_is)
        if entry.changed and st.button("変更を取り消す…", key=f"{_KEY}.remove"):
            _ask(entry)


@st.dialog("変更を取り消す")
def _ask(entry: Entry) -> None:
    if entry.shipped:
        st.text(f"「{entry.name}」を、はじめの一覧のとおりに戻します。")
    else:
        st.text(f"加えた「{entry.name}」を、一覧から消します。")
    asking.answer(_KEY, "取り消す", _remove, entry.name)


def _remove(name: str) -> None:
    st.session_state[_NAME] = None  # it may be in the list no more
    asking.carry_out(names.remove, name, f"「{name}」の変更を取り消しました。")


def _keep(form: str, name: str) -> None:
    """Take what the form says; without `name` it says also which name, and is blank afterwards."""
    said = st.session_state
    _save(
        name or said[f"{form}.name"], said[f"{form}.canonical"], said[f"{form}.kind"], active=True
    )
    if not name and not notices.refused():
        said[f"{form}.name"] = said[f"{form}.canonical"] = ""


def _switch_off(name: str, canonical: str, kind: str) -> None:
    _save(name, canonical, kind, active=False)


def _switch_on(name: str, canonical: str, kind: str) -> None:
    _save(name, canonical, kind, active=True)


def _save(name: str, canonical: str, kind: str, *, active: bool) -> None:
    by = identity.name()
    with notices.refusals():
        saved = store.current().write(
            lambda session: names.save(session, name, canonical, kind, by=by, active=active)
        )
        st.session_state[_NAME] = saved.name
        done = f"「{saved.name}」を「{saved.canonical}」と数えます。"
        notices.tell("done", done if active else f"「{saved.name}」を使わないようにしました。")
