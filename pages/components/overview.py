"""単純集計: when and where answers came in, and every question by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from analysis import matrices
from analysis.filters import one_line
from analysis.text import coded
from exports.sections import Section
from models.origins import MODES
from pages.components import arrivals, held_back, question_result, takeaway
from pages.components.answers import Results


def draw(
    survey_id: str,
    found: Results,
    sections: Mapping[str, Section],
    *,
    mark: str,
    notes: Mapping[str, str],
) -> None:
    """All of it; `mark` says that not everybody is counted, `notes` are by question."""
    when, where = st.columns(2, gap="medium")
    with when:
        st.header("回答のあった時間", anchor=False)
        arrivals.over_time(found.hours, survey_id)
    with where:
        st.header("配布先ごとの回答", anchor=False)
        arrivals.by_placement(found.placements, survey_id)
        if set(found.modes) != {"web"}:
            counts = {MODES[mode]: found.modes[mode] for mode in MODES if mode in found.modes}
            st.text("　".join(f"{name} {count:,}件" for name, count in counts.items()))
    st.header("質問ごとの集計", anchor=False)
    question_result.style()
    for result in matrices.in_order(found.tables, found.matrices):
        note = notes.get(result.key.partition(".")[0], "")
        if coded.is_coded(result.key):
            note = coded.NOTE
        question_result.draw(sections[result.key], mark=mark, note=note)
        takeaway.files(survey_id, result.key, partial(question_result.files, result))
    held_back.say_left_out([one_line(label) for label in found.few])
