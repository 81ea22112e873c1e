import functools

import streamlit as st

from analysis import child
from models import document, rehearsal, store, surveys
from pages.components import grids, page_header, question_result
from pages.components import rehearsal as rehearsed
from pages.components.plain import plain

action = page_header.title(
    "予行演習", "見本の人たちが下書きに答えたとして、結果がどう出るかを先に確かめます。"
)
survey = page_header.survey()
with store.current().reading() as session:
    draft = surveys.draft(session, survey.id).document
with action:
    page_header.link("build.py", "つくるへ", survey.id)
if not any(question.parts() for question in draft.questions()):
    st.text("答えてもらう質問がまだありません。「つくる」で質問を加えてください。")
    st.stop()

st.warning(
    "ここに出る回答は、すべて見本です。実在の人の回答ではありません。どこにも保存しないので、"
    "あとで消す必要もありません。"
)
number_side, again_side = st.columns([2, 1], vertical_alignment="bottom", gap="medium")
people = number_side.slider("見本の人数", 10, 500, 100, step=10, key="rehearse.people")
seed = st.session_state.setdefault("rehearse.seed", 1)
if again_side.button("ほかの人たちで試す", key="rehearse.again"):
    seed = st.session_state["rehearse.seed"] = seed + 1

text = document.dump(draft)
wanted = (text, people, seed)
if st.session_state.get("rehearse.of") != wanted:
    with st.spinner("見本の人たちが答えています…"):
        st.session_state["rehearse.found"] = child.run(rehearsed.results, *wanted)
    st.session_state["rehearse.of"] = wanted
found: rehearsed.Rehearsed = st.session_state["rehearse.found"]

st.text(f"{people:,}人のうち、{found.responses:,}人が送信できました。")
if found.responses < people:
    st.text("送信できなかった人は、定員に空きがなかったか、必須の質問に答えられませんでした。")
with st.container(horizontal=True):
    for name in rehearsed.FILES:
        st.download_button(
            f"見本-{plain(name)} をダウンロード",
            functools.partial(child.run, rehearsed.file, *wanted, name),
            f"見本-{name}",
            "text/csv",
            key=f"rehearse.{name}",
            on_click="ignore",
        )

grids.style()
question_result.style()
for section in found.sections.values():
    question_result.draw(section, mark=rehearsal.MARK)
