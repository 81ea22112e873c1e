"""みる in real Chromium: every view is accessible, answers come by themselves, paper is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx2
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from models import rehearsal, surveys
from models.placements import listing
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.responses import Submission
from models.responses import store as store_responses
from models.store import Store
from models.tables import AuditEntry
from tests.builders import EVERY, FIVE, YES_NO, document
from tests.chromium import OpenContext, assert_accessible, settle
from tests.pages.nasty import NASTY
from tests.pages.test_screens import MARKUP, STAFF, look, sign_in, visit
from tests.serving import PASSWORD, Serve, Served, environment, manage

WORDED = tuple(
    Option(value=o.value, label=o.label or {"ja": f"段階{o.value}"}, outside=o.outside)
    for o in FIVE
)
AGE = SingleChoice(key="age", label={"ja": "年代"}, options=YES_NO)
HARD = SingleChoice(
    key="hard",
    label={"ja": "Markdown"},
    options=tuple(
        Option(value=f"o{n}", label={"ja": " ".join(one.split())[:200]})
        for n, one in enumerate(NASTY)
    ),
)
QUESTIONS = [
    AGE,
    HARD,
    *(q.model_copy(update={"options": WORDED}) if q.key in ("q6", "q8") else q for q in EVERY),
]
PEOPLE = 40
VIEWS = ("単純集計", "クロス集計", "誰の声か", "比べる", "小さな声")
PICTURED = """() => {
  const figures = [...document.querySelectorAll("[data-testid=stMain] figure img")];
  return figures.length > 0 && figures.every(one => one.complete && one.naturalWidth > 0);
}"""
SAVE = "図と数値を保存"
FIRST = 2  # of the questions: before it stand when and where answers came from
A4_PT = (595, 842)


@dataclass(frozen=True)
class House:
    """A server, its only survey, and the code under which it is answered."""

    served: Served
    survey_id: str
    code: str


@pytest.fixture
def house(serve: Serve, tmp_path: Path) -> House:
    """One survey with every type of question, which invented people have answered."""
    data = tmp_path / "data"
    data.mkdir()
    users = ("users", "add", STAFF, "--role", "admin")
    manage(environment(data), *users, given=f"{PASSWORD}\n").check_returncode()
    definition = document(*QUESTIONS)
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = store.write(lambda session: surveys.create(session, definition, by="sato"))
    store.write(lambda session: surveys.publish(session, survey_id, by="sato"))
    with store.reading() as session:
        code = listing(session, survey_id)[0].code
    for person in rehearsal.respondents(definition, PEOPLE, 6):
        one = Submission(survey_id, person.response_id, 1, code, person.answers)
        assert isinstance(store.submit(store_responses, one).result(), str)
    store.close()
    return House(serve(public_url="https://koe.example.lg.jp"), survey_id, code)


def test_every_view_is_accessible_and_shows_words_as_words(
    house: House, desktop: OpenContext
) -> None:
    page = sign_in(house.served, desktop())
    for view in VIEWS:
        visit(house.served, page, "results", survey=house.survey_id, view=quote(view))
        expect(page.get_by_role("radio", name=view)).to_be_checked()
        look(page)
        assert page.get_by_test_id("stMain").locator(MARKUP).count() == 0


def test_an_answer_comes_by_itself_within_two_seconds_and_the_page_stays_where_it_was(
    house: House, desktop: OpenContext
) -> None:
    send(house, "the-first-with-a-flag")  # which brings a line of its own
    page = sign_in(house.served, desktop())
    visit(house.served, page, "results", survey=house.survey_id)
    shown = page.get_by_text(f"n={PEOPLE + 2}（この質問をたずねた人）").first
    page.get_by_role("heading", name="満足度", exact=True).scroll_into_view_if_needed()
    page.wait_for_function(PICTURED)
    before = page.get_by_role("heading", name="満足度", exact=True).bounding_box()
    assert before is not None
    send(house, "one-more-answer")
    expect(shown).to_be_attached()
    settle(page)
    after = page.get_by_role("heading", name="満足度", exact=True).bounding_box()
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=1)


def send(house: House, name: str) -> None:
    form = {"q1": "good", "submission_id": name, "_end": "1"}
    sent = httpx2.post(f"{house.served.address}/s/{house.code}", data=form)
    assert sent.status_code == 303


def test_what_leaves_the_page_is_whole_and_noted(
    house: House, desktop: OpenContext, tmp_path: Path
) -> None:
    page = sign_in(house.served, desktop())
    visit(house.served, page, "results", survey=house.survey_id)
    _print(house, page)
    visit(house.served, page, "results", survey=house.survey_id)
    _fits(page)
    assert page.locator(".js-plotly-plot").count() == 0
    chart = _open(page)
    _keeps_within(page)
    page.get_by_text(SAVE).nth(FIRST).click()
    expect(chart).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    _open(page)
    assert_accessible(page)
    files = {}
    for name in ("数値（CSV）", "図（SVG）"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name).click()
        files[taken.value.suggested_filename] = taken.value.path().read_text(encoding="utf-8-sig")
    assert files["age.csv"].startswith("回答,人数（n=40）,割合（%）\n")
    assert files["age.svg"].startswith("<svg ")
    assert "はい" in files["age.svg"]
    chart.hover()
    with page.expect_download() as taken:
        chart.locator("[data-title='図を画像（PNG）で保存']").click()
    assert taken.value.suggested_filename == "age.png"
    with Image.open(taken.value.path()) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1_000
    house.served.stop()
    store = Store(f"sqlite:///{tmp_path}/data/koebako.db", writable=False)
    with store.reading() as session:
        noted = [row.detail for row in session.exec(select(AuditEntry)) if row.who == STAFF]
    store.close()
    assert noted[-2:] == ["age.csv", "age.svg"]


def _open(page: Page) -> Locator:
    """The figure of the first question as Plotly draws it, beside its files."""
    page.get_by_text(SAVE).nth(FIRST).click()
    chart = page.locator(".js-plotly-plot")
    expect(chart.locator(".main-svg").first).to_be_visible()
    settle(page)
    return chart


def _fits(page: Page) -> None:
    """Every figure is drawn, and that of a matrix at the width for which there is room."""
    matrix = page.locator("section").filter(has=page.get_by_role("heading", name="項目別"))
    for width, there, not_there in ((1280, ".wide", ".narrow"), (390, ".narrow", ".wide")):
        page.set_viewport_size({"width": width, "height": 900})
        expect(matrix.locator(f"{there} img")).to_be_visible()
        expect(matrix.locator(f"{not_there} img")).to_be_hidden()
        page.wait_for_function(PICTURED)
        _keeps_within(page)


def _keeps_within(page: Page) -> None:
    """Nothing of the page is to be reached sideways only."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    over = page.evaluate(
        """() => [...document.querySelectorAll("img, section, .stPlotlyChart, button")]
        .filter(one => one.offsetParent && one.getBoundingClientRect().right > innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 200))"""
    )
    assert not over, over


def _print(house: House, page: Page) -> None:
    """Both views as PDF: A4 throughout, no button, no word taken for markup."""
    for view in ("単純集計", "クロス集計"):
        page.get_by_role("radio", name=view).click()
        settle(page)
        address = page.get_by_role("link", name="印刷用の画面").get_attribute("href")
        page.goto(f"{house.served.address}{address}")
        assert page.get_by_role("heading", level=1).text_content() == "区民まつりアンケート"
        expect(page.get_by_role("button", name="印刷する")).to_be_visible()
        assert_accessible(page)
        assert page.locator("[href*='evil'], [src*='evil']").count() == 0
        pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        sizes = {(round(one.get_width()), round(one.get_height())) for one in pdf}
        words = "".join("".join(one.get_textpage().get_text_range().split()) for one in pdf)
        pdf.close()
        assert sizes == {A4_PT}
        assert "n=40" in words
        assert "印刷する" not in words
        page.go_back()
        settle(page)
    missing = page.goto(f"{house.served.address}/staff/results-print/nosuch")
    assert missing is not None
    assert missing.status == 404
