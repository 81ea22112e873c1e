"""クロス集計: which questions are put against each other, and the tables that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from analysis import charts
from analysis.cross_grids import OF_WORDS, of_crosstab, of_means
from analysis.crosstab import Of
from analysis.small_groups import TOO_FEW
from models.multilingual import pick
from pages.components import (
    cached,
    figures,
    grids,
    held_back,
    page_header,
    printed,
    takeaway,
    weight_choice,
)
from pages.components.answers import Results
from pages.components.cached import Key
from pages.components.crossings import Crossed, base_of, heading_of, name_of
from pages.components.plain import plain
from pages.components.takeaway import Files

EVERY: Final = ""  # in place of a question: all of them
HEAD: Final = "head"  # in the address of a link to クロス集計: the question in the columns
_NO_LAYER: Final = ""
_NOTHING = "分ける質問（表側）を選ぶと、表が出ます。"
_SIGNS = "▲は全体より高く、▽は全体より低く、どちらも偶然とは考えにくい差のあるセルです。"


def draw(
    survey_id: str, key: Key, found: Results, without: tuple[str, ...], rules: str, *, mark: str
) -> dict[str, str | Sequence[str]]:
    """The choices, then a table for each pair of questions; returns what asks for them on paper."""
    names = {table.key: " ".join(pick(table.label).split()) for table in found.tables}
    if len(names) < 2:
        st.text("クロス集計には、質問が2つ以上必要です。")
        return {}
    head, sides, layer, of = _choices(survey_id, names, found.standing)
    if not sides:
        st.text(_NOTHING)
        return {}
    heads = tuple(one for one in names if one not in sides) if head == EVERY else (head,)
    scheme = weight_choice.draw(survey_id, key, without, rules)
    crossed = cached.crossed(key, without, rules, heads, sides, layer, scheme)
    if not crossed:
        st.text("くらべる相手のある質問を選んでください。")
        return {}
    if scheme is None:
        st.text(_SIGNS)
    for number, one in enumerate(crossed):
        _table(survey_id, one, of, mark, number, alone=head != EVERY)
    query: dict[str, str | Sequence[str]] = {
        "head": heads,
        "side": sides,
        "layer": layer,
        "of": of,
    }
    return query if scheme is None else query | printed.of_scheme(scheme)


def link(survey_id: str, head: str, label: str) -> None:
    """A link to クロス集計 with this question in the columns."""
    query = {page_header.SURVEY: survey_id, HEAD: head}
    icon = ":material/arrow_forward:"
    st.page_link("results.py", label=label, icon=icon, query_params=query)


def _choices(
    survey_id: str, names: dict[str, str], standing: tuple[str, ...]
) -> tuple[str, tuple[str, ...], str, Of]:
    first = next((key for key in names if key not in standing), next(iter(names)))
    usual = standing or tuple(key for key in names if key != first)[:1]

    wanted, head_key = st.query_params.pop(HEAD, ""), f"results.{survey_id}.head"
    if wanted in names:
        st.session_state[head_key] = wanted

    def named(key: str) -> str:
        return names.get(key, "すべての質問")

    head_side, sides_side = st.columns(2, gap="medium")
    head = head_side.selectbox(
        "集計する質問（表頭）",
        [*names, EVERY],
        index=list(names).index(first),
        format_func=named,
        key=head_key,
        persist_state="session",
    )
    sides = sides_side.multiselect(
        "分ける質問（表側）",
        list(names),
        default=usual,
        format_func=named,
        placeholder="質問を選んでください",
        key=f"results.{survey_id}.sides",
        persist_state="session",
    )
    layer_side, of_side = st.columns(2, gap="medium", vertical_alignment="bottom")
    layer = layer_side.selectbox(
        "さらに分ける質問（三重クロス）",
        [_NO_LAYER, *names],
        format_func=lambda key: names.get(key, "分けない"),
        key=f"results.{survey_id}.layer",
        persist_state="session",
    )
    of = of_side.segmented_control(
        "割合のもと",
        list(OF_WORDS),
        default="row",
        required=True,
        format_func=OF_WORDS.__getitem__,
        key=f"results.{survey_id}.of",
        persist_state="session",
    )
    return head or EVERY, tuple(sides), layer or _NO_LAYER, of or "row"


def _table(survey_id: str, one: Crossed, of: Of, mark: str, number: int, *, alone: bool) -> None:
    """A table with its chart where it stands `alone`, what it says, and how it was tested."""
    table = one.table
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(heading_of(one)), anchor=False, width="content")
        if mark:
            st.badge(plain(mark), color="orange")
    if one.is_few:
        st.text(TOO_FEW)
        return
    grid = of_crosstab(table, one.found, of, weighed=table.weighed)
    st.caption(plain(base_of(one)))
    if one.said:
        st.text("\n".join(one.said))
    name = name_of(one)
    figure = charts.of_crosstab(table) if alone else None
    said = "".join(one.said) or f"{grid.name}を、帯で表したものです。"
    if figure is not None:
        figures.draw(figure, said, wide=True)
    grids.draw(grid, whole_first=True)
    if one.means is not None:
        grids.draw(of_means(one.means), whole_first=True)
    held_back.say_left_out(one.left_out)
    if one.tested:
        with st.expander("検定のしかた", key=f"results.cross.{number}.{name}"):
            st.text("\n".join(one.tested))
    numbers = [of_crosstab(table, of=of, people=True, weighed=table.weighed)]
    file = f"cross_weighted_{name}" if table.weighed else f"cross_{name}"
    if figure is None:
        takeaway.numbers(survey_id, file, numbers)
    else:
        files = Files(numbers, figure, said)
        takeaway.files(survey_id, file, lambda: files)
