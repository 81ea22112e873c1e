"""What is typed as such: 短文, 自由記述, 数値, 日付."""

from __future__ import annotations

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
    for place, name, label in zip(
        st.columns(2), ("minimum", "maximum"), ("いちばん小さい数", "いちばん大きい数"), strict=True
    ):
        with place:
            fields.decimal(
                f"{question.key}.{name}",
                label,
                getattr(question, name),
                inputs.whole(question.key, name),
                least=-LARGEST,
                most=LARGEST,
            )
    st.caption("空欄は「制限なし」です。")


def day(question: Day) -> None:
    """The first and the last day that may be chosen."""
    for place, name, label in zip(
        st.columns(2), ("earliest", "latest"), ("いちばん早い日", "いちばん遅い日"), strict=True
    ):
        with place:
            fields.day(
                f"{question.key}.{name}",
                label,
                getattr(question, name),
                inputs.whole(question.key, name),
            )
    st.caption("空欄は「制限なし」です。")
