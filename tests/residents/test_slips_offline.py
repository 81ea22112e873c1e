"""A slip goes with its answers where the network comes and goes, and is nowhere else."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from models import slips
from tests.chromium import OpenContext
from tests.residents.hall import handed_out
from tests.residents.place import Place, received, send, shown_unsent, write


def kept(page: Page) -> str:
    """Everything that scripts of this page can read on the device."""
    text: str = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    )
    return text.upper()


def test_a_scanned_slip_waits_for_the_network_out_of_the_reach_of_scripts(
    place: Place, phone: OpenContext
) -> None:
    """The reply is lost, too, so that the slip is used: the same sending gets its receipt."""
    batch_id, _, [slip] = handed_out(place.store, place.survey_id, 1)
    context = phone()
    page = context.new_page()
    page.goto(f"{place.line.address}/T/{slip.token}")
    write(page, "会場で")
    assert slip.token not in kept(page)
    context.set_offline(True)
    send(page)
    shown_unsent(page)
    assert slip.token not in kept(page)
    assert "会場で" in kept(page)
    place.line.become("deaf")
    context.set_offline(False)
    assert place.line.lost.acquire(timeout=30)
    place.line.become("open")
    receipt = received(page)
    assert [response.receipt for response in place.stored()] == [receipt]
    with place.store.reading() as session:
        assert slips.get(session, batch_id).used == 1
    assert context.cookies(f"{place.line.address}/s/x") != []
    assert "koebako-slip" not in [cookie["name"] for cookie in context.cookies()]


def test_a_typed_number_waits_with_its_answers(place: Place, phone: OpenContext) -> None:
    _, code, [slip] = handed_out(place.store, place.survey_id, 1)
    context = phone()
    page = context.new_page()
    page.goto(f"{place.line.address}/s/{code}")
    write(page, "書いて送る")
    page.get_by_role("textbox", name="整理券の番号").fill(slip.code)
    context.set_offline(True)
    send(page)
    shown_unsent(page)
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{place.line.address}/s/{code}")
    received(again)
    assert len(place.stored()) == 1
    expect(again.get_by_text("書いて送る")).to_have_count(0)
