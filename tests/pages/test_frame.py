"""pages/staff.py and the head that all survey pages share."""

from __future__ import annotations

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

import settings
from models.store import Store
from pages.components import words
from tests.builders import document
from tests.pages.desk import STAFF, Open, labels, shown
from tests.stores import add_survey

SURVEY_PAGES = ["build.py", "distribute.py", "results.py", "read.py", "export.py"]


def test_without_identity_there_is_one_sentence_and_nothing_else(house: Store) -> None:
    add_survey(house, document(title="秘密の調査"), publish=False)
    at = AppTest.from_file(str(settings.ROOT / "pages" / "staff.py"))
    at.user = {}
    at.run()
    assert shown(at) == words.NOBODY
    assert not at.button
    assert not at.get("page_link")


def test_name_of_the_person_is_shown(staff: Open) -> None:
    assert f"{STAFF}さん" in shown(staff())


@pytest.mark.parametrize("page", SURVEY_PAGES)
def test_page_without_survey_lets_choose_one(staff: Open, house: Store, page: str) -> None:
    first = add_survey(house, document(title="一つ目"), publish=True)
    add_survey(house, document(title="二つ目"), publish=True)
    at = staff(page)
    [choice] = at.selectbox
    assert choice.options == ["二つ目", "一つ目"]
    at = choice.select("一つ目").run()
    assert at.query_params["survey"] == first
    assert at.header[0].value == "一つ目"


@pytest.mark.parametrize("page", SURVEY_PAGES)
def test_page_in_an_empty_house_leads_home(staff: Open, page: str) -> None:
    at = staff(page)
    assert "調査がまだありません。" in shown(at)
    assert labels(at, "page_link") == ["ホームへ"]


@pytest.mark.parametrize("page", SURVEY_PAGES)
def test_unknown_survey_in_the_address_leads_home(staff: Open, house: Store, page: str) -> None:
    add_survey(house, publish=True)
    at = staff(page, survey="nowhere")
    assert "この調査は見つかりません。" in shown(at)
    assert labels(at, "page_link") == ["ホームへ"]


def test_survey_stays_chosen_when_the_menu_drops_the_address(staff: Open, house: Store) -> None:
    add_survey(house, document(title="もう一つ"), publish=True)
    survey_id = add_survey(house, publish=True)
    at = staff("build.py", survey=survey_id)
    at.query_params.clear()
    at.switch_page("export.py").run()
    assert at.query_params == {"survey": survey_id}
    assert at.header[0].value == "区民まつりアンケート"


@pytest.mark.parametrize(
    ("times", "label", "said"),
    [
        ({"closes_at": "2020-01-01T17:00"}, "終了", "2020年1月1日(水) 17:00 まで"),
        ({"opens_at": "2099-01-01T09:00"}, "受付前", "2099年1月1日(木) 09:00 から"),
        ({"closes_at": None}, "受付中", "締切なし"),
    ],
)
def test_header_tells_state_and_times(
    staff: Open, house: Store, times: dict[str, str], label: str, said: str
) -> None:
    survey_id = add_survey(house, document(**times, retention_until=None), publish=True)
    at = staff("distribute.py", survey=survey_id)
    assert f"[{label}]" in shown(at)
    assert said in shown(at)


def test_no_run_of_a_page_stops_everything_to_collect_garbage() -> None:
    """Streamlit would after each, for 60 ms in which no answer is taken (bench/crowd.py)."""
    assert config.get_option("runner.postScriptGC") is False
