"""Inputs of the draft. Each shows a stored value, and saves what is typed as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel
from streamlit.delta_generator import DeltaGenerator

from models.clock import JST
from models.document import SurveyDocument
from pages.components import drafting

Take = Callable[[SurveyDocument, Any], SurveyDocument]
M = TypeVar("M", bound=BaseModel)

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2060, 12, 31)
_DAY_ENDS = time(23, 59)
TIMES = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 30)] + [_DAY_ENDS]


def changed(model: M, **fields: Any) -> M:
    """The model with these fields changed, checked again. Raises pydantic.ValidationError."""
    return type(model).model_validate({**dict(model), **fields})


def line(
    name: str, label: str, value: str, take: Take, *, most: int, placeholder: str = ""
) -> None:
    """One line of text of at most `most` characters; a longer one from a file stays whole."""
    key = drafting.field(name)
    st.text_input(
        label,
        value,
        max_chars=max(most, len(value)),
        key=key,
        placeholder=placeholder or None,
        on_change=_saved,
        args=(key, take),
    )


def lines(
    name: str,
    label: str,
    value: str,
    take: Take,
    *,
    most: int,
    rows: int = 3,
    tidy: Callable[[str], str] = str,
    placeholder: str = "",
) -> None:
    """Several lines of text; `tidy` is how what was typed is shown once it is saved."""
    key = drafting.field(name)
    st.session_state.setdefault(key, value)  # not as a default: a callback may set another text
    st.text_area(
        label,
        height=24 * rows + 24,
        max_chars=max(most, len(value)),
        key=key,
        placeholder=placeholder or None,
        on_change=_saved_lines,
        args=(key, take, tidy),
    )


def switch(name: str, label: str, value: bool, take: Take, *, help: str | None = None) -> None:  # noqa: A002 - Streamlit's word
    """On or off."""
    key = drafting.field(name)
    st.toggle(label, value, key=key, help=help, on_change=_saved, args=(key, take))


def number(name: str, label: str, value: int | None, take: Take, *, least: int, most: int) -> None:
    """A whole number; an emptied input gives None."""
    key = drafting.field(name)
    st.number_input(label, least, most, value, 1, key=key, on_change=_saved, args=(key, take))


def decimal(
    name: str, label: str, value: float | None, take: Take, *, least: float, most: float
) -> None:
    """A number that need not be whole; an emptied input gives None."""
    key = drafting.field(name)
    st.number_input(
        label,
        float(least),
        float(most),
        None if value is None else float(value),
        1.0,
        "%.10g",
        key=key,
        on_change=_saved,
        args=(key, take),
    )


def one_of(
    name: str,
    label: str,
    value: str,
    names: Mapping[str, str],
    take: Take,
    *,
    disabled: bool = False,
    help: str | None = None,  # noqa: A002 - Streamlit's word
) -> None:
    """One of `names` (value → what it is called); a chosen value that has no name stays."""
    key = drafting.field(name)
    offered = list(names) if value in names else [value, *names]
    st.selectbox(
        label,
        offered,
        offered.index(value),
        format_func=lambda one: names.get(one, one),
        key=key,
        disabled=disabled,
        help=help,
        on_change=_saved,
        args=(key, take),
    )


def several(
    name: str,
    label: str,
    value: Sequence[str],
    names: Mapping[str, str],
    take: Take,
    *,
    placeholder: str,
) -> None:
    """Any number of `names`."""
    key = drafting.field(name)
    st.multiselect(
        label,
        list(names),
        value,
        format_func=names.__getitem__,
        key=key,
        placeholder=placeholder,
        on_change=_saved,
        args=(key, take),
    )


def day(
    name: str,
    label: str,
    value: date | None,
    take: Take,
    *,
    help: str | None = None,  # noqa: A002 - Streamlit's word
) -> None:
    """A date, or none."""
    key = drafting.field(name)
    _calendar(st.container(), label, value, key, _saved, (key, take), help)


def moment(name: str, label: str, value: datetime | None, take: Take, *, usual: time) -> None:
    """A date and a time in Japan, or none. A date chosen first gets the `usual` time.

    The time is a list: the segments of Streamlit's own time input are under 24 px wide, too small
    to be hit (WCAG 2.5.8).
    """
    there = value.astimezone(JST) if value is not None else None
    on, at = drafting.field(f"{name}.day"), drafting.field(f"{name}.time")
    day_side, time_side = st.columns([3, 2])
    args = (on, at, usual, take)
    _calendar(day_side, label, there.date() if there else None, on, _saved_moment, args)
    shown = there.time() if there else None
    times = sorted({*TIMES, shown}) if shown else TIMES
    st.session_state.setdefault(at, shown)
    time_side.selectbox(
        f"{label}の時刻",
        times,
        index=None,
        format_func=lambda one: f"{one:%H:%M}",
        placeholder="時刻",
        key=at,
        on_change=_saved_moment,
        args=args,
    )


def _calendar(
    place: DeltaGenerator,
    label: str,
    value: date | None,
    key: str,
    on_change: Callable[..., None],
    args: tuple[Any, ...],
    explained: str | None = None,
) -> None:
    """A date input that takes any stored date; Streamlit's own limit is ten years around it."""
    place.date_input(
        label,
        value,
        min_value=min(FIRST_DAY, value or FIRST_DAY),
        max_value=max(LAST_DAY, value or LAST_DAY),
        key=key,
        help=explained,
        on_change=on_change,
        args=args,
    )


def show(name: str, value: Any) -> None:
    """Let the input show this value, which another input has changed. For callbacks."""
    st.session_state[drafting.field(name)] = value


def _saved(key: str, take: Take) -> None:
    value = st.session_state[key]
    drafting.save(lambda document: take(document, value))


def _saved_lines(key: str, take: Take, tidy: Callable[[str], str]) -> None:
    value: str = st.session_state[key]
    if drafting.save(lambda document: take(document, value)):
        st.session_state[key] = tidy(value)


def _saved_moment(on: str, at: str, usual: time, take: Take) -> None:
    chosen: date | None = st.session_state[on]
    clock_time: time = st.session_state[at] or usual
    moment = datetime.combine(chosen, clock_time, JST) if chosen is not None else None
    if moment is not None:
        st.session_state[at] = clock_time
    drafting.save(lambda document: take(document, moment))
