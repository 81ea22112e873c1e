"""Grades: 段階評価, 推奨度, and the grades of an ordered matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.questions import AnyQuestion
from models.questions.options import Options
from models.questions.scale import Nps, Scale
from pages.components import drafting, fields
from pages.components.editor import choices, inputs, lines, options, steps


def edit(question: Scale, published: AnyQuestion | None) -> None:
    """Steps as lines or by one click, and わからない outside them."""
    edit_steps(question, published)
    choices.specials(question, published)


def edit_steps(question: Options, published: AnyQuestion | None) -> None:
    """The steps of a question whose options are grades."""
    st.text("よく使う段階")
    with st.container(horizontal=True, gap="small"):
        for number, (name, labels) in enumerate(steps.PRESETS.items()):
            st.button(
                name,
                key=f"build.preset.{number}",
                on_click=_preset,
                args=(question.key, published, labels),
            )
    written = options.lines(question)
    fields.lines(
        f"{question.key}.options",
        "段階（1行に1つ、よいほうから順に）",
        "\n".join(line.label for line in written),
        _take(question.key, published, lines.read),
        most=inputs.MOST_LINES,
        rows=max(5, min(len(written), 12)),
        tidy=lambda text: "\n".join(lines.read(text)),
    )
    choices.note_renaming(published)


def nps(question: Nps) -> None:
    """Words for both ends, and わからない."""
    inputs.text(question, "low", "0の側の言葉", most=40)
    inputs.text(question, "high", "10の側の言葉", most=40)
    inputs.switch(question, "unsure", "「わからない」を加える（段階には数えません）")


def _take(key: str, published: AnyQuestion | None, read: Callable[[Any], list[str]]) -> fields.Take:
    def take(document: SurveyDocument, value: Any) -> SurveyDocument:
        now = document.question(key)
        assert isinstance(now, Options)
        written = [lines.Line(label) for label in read(value)]
        free = steps.is_free(document, key)
        changed: Any = steps.with_steps(now, published, written, free=free)
        return editing.replace_question(document, changed)

    return take


def _preset(key: str, published: AnyQuestion | None, labels: tuple[str, ...]) -> None:
    take = _take(key, published, list)
    if drafting.save(lambda document: take(document, labels)):
        fields.show(f"{key}.options", "\n".join(labels))
