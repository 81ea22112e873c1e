"""The file of tokens: what it keeps, what it survives, and that it forgets."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from analysis.text import intake, token_store
from analysis.text.tokens import cut
from models.errors import StorageRefused
from tests.analysis.text import wards

ROOT = Path(__file__).parents[3]
TEXTS = wards.comments()[:60]
CUT = "from tests.analysis.text import wards; from analysis.text import intake; "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / token_store.FILE


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"]
    return subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)


def test_what_was_cut_is_read_back_the_same(file: Path) -> None:
    first = intake.tokens(TEXTS, file)
    assert intake.count_new(TEXTS, file) == 0
    assert intake.count_new([*TEXTS, "公園が暗い"], file) == 1
    assert intake.tokens(TEXTS, file) == first == [cut(text) for text in TEXTS]


def test_the_file_is_for_its_owner_only(file: Path) -> None:
    intake.tokens(TEXTS[:1], file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_reading_back_does_without_the_dictionary(file: Path) -> None:
    intake.tokens(TEXTS, file)
    code = CUT + (
        "from pathlib import Path; found = intake.tokens(wards.comments()[:60], Path(sys.argv[1]));"
        "print(sum(map(len, found)), 'janome.tokenizer' in sys.modules)"
    )
    told, _ = python(code, str(file)).communicate(timeout=60)
    assert told.split() == [str(sum(len(cut(text)) for text in TEXTS)), "False"]


@pytest.mark.parametrize("kept", [b"", b"no database at all" * 400, b"SQLite format 3\0" * 300])
def test_a_file_that_is_none_is_made_anew(file: Path, kept: bytes) -> None:
    file.write_bytes(kept)
    assert intake.tokens(TEXTS[:3], file) == [cut(text) for text in TEXTS[:3]]
    assert intake.count_new(TEXTS[:3], file) == 0


def test_a_file_with_a_hole_in_it_costs_only_time(file: Path) -> None:
    intake.tokens(TEXTS, file)
    whole = file.read_bytes()
    file.write_bytes(whole[:4_096] + b"\xff" * (len(whole) - 4_096))
    assert intake.tokens(TEXTS, file) == [cut(text) for text in TEXTS]
    assert intake.tokens(TEXTS, file) == [cut(text) for text in TEXTS]
    assert intake.count_new(TEXTS, file) == 0


@pytest.mark.parametrize("pieces", [b"\x01", b"\0\0\0\0", b"\xff" * 8])
def test_pieces_that_do_not_fit_their_text_are_cut_again(file: Path, pieces: bytes) -> None:
    intake.tokens(TEXTS[:2], file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE kept SET pieces = ?", (pieces,))
    assert intake.tokens(TEXTS[:2], file) == [cut(text) for text in TEXTS[:2]]


def test_what_another_version_kept_is_not_used(file: Path) -> None:
    intake.tokens(TEXTS, file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert intake.count_new(TEXTS, file) == len(TEXTS)


@pytest.mark.parametrize("place", ["missing/tokens.db", "."])
def test_without_a_usable_file_texts_are_cut_all_the_same(
    tmp_path: Path, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert intake.tokens(TEXTS[:3], tmp_path / place) == [cut(text) for text in TEXTS[:3]]
    assert "tokens are not kept" in caplog.text


def test_nothing_is_left_after_clearing(file: Path) -> None:
    """Neither what was kept nor what a reading that began before is about to keep."""
    with token_store.opened(file) as before:
        intake.tokens(["ぽぽぽぽーんごるふぁ", *TEXTS], file)
        keys = [token_store.key_of(text) for text in TEXTS]
        kept = before.pieces(keys)
        assert len(kept) == len(TEXTS)
        packed = file.read_bytes()
        assert keys[0] in packed
        token_store.clear(file)
        before.keep(kept)
        assert before.pieces(keys) == {}
    assert not [key for key in keys if key in file.read_bytes()]
    assert file.stat().st_size < len(packed)
    assert intake.count_new(TEXTS, file) == len(TEXTS)


def test_a_file_that_is_not_there_is_clear(file: Path) -> None:
    token_store.clear(file)
    assert not file.exists()


def test_clearing_what_another_holds_is_refused_in_words(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.tokens(TEXTS[:2], file)
    monkeypatch.setattr(token_store, "_PATIENCE_SECONDS", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as holding:
        holding.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageRefused, match="空にできません"):
            token_store.clear(file)


def test_a_killed_reading_leaves_whole_tokens(file: Path) -> None:
    code = CUT + (
        "from pathlib import Path; intake.BATCH = 5;"
        "intake.cut_new(wards.many(3000), Path(sys.argv[1]),"
        " lambda done, every: print(done, flush=True))"
    )
    process = python(code, str(file))
    assert process.stdout is not None
    while int(process.stdout.readline()) < 20:
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    some = wards.many(60)
    left = intake.count_new(some, file)
    assert 0 < left <= 40
    assert intake.tokens(some, file) == [cut(text) for text in some]


def test_two_readings_at_once_keep_all_of_both(file: Path) -> None:
    code = CUT + (
        "from pathlib import Path; intake.BATCH = 20; start = int(sys.argv[2]);"
        "intake.cut_new(wards.many(400)[start : start + 300], Path(sys.argv[1]))"
    )
    both = [python(code, str(file), start) for start in ("0", "100")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert intake.count_new(wards.many(400), file) == 0
