"""A file 「地域・年齢別人口」 on its way in: what was understood, what is wrong, and the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from analysis import ages, child
from analysis.grids import Grid, Head
from imports import inhabitants
from imports.inhabitants import Read
from models import populations, store
from models.errors import FileRefused
from models.inhabitants import Ages, Figures, Table
from models.populations import MAX_NAME, MAX_SOURCE, Population
from pages.components import asking, dates, grids, identity, notices, tables, uploads
from pages.components.plain import plain

CHOSEN: Final = "voices.population"  # the id of the figures that are compared with
_TAKEN, _READ = "voices.taken", "voices.read"
_NAME, _SOURCE, _AS_OF = "voices.name", "voices.source", "voices.as_of"
_FIRST: Final = 10  # areas that are shown
_LAYOUT: Final = (
    "国の「自治体標準オープンデータセット」の「地域・年齢別人口」の形の"
    "ファイル（CSV・Excel）を読めます。列は、地域名、総人口、男性、女性、0-4歳の男性、"
    "0-4歳の女性…です。"
)


@dataclass(frozen=True)
class _Seen:
    """What the file with this id says, or why it cannot be read."""

    file_id: str
    read: Read | str


def draw(chosen: Population) -> None:
    """The way in for a file, closed until it is wanted; the way out for what was added."""
    with st.expander("人口の資料を加える・消す", key="voices.files"):
        st.text(_LAYOUT)
        read = _read()
        if isinstance(read, str):
            st.error(f"エラー：{plain(read)}")
        elif read is not None:
            _understood(read)
            if read.faults:
                _faults(read)
            else:
                _add(read)
        if chosen.id != populations.SHIPPED and st.button(
            "選んでいる人口の資料を消す", key="voices.remove"
        ):
            _ask_remove(chosen)


def _read() -> Read | str | None:
    """The chosen file, read once in the child process."""
    # A file that was taken in is gone from the field: Streamlit empties it for a new key alone.
    number = st.session_state.setdefault(_TAKEN, 0)
    uploaded = uploads.field("人口のファイル", f"voices.file.{number}")
    if uploaded is None:
        return None
    seen: _Seen | None = st.session_state.get(_READ)
    if seen is None or seen.file_id != uploaded.file_id:
        try:
            read: Read | str = child.run(inhabitants.read, uploaded.getvalue())
        except FileRefused as error:
            read = str(error)
        seen = _Seen(uploaded.file_id, read)
        st.session_state[_READ] = seen
        _prefill(read)
    return seen.read


def _prefill(read: Read | str) -> None:
    """What the file itself says of its name and date; the source nobody but staff know."""
    if not isinstance(read, str):
        st.session_state[_NAME] = read.municipality
        st.session_state[_SOURCE] = ""
        st.session_state[_AS_OF] = read.as_of


def _understood(read: Read) -> None:
    """What was read, in a sentence and the first areas."""
    said = [f"{len(read.areas):,}地域、{read.people:,}人、{len(read.ages)}区切りの年齢と読みました"]
    if read.as_of is not None:
        said.append(f"（{dates.day(read.as_of)}現在）")
    said.append("。")
    if read.older:
        said.append(f"ほかの日付の{read.older:,}行は読みません。")
    if read.unknown_ages:
        said.append(f"年齢の分からない人は{read.unknown_ages:,}人です。")
    if read.unchecked:
        said.append(
            f"「{'」「'.join(read.unchecked)}」の列がないので、その合計は確かめていません。"
        )
    st.text("".join(said))
    if read.areas:
        grids.draw(
            Grid(
                f"読み取った地域（はじめの{_FIRST}まで）",
                (
                    Head("地域"),
                    Head("総人口", "people"),
                    Head("男性", "people"),
                    Head("女性", "people"),
                ),
                tuple(
                    (area.name or "全体", area.people, area.male, area.female)
                    for area in read.areas[:_FIRST]
                ),
            )
        )
        st.caption(plain(f"年齢の区切り：{_bands(read.ages)}"))


def _bands(found: Sequence[Ages]) -> str:
    """The bands of age, in a word where all but the last are as wide."""
    widths = {band.high - band.low + 1 for band in found if band.high is not None}
    if len(widths) == 1 and len(found) > 2:
        return f"{widths.pop()}歳ごと、最後は{ages.named(found[-1])}"
    return "、".join(map(ages.named, found))


def _faults(read: Read) -> None:
    """Every fault with its row; nothing of the file is kept."""
    st.error(
        f"エラー：直すところが{read.wrong:,}か所あります。"
        "ファイルを直して、もう一度選んでください。何も加えていません。"
    )
    tables.show(
        {
            "行": [f"{one.row}行目" if one.row is not None else "見出し" for one in read.faults],
            "地域": [one.area for one in read.faults],
            "直すところ": [one.said for one in read.faults],
        },
        {},
        alt="直すところ",
    )
    more = read.wrong - len(read.faults)
    if more:
        st.caption(f"ほかに{more:,}か所あります。")


def _add(read: Read) -> None:
    """Name, source and date, which the figures carry from now on."""
    name, as_of = st.columns([3, 2])
    name.text_input("資料の名前（例：世田谷区 住民基本台帳）", max_chars=MAX_NAME, key=_NAME)
    as_of.date_input("いつ現在の人口か", key=_AS_OF, max_value=date(2100, 1, 1))
    st.text_input("出典（図と表の下に出ます）", max_chars=MAX_SOURCE, key=_SOURCE)
    st.button("この資料を加える", type="primary", key="voices.add", on_click=_added, args=(read,))


def _added(read: Read) -> None:
    name, source = st.session_state[_NAME], st.session_state[_SOURCE]
    as_of, by = st.session_state[_AS_OF], identity.name()
    if as_of is None:
        notices.tell("refused", "いつ現在の人口かを選んでください。")
        return
    kept = Figures(name, (Table(read.counts, source, as_of),))
    with notices.refusals():
        added = store.current().write(lambda session: populations.add(session, kept, by=by))
        st.session_state[CHOSEN] = added
        st.session_state[_TAKEN] += 1
        notices.tell("done", f"人口の資料「{name.strip()}」を加えました。")


@st.dialog("人口の資料を消しますか")
def _ask_remove(chosen: Population) -> None:
    st.text(f"「{chosen.name}」を消します。もう一度使うには、ファイルから加えます。")
    done = (asking.carry_out, populations.remove, chosen.id, "人口の資料を消しました。")
    asking.answer("voices", "消す", *done)
