from collections.abc import Sequence

import streamlit as st

from models import asides, store, surveys
from pages.components import (
    attention,
    cached,
    changes,
    comparisons,
    cross_tables,
    grids,
    held_back,
    limits,
    overview,
    page_header,
    printed,
    segment_bar,
    small_voices,
    watching,
    whose_voice,
)

FEWER, FILTERED = "除いた集計", "絞り込んだ集計"
SINGLE, CROSSED, VOICES = "単純集計", "クロス集計", "誰の声か"
COMPARED, SMALL = "比べる", "小さな声"

action = page_header.title("みる", "集まった回答の数と、質問ごとの集計をみます。")
survey = page_header.survey()
with store.current().reading() as session:
    waiting = asides.listing(session, survey.id)
    versions = surveys.versions(session, survey.id)
watching.watch(survey, len(waiting))
if not survey.responses:
    st.text("まだ回答がありません。案内をくばると、ここに集計が出ます。")
    page_header.link("distribute.py", "くばるへ", survey.id)
    st.stop()

key, sample = cached.key_of(survey), limits.sample_of(versions)
held_back.stop_before_ten(survey, versions)
with st.container():  # there also when empty: what follows keeps its place and is not drawn anew
    without = attention.show(survey, waiting)
rules = segment_bar.draw(survey, without)
found = cached.results(key, without, rules)
if cross_tables.HEAD in st.query_params:
    st.session_state["view"] = CROSSED
chosen = st.segmented_control(
    "表示",
    (SINGLE, CROSSED, VOICES, COMPARED, SMALL),
    default=SINGLE,
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
held_back.stop_if_hidden(found)
if not found.people:
    st.stop()

grids.style()
st.warning(limits.in_words(sample, found.people))
mark = FILTERED if rules else FEWER if without else ""
query: dict[str, str | Sequence[str]] = {"without": without, "rules": rules}
view = chosen or SINGLE  # an address with an empty view chooses none
if view == SINGLE:
    sections = cached.sections(key, without, rules, sample)
    overview.draw(survey.id, found, sections, mark=mark, notes=changes.notes(versions))
elif view == CROSSED:
    query |= cross_tables.draw(survey.id, key, found, without, rules, mark=mark)
elif view == VOICES:
    whose_voice.draw(survey, key, without, rules, sample=sample)
elif view == COMPARED:
    comparisons.draw(survey, key, without, rules)
elif view == SMALL:
    small_voices.draw(survey, key, without, rules)
if view in (SINGLE, CROSSED):
    action.link_button("印刷用の画面", printed.address(survey.id, query), icon=":material/print:")
