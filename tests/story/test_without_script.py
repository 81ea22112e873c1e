"""A phone whose browser runs no script, on the running product: nothing is missing that matters."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx2
from playwright.sync_api import expect

from models.document import dump
from tests.builders import document
from tests.chromium import OpenContext
from tests.serving import Serve

KNOWN = "この端末からのお答えを、すでに受け取っています。"


def test_answer_change_the_language_print_and_answer_again(
    serve: Serve, phone: OpenContext, tmp_path: Path
) -> None:
    """A mistake, another language, the receipt, the copy, and the next of the family; and the
    same with cookies off."""
    house = serve("--role", "residents")
    definition = tmp_path / "definition.json"
    definition.write_text(dump(document(languages=("ja", "en"))), encoding="utf-8")
    made = json.loads(house.manage("surveys", "import", str(definition), "--publish").stdout)
    address = f"{house.address}/s/{made['code']}"
    page = phone(java_script_enabled=False).new_page()

    page.goto(address)
    expect(page.get_by_text(KNOWN)).to_have_count(0)
    page.get_by_label("お住まいの町").fill("三軒茶屋")
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page).to_have_title(re.compile("^エラー"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=q3]")).to_have_value("三軒茶屋")
    page.get_by_role("button", name="日本語").click()
    page.locator(".row", has_text="不満").click()
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お答えを受け取りました")
    page.locator("a[href*='/copy']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お答えの控え")
    expect(page.get_by_text("三軒茶屋")).to_be_visible()

    page.goto(address)
    expect(page.get_by_text(KNOWN)).to_be_visible()
    page.locator(".row", has_text="満足").first.click()
    page.get_by_role("button", name="この内容で送信する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お答えを受け取りました")

    # Cookies off: every request is one of a device of its own.
    blank = httpx2.get(address).text
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', blank))
    last = {"_end": form.pop("_end")}
    sent = httpx2.post(address, data={**form, "q1": "good", "_homepage": "", **last})
    assert sent.status_code == 303
    assert "/copy" not in httpx2.get(f"{house.address}{sent.headers['location']}").text
    assert KNOWN not in httpx2.get(address).text
    [listed] = json.loads(house.manage("surveys", "list", "--json").stdout)
    assert listed["responses"] == 3
    house.stop()
