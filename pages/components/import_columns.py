"""What becomes of each column of the file: the guess, in a table that staff correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis import child
from imports import files
from imports.files import Look, Source
from imports.plan import KINDS, REASONS, WITH_CHOICES, Choice, Kind, Plan

_CODES: dict[str, Kind] = {label: kind for kind, label in KINDS.items()}
_FITTED, _EDITS, _CHOSEN = "import.fitted", "import.edits", "import.question"
_BASE, _OF = "import.options.base", "import.options.of"
_BLANK, _OUTSIDE, _TYPED = "無回答とする", "段階の外", "その他の記入とする"


def edit(source: Source, look: Look) -> tuple[Plan, ...]:
    """The plans as corrected in the table and, for those with options, below it."""
    if st.session_state.get("import.columns.of") is not look:
        st.session_state["import.columns.of"] = look
        for key in (_FITTED, _EDITS, _CHOSEN, _OF):
            st.session_state.pop(key, None)
        st.session_state["import.columns.number"] = (
            st.session_state.get("import.columns.number", 0) + 1
        )
    st.header("列ごとの取り込み方", anchor=False)
    st.text("種類は推定です。違うものを直してください。氏名などの列は取り込みません。")
    edited = st.data_editor(
        _table(look),
        column_config={
            "列": st.column_config.TextColumn(disabled=True, pinned=True),
            "種類": st.column_config.SelectboxColumn(options=[*_CODES], required=True),
            "質問の文・項目": st.column_config.TextColumn(required=True, max_chars=400),
            "まとめる質問": st.column_config.TextColumn(max_chars=400),
            "例": st.column_config.TextColumn(disabled=True),
            "取り込まない理由": st.column_config.TextColumn(disabled=True),
        },
        hide_index=True,
        key=f"import.columns.{st.session_state['import.columns.number']}",
    )
    corrected = [
        _corrected(source, plan, row)
        for plan, row in zip(look.plans, _records(edited), strict=True)
    ]
    counts = Counter(plan.kind for plan in corrected)
    kinds = (f"{label} {counts[kind]}列" for kind, label in KINDS.items() if counts[kind])
    st.text("　".join(kinds))
    return _with_options(corrected)


def _table(look: Look) -> pd.DataFrame:
    examples = [
        next((row[plan.index] for row in look.first if row[plan.index]), "") for plan in look.plans
    ]
    return pd.DataFrame(
        {
            "列": [plan.heading for plan in look.plans],
            "種類": [KINDS[plan.kind] for plan in look.plans],
            "取り込まない理由": [REASONS[plan.reason] for plan in look.plans],
            "質問の文・項目": [plan.label for plan in look.plans],
            "まとめる質問": [plan.group for plan in look.plans],
            "例": examples,
        }
    )


def _corrected(source: Source, plan: Plan, row: dict[str, Any]) -> Plan:
    """The guess with what the row of the table says now."""
    kind = _CODES[row["種類"]]
    found = plan if kind == plan.kind else _fitted(source, replace(plan, kind=kind, reason=""))
    label, group = str(row["質問の文・項目"] or ""), str(row["まとめる質問"] or "")
    return replace(found, label=label.strip(), group=group.strip())


def _fitted(source: Source, plan: Plan) -> Plan:
    """With options and whatever else the new kind needs, which only the whole column tells."""
    known: dict[tuple[int, Kind], Plan] = st.session_state.setdefault(_FITTED, {})
    name = (plan.index, plan.kind)
    if name not in known:
        with st.spinner("列を読んでいます…"):
            known[name] = child.run(files.fitted, source, plan)
    return known[name]


def _with_options(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """The plans with the options of one of them to correct, and what was corrected before."""
    questions = {_name(plan): plan for plan in reversed(plans) if plan.kind in WITH_CHOICES}
    edits: dict[str, Plan] = st.session_state.setdefault(_EDITS, {})
    if questions:
        st.header("選択肢", anchor=False)
        names = [*reversed(questions)]
        chosen = st.selectbox("選択肢を直す質問", names, key=_CHOSEN)
        asked = questions[chosen]
        if st.session_state.get(_OF) != (chosen, asked.kind):
            # The table to begin with stays the same while it is edited.
            st.session_state[_OF] = (chosen, asked.kind)
            before = edits.get(chosen)
            st.session_state[_BASE] = before if before and before.kind == asked.kind else asked
        edits[chosen] = _edited(st.session_state[_BASE], chosen)
    return tuple(_taking(plan, edits.get(_name(plan))) for plan in plans)


def _name(plan: Plan) -> str:
    """Columns of one group share their options."""
    return plan.group if plan.grouped else plan.heading


def _taking(plan: Plan, edit: Plan | None) -> Plan:
    if edit is None or edit.kind != plan.kind:
        return plan
    return replace(plan, choices=edit.choices, blanks=(*plan.blanks, *edit.blanks))


def _edited(plan: Plan, name: str) -> Plan:
    st.text(
        "「順」の小さいものから並びます。同じ符号の行は1つの選択肢になります。"
        "だれも選ばなかった選択肢は、下に行を加えてください。"
    )
    edited = st.data_editor(
        pd.DataFrame(
            {
                "順": [float(number) for number in range(1, len(plan.choices) + 1)],
                "ファイルの言葉": ["、".join(choice.said) for choice in plan.choices],
                "符号": [choice.code for choice in plan.choices],
                "選択肢の文": [choice.label for choice in plan.choices],
                _OUTSIDE: [choice.outside for choice in plan.choices],
                _TYPED: [choice.other for choice in plan.choices],
                _BLANK: [False for _ in plan.choices],
            }
        ),
        column_config={
            "順": st.column_config.NumberColumn(step=0.1, format="%g"),
            "ファイルの言葉": st.column_config.TextColumn(disabled=True),
            "符号": st.column_config.TextColumn(max_chars=30),
            "選択肢の文": st.column_config.TextColumn(max_chars=400),
        },
        num_rows="dynamic",
        hide_index=True,
        key=f"import.options.{name}.{plan.kind}",
    )
    return options_from(plan, _records(edited))


def options_from(plan: Plan, rows: Sequence[dict[str, Any]]) -> Plan:
    """The plan with the options that the rows of the table say; a row without code is left out."""
    said = {"、".join(choice.said): choice.said for choice in plan.choices}
    ordered = sorted(rows, key=lambda row: row["順"] if pd.notna(row["順"]) else len(rows) + 1)
    blanks: list[str] = []
    choices: list[Choice] = []
    for row in ordered:
        spellings = said.get(_text(row["ファイルの言葉"]), ())
        if row[_BLANK] is True:
            blanks += spellings
        elif code := _text(row["符号"]):
            label = _text(row["選択肢の文"])
            outside, typed = row[_OUTSIDE] is True, row[_TYPED] is True
            choices.append(Choice(code, label, spellings, outside, typed))
    return replace(plan, choices=tuple(choices), blanks=tuple(blanks))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""
