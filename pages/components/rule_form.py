"""One rule of a filter, put together: what it is about, and which answers it lets through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from analysis.filters import CHOSEN, Topics, facet_name, one_line, options
from models.filters import RECEIVED, Between, Came, Chose, Left, Rule, Within
from models.questions.base import Category, Part
from pages.components import filtering
from pages.components.plain import plain

_FACETS: Final = ("placement", "mode", "language", "wording", "version")
_DAY: Final = "回答した日"
_ONE_OF, _NONE_OF, _BLANK, _NOT_BLANK = (
    "次のどれかを選んだ",
    "次のどれでもないものを選んだ",
    "無回答",
    "無回答以外",
)


def draw(survey_id: str, known: Topics) -> None:
    """The form of one more rule, with its button."""
    place = f"results.{survey_id}.rule"
    names = _subjects(known)
    subject = st.selectbox(
        "何で絞り込みますか",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="質問、配布先、日など",
        key=f"{place}.subject",
    )
    if subject is None:
        return
    kind, _, name = subject.partition(":")
    rule: Rule | None
    if kind == "facet":
        rule = _facet(f"{place}.{subject}", name, known)
    elif kind == "day":
        rule = _days(f"{place}.{subject}", RECEIVED)
    else:
        rule = _question(f"{place}.{subject}", known.parts[name])
    st.button(
        "この条件を加える",
        type="primary",
        key=f"{place}.add",
        disabled=rule is None,
        on_click=filtering.add,
        args=(survey_id, rule),
    )


def _subjects(known: Topics) -> dict[str, str]:
    """Questions in their order, then what is known of every answer; by a word that is unique."""
    there = [name for name in _FACETS if len(known.facets.get(name, ())) > 1]
    return {
        **{f"part:{key}": one_line(part.label) for key, part in known.parts.items()},
        **{f"facet:{name}": facet_name(name) for name in there},
        "day:": _DAY,
    }


def _facet(place: str, name: str, known: Topics) -> Rule | None:
    codes = _codes(place, "どれですか", known.facets[name])
    # The names of facets are those that a rule knows, and pydantic looks at them again.
    return Came.model_validate({"facet": name, "codes": codes}) if codes else None


def _question(place: str, part: Part) -> Rule | None:
    if part.shape in CHOSEN:
        hows = [_ONE_OF, _NONE_OF, _BLANK, _NOT_BLANK]
    elif part.shape in ("quantity", "moment"):
        hows = [_ONE_OF, _BLANK, _NOT_BLANK]
    else:
        hows = [_NOT_BLANK, _BLANK]
    words = {_ONE_OF: "次の範囲"} if part.shape in ("quantity", "moment") else {}
    how = st.selectbox(
        "どう答えた人ですか",
        hows,
        format_func=lambda word: words.get(word, word),
        key=f"{place}.how",
    )
    if how in (_BLANK, _NOT_BLANK):
        return Left(key=part.key, blank=how == _BLANK)
    match part.shape:
        case "quantity":
            return _numbers(place, part)
        case "moment":
            return _days(place, part.key)
        case _:
            codes = _codes(place, "どの答えですか", options(part))
            return Chose(key=part.key, codes=codes, none=how == _NONE_OF) if codes else None


def _codes(place: str, label: str, categories: tuple[Category, ...]) -> tuple[str, ...]:
    names: Mapping[str, str] = {c.code: one_line(c.label) for c in categories}
    chosen = st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        placeholder="選んでください",
        select_all=False,
        key=f"{place}.codes",
    )
    return tuple(code for code in names if code in chosen)


def _numbers(place: str, part: Part) -> Rule | None:
    unit = plain(one_line(part.unit))
    low, high = st.columns(2)
    least = low.number_input(f"から（{unit or '数'}）", value=None, key=f"{place}.least")
    most = high.number_input(f"まで（{unit or '数'}）", value=None, key=f"{place}.most")
    if (least is None and most is None) or (
        least is not None and most is not None and least > most
    ):
        return None
    return Between(key=part.key, least=least, most=most)


def _days(place: str, key: str) -> Rule | None:
    first_side, last_side = st.columns(2)
    first = first_side.date_input("この日から", value=None, key=f"{place}.first")
    last = last_side.date_input("この日まで", value=None, key=f"{place}.last")
    if (first is None and last is None) or (
        first is not None and last is not None and first > last
    ):
        return None
    return Within(key=key, first=first, last=last)
