"""The middle of つくる: the inputs of the chosen part, and what was done and can be taken back."""

from __future__ import annotations

import streamlit as st

from models.document import SurveyDocument
from models.multilingual import Language
from models.questions import AnyQuestion
from models.surveys import Summary
from pages.components import (
    drafting,
    history,
    outline,
    preview,
    publishing,
    question_editor,
    section_editor,
    survey_settings,
    translations,
)


def status(summary: Summary, desk: drafting.Desk) -> Language:
    """Say whether everything is saved, let the last edits be taken back, and let the language be
    chosen in which the inputs below write."""
    saved = f"保存しました {desk.saved_at}" if desk.saved_at else "変更はすぐに保存されます"
    if desk.mine is not None:
        saved = "最後の変更は保存していません"
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            "元に戻す",
            key="build.undo",
            icon=":material/undo:",
            disabled=not history.past() or desk.theirs is not None,
            on_click=drafting.undo,
        )
        st.caption(saved, width="content")
        st.caption(publishing.standing(summary), width="content")
    return translations.choose(desk.document)


def edit(
    summary: Summary,
    document: SurveyDocument,
    part: outline.Part,
    published: AnyQuestion | None,
    language: Language,
) -> None:
    """The inputs of the chosen part, in Japanese or as translations."""
    match part.kind:
        case "settings" if language == "ja":
            survey_settings.edit(document)
            publishing.delete_draft(summary)
        case "settings":
            translations.edit_survey(document, language)
        case "section" if language == "ja":
            section_editor.edit(document, part.section)
        case "section":
            translations.edit_section(document.sections[part.section], part.section, language)
        case "question":
            question = document.question(part.name)
            _head(document, part)
            if language == "ja":
                question_editor.edit(document, question, published)
            else:
                translations.edit_question(question, language)


def _head(document: SurveyDocument, part: outline.Part) -> None:
    """The question's number, and the buttons that move, copy and remove it."""
    st.subheader(f"質問{preview.number(document, part)}", anchor=False)
    with st.container(horizontal=True, gap="small"):
        st.button("上へ", on_click=outline.move, args=(part.name, -1), key="build.up")
        st.button("下へ", on_click=outline.move, args=(part.name, 1), key="build.down")
        st.button("複製", on_click=outline.duplicate, args=(part.name,), key="build.copy")
        publishing.delete_question(part.name)
