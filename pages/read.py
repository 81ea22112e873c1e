import streamlit as st

from models import store, surveys
from models.errors import NotAllowed
from models.versions import merged_questions
from pages.components import cached, comments, held_back, page_header, tables_of_text, words
from pages.components.plain import plain

page_header.title("よむ", "自由に書かれたご意見を、言葉ごとにさがして読みます。")
survey = page_header.survey()
with store.current().reading() as session:
    versions = surveys.versions(session, survey.id)
sources = comments.sources(merged_questions(versions))
if not sources or not survey.responses:
    st.text("読むご意見がまだありません。自由に書く質問に回答が届くと、ここに出ます。")
    page_header.link("results.py", "みるへ", survey.id)
    st.stop()

held_back.stop_before_ten(survey, versions, "ご意見")
question_side, word_side = st.columns(2, gap="medium")
source = question_side.selectbox(
    "質問", list(sources), format_func=sources.__getitem__, key="read.question"
)
state = cached.key_of(survey)
try:
    written, table = cached.written(state, source), cached.terms(state, source)
except NotAllowed as refusal:  # of too few people
    st.info(words.say(refusal))
    st.stop()
term = word_side.selectbox(
    "言葉でさがす",
    table.frame["term"].tolist(),
    index=None,
    accept_new_options=True,
    placeholder="言葉を選ぶか、書いてください",
    key=f"read.{source}.term",
)
silent = f"「特にない」などの記入 {table.empty:,}件　無回答 {written.blank:,}件"
st.text(f"ご意見 {table.respondents:,}人　{silent}")

words_side, comments_side = st.columns([1, 2], gap="medium")
with words_side:
    st.subheader("よく出る言葉", anchor=False)
    tables_of_text.terms(table)
with comments_side:
    if term:
        found = cached.places(state, source, term)
        people = len({line.response_id for line in found})
        st.subheader(f"「{plain(term)}」の前後", anchor=False)
        st.text(f"{people:,}人が{len(found):,}か所に書いています。")
        tables_of_text.places(found)
    else:
        st.subheader("すべてのご意見", anchor=False)
        tables_of_text.comments(written.comments)
