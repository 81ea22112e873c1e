"""`manage.py text --examples`: codes after the example of a few."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.commands.test_text import WARD, assert_refused, given, read, run, ward


def examples(folder: Path, rows: list[tuple[str, str]]) -> Path:
    file = folder / "examples.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("text", "topic"), *rows])
    return file


def some(number: int) -> list[tuple[str, str]]:
    """So many comments of each topic of the ward's, with it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in ward():
        found.setdefault(row["topic"], []).append((row["text"], row["topic"]))
    return [one for topic in found.values() for one in topic[:number]]


def test_examples_keep_their_code_and_teach_the_others(tmp_path: Path) -> None:
    """Of 12 topics, chance would find one in twelve."""
    taught = examples(tmp_path, some(5))
    out = tmp_path / "out"
    done = run(
        *(WARD, "--column", "text", "--examples", taught, "--code", "topic", "--out", out),
    )
    assert (done.exit_code, done.stderr) == (0, "")
    found = read(out / "codes.csv")
    assert [row["row"] for row in found] == [str(n) for n in range(1, 157)]
    pairs = list(zip(found, ward(), strict=True))
    own = [(row, true) for row, true in pairs if row["basis"] == "example"]
    assert len(own) == 60
    assert all(row["code"] == true["topic"] for row, true in own)
    others = [(row, true) for row, true in pairs if row["basis"] != "example"]
    right = sum(row["code"] == true["topic"] for row, true in others)
    assert right >= len(others) / 6
    for row, _ in others:
        assert row["basis"] == ("proposal" if float(row["confidence"]) >= 0.5 else "unsure")


def test_examples_may_come_from_elsewhere(tmp_path: Path) -> None:
    """None of them stands in the file; a comment that says nothing gets no code."""
    file = given(
        *(tmp_path, "公園の遊具が楽しい", "バスの本数が少ない", "特になし"),
        *("公園の砂場", "バスが遅れる"),
        heading="text",
    )
    rows = [(f"公園で遊具や砂場を使う {n}", "公園") for n in "あいうえお"]
    rows += [(f"バスの本数が減って遅れる {n}", "交通") for n in "あいうえお"]
    out = tmp_path / "out"
    done = run(
        *(file, "--column", "text", "--examples", examples(tmp_path, rows)),
        *("--code", "topic", "--out", out),
    )
    assert (done.exit_code, done.stderr) == (0, "")
    codes = [row["code"] for row in read(out / "codes.csv")]
    assert codes == ["公園", "交通", "", "公園", "交通"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("公園が広い", "公園"), ("公園が広い", "場所")], "例の2行目と同じ文に、別の符号「公園」"),
        ([("公園が広い", "公園"), ("川が近い", "公園")], "2つ以上の符号"),
        ([("公園が広い", ""), ("", "公園")], "2つ以上の符号"),
    ],
)
def test_examples_that_cannot_teach(tmp_path: Path, rows: list[tuple[str, str]], said: str) -> None:
    file = given(tmp_path, "公園が広い", "川が近い", heading="text")
    done = run(
        *(file, "--column", "text", "--examples", examples(tmp_path, rows)),
        *("--code", "topic", "--out", tmp_path / "out"),
    )
    assert_refused(done, said, tmp_path / "out")
