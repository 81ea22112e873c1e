"""The main job by command and HTTP alone: import, publish, answer, tabulate, export.

Every number is computed a second time here, from the answers as they were sent.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest

from analysis import kept, tabulate
from models.document import SurveyDocument, dump
from models.questions.base import NOT_ASKED
from tests.builders import LIKED, OPINION, QUESTIONS, SATISFACTION, TOWN, document
from tests.serving import Serve

PEOPLE = 200
SURVEYS = {
    "first types": document(*QUESTIONS),
    "choices": document(SATISFACTION, LIKED),
    "words": document(TOWN, OPINION.model_copy(update={"required": True})),
}
OPINIONS = [
    *("楽しかった", "暑かった。\n日陰がほしい", "=1+1", '"引用", と改行', "特になし"),
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U00020bb7野家",
]
LIKES = [["stage"], ["food", "stamp"], ["none"], ["stage", "food"]]


def person(random: Random, survey: SurveyDocument) -> dict[str, Any]:
    """One person's form fields, drawn at random and always acceptable."""
    fields: dict[str, Any] = {}
    for question in survey.questions():
        if question.key == "q1":
            fields["q1"] = random.choice(["good", "good", "good", "bad", "other"])
            if fields["q1"] == "other":
                fields["q1.other"] = random.choice(["雨だった", "とちゅうで帰った"])
        if question.key == "q2" and random.random() > 0.2:
            fields["q2"] = random.choice(LIKES)
        if question.key == "q3" and random.random() > 0.5:
            fields["q3"] = random.choice(["三軒茶屋", "等々力", "砧"])
        if question.key == "q4" and (question.required or random.random() > 0.6):
            fields["q4"] = random.choice(OPINIONS)
    return fields


@pytest.mark.parametrize("name", SURVEYS)
def test_counts_and_files_are_what_was_sent(serve: Serve, tmp_path: Path, name: str) -> None:
    """200 people answer; table and CSV equal counts made from what they sent."""
    survey = SURVEYS[name]
    house = serve()
    definition = tmp_path / "definition.json"
    definition.write_text(dump(survey), encoding="utf-8")
    printed = house.manage("surveys", "import", str(definition), "--publish")
    made = json.loads(printed.stdout)
    random = Random(name)
    sent = [person(random, survey) for _ in range(PEOPLE)]
    with httpx2.Client(base_url=house.address) as client:
        for number, fields in enumerate(sent):
            form = fields | {"submission_id": f"{name}-{number}".replace(" ", "-"), "_end": "1"}
            assert client.post(f"/s/{made['code']}", data=form).status_code == 303
    out = tmp_path / "out"
    exported = house.manage("export", made["survey"], "--out", str(out), "--format", "csv")
    assert exported.returncode == 0, exported.stderr
    house.stop()

    rows = read_csv(out / "responses.csv")
    assert len(rows) == PEOPLE
    assert sorted(map(tuple, expected_rows(survey, sent))) == sorted(
        tuple(row[column] for column in own_columns(survey)) for row in rows
    )
    assert NOT_ASKED not in {cell for row in rows for cell in row.values()}
    codebook = {row["column"] for row in read_csv(out / "codebook.csv")}
    assert set(rows[0]) <= codebook

    tables = tabulated(house.environment["KOEBAKO_DATA_DIR"], made["survey"])
    for key, counted in expected_counts(survey, sent).items():
        shown = {row.code: row.count for row in tables[key].rows}
        assert {code: count for code, count in shown.items() if count} == counted, key
        assert tables[key].n_asked == PEOPLE


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of an exported file; it must begin with the mark that Excel needs."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def own_columns(survey: SurveyDocument) -> list[str]:
    """The columns of the survey's questions, written out by hand."""
    by_key = {
        "q1": ["q1", "q1_other_text"],
        "q2": ["q2_stage", "q2_food", "q2_stamp", "q2_none", "q2_other", "q2_other_text"],
        "q3": ["q3"],
        "q4": ["q4"],
    }
    return [column for question in survey.questions() for column in by_key[question.key]]


def expected_rows(survey: SurveyDocument, sent: list[dict[str, Any]]) -> list[list[str]]:
    """What must stand in those columns, from what was sent."""
    rows = []
    for fields in sent:
        cells = []
        for question in survey.questions():
            if question.key == "q1":
                cells += [fields["q1"], fields.get("q1.other", "")]
            if question.key == "q2":
                chosen = fields.get("q2")
                options = ("stage", "food", "stamp", "none", "other")
                cells += ["" if chosen is None else str(int(o in chosen)) for o in options] + [""]
            if question.key in ("q3", "q4"):
                text = fields.get(question.key, "").replace("\n", " ")
                cells.append(f"'{text}" if text.startswith("=") else text)
        rows.append(cells)
    return rows


def expected_counts(
    survey: SurveyDocument, sent: list[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    """Counts by option for every choice question, 無回答 included."""
    counts: dict[str, dict[str, int]] = {}
    for question in survey.questions():
        if question.shape == "one_of":
            counts[question.key] = dict(Counter(fields[question.key] for fields in sent))
        if question.shape == "any_of":
            marks = Counter(mark for fields in sent for mark in fields.get(question.key, []))
            blank = sum(question.key not in fields for fields in sent)
            counts[question.key] = dict(marks) | ({tabulate.NO_ANSWER.code: blank} if blank else {})
    return counts


def tabulated(data_dir: str, survey_id: str) -> dict[str, tabulate.Tabulation]:
    """The product's own tables of the stored answers, by question key."""
    answers = kept.answers_of(f"sqlite:///{data_dir}/koebako.db", survey_id).answers
    return {key: tabulate.tabulate(column) for key, column in answers.columns.items()}
