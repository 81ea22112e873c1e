"""A projector in front of a wall, and a line behind it that can be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from models import walls
from models.clock import now
from models.questions.choice import MultipleChoice
from models.questions.options import Option
from models.store import Store
from models.walls import Chart, Count, Views, Word, Words
from residents import app
from tests.builders import LIKED, NPS, OPINION, SATISFACTION, SCALE, document
from tests.chromium import OpenContext, guarded
from tests.residents.network import Line, reached
from tests.stores import add_answers, add_survey

PUBLIC_URL = "https://koe.city.example.lg.jp"


HALL = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": {"width": 1920, "height": 1080}}


SIZES = [(1920, 1080), (1024, 768)]


LONG = "これから十年で区が力を入れる取り組みのうち、いちばん大切だと思うものを選ぶなら"


WORST = MultipleChoice(
    key="long",
    label={"ja": "次の中からいくつでも選んでください"},
    options=tuple(Option(value=f"o{n}", label={"ja": f"{LONG}{n}"}) for n in range(12)),
)


SURVEY = document(
    *(SATISFACTION, LIKED, SCALE, NPS, OPINION, WORST),
    title="砧公園周辺のまちづくりについてのアンケート",
    languages=("ja", "ja-easy", "en", "zh-Hans", "ko"),
)


ANSWER = {
    "q1": ["good"],
    "q2": ["stage"],
    "q6": ["4"],
    "q7": ["9"],
    "q4": ["駅が遠い"],
    "long": ["o3", "o11"],
}


WORDS = Words(
    key="q4",
    words=tuple(
        Word(term=term, comments=count, approved_at=now())
        for term, count in (("休憩所", 12), ("ベビーカー", 7), ("日陰", 2))
    ),
)


VIEWS = (
    *(Count(), Chart(key="q1"), Chart(key="q2"), Chart(key="q6"), Chart(key="q7")),
    *(WORDS, Chart(key="long")),
)


@dataclass
class Hall:
    """A survey with a wall behind a line."""

    line: Line
    store: Store
    survey_id: str
    key: str

    @property
    def address(self) -> str:
        return f"{self.line.address}/wall/{self.key}"

    def change(self, verb: Callable[..., Any], *arguments: Any) -> Any:
        return self.store.write(lambda session: verb(session, self.survey_id, *arguments, by="s"))

    def show(self, *views: walls.View) -> None:
        self.change(walls.save_views, Views(views=views))

    def answer(self, number: int = 1) -> None:
        add_answers(self.store, self.survey_id, *[ANSWER] * number)


@pytest.fixture
def hall(sqlite_store: Store) -> Iterator[Hall]:
    survey_id = add_survey(sqlite_store, SURVEY, publish=True)
    key = sqlite_store.write(lambda session: walls.open_wall(session, survey_id, by="s"))
    with reached(app.create(sqlite_store, "世田谷区", PUBLIC_URL)) as line:
        yield Hall(line, sqlite_store, survey_id, key)


@pytest.fixture
def projector(browser: Browser) -> Iterator[OpenContext]:
    """Opens contexts of a computer at a projector."""
    with guarded(browser, HALL) as open_context:
        yield open_context


def number(page: Page, text: str) -> None:
    expect(page.locator(".number:visible").first).to_have_text(text)


def title(page: Page) -> str:
    """The heading of the view that is shown."""
    return page.locator(".view:visible h2").inner_text()


def codes(page: Page) -> list[str]:
    image = Image.open(BytesIO(page.screenshot()))
    return [found.text for found in zxingcpp.read_barcodes(image)]
