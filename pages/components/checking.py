"""What is known about a draft besides its words: what to mend in it, and what was published of it.

Worked out once for each state of the draft, not for each run of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from models import checkup, store, surveys
from models.checkup import Finding
from models.document import Problem, SurveyDocument
from models.questions import AnyQuestion
from models.surveys import Summary
from models.versions import merged_questions

_LAST = "build.checked"


@dataclass(frozen=True)
class Checked:
    """A stored draft with its problems and findings; `latest` is the newest published version,
    `published` every question ever published, as all versions together have it."""

    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    latest: SurveyDocument | None
    published: Mapping[str, AnyQuestion]


def check(summary: Summary, document: SurveyDocument) -> Checked:
    """Look through the draft that `document` is, unless that was done already."""
    state = (summary.id, summary.revision, summary.version, summary.state)
    known, last = st.session_state.get(_LAST, (None, None))
    if known == state and last is not None:
        found: Checked = last
        return found
    with store.current().reading() as session:
        problems = surveys.problems(session, summary.id)
        # What a test froze is wiped with it, and binds nobody.
        versions = surveys.versions(session, summary.id) if summary.state != "test" else {}
    checked = Checked(
        problems,
        checkup.check(document),
        versions[max(versions)] if versions else None,
        {question.key: question for question in merged_questions(versions)},
    )
    st.session_state[_LAST] = (state, checked)
    return checked
