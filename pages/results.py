import streamlit as st

from models import placements, responses, store, surveys
from models.multilingual import pick
from pages.components import cached, changes, figures, page_header, tables
from pages.components.plain import plain

CAUTION = "この結果は回答者の集計であり、区民全体の割合を推定するものではありません。"


@st.fragment(run_every=2)
def watch(survey_id: str, shown: int) -> None:
    with store.current().reading() as session:
        if surveys.summary(session, survey_id).data_revision != shown:
            st.rerun()
    st.caption("新しい回答が届くと、この画面に自動で加わります。")


page_header.title("みる", "集まった回答の数と、質問ごとの集計をみます。")
survey = page_header.survey()
watch(survey.id, survey.data_revision)
if not survey.responses:
    st.text("まだ回答がありません。案内をくばると、ここに集計が出ます。")
    page_header.link("distribute.py", "くばるへ", survey.id)
    st.stop()

with store.current().reading() as session:
    hours = responses.over_time(session, survey.id)
    sources = [(place.name, place.responses) for place in placements.listing(session, survey.id)]
    notes = changes.notes(surveys.versions(session, survey.id))
when, where = st.columns(2, gap="medium")
with when:
    st.header("回答のあった時間", anchor=False)
    figures.over_time(hours)
with where:
    st.header("配布先ごとの回答", anchor=False)
    figures.by_placement(sources)

st.header("質問ごとの集計", anchor=False)
st.warning(CAUTION)
for tabulation in cached.tabulations(cached.key_of(survey)):
    st.subheader(plain(pick(tabulation.label)), anchor=False)
    if note := notes.get(tabulation.key.partition(".")[0]):
        st.caption(note)
    chart, table = st.columns([3, 2], gap="medium")
    with chart:
        figures.of(tabulation)
    with table:
        tables.counts(tabulation)
