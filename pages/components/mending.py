"""点検: what keeps the survey from being published, and what a colleague would look at again."""

from __future__ import annotations

import streamlit as st

from models.document import Problem, SurveyDocument
from pages.components import drafting, findings, outline, page_header, words
from pages.components.checking import Checked


def show(document: SurveyDocument, checked: Checked) -> None:
    """公開前の点検: every problem under its place, which a button leads to; then the advice, and
    the way to see what results would look like."""
    st.subheader("公開前の点検", anchor=False)
    blocking = sum(problem.blocks for problem in checked.problems)
    st.text(f"あと{blocking}件直すと公開できます。" if blocking else "公開できます。")
    numbers = {question.key: n for n, question in enumerate(document.questions(), start=1)}
    by_part: dict[str, list[Problem]] = {}
    for problem in checked.problems:
        part = problem.place if problem.place in numbers else outline.SETTINGS
        by_part.setdefault(part, []).append(problem)
    for part in sorted(by_part, key=lambda part: numbers.get(part, 0)):
        title = f"質問{numbers[part]}" if part in numbers else "調査の設定"
        st.button(f"{title}を直す", key=f"build.mend.{part}", on_click=outline.select, args=(part,))
        for problem in by_part[part]:
            sentence = words.PROBLEMS[problem.code]
            st.text(sentence if problem.blocks else f"{sentence}（このままでも公開できます）")
    findings.draw(checked.findings, document)
    if numbers:
        page_header.link("rehearse.py", "予行演習へ", drafting.survey_id())
