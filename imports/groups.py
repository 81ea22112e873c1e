"""Columns that are one question together: rows of a matrix, or options that were ticked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from imports.plan import Plan
from models.questions.matrix import MAX_ROWS

MARKS: Final = frozenset({"1", "○", "◯", "〇", "レ", "✓", "✔", "☑", "●", "TRUE", "True", "true"})
NO_MARKS: Final = frozenset({"0", "×", "✕", "☐", "FALSE", "False", "false"})
_SIGNS: Final = MARKS - {"1"}

_IN_BRACKETS = re.compile(r"(?P<group>.*\S)\s*\[(?P<row>.+)\]")
_SPLIT = re.compile(r"(?P<group>.+)[_＿:：・\-－](?P<row>.+)")

Recognise = Callable[[Plan, Sequence[str]], Plan]


def joined(
    plans: Sequence[Plan], said: Sequence[Sequence[str]], recognise: Recognise
) -> tuple[Plan, ...]:
    """The plans, those of neighbours that belong together with the same group."""
    found: list[Plan] = []
    for group, run in _runs(plans, _IN_BRACKETS):
        found += _matrix(group, run, said, recognise) if group else run
    split: list[Plan] = []
    for group, run in _runs(found, _SPLIT):
        ticked = group and _are_ticked(run, said)
        split += [_flag(plan, group, _SPLIT) for plan in run] if ticked else run
    return tuple(_signed(split, said))


def _runs(plans: Sequence[Plan], words: re.Pattern[str]) -> Iterator[tuple[str, list[Plan]]]:
    """Neighbours whose headings begin alike, with what they begin with; '' for one alone."""

    def beginning(plan: Plan) -> str:
        found = words.fullmatch(plan.heading)
        return found["group"] if found and not plan.group and plan.kind != "timestamp" else ""

    for group, run in groupby(plans, key=beginning):
        members = list(run)
        yield (group if len(members) > 1 else "", members)


def _matrix(
    group: str, run: Sequence[Plan], said: Sequence[Sequence[str]], recognise: Recognise
) -> list[Plan]:
    """Rows of one matrix where all have the same options, ticked options, or questions apart."""
    if _are_ticked(run, said):
        return [_flag(plan, group, _IN_BRACKETS) for plan in run]
    asked = [plan for plan in run if said[plan.index]]
    cells = [text for plan in asked for text in said[plan.index]]
    whole = recognise(replace(run[0], label=group), cells) if cells else run[0]
    fits = whole.kind in ("single_choice", "scale", "multiple_choice")
    if not fits or len(asked) < 2 or len(run) > MAX_ROWS or any(c.other for c in whole.choices):
        return list(run)
    return [
        replace(
            plan,
            kind=whole.kind,
            label=_row(plan, _IN_BRACKETS),
            group=group,
            choices=whole.choices,
            separator=whole.separator,
            reason="",
        )
        for plan in run
    ]


def _signed(plans: Sequence[Plan], said: Sequence[Sequence[str]]) -> Iterator[Plan]:
    """Neighbours in which nothing but ○ stands: options that were ticked, each with a column."""

    def is_signed(plan: Plan) -> bool:
        return not plan.group and _ticked(plan, said[plan.index], _SIGNS)

    for signed, run in groupby(plans, key=is_signed):
        members = list(run)
        if signed and sum(bool(said[plan.index]) for plan in members) > 1:
            group = f"{members[0].heading} ほか"
            yield from (replace(_flag(plan, group, None)) for plan in members)
        else:
            yield from members


def _are_ticked(run: Sequence[Plan], said: Sequence[Sequence[str]]) -> bool:
    """Whether 1 and 0, or ○ and nothing, stand in all of these columns."""
    everything = MARKS | NO_MARKS
    return any(said[plan.index] for plan in run) and all(
        _ticked(plan, said[plan.index], everything) for plan in run
    )


def _ticked(plan: Plan, said: Sequence[str], marks: frozenset[str]) -> bool:
    nobody = plan.reason == "empty"
    return (nobody or plan.kind != "left_out") and all(text in marks for text in said)


def _flag(plan: Plan, group: str, words: re.Pattern[str] | None) -> Plan:
    label = _row(plan, words) if words is not None else plan.heading
    return replace(plan, kind="flag", label=label, group=group, choices=(), reason="")


def _row(plan: Plan, words: re.Pattern[str]) -> str:
    found = words.fullmatch(plan.heading)
    return found["row"].strip() if found is not None else plan.heading
