"""Twenty times `kill -9` while people send: a receipt means stored, once, unaltered."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2

from models.document import dump
from tests.builders import document
from tests.serving import Serve, Served, free_port

ROUNDS, CLIENTS = 20, 8
ENOUGH = 40  # answers acknowledged in a round before the power is cut


@dataclass
class Sent:
    """What the clients know: number → opinion sent, and which numbers were acknowledged."""

    opinions: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    enough: threading.Event = field(default_factory=threading.Event)
    wanted: int = 0


def send_until_it_dies(house: Served, code: str, sent: Sent) -> None:
    """One client: sends one answer after the other until nobody answers any more."""
    with httpx2.Client(base_url=house.address, timeout=10) as client:
        while True:
            number = uuid4().hex
            opinion = f"意見 {hashlib.sha256(number.encode()).hexdigest()}"
            sent.opinions[number] = opinion
            fields = {"q1": "good", "q4": opinion, "submission_id": number, "_end": "1"}
            try:
                answer = client.post(f"/s/{code}", data=fields)
            except httpx2.TransportError:
                return
            assert answer.status_code == 303
            sent.acknowledged.add(number)
            if len(sent.acknowledged) >= sent.wanted:
                sent.enough.set()


def test_no_acknowledged_answer_is_lost_doubled_or_altered(serve: Serve, tmp_path: Path) -> None:
    """Clients write down what was acknowledged; afterwards the database is asked."""
    port = free_port()
    house = serve("--role", "residents", port=port)
    definition = tmp_path / "definition.json"
    definition.write_text(dump(document()), encoding="utf-8")
    made = json.loads(house.manage("surveys", "import", str(definition), "--publish").stdout)
    sent = Sent()
    for _ in range(ROUNDS):
        sent.wanted = len(sent.acknowledged) + ENOUGH
        sent.enough.clear()
        clients = [
            threading.Thread(target=send_until_it_dies, args=(house, made["code"], sent))
            for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        assert sent.enough.wait(60)
        house.kill()
        for client in clients:
            client.join()
        house = serve("--role", "residents", port=port)
    assert house.manage("verify").returncode == 0
    house.stop()

    database = sqlite3.connect(tmp_path / "data" / "koebako.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = database.execute("SELECT submission_id, answers FROM response").fetchall()
    database.close()
    stored = {number: json.loads(answers)["q4"] for number, answers in rows}
    assert len(stored) == len(rows)
    assert sent.acknowledged <= set(stored) <= set(sent.opinions)
    assert all(stored[number] == sent.opinions[number] for number in stored)
    assert len(sent.acknowledged) >= ROUNDS * ENOUGH
