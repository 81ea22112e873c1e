"""マトリクス: rows as lines, and the options that all rows share."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.matrix import MatrixMultiple, MatrixSingle, Row
from pages.components import fields
from pages.components.editor import choices, inputs, lines, options, scales

M = TypeVar("M", MatrixSingle, MatrixMultiple)


def edit(question: MatrixSingle | MatrixMultiple, published: AnyQuestion | None) -> None:
    """Rows, then options or grades."""
    fields.lines(
        f"{question.key}.rows",
        "項目（1行に1つ）",
        "\n".join(lines.one_line(pick(row.label)) for row in question.rows if row.label),
        inputs.change(question.key, lambda now, text: with_rows(now, published, lines.read(text))),
        most=inputs.MOST_LINES,
        rows=max(4, min(len(question.rows), 12)),
        tidy=lambda text: "\n".join(lines.read(text)),
    )
    if isinstance(question, MatrixSingle):
        inputs.switch(question, "ordered", "選択肢は、よいほうから順に並ぶ段階")
    if isinstance(question, MatrixSingle) and question.ordered:
        scales.edit_steps(question, published)
    else:
        written = options.lines(question)
        fields.lines(
            f"{question.key}.options",
            "選択肢（1行に1つ、どの項目にも同じ）",
            "\n".join(line.label for line in written),
            inputs.change(
                question.key,
                lambda now, text: options.with_lines(now, published, lines.read_plain(text)),
            ),
            most=inputs.MOST_LINES,
            rows=max(4, min(len(written), 12)),
            tidy=lambda text: "\n".join(lines.read(text)),
        )
        choices.note_renaming(published)
    st.caption("スマートフォンでは、項目ごとに縦に並べて出します。")
    choices.specials(question, published)


def with_rows(question: M, published: AnyQuestion | None, labels: list[str]) -> M:
    """The question with these rows; a known label keeps its value, also one removed since."""
    earlier: tuple[Row, ...] = getattr(published, "rows", ())
    known = {lines.one_line(pick(row.label)): row for row in (*earlier, *question.rows)}
    taken = {row.value for row in known.values()} | {row.value for row in question.rows}
    free = (value for value in (f"r{n}" for n in range(1, 1_000)) if value not in taken)
    rows = tuple(
        known.pop(label) if label in known else Row(value=next(free), label={"ja": label})
        for label in labels
    )
    return type(question).model_validate({**dict(question), "rows": rows})
