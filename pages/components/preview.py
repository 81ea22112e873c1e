"""The phone beside the editor: the real page, at the place that is being edited."""

from __future__ import annotations

from itertools import chain
from urllib.parse import urlencode

import streamlit as st

from models.document import SurveyDocument
from models.multilingual import Language
from pages.components.outline import Part


def show(
    survey_id: str, revision: int, document: SurveyDocument, part: Part, lang: Language
) -> None:
    """Residents' page of the stored draft in `lang`, at the chosen part."""
    st.subheader("区民の画面", anchor=False)
    query = {"rev": revision} | ({"lang": lang} if lang != "ja" else {})
    with st.container(border=True, gap=None, width=392):
        st.iframe(
            f"/staff/preview/{survey_id}?{urlencode(query)}#at-q{number(document, part) or ''}",
            height=760,
            alt="区民のスマートフォンに出る画面の見本",
        )


def number(document: SurveyDocument, part: Part) -> int | None:
    """The number of the chosen question, or of the chosen section's first; None for neither."""
    keys = [question.key for question in document.questions()]
    if part.kind == "question":
        return keys.index(part.name) + 1
    if part.kind == "section" and document.sections[part.section].questions:
        return len(list(chain(*(s.questions for s in document.sections[: part.section])))) + 1
    return None
