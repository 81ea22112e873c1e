"""What stands in place of results that a survey promises not to show yet, or never of so few."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import streamlit as st

from analysis.small_groups import in_words
from models import few_answers
from models.document import SurveyDocument
from models.errors import NotAllowed
from models.few_answers import SHOWN_FROM
from models.surveys import Summary
from pages.components.answers import Results
from pages.components.plain import plain

T = TypeVar("T")

_FEW_LEFT: Final = f"この絞り込みは{SHOWN_FROM}人に満たないため、表示しません。"
_FEW_OTHERS: Final = (
    f"この絞り込みで外れる人が{SHOWN_FROM}人に満たないため、表示しません。"
    "引き算で、その人たちの答えが分かってしまうためです。"
)
_FEW_EITHER: Final = (
    f"この質問をたずねた人か、絞り込みで残る人、外れる人が{SHOWN_FROM}人に満たないため、"
    "表示しません。"
)
_IN_FILES: Final = (
    f"約束のとおり、{SHOWN_FROM}人に満たない質問とグループの数は、集計表に入れません。"
    "回答のファイルは、回答の記録そのものなので、すべて入ります。"
)


def stop_before_ten(
    summary: Summary, versions: Mapping[int, SurveyDocument], what: str = "集計"
) -> None:
    """Where the survey promises it: say how many answers there are of ten, and end the page."""
    if few_answers.is_promised(versions) and not few_answers.may_show(summary.responses):
        st.info(f"{SHOWN_FROM}件集まると、{what}が出ます。いまは{summary.responses}件です。")
        st.stop()


def stop_if_hidden(found: Results) -> None:
    """Say why nothing is shown of those who are looked at, and end the page."""
    if found.is_hidden:
        st.info(_FEW_OTHERS if few_answers.may_show(found.people) else _FEW_LEFT)
        st.stop()


def shown(make: Callable[[], T]) -> T:
    """What `make` returns; where the survey promised not to show so few, the page ends with why."""
    try:
        return make()
    except NotAllowed as refusal:
        if refusal.code != "few_answers":
            raise
        st.info(_FEW_EITHER)
        st.stop()


def say_of_tables(versions: Mapping[int, SurveyDocument]) -> None:
    """What the files of tables leave out, where the survey promises it."""
    if few_answers.is_promised(versions):
        st.caption(_IN_FILES)


def say_left_out(names: Sequence[str]) -> None:
    """What was left out for the same reason, where anything was."""
    if said := in_words(names):
        st.caption(plain(said))
