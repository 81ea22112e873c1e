"""What is typed as such: 短文, 自由記述, 数値, 日付."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from models.questions.day import Day
from models.questions.number import LARGEST, Number
from models.questions.text import LongText, ShortText
from pages.components import fields
from pages.components.editor import inputs


def limit(question: ShortText | LongText, *, most: int) -> None:
    """How long a text may be."""
    fields.number(
        f"{question.key}.max_chars",
        "文字数の上限",
        question.max_chars,
        inputs.change(
            question.key, lambda now, n: fields.changed(now, max_chars=n or now.max_chars)
        ),
        least=1,
        most=most,
    )


def number(question: Number) -> None:
    """Unit, range and decimals."""
    unit, decimals = st.columns(2)
    with unit:
        inputs.text(question, "unit", "単位（人、回、円など）", most=20)
    with decimals:
        fields.number(
            f"{question.key}.decimals",
            "小数点より下のけた数",
            question.decimals,
            inputs.change(question.key, lambda now, n: fields.changed(now, decimals=n or 0)),
            least=0,
            most=4,
        )
    ends = {"minimum": "いちばん小さい数", "maximum": "いちばん大きい数"}
    _ends(question, ends, fields.decimal, least=-LARGEST, most=LARGEST)


def day(question: Day) -> None:
    """The first and the last day that may be chosen."""
    _ends(question, {"earliest": "いちばん早い日", "latest": "いちばん遅い日"}, fields.day)


def _ends(
    question: Number | Day, ends: Mapping[str, str], field: Callable[..., None], **limits: float
) -> None:
    """Both ends of a range, side by side: the question's own names → what staff call them."""
    for place, (name, label) in zip(st.columns(2), ends.items(), strict=True):
        with place:
            value, change = getattr(question, name), inputs.whole(question.key, name)
            field(f"{question.key}.{name}", label, value, change, **limits)
    st.caption("空欄は「制限なし」です。")
