"""Two hundred people want twenty places at one moment: twenty get one, the others lose nothing."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections import Counter
from pathlib import Path

import httpx2

from models.document import dump
from tests.builders import OPINION, document
from tests.serving import Serve

PEOPLE, PLACES = 200, 20
SIGN_UP = document(
    {
        "type": "single_choice",
        "key": "slot",
        "label": "参加する回",
        "required": True,
        "options": [
            {"value": "am", "label": "午前", "places": PLACES},
            {"value": "pm", "label": "午後"},
        ],
    },
    OPINION,
)


def fields(number: int, slot: str = "am") -> dict[str, str]:
    """What one person sends."""
    own = {"slot": slot, "q4": f"{number}人目です"}
    return {**own, "submission_id": f"person-{number}", "_end": "1"}


async def send_all(address: str, code: str) -> list[httpx2.Response]:
    """Everybody presses the button at once, on a connection each."""
    limits = httpx2.Limits(max_connections=PEOPLE)
    async with httpx2.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        sendings = (client.post(f"/s/{code}", data=fields(number)) for number in range(PEOPLE))
        return await asyncio.gather(*sendings)


def test_no_more_people_than_places_and_nobody_loses_an_answer(
    serve: Serve, tmp_path: Path
) -> None:
    """Exactly 20 are stored; 180 get the page back with everything else that they wrote."""
    house = serve("--role", "residents")
    definition = tmp_path / "definition.json"
    definition.write_text(dump(SIGN_UP), encoding="utf-8")
    made = json.loads(house.manage("surveys", "import", str(definition), "--publish").stdout)
    code = made["code"]
    answers = asyncio.run(send_all(house.address, code))
    assert Counter(answer.status_code for answer in answers) == {
        303: PLACES,
        422: PEOPLE - PLACES,
    }
    late = [number for number, answer in enumerate(answers) if answer.status_code == 422]
    for number in late:
        page = answers[number].text
        assert "「午前」は、いま満員になりました。ほかを選び直してください。" in page
        assert f"\n{number}人目です</textarea>" in page
        assert f'name="submission_id" value="person-{number}"' in page
        assert re.search(r'name="slot" value="am"[^>]* disabled', page)
        assert not re.search(r'name="slot" value="am"[^>]* checked', page)
    with httpx2.Client(base_url=house.address) as client:
        assert "満員です" in client.get(f"/s/{code}").text
        assert client.post(f"/s/{code}", data=fields(late[0], "pm")).status_code == 303
    house.stop()

    database = sqlite3.connect(tmp_path / "data" / "koebako.db")
    rows = database.execute("SELECT submission_id, answers FROM response").fetchall()
    database.close()
    stored = {number: json.loads(answers)["slot"] for number, answers in rows}
    served = {f"person-{number}" for number in range(PEOPLE) if number not in late}
    assert {number for number, slot in stored.items() if slot == "am"} == served
    assert Counter(stored.values()) == {"am": PLACES, "pm": 1}
