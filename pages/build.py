import streamlit as st

from pages.components import (
    checking,
    conflict,
    drafting,
    mending,
    outline,
    page_header,
    preview,
    publishing,
    workbench,
)

action = page_header.title("つくる", "質問を並べて、区民の画面を確かめながら調査をつくります。")
survey = page_header.survey()
desk = drafting.open_desk(survey)
checked = checking.check(survey, desk.document)

with action:
    publishing.actions(survey, checked, desk)
language = workbench.status(survey, desk)
conflict.show(desk)

parts, editor, phone = st.columns([25, 39, 36], gap="medium")
with parts:
    chosen = outline.choose(desk.document)
    mending.show(desk.document, checked)
with editor:
    workbench.edit(survey, desk.document, chosen, checked.published.get(chosen.name), language)
with phone:
    preview.show(survey.id, desk.revision, desk.document, chosen, language)
