"""会場の壁 while people answer: what is stored comes onto it, whatever the line does."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import httpx2
from playwright.sync_api import expect
from sqlmodel import Session

from models import placements, surveys, walls
from models.store import Store
from models.walls import Chart, Count
from tests.builders import SATISFACTION, document
from tests.chromium import OpenContext, assert_accessible
from tests.residents.auditorium import (
    PUBLIC_URL,
    Hall,
    codes,
    number,
    title,
)
from tests.serving import Serve
from tests.stores import add_survey

WAITING = re.compile(r"つながるのを待っています（最後の更新 \d\d:\d\d）")


def test_bars_follow_the_answers(projector: OpenContext, hall: Hall) -> None:
    hall.show(Chart(key="q1"))
    hall.answer(9)
    page = projector().new_page()
    page.goto(hall.address)
    page.keyboard.press("2")
    view = page.locator(".view:visible")
    expect(view).to_contain_text("10件から結果を表示します（いま 9件）")
    hall.answer(1)
    expect(view.locator("li").first).to_contain_text("10人（100.0%）")
    expect(view.locator("li").last).to_contain_text("無回答0人")
    full = view.locator(".bar").first.bounding_box()
    expect(view.locator("i").first).to_have_css("width", re.compile(r"^[1-9]\d\d"))
    assert full is not None
    hall.answer(5)
    expect(view.locator("li").first).to_contain_text("15人（100.0%）")


def test_staff_change_what_is_shown_while_people_look(projector: OpenContext, hall: Hall) -> None:
    """The view that is shown stays; a new code is loaded without a hand."""
    hall.show(Count(), Chart(key="q1"))
    page = projector().new_page()
    page.goto(hall.address)
    page.keyboard.press("3")
    hall.show(Chart(key="q2"), Count(), Chart(key="q1"))
    expect(page.locator(".turn")).to_have_text("4 / 4")
    assert title(page) == "満足しましたか"
    hall.show(Count())
    expect(page.locator(".turn")).to_have_text("1 / 2")
    assert page.locator("#code").is_visible()

    def add(session: Session) -> str:
        return placements.add(session, hall.survey_id, "駅", "poster", by="s")

    poster = hall.store.write(add)
    expect(page.locator("#code .address")).to_contain_text(f"/S/{poster.upper()}")


def test_a_cut_line_is_told_and_mends_itself(projector: OpenContext, hall: Hall) -> None:
    context = projector()
    page = context.new_page()
    page.goto(hall.address)
    number(page, "0")
    context.set_offline(True)
    hall.answer(3)
    expect(page.get_by_role("status")).to_have_text(WAITING)
    number(page, "0")
    assert_accessible(page)
    context.set_offline(False)
    number(page, "3")
    expect(page.get_by_role("status")).to_have_text("")


def test_a_closed_wall_says_so_calmly(projector: OpenContext, hall: Hall) -> None:
    page = projector().new_page()
    page.goto(hall.address)
    number(page, "0")
    hall.change(walls.close_wall)
    over = page.get_by_role("dialog", name="この画面の表示は終わりました")
    expect(over).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(over).to_be_visible()


def test_the_end_of_the_survey_takes_the_code_away(projector: OpenContext, hall: Hall) -> None:
    page = projector().new_page()
    page.goto(hall.address)
    number(page, "0")
    hall.store.write(lambda session: surveys.close(session, hall.survey_id, by="s"))
    expect(page.get_by_role("heading", name="受付は終わりました")).to_be_visible()
    assert codes(page) == []
    number(page, "0")


def test_without_a_script_code_and_address_are_there(projector: OpenContext, hall: Hall) -> None:
    page = projector(java_script_enabled=False).new_page()
    page.goto(hall.address)
    assert len(codes(page)) == 1


WATCH = """() => {
  const seen = (window.seen = []), place = document.querySelector("#code .number");
  new MutationObserver(() => seen.push([Date.now() / 1000, +place.textContent.replace(",", "")]))
    .observe(place, { childList: true, characterData: true, subtree: true });
}"""


def test_an_answer_is_on_the_wall_within_two_seconds(
    projector: OpenContext, serve: Serve, tmp_path: Path
) -> None:
    """The served product, answers coming in steadily: each is measured from its receipt."""
    data = tmp_path / "data"
    data.mkdir()
    store = Store(f"sqlite:///{data}/koebako.db")
    survey_id = add_survey(store, document(SATISFACTION), publish=True)
    key = store.write(lambda session: walls.open_wall(session, survey_id, by="s"))
    with store.reading() as session:
        code = placements.listing(session, survey_id)[0].code
    store.close()
    served = serve(public_url=PUBLIC_URL)
    page = projector().new_page()
    page.goto(f"{served.address}/wall/{key}")
    number(page, "0")
    page.evaluate(WATCH)
    stored: list[float] = []

    def people() -> None:
        ends = time.monotonic() + 3
        with httpx2.Client(base_url=served.address) as client:
            while time.monotonic() < ends:
                form = {"q1": "good", "submission_id": f"n-{len(stored)}", "_end": "1"}
                assert client.post(f"/s/{code}", data=form).status_code == 303
                stored.append(time.time())

    coming = threading.Thread(target=people)
    coming.start()
    coming.join()
    number(page, f"{len(stored):,}")
    seen: list[tuple[float, int]] = page.evaluate("seen")
    waits = [
        next(at for at, count in seen if count >= place) - came
        for place, came in enumerate(stored, start=1)
    ]
    assert len(waits) > 50
    assert max(waits) < 2.0, (max(waits), len(seen))
