"""A branching survey of all types by command and HTTP: what did not apply is 非該当 in the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random
from typing import Any

import httpx2

from models.document import SurveyDocument, dump
from tests.builders import (
    CONSENT,
    DAY,
    DROPDOWN,
    FIVE,
    GRID,
    GRID_MANY,
    HOME,
    LIKED,
    NOTE,
    NPS,
    NUMBER,
    OPINION,
    RANKING,
    SATISFACTION,
    SCALE,
    TOWN,
    document,
)
from tests.serving import Serve

PEOPLE = 40


def when(question: Any, key: str, op: str, value: Any = None) -> dict[str, Any]:
    """The question, asked on one condition."""
    raw: dict[str, Any] = question.model_dump(mode="json")
    rule = {"key": key, "op": op} | ({} if value is None else {"value": value})
    return raw | {"show_if": {"rules": [rule]}}


WORDED = tuple(
    option.model_copy(update={"label": {"ja": f"段階{option.value}"}}) for option in FIVE
)

# q5: visited? Only then the visit's questions; of them some hang on others.
VISIT = (
    SCALE,
    when(TOWN, "q6", "less", 3),
    GRID.model_copy(update={"options": WORDED}),
    when(OPINION, "q8.hall", "equals", "1"),
    LIKED,
    when(RANKING, "q2", "includes", "stage"),
    NUMBER,
    when(DAY, "q11", "greater", 4),
    GRID_MANY,
)
SURVEY: SurveyDocument = document(
    sections=[
        {"questions": [NOTE, DROPDOWN]},
        {
            "show_if": {"rules": [{"key": "q5", "op": "equals", "value": "yes"}]},
            "questions": list(VISIT),
        },
        {"questions": [when(SATISFACTION, "q5", "differs", "yes"), NPS, HOME, CONSENT]},
    ]
)


def person(random: Random) -> dict[str, Any]:
    """Everything filled in, as by somebody who went back and changed an earlier answer."""
    return {
        "q5": random.choice(["yes", "yes", "no"]),
        "q6": random.choice(["5", "2", "unsure"]),
        "q3": "用賀",
        "q8.hall": random.choice(["1", "5"]),
        "q8.staff": "3",
        "q4": "せまい",
        "q2": random.choice([["stage"], ["food"]]),
        "q10": ["food", "stage"],
        "q11": random.choice(["２人", "5"]),
        "q12": "令和8年11月23日",
        "q9.hall": ["food", "stage"],
        "q1": "good",
        "q7": "10",
        "q13": "yoga",
        "q14": "yes",
    }


def expected(sent: dict[str, Any]) -> dict[str, str]:
    """The cells of one person, by hand: first all of them, then what did not apply."""
    number = sent["q11"].replace("２人", "2")
    ten = {"q10_1": "food", "q10_2": "stage"}
    hall = {"q9_hall_stage": "1", "q9_hall_food": "1", "q9_hall_stamp": "0", "q9_hall_none": "0"}
    liked = {f"q2_{o}": str(int(o in sent["q2"])) for o in ("stage", "food", "stamp", "none")}
    visit = {
        "q6": sent["q6"],
        "q3": "用賀" if sent["q6"] == "2" else "非該当",
        "q8_hall": sent["q8.hall"],
        "q8_staff": "3",
        "q4": "せまい" if sent["q8.hall"] == "1" else "非該当",
        **liked,
        "q2_other": "0",
        "q2_other_text": "",
        **(ten if sent["q2"] == ["stage"] else dict.fromkeys(ten, "非該当")),
        "q11": number,
        "q12": "2026-11-23" if number == "5" else "非該当",
        **hall,
        **{name.replace("hall", "staff"): "" for name in hall},
    }
    came = sent["q5"] == "yes"
    return {
        "q5": sent["q5"],
        **(visit if came else dict.fromkeys(visit, "非該当")),
        "q1": "非該当" if came else "good",
        "q1_other_text": "非該当" if came else "",
        "q7": "10",
        "q13": "yoga",
        "q13_area": "tamagawa",
        "q14": "yes",
    }


def test_every_branch_is_in_the_file_as_it_was_walked(serve: Serve, tmp_path: Path) -> None:
    """Sent in full by everybody; kept is what applied, and the rest counts as not asked."""
    house = serve("--role", "residents")
    file = tmp_path / "definition.json"
    file.write_text(dump(SURVEY), encoding="utf-8")
    printed = house.manage("surveys", "import", str(file), "--publish")
    assert printed.returncode == 0, printed.stderr
    made = json.loads(printed.stdout)
    random = Random(3)
    people = [person(random) for _ in range(PEOPLE)]
    with httpx2.Client(base_url=house.address) as client:
        for number, fields in enumerate(people):
            form = fields | {"submission_id": f"branch-{number}", "_end": "1"}
            answer = client.post(f"/s/{made['code']}", data=form)
            assert answer.status_code == 303, answer.text
    exported = house.manage("export", made["survey"], "--out", str(tmp_path / "out"))
    assert exported.returncode == 0, exported.stderr
    text = (tmp_path / "out" / "responses.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    wanted = [expected(sent) for sent in people]
    columns = list(wanted[0])
    assert list(rows[0])[-len(columns) :] == columns
    assert sorted([row[name] for name in columns] for row in rows) == sorted(
        [row[name] for name in columns] for row in wanted
    )
    assert len({tuple(row.values()) for row in wanted}) > 10  # the branches were really taken
    house.stop()
