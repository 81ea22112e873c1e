"""The inputs of one section: its heading, when it is shown, and where it stands."""

from __future__ import annotations

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.multilingual import pick
from pages.components import conditions, fields, outline, publishing
from pages.components.editor import targets


def edit(document: SurveyDocument, index: int) -> None:
    """The inputs of the section at `index`."""
    section = document.sections[index]
    st.subheader(f"第{index + 1}部", anchor=False)
    with st.container(horizontal=True):
        st.button("上へ", on_click=outline.move_section, args=(index, -1), key="build.up")
        st.button("下へ", on_click=outline.move_section, args=(index, 1), key="build.down")
        if len(document.sections) > 1:
            publishing.remove_section(index)
    fields.line(
        f"{outline.section_name(index)}.title",
        "見出し",
        pick(section.title),
        lambda now, text: editing.rename_section(
            now, index, {**now.sections[index].title, "ja": text}
        ),
        most=200,
    )
    st.caption(f"質問{len(section.questions)}問。部ごとにページが分かれます。")
    conditions.edit(
        outline.section_name(index),
        section.show_if,
        targets.before(document, index),
        lambda now, condition: editing.set_section_condition(now, index, condition),
    )
