import streamlit as st

from exports.codebook import MODES
from models import asides, store, surveys
from models.surveys import Summary
from pages.components import attention, cached, changes, figures, page_header, question_result

CAUTION = "この結果は回答者の集計であり、区民全体の割合を推定するものではありません。"
FEWER = "除いた集計"


@st.fragment(run_every=2)
def watch(shown: Summary, waiting: int) -> None:
    with store.current().reading() as session:
        revision = surveys.summary(session, shown.id).data_revision
        if (revision, asides.count(session, shown.id)) != (shown.data_revision, waiting):
            st.rerun()
    st.caption("新しい回答が届くと、この画面に自動で加わります。")


page_header.title("みる", "集まった回答の数と、質問ごとの集計をみます。")
survey = page_header.survey()
with store.current().reading() as session:
    waiting = asides.listing(session, survey.id)
    notes = changes.notes(surveys.versions(session, survey.id))
watch(survey, len(waiting))
if not survey.responses:
    st.text("まだ回答がありません。案内をくばると、ここに集計が出ます。")
    page_header.link("distribute.py", "くばるへ", survey.id)
    st.stop()

without = attention.show(survey, waiting)
found = cached.results(cached.key_of(survey), without)
if not found.people:
    st.stop()

when, where = st.columns(2, gap="medium")
with when:
    st.header("回答のあった時間", anchor=False)
    figures.over_time(found.hours)
with where:
    st.header("配布先ごとの回答", anchor=False)
    figures.by_placement(found.placements)
    if set(found.modes) != {"web"}:
        modes = [f"{MODES[mode]} {found.modes[mode]:,}件" for mode in MODES if mode in found.modes]
        st.text("　".join(modes))

st.header("質問ごとの集計", anchor=False)
st.warning(CAUTION)
for tabulation in found.tables:
    question_result.draw(
        tabulation,
        mark=FEWER if without else "",
        note=notes.get(tabulation.key.partition(".")[0], ""),
    )
