"""What was read of many comments and kept: the same again, and nothing that is out of date."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from analysis.text import intake, kept, token_store
from analysis.text.comments import Comment
from analysis.text.grouping import Grouping
from analysis.text.kept_groupings import grouping
from analysis.text.kept_readings import Asked, Readings, readings
from analysis.text.names import Name
from tests.analysis.text import wards

ASKED = Asked("survey comment", "ご意見をお書きください")
COMMENTS = [
    *(Comment(f"r{at:03}", text) for at, text in enumerate(wards.comments())),
    Comment("r200", "特になし"),
    Comment("r201", "行列が長く、使いづらいです。行列が長く、使いづらいです。😊"),
    Comment("r201", "行列が長く、使いづらいです。行列が長く、使いづらいです!"),
    Comment("r202", "x"),
]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Readings]:
    file = tmp_path_factory.mktemp("kept") / token_store.FILE
    return file, readings(COMMENTS, ASKED, file)


def worked_out(file: Path, look: Callable[[], object]) -> bool:
    """Whether what the look gives is worked out anew: then it is written to the file."""
    before = file.read_bytes()
    look()
    return file.read_bytes() != before


def parts(found: Readings) -> list[object]:
    corpus = [getattr(found.corpus, field.name) for field in fields(found.corpus)]
    return [*corpus, found.spoken]


def test_what_was_read_is_found_the_same(first: tuple[Path, Readings]) -> None:
    file, found = first
    assert not worked_out(file, lambda: readings(COMMENTS, ASKED, file))
    again = readings(COMMENTS, ASKED, file)
    assert parts(again) == parts(found)
    assert again.corpus.empty == 1
    assert found.corpus.folds[-2] == found.corpus.folds[-3]  # one comment repeats another
    assert any(one.tokens for one in again.corpus.readings)


def test_nowhere_to_keep_it_gives_the_same(first: tuple[Path, Readings]) -> None:
    assert parts(readings(COMMENTS, ASKED)) == parts(first[1])


@pytest.mark.parametrize(
    ("comments", "asked"),
    [
        (COMMENTS[:-1], ASKED),
        ([*COMMENTS[:-1], Comment("r202", "y")], ASKED),
        ([*COMMENTS[:-1], Comment("r203", "x")], ASKED),
        (COMMENTS, ASKED._replace(words="区に求めること")),
        (COMMENTS, ASKED._replace(undone={"使いづらい"})),
        (COMMENTS, ASKED._replace(named=(Name("行列", "行列", "施設"),))),
        (COMMENTS, ASKED._replace(name="survey another")),
    ],
)
def test_whatever_it_follows_from_changes_it(
    first: tuple[Path, Readings], tmp_path: Path, comments: list[Comment], asked: Asked
) -> None:
    file = Path(shutil.copy(first[0], tmp_path))
    assert worked_out(file, lambda: readings(comments, asked, file))
    assert not worked_out(file, lambda: readings(comments, asked, file))


def test_another_rule_changes_it(
    first: tuple[Path, Readings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(shutil.copy(first[0], tmp_path))
    monkeypatch.setattr(kept, "rules", lambda: b"others")
    assert worked_out(file, lambda: readings(COMMENTS, ASKED, file))


def test_rules_are_all_that_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.py", "words.csv"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(kept, "_HERE", tmp_path)
    digests = []
    for name in ("one.py", "one.py", "words.csv"):
        digests.append(kept.rules.__wrapped__())
        (tmp_path / name).write_text("2", encoding="utf-8")
    assert digests[0] != digests[1] == digests[2] != kept.rules.__wrapped__()


def test_damage_is_read_anew_and_mended(tmp_path: Path) -> None:
    file = tmp_path / token_store.FILE
    some = COMMENTS[:20]
    found = readings(some, ASKED, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        (told,) = connection.execute("SELECT told FROM whole").fetchone()
        connection.execute("UPDATE whole SET told = ?", (told[:900] + b"x" + told[901:],))
    assert parts(readings(some, ASKED, file)) == parts(found)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT told FROM whole").fetchone() == (told,)


def test_a_question_is_kept_once_and_forgotten_with_the_tokens(tmp_path: Path) -> None:
    file = tmp_path / token_store.FILE
    for some in (COMMENTS[:10], COMMENTS[:11]):
        readings(some, ASKED, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM whole").fetchone() == (1,)
    token_store.clear(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM whole").fetchone() == (0,)
    assert wards.comments()[3].encode() not in file.read_bytes()


def test_what_was_begun_before_all_was_forgotten_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / token_store.FILE
    intake.tokens(["公園"], file)
    with token_store.opened(file) as store:
        token_store.clear(file)
        store.keep_whole("one", b"digest", b"told")
    with token_store.opened(file) as store:
        assert store.whole("one", b"digest") is None
        store.keep_whole("one", b"digest", b"told")
        assert store.whole("one", b"digest") == b"told"
        assert store.whole("one", b"another") is None


def test_topics_are_found_the_same(first: tuple[Path, Readings], tmp_path: Path) -> None:
    file, corpus = tmp_path / token_store.FILE, first[1].corpus
    found = grouping("survey comment", corpus, None, file)
    assert not worked_out(file, lambda: grouping("survey comment", corpus, None, file))
    again = grouping("survey comment", corpus, None, file)
    for field in fields(Grouping):
        one, other = getattr(found, field.name), getattr(again, field.name)
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other
    assert again.codes.dtype == found.codes.dtype
    assert worked_out(file, lambda: grouping("survey comment", corpus, 3, file))
