"""The server is gone while somebody answers: the page opens, the answer waits, and counts once."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from playwright.sync_api import expect

from models.document import dump
from tests.chromium import OpenContext
from tests.residents.place import (
    KEPT,
    SCRIPT,
    SURVEY,
    kept,
    received,
    send,
    shown_unsent,
    write,
)
from tests.serving import Serve, free_port


def test_an_answer_given_while_the_server_was_down(
    serve: Serve, phone: OpenContext, tmp_path: Path
) -> None:
    port = free_port()
    house = serve("--role", "residents", port=port)
    definition = tmp_path / "definition.json"
    definition.write_text(dump(SURVEY), encoding="utf-8")
    made = json.loads(house.manage("surveys", "import", str(definition), "--publish").stdout)
    address = f"{house.address}/s/{made['code']}"
    context = phone()
    page = context.new_page()
    page.goto(address)
    kept(page, made["code"], SCRIPT)

    house.kill()
    page.goto(address)
    expect(page.get_by_text(KEPT)).to_be_visible()
    write(page, "停電のあいだに")
    send(page)
    shown_unsent(page)
    page.close()

    house = serve("--role", "residents", port=port)
    page = context.new_page()
    page.goto(address)
    receipt = received(page)
    assert house.manage("verify").returncode == 0
    house.stop()
    database = sqlite3.connect(tmp_path / "data" / "koebako.db")
    rows = database.execute("SELECT receipt, answers FROM response").fetchall()
    database.close()
    assert [(number, json.loads(answers)["q4"]) for number, answers in rows] == [
        (receipt, "停電のあいだに")
    ]
