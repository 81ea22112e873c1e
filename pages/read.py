import streamlit as st

from models import names, store, surveys, topic_edits
from models.questions.text import LongText
from models.versions import merged_questions, sources
from pages.components import (
    cached,
    coding,
    held_back,
    page_header,
    reading_comments,
    reading_feelings,
    reading_findings,
    reading_groups,
    reading_map,
    reading_marks,
    reading_story,
    reading_waiting,
    reading_words,
    segment_bar,
)
from pages.components.reading_desk import Look

STORY = "要点"
VIEWS = {
    "ことば": reading_words.draw,
    "話題": reading_map.draw,
    "気持ち": reading_feelings.draw,
    "だれが": reading_groups.draw,
    "分類": coding.draw,
    "読む": reading_comments.draw,
}

page_header.title("よむ", "自由に書かれたご意見を、まとめて知り、もとの言葉で読みます。")
survey = page_header.survey()
with store.current().reading() as session:
    versions = surveys.versions(session, survey.id)
questions = merged_questions(versions)
asked = sources(questions)
if not asked or not survey.responses:
    st.text("読むご意見がまだありません。自由に書く質問に回答が届くと、ここに出ます。")
    page_header.link("results.py", "みるへ", survey.id)
    st.stop()

held_back.stop_before_ten(survey, versions, "ご意見")
long = {one.key for one in questions if isinstance(one, LongText)}
first = next((at for at, key in enumerate(asked) if key in long), 0)
source = st.selectbox(
    "質問", list(asked), index=first, format_func=asked.__getitem__, key="read.question"
)
rules = segment_bar.draw(survey)
folded = bool(st.session_state.get(reading_story.FOLDED))
with store.current().reading() as session:
    named = names.revision(session)
    edits = topic_edits.of(session, survey.id, source)
state = (*cached.key_of(survey)[1:], survey.coding_revision, named)
look = Look(survey.id, state, source, rules, folded, reading_map.count(source), edits)
reading_waiting.stop_until_read(survey, look)
story = held_back.shown(lambda: cached.read(reading_findings.story, look))
st.html(f"<style>{reading_marks.STYLE}{reading_story.STYLE}</style>")
reading_story.counted(story)
if not story.comments:
    st.text("ここには、まだ読めるご意見がありません。")
    st.stop()

chosen = st.segmented_control(
    "表示",
    (STORY, *VIEWS),
    default=STORY,
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
view = chosen or STORY  # an address with an empty view chooses none
if view == STORY:
    reading_story.draw(story)
else:
    VIEWS[view](look)
