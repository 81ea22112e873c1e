"""`manage.py text`: the files it writes, the same ones every time, and how it refuses."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import manage
from tests.serving import ROOT

WARD = ROOT / "tests/analysis/data/ward_comments_156.tsv"
HEADINGS = {
    "comments.csv": "row terms topic act polarity",
    "terms.csv": "term respondents n",
    "topics.csv": "topic part name terms comments respondents stability examples dissenting",
    "words_by_topic.csv": "group group_n others_n term kind respondents others log_odds z p q mark",
    "network.csv": "term_1 term_2 respondents_1 respondents_2 both jaccard g2 q "
    "community_1 community_2",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(manage.cli, ["text", *map(str, arguments)])


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ward() -> list[dict[str, str]]:
    with WARD.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def given(folder: Path, *comments: str, heading: str = "意見") -> Path:
    """A file with these comments, numbered."""
    file = folder / "given.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("番号", heading), *enumerate(comments, start=1)])
    return file


def assert_refused(done: Result, said: str, out: Path) -> None:
    """One sentence, exit 1, nothing written."""
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert said in line
    assert not out.exists()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written about the ward's comments."""
    folder = tmp_path_factory.mktemp("text") / "out"
    done = run(WARD, "--column", "text", "--by", "topic", "--topics", "6", "--out", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(HEADINGS)
    return folder


def test_the_files_and_their_headings(out: Path) -> None:
    assert {file.name for file in out.iterdir()} == {*HEADINGS, "settings.json"}
    for name, headings in HEADINGS.items():
        [first, *_] = (out / name).read_text(encoding="utf-8").splitlines()
        assert first == headings.replace(" ", ",")


def test_every_row_of_the_file_has_one_in_comments(out: Path) -> None:
    found = read(out / "comments.csv")
    assert [row["row"] for row in found] == [str(n) for n in range(1, 157)]
    assert {row["act"] for row in found} <= {"称賛", "不満", "要望", "その他"}
    assert all(-1 <= float(row["polarity"]) <= 1 for row in found)
    camera = next(row for row in found if "防犯カメラ" in row["terms"].split("|"))
    assert "防犯カメラ" in ward()[int(camera["row"]) - 1]["text"]


def test_the_files_tell_the_same(out: Path) -> None:
    """People by term and comments by topic, counted again from comments.csv."""
    found = read(out / "comments.csv")
    people = Counter(term for row in found for term in row["terms"].split("|"))
    assert {row["term"]: int(row["respondents"]) for row in read(out / "terms.csv")} == people
    assert {row["n"] for row in read(out / "terms.csv")} == {"156"}
    topics = [row for row in read(out / "topics.csv") if not row["part"]]
    assert len(topics) == 6
    assert Counter(row["topic"] for row in found) == {
        row["topic"]: int(row["comments"]) for row in topics
    }
    inside = {row["row"] for row in found if row["topic"] == "1"}
    assert set(topics[0]["examples"].split("|")) <= inside


def test_settings_name_all_that_figures_depend_on(out: Path) -> None:
    told = json.loads((out / "settings.json").read_text(encoding="utf-8"))
    assert (told["column"], told["by"], told["topics"], told["rows"]) == ("text", ["topic"], 6, 156)
    assert told["files"] == sorted(HEADINGS)
    assert {"seed", "names", "rules", "tokenizer", "libraries", "stop_words"} <= set(told)
    assert str(WARD.parent) not in (out / "settings.json").read_text(encoding="utf-8")


def test_the_same_bytes_in_another_process(tmp_path: Path, out: Path) -> None:
    """Under another PYTHONHASHSEED, and again over the files of before."""
    folder = tmp_path / "out"
    asked = ("--column", "text", "--by", "topic", "--topics", "6", "--out", str(folder))
    wanted = {file.name: file.read_bytes() for file in out.iterdir()}
    subprocess.run(
        [sys.executable, "manage.py", "text", str(WARD), *asked],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == wanted
    assert run(WARD, *asked).exit_code == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == wanted


def test_differences_between_groups_are_marked(tmp_path: Path) -> None:
    """A word of one group, a group too small to be told, and people of no group."""
    file = tmp_path / "given.csv"
    rows = [("意見", "地区")]
    rows += [("公園が近い", "北")] * 20 + [("電車が近い", "南")] * 20
    rows += [("川が近い", "西")] * 4 + [("海が近い", "")] * 4
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
    assert run(file, "--column", "意見", "--by", "地区", "--out", tmp_path / "out").exit_code == 0
    found = read(tmp_path / "out/words_by_地区.csv")
    marked = {(row["group"], row["term"]): row["mark"] for row in found if row["mark"]}
    assert marked == {
        ("北", "公園"): "higher",
        ("北", "電車"): "lower",
        ("南", "電車"): "higher",
        ("南", "公園"): "lower",
    }
    assert {row["group_n"] for row in found} == {"20"}
    assert all(float(row["q"]) < 0.001 for row in found if row["mark"])


def test_names_of_ones_own(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name,canonical\nひだまり,ひだまり広場\n", encoding="utf-8")
    file = given(tmp_path, "ひだまりの予約が取れない", "ひだまり広場は明るい")
    out = tmp_path / "out"
    assert run(file, "--column", "意見", "--names", names, "--out", out).exit_code == 0
    assert {row["term"]: row["respondents"] for row in read(out / "terms.csv")}[
        "ひだまり広場"
    ] == "2"
    names.write_text("name,kind\nひだまり,公園\n", encoding="utf-8")
    done = run(file, "--column", "意見", "--names", names, "--out", tmp_path / "again")
    assert_refused(done, "名称の1行目", tmp_path / "again")


def test_only_terms(tmp_path: Path) -> None:
    file = given(tmp_path, "公園が広い", "特になし", "公園が近い")
    out = tmp_path / "out"
    assert run(file, "--column", "意見", "--terms-only", "--out", out).exit_code == 0
    assert {one.name for one in out.iterdir()} == {"terms.csv", "comments.csv", "settings.json"}
    assert [tuple(row.values()) for row in read(out / "comments.csv")] == [
        ("1", "公園|広い", "", "", ""),
        ("2", "", "", "", ""),
        ("3", "公園|近い", "", "", ""),
    ]
    assert read(out / "terms.csv")[0] == {"term": "公園", "respondents": "2", "n": "2"}


@pytest.mark.parametrize("kind", ["cp932", "utf-16", "xlsx"])
def test_other_kinds_of_files(tmp_path: Path, kind: str, out: Path) -> None:
    """The same comments below a title, in what offices save."""
    texts = [row["text"].encode("cp932", "ignore").decode("cp932") for row in ward()]  # no emoji
    rows = [["意見の一覧"], ["番号", "意見"], *([str(n), text] for n, text in enumerate(texts))]
    file = tmp_path / f"given.{'xlsx' if kind == 'xlsx' else 'csv'}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(file)
    else:
        with file.open("w", encoding=kind, newline="") as lines:
            csv.writer(lines).writerows(rows)
    done = run(file, "--column", "意見", "--terms-only", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "out/terms.csv").read_bytes() == (out / "terms.csv").read_bytes()


def test_blank_rows_are_counted(tmp_path: Path) -> None:
    """Rows keep their numbers where some between them are blank."""
    file = tmp_path / "given.csv"
    file.write_text("意見\r\n公園が広い\r\n\r\n川が近い\r\n", encoding="utf-8")
    assert run(file, "--column", "意見", "--terms-only", "--out", tmp_path / "out").exit_code == 0
    found = {row["row"]: row["terms"] for row in read(tmp_path / "out/comments.csv")}
    assert found == {"1": "公園|広い", "2": "", "3": "川|近い"}


def test_words_are_no_formulas(tmp_path: Path) -> None:
    """In an office's encoding: what it lacks becomes 〓, what looks like a formula is text."""
    names = tmp_path / "names.csv"
    names.write_text("name,canonical\nひだまり,=HYPERLINK(1)\nたけのこ,𩸽広場\n", encoding="utf-8")
    file = given(tmp_path, "ひだまりが近い", "たけのこが広い")
    done = run(
        *(file, "--column", "意見", "--names", names, "--encoding", "cp932"),
        *("--terms-only", "--out", tmp_path / "out"),
    )
    assert (done.exit_code, "〓" in done.stdout) == (0, True)
    written = (tmp_path / "out/terms.csv").read_bytes().decode("cp932")
    assert "\n'=HYPERLINK(1),1," in written
    assert "\n〓広場,1," in written


def test_a_folder_holds_one_run(tmp_path: Path) -> None:
    """Files of the run before go, what is not of a run stays, nothing half made is left."""
    file = given(tmp_path, "公園が広い", "川が近い")
    out = tmp_path / "out"
    run(file, "--column", "意見", "--by", "番号", "--out", out)
    (out / "memo.txt").write_text("私の覚え書き", encoding="utf-8")
    assert (out / "words_by_番号.csv").exists()
    run(file, "--column", "意見", "--terms-only", "--by", "意見", "--out", out)
    names = {one.name for one in out.iterdir()}
    kept = {"terms.csv", "comments.csv", "words_by_意見.csv", "settings.json"}
    assert names == {*kept, "memo.txt"}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    file = given(tmp_path, "公園が広い")
    done = run(file, "--column", "意見", "--out", file / "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "に書けません" in done.stderr


@pytest.mark.parametrize(
    ("comments", "arguments", "said"),
    [
        (("公園",), ("--column", "感想"), "「感想」という列がありません。見出しは「番号」「意見」"),
        (("公園",), ("--column", "意見", "--by", "区"), "「区」という列がありません"),
        (("", " "), ("--column", "意見"), "「意見」の列に、何も書かれていません"),
        ((), ("--column", "意見"), "回答の行がありません"),
        (["公園"] * 301, ("--column", "意見", "--by", "番号"), "301種類の値があります"),
    ],
)
def test_refusals(
    tmp_path: Path, comments: tuple[str, ...], arguments: tuple[str, ...], said: str
) -> None:
    done = run(given(tmp_path, *comments), *arguments, "--out", tmp_path / "out")
    assert_refused(done, said, tmp_path / "out")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--examples", str(WARD)),
        ("--code", "topic"),
        ("--terms-only", "--topics", "3"),
        ("--topics", "0"),
        ("--seed", "-1"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(WARD, "--column", "text", *arguments, "--out", tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)


def test_words_of_the_heading_are_in_no_table_of_words(tmp_path: Path) -> None:
    """They are what everybody was asked about; of each comment they are told."""
    file, out = given(tmp_path, "公園に花壇がほしい", heading="公園について"), tmp_path / "out"
    assert run(file, "--column", "公園について", "--out", out, "--terms-only").exit_code == 0
    assert [row["term"] for row in read(out / "terms.csv")] == ["花壇"]
    assert [row["terms"] for row in read(out / "comments.csv")] == ["公園|花壇"]
    told = json.loads((out / "settings.json").read_text(encoding="utf-8"))
    assert told["left_out_terms"] == ["公園"]
