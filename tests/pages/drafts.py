"""A draft under the hands of a test: what is stored, what the page's inputs are, who else saves."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from models import surveys
from models.document import SurveyDocument
from models.store import Store
from tests.pages.desk import elements


def draft(house: Store, survey_id: str) -> surveys.Draft:
    """The stored draft."""
    with house.reading() as session:
        return surveys.draft(session, survey_id)


def saved(house: Store, survey_id: str) -> SurveyDocument:
    """The stored draft's document."""
    return draft(house, survey_id).document


def keys(house: Store, survey_id: str) -> list[list[str]]:
    """The keys of the questions, section by section."""
    sections = saved(house, survey_id).sections
    return [[question.key for question in section.questions] for section in sections]


def state(house: Store, survey_id: str) -> surveys.Summary:
    """Where the survey stands."""
    with house.reading() as session:
        return surveys.summary(session, survey_id)


def field(at: AppTest, label: str) -> Any:
    """The only input with that label."""
    kinds = (
        *(at.text_input, at.text_area, at.number_input, at.toggle, at.date_input, at.selectbox),
        *(at.multiselect, at.checkbox),
    )
    [found] = [one for kind in kinds for one in kind if one.label == label]
    return found


def choose(at: AppTest, menu: str, option: str) -> AppTest:
    """Choose from a menu button and run."""
    [button] = [one for one in elements(at, "menu_button") if one.label == menu]
    ran: AppTest = button.click(option).run()
    return ran


def click(at: AppTest, key: str) -> AppTest:
    """Press a button of the page and run."""
    ran: AppTest = at.button(key=f"build.{key}").click().run()
    return ran


def save_as_somebody_else(house: Store, survey_id: str, new: SurveyDocument) -> None:
    """What a colleague does meanwhile."""
    revision = draft(house, survey_id).revision
    house.write(lambda session: surveys.save_draft(session, survey_id, new, revision))
