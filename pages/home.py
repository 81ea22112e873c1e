import streamlit as st

from models import clock, operations, store, surveys, templates
from models.document import SurveyDocument
from pages.components import identity, notices, page_header
from pages.components import templates as picker
from pages.components.plain import plain

SAMPLE = "festival"
LINKS = {"build.py": "つくる", "distribute.py": "くばる", "results.py": "みる"}

action = page_header.title("ホーム", "調査をつくり、くばり、結果をみるところです。")
with store.current().reading() as session:
    listed = surveys.listing(session)
by, today = identity.name(), clock.now().date()

if not listed:
    st.text("調査がまだありません。はじめての調査をつくりましょう。")
    action = st.container(horizontal=True)
template = picker.choose(action)
created = action.button("新しい調査をつくる", type="primary", key="home.create")
tried = not listed and action.button("見本の調査でためす", key="home.sample")

with notices.refusals():
    if created or template:
        start = templates.load(template, today) if template else SurveyDocument()
        survey_id = store.current().write(lambda session: surveys.create(session, start, by=by))
        st.switch_page("build.py", query_params={page_header.SURVEY: survey_id})
    if tried:
        made = store.current().write(
            lambda session: operations.add_sample(session, SAMPLE, today, answers=False, by=by)
        )
        st.switch_page("distribute.py", query_params={page_header.SURVEY: made["survey"]})

for summary in listed:
    page_header.rule()
    about, links = st.columns([3, 2], vertical_alignment="center")
    with about:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(plain(page_header.name_of(summary)), anchor=False, width="content")
            page_header.state_badge(summary)
        st.text(f"回答 {summary.responses:,}件　{page_header.times(summary)}")
    with links.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center"
    ):
        for there, label in LINKS.items():
            page_header.link(there, label, summary.id)
        copied = st.button("複製", type="tertiary", key=f"home.copy.{summary.id}")
    with notices.refusals():
        if copied:
            survey_id = store.current().write(
                lambda session, one=summary.id: surveys.duplicate(session, one, by=by)
            )
            notices.tell("done", "複製しました。日付を決めてから公開してください。")
            st.switch_page("build.py", query_params={page_header.SURVEY: survey_id})

page_header.rule()
page_header.link("import_answers.py", "ほかで集めた回答を取り込む")
