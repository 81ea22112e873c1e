import streamlit as st

from analysis.frames import merged_questions
from models import store, surveys
from pages.components import (
    drafting,
    outline,
    page_header,
    publishing,
    question_editor,
    survey_settings,
    words,
)

action = page_header.title("つくる", "質問を並べて、区民の画面を確かめながら調査をつくります。")
survey = page_header.survey()
desk = drafting.open_desk(survey.id)
with store.current().reading() as session:
    problems = surveys.problems(session, survey.id)
    published = {q.key: q for q in merged_questions(surveys.versions(session, survey.id))}

with action:
    publishing.actions(survey, problems)
publishing.standing(survey, desk.saved_at)
if len(desk.document.languages) > 1:
    st.caption(words.JAPANESE_ONLY)
if desk.stale:
    st.warning(words.STALE)
    st.button("読み直す", on_click=drafting.read_again, key="build.read_again")

parts, editor, phone = st.columns([23, 40, 37], gap="medium")
with parts:
    chosen = outline.choose(desk.document)
    outline.check(problems, desk.document)
keys = [question.key for question in desk.document.questions()]
number = keys.index(chosen) + 1 if chosen != outline.SETTINGS else None
with editor:
    if number is None:
        survey_settings.edit(desk.document)
        publishing.delete_draft(survey)
    else:
        question = desk.document.question(chosen)
        st.subheader(f"質問{number}　{question.title}", anchor=False)
        with st.container(horizontal=True):
            st.button("上へ", on_click=outline.move, args=(chosen, -1), key="build.up")
            st.button("下へ", on_click=outline.move, args=(chosen, 1), key="build.down")
            publishing.delete_question(chosen)
        question_editor.edit(question, published.get(chosen))
with phone:
    st.subheader("区民の画面", anchor=False)
    with st.container(border=True, gap=None, width=392):
        st.iframe(
            f"/staff/preview/{survey.id}?rev={desk.revision}#q{number or ''}",
            height=760,
            alt="区民のスマートフォンに出る画面の見本",
        )
