"""A file of answers from another tool: chosen, looked at, and taken in as a survey of its own.

The file is read in the child process. What this page keeps of it is its bytes, which Streamlit
holds anyway, and the few rows that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import settings
from analysis import child
from imports import files
from imports.files import Header, Look, Packed, Source
from imports.plan import Plan
from imports.table import MAX_BYTES, MAX_ROWS
from models import imported, store
from models.errors import FileRefused
from pages.components import identity, notices, page_header, uploads
from pages.components.plain import plain

_FILE, _LOOK, _READ, _FOUND = "import.id", "import.look", "import.read", "import.found"
_SHEET, _FIRST, _LAST = "import.sheet", "import.header.first", "import.header.last"


def choose() -> tuple[Source, Look] | None:
    """The file that was chosen and what it holds; None while there is none that can be read."""
    most = MAX_BYTES // 1_000_000
    uploaded = uploads.field(
        f"回答のファイル（CSV・Excel、{most}MB・{MAX_ROWS:,}行まで）", "import.file"
    )
    file_id = uploaded.file_id if uploaded is not None else None
    if st.session_state.get(_FILE) != file_id:
        for key in (_LOOK, _READ, _SHEET, _FIRST, _LAST, _FOUND):
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
        st.session_state.pop(_FOUND, None)
    look: Look | str = st.session_state[_LOOK]
    if isinstance(look, str):
        st.error(f"エラー：{plain(look)}")
        if sheet or header:
            st.button("読み方を元に戻す", key="import.reset", on_click=_read_anew)
        return None
    return source, look


def preview(look: Look) -> None:
    """Sheet and headings, which can be corrected, and the first rows below them."""
    sheet, first, last = st.columns([2, 1, 1], vertical_alignment="bottom")
    if len(look.sheets) > 1:
        at = look.sheets.index(look.sheet)
        sheet.selectbox("シート", look.sheets, at, key=_SHEET)
    first.number_input("見出しの最初の行", 1, value=look.header[0], key=_FIRST)
    last.number_input("見出しの最後の行", 1, value=look.header[1], key=_LAST)
    st.text(f"回答 {look.rows:,}行、{len(look.plans)}列。はじめの{len(look.first)}行です。")
    rows = [row[: len(look.plans)] for row in look.first]
    st.dataframe(pd.DataFrame(rows, columns=[plan.heading for plan in look.plans]), hide_index=True)


def name_of(source: Source, look: Look) -> str:
    """What the survey is called unless somebody says else: the file's name, and the sheet's."""
    stem = PurePath(source.name).stem
    return f"{stem} {look.sheet}" if len(look.sheets) > 1 else stem


def take(action: DeltaGenerator, source: Source, plans: Sequence[Plan], title: str) -> None:
    """The button that takes the file in, and whatever has to be decided before."""
    with store.current().reading() as session:
        before = imported.former(session, files.digest(source.data))
    again = not before
    if before:
        st.warning("同じファイルを前に取り込みました。")
        page_header.link("results.py", "前に取り込んだ調査をみる", before[0])
        again = st.checkbox("もう一度、別の調査として取り込む", key="import.again")
    found = st.session_state.get(_FOUND)
    bad_rows = found[1] if found is not None and found[0] == (plans, title) else None
    skip = _misfits(bad_rows) if bad_rows is not None else False
    clicked = action.button(
        "取り込む", type="primary", key="import.take", disabled=not again or not title.strip()
    )
    if not clicked:
        return
    with notices.refusals(), files.parcel(settings.current().data_dir) as parcel:
        with st.spinner("回答を読み取っています…"):
            packed = child.run(files.pack, source, plans, title, parcel)
        if not packed.bad_rows or skip:
            by = identity.name()
            with st.spinner(f"{packed.responses:,}件を取り込んでいます…"):
                survey_id, count = store.current().write(
                    lambda session: imported.add(session, parcel, again=again, by=by)
                )
            notices.tell("done", f"回答 {count:,}件を取り込みました。")
            st.session_state.pop(_FOUND, None)
            st.switch_page("results.py", query_params={page_header.SURVEY: survey_id})
        st.session_state[_FOUND] = ((plans, title), packed)
    st.rerun()  # to show what misfits, or the refusal


def _misfits(packed: Packed) -> bool:
    """Name every cell that cannot be read; returns whether to go on without its rows."""
    st.error(
        f"エラー：{packed.bad_rows:,}行を読み取れません。列の種類を直すか、"
        "ファイルを直してから選びなおしてください。"
    )
    names = ["行", "列", "書かれていること", "理由"]
    st.dataframe(pd.DataFrame(packed.misfits, columns=names), hide_index=True)
    if not packed.responses:
        return False
    return st.checkbox(
        f"読み取れない{packed.bad_rows:,}行を除いて、{packed.responses:,}件を取り込む",
        key="import.skip",
    )


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
