"""A file of answers from another tool: chosen, looked at, and taken in as a survey of its own.

The file is read in the child process. What this page keeps of it is its bytes, which Streamlit
holds anyway, and the few rows that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import settings
from analysis import child
from imports import files
from imports.building import About
from imports.files import Header, Look, Packed, Source
from imports.plan import Plan
from imports.table import MAX_BYTES, MAX_ROWS
from models import clock, imported, store
from models.errors import FileRefused
from pages.components import fields, identity, notices, page_header, uploads
from pages.components.plain import plain

_FILE, _LOOK, _READ, _TRIED = "import.id", "import.look", "import.read", "import.tried"
_UNTIL = "import.until"
_SHEET, _FIRST, _LAST = "import.sheet", "import.header.first", "import.header.last"


@dataclass(frozen=True)
class _Tried:
    """What came of the last try to take the file in by these plans: rows, or a refusal."""

    number: int
    plans: tuple[Plan, ...]
    packed: Packed | None
    refused: str


def choose() -> tuple[Source, Look] | None:
    """The file that was chosen and what it holds; None while there is none that can be read."""
    most = MAX_BYTES // 1_000_000
    uploaded = uploads.field(
        f"回答のファイル（CSV・Excel、{most}MB・{MAX_ROWS:,}行まで）", "import.file"
    )
    file_id = uploaded.file_id if uploaded is not None else None
    if st.session_state.get(_FILE) != file_id:
        for key in (_LOOK, _READ, _SHEET, _FIRST, _LAST, _TRIED):
            st.session_state.pop(key, None)
        st.session_state[_FILE] = file_id
    if uploaded is None:
        return None
    sheet, header = _wanted()
    source = Source(uploaded.getvalue(), uploaded.name, sheet, header)
    if st.session_state.get(_READ) != (sheet, header):
        try:
            with st.spinner("ファイルを読んでいます…"):
                st.session_state[_LOOK] = child.run(files.look, source)
        except FileRefused as error:
            st.session_state[_LOOK] = str(error)
        st.session_state[_READ] = (sheet, header)
        st.session_state.pop(_TRIED, None)
    look: Look | str = st.session_state[_LOOK]
    if isinstance(look, str):
        st.error(f"エラー：{plain(look)}")
        if sheet or header:
            st.button("読み方を元に戻す", key="import.reset", on_click=_read_anew)
        return None
    return source, look


def preview(look: Look) -> None:
    """Sheet and headings, which can be corrected, and the first rows below them."""
    if len(look.sheets) > 1:
        sheet, first, last = st.columns([2, 1, 1], vertical_alignment="bottom")
        sheet.selectbox("シート", look.sheets, look.sheets.index(look.sheet), key=_SHEET)
    else:
        first, last, _ = st.columns([1, 1, 2])
    first.number_input("見出しの最初の行", 1, value=look.header[0], key=_FIRST)
    last.number_input("見出しの最後の行", 1, value=look.header[1], key=_LAST)
    st.text(f"回答 {look.rows:,}行、{len(look.plans)}列。はじめの{len(look.first)}行です。")
    rows = [row[: len(look.plans)] for row in look.first]
    st.dataframe(pd.DataFrame(rows, columns=[plan.heading for plan in look.plans]), hide_index=True)


def about(source: Source, look: Look) -> About:
    """Its name, the section in charge and how long it is kept, which staff may change."""
    name = f"{source.name}.{look.sheet}"
    title = st.text_input(
        "調査の名前", _name_of(source, look), max_chars=200, key=f"import.title.{name}"
    )
    section_side, until_side = st.columns(2)
    section = section_side.text_input("所管課（任意）", max_chars=100, key="import.section")
    today = clock.now().date()
    st.session_state.setdefault(_UNTIL, clock.next_fiscal_year_end(today))
    until = until_side.date_input(
        "回答を消す日（任意）", None, min_value=today, max_value=fields.LAST_DAY, key=_UNTIL
    )
    st.caption(
        "回答を消す日は、次の年度の末にしてあります。この日を過ぎると、取り込んだ回答を消します。"
        "空けておくと、消しません。"
    )
    return About(title, section, until)


def _name_of(source: Source, look: Look) -> str:
    stem = PurePath(source.name).stem
    return f"{stem} {look.sheet}" if len(look.sheets) > 1 else stem


def take(action: DeltaGenerator, source: Source, plans: Sequence[Plan], about: About) -> None:
    """The button that takes the file in, and whatever has to be decided before."""
    with store.current().reading() as session:
        before = imported.former(session, files.digest(source.data))
    again = not before
    if before:
        st.warning("同じファイルを前に取り込みました。")
        page_header.link("results.py", "前に取り込んだ調査をみる", before[0])
        again = st.checkbox("もう一度、別の調査として取り込む", key="import.again")
    tried: _Tried | None = st.session_state.get(_TRIED)
    skip = tried is not None and _misfits(tried, plans)
    named = bool(about.title.strip())
    if not action.button(
        "取り込む", type="primary", key="import.take", disabled=not (again and named)
    ):
        return
    with notices.refusals(), files.parcel(settings.current().data_dir) as parcel:
        packed = _pack(source, plans, about, parcel)
        if packed is not None and (skip or not packed.bad_rows):
            by = identity.name()
            with st.spinner(f"{packed.responses:,}件を取り込んでいます…"):
                survey_id, count = store.current().write(
                    lambda session: imported.add(session, parcel, again=again, by=by)
                )
            notices.tell("done", f"回答 {count:,}件を取り込みました。")
            st.session_state.pop(_TRIED, None)
            st.switch_page("results.py", query_params={page_header.SURVEY: survey_id})
    st.rerun()  # to show what misfits, or the refusal


def _pack(source: Source, plans: Sequence[Plan], about: About, parcel: Path) -> Packed | None:
    """The rows in the parcel, None where the plans make no survey; what came of it is kept."""
    before: _Tried | None = st.session_state.get(_TRIED)
    packed, refused = None, ""
    try:
        with st.spinner("回答を読み取っています…"):
            packed = child.run(files.pack, source, plans, about, parcel)
    except FileRefused as error:
        refused = str(error)
    number = before.number + 1 if before is not None else 1
    st.session_state[_TRIED] = _Tried(number, tuple(plans), packed, refused)
    return packed


def _misfits(tried: _Tried, plans: Sequence[Plan]) -> bool:
    """Name every cell that could not be read; returns whether to go on without its rows.

    All of it stays where it is while the columns below are corrected: it is the list that staff
    work through, and a page that jumps takes the click that was meant for another place.
    """
    packed = tried.packed
    if packed is None:
        st.error(f"エラー：{plain(tried.refused)}")
    if packed is None or not packed.bad_rows:
        return False
    st.error(
        f"エラー：{packed.bad_rows:,}行を読み取れませんでした。列の種類を直して「取り込む」を押すか、"
        "ファイルを直して選びなおしてください。"
    )
    names = ["行", "列", "書かれていること", "理由"]
    st.dataframe(pd.DataFrame(packed.misfits, columns=names), hide_index=True)
    if len(packed.misfits) == files.MOST_NAMED:
        st.caption(f"はじめの{files.MOST_NAMED}か所までを並べています。")
    if not packed.responses:
        return False
    fits = tried.plans == tuple(plans)  # else nobody knows how many rows would be left out
    wanted = st.checkbox(
        f"読み取れない{packed.bad_rows:,}行を除いて、{packed.responses:,}件を取り込む",
        key=f"import.skip.{tried.number}",
        disabled=not fits,
    )
    return wanted and fits


def _wanted() -> tuple[str, Header | None]:
    """Sheet and headings as somebody has corrected them, else as they were read before."""
    read: tuple[str, Header | None] = st.session_state.get(_READ, ("", None))
    look = st.session_state.get(_LOOK)
    if not isinstance(look, Look):
        return read
    if st.session_state.get(_SHEET, look.sheet) != look.sheet:
        for key in (_FIRST, _LAST):
            st.session_state.pop(key, None)
        return st.session_state[_SHEET], None  # the headings of another sheet stand elsewhere
    first = st.session_state.get(_FIRST, look.header[0])
    last = st.session_state.get(_LAST, look.header[1])
    if (first, last) == look.header:
        return read
    return look.sheet, (int(first), max(int(first), int(last)))


def _read_anew() -> None:
    for key in (_LOOK, _READ, _SHEET, _FIRST, _LAST):
        st.session_state.pop(key, None)
