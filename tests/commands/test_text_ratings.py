"""`manage.py text --rating`: numbers beside the comments teach polarity, the same every time."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands.test_text import WARD, assert_refused, read, run

COUNT = 60


def given(folder: Path, rates: Sequence[str], comments: Sequence[str]) -> Path:
    file = folder / "given.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("満足度", "意見"), *zip(rates, comments, strict=True)])
    return file


def taught(folder: Path) -> Path:
    """60 who rate 4 or 5 and 60 who rate 1 write words that no list knows; more rate just 3."""
    rates = [*("4", "５") * (COUNT // 2), *("1",) * COUNT, *("3",) * 9, "", " 非該当 "]
    comments = [f"ぽかぽか{at}の間" for at in range(COUNT)]
    comments += [f"ぱさぱさ{at}の間" for at in range(COUNT)]
    return given(folder, rates, [*comments, *["ぽかぽかの庭"] * 11])


def test_ratings_teach_polarity_and_settings_say_how(tmp_path: Path) -> None:
    file, out = taught(tmp_path), tmp_path / "out"
    asked = (file, "--column", "意見", "--rating", "満足度", "--out")
    done = run(*asked, out)
    assert (done.exit_code, "学ばせていません" in done.stdout) == (0, False), done.stderr
    values = [float(row["polarity"]) for row in read(out / "comments.csv")]
    assert min(values[:COUNT]) > 0 > max(values[COUNT : 2 * COUNT])
    assert min(values[2 * COUNT :]) > 0  # the unrated are told by what was learned
    told = json.loads((out / "settings.json").read_text(encoding="utf-8"))["rating"]
    assert (told["column"], told["median"], told["high"], told["low"]) == ("満足度", 3, 60, 60)
    assert told["taught_by"] == 120
    assert run(*asked, tmp_path / "again").exit_code == 0
    for one in out.iterdir():
        assert (tmp_path / "again" / one.name).read_bytes() == one.read_bytes(), one.name


def test_too_few_ratings_teach_nothing_and_that_is_said(tmp_path: Path) -> None:
    plain = run(WARD, "--column", "text", "--out", tmp_path / "plain")
    with WARD.open(encoding="utf-8", newline="") as lines:
        comments = [row["text"] for row in csv.DictReader(lines, delimiter="\t")]
    rates = ["5"] * 49 + ["3"] * (len(comments) - 98) + ["1"] * 49
    file = given(tmp_path, rates, comments)
    done = run(file, "--column", "意見", "--rating", "満足度", "--out", tmp_path / "out")
    assert (plain.exit_code, done.exit_code) == (0, 0), done.stderr
    assert "50件ずつ必要です(いまは49件と49件)" in done.stdout
    assert [row["polarity"] for row in read(tmp_path / "out/comments.csv")] == [
        row["polarity"] for row in read(tmp_path / "plain/comments.csv")
    ]
    told = json.loads((tmp_path / "out/settings.json").read_text(encoding="utf-8"))["rating"]
    assert (told["high"], told["low"], told["taught_by"]) == (49, 49, 0)


@pytest.mark.parametrize("cell", ["よい", "nan", "inf", "1..2"])
def test_what_is_no_number_is_refused_by_its_row(tmp_path: Path, cell: str) -> None:
    file = given(tmp_path, ["5", cell], ["公園", "川"])
    done = run(file, "--column", "意見", "--rating", "満足度", "--out", tmp_path / "out")
    assert_refused(done, f"「満足度」の2行目「{cell}」は数ではありません", tmp_path / "out")


def test_a_column_that_is_not_there_and_terms_only(tmp_path: Path) -> None:
    file = given(tmp_path, ["5"], ["公園"])
    done = run(file, "--column", "意見", "--rating", "評価", "--out", tmp_path / "out")
    assert_refused(done, "「評価」という列がありません", tmp_path / "out")
    asked = ("--column", "意見", "--rating", "満足度", "--terms-only", "--out", tmp_path / "out")
    assert (run(file, *asked).exit_code, (tmp_path / "out").exists()) == (2, False)
