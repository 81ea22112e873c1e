"""単純集計: when and where answers came in, and every question by itself."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis import matrices
from analysis.sentences import Error
from models.origins import MODES
from pages.components import figures, question_result
from pages.components.answers import Results


def draw(
    survey_id: str,
    found: Results,
    *,
    error: Error | None,
    mark: str,
    notes: Mapping[str, str],
) -> None:
    """All of it; `mark` says that not everybody is counted, `notes` are by question.

    `error` is that of a random sample.
    """
    when, where = st.columns(2, gap="medium")
    with when:
        st.header("回答のあった時間", anchor=False)
        figures.over_time(found.hours)
    with where:
        st.header("配布先ごとの回答", anchor=False)
        figures.by_placement(found.placements)
        if set(found.modes) != {"web"}:
            counts = {MODES[mode]: found.modes[mode] for mode in MODES if mode in found.modes}
            st.text("　".join(f"{name} {count:,}件" for name, count in counts.items()))
    st.header("質問ごとの集計", anchor=False)
    for result in matrices.in_order(found.tables, found.matrices):
        question_result.draw(
            result,
            survey_id=survey_id,
            error=error,
            mark=mark,
            note=notes.get(result.key.partition(".")[0], ""),
        )
