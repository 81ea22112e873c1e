"""Jobs that cut comments beside everything else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.text import background, intake, token_store
from analysis.text.background import Key, Progress
from tests.analysis.text import wards

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / token_store.FILE
    background.stop()


@pytest.fixture
def pipe(tmp_path: Path) -> str:
    os.mkfifo(tmp_path / "pipe")
    return str(tmp_path / "pipe")


def test_few_new_comments_are_read_at_once_and_many_by_two() -> None:
    assert [background.processes_for(new) for new in (0, 2_000, 2_001, 5_000)] == [0, 0, 1, 1]
    assert background.processes_for(5_001) == min(2, os.cpu_count() or 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_job_cuts_what_is_new_and_tells_how_far_it_is(file: Path, processes: int) -> None:
    texts = wards.comments()
    intake.tokens(texts[:50], file)
    key = Key("s", f"q{processes}", 1)
    assert background.progress(key) is None
    background.start(key, file, processes, wards.comments)
    assert background.wait(key, 60) == Progress(106, 106, "done")
    assert intake.count_new(texts, file) == 0
    background.start(key, file, processes, wards.none, "not again")
    assert background.progress(key) == Progress(106, 106, "done")


def test_a_job_is_called_off_and_can_be_started_again(file: Path, pipe: str) -> None:
    key, waiting = Key("s", "off", 1), Key("s", "next", 1)
    background.start(key, file, 1, wards.comments_when_told, pipe)
    background.start(waiting, file, 1, wards.comments)
    assert background.progress(waiting) == Progress(0, 0, "waiting")
    background.cancel(waiting)
    with Path(pipe).open("w"):  # opens when the job reads
        assert background.progress(key) == Progress(0, 0, "running")
        background.cancel(key)
        assert background.wait(key, 60) == Progress(0, 0, "cancelled")
    assert background.wait(waiting, 60) == Progress(0, 0, "cancelled")
    background.start(key, file, 1, wards.comments)
    assert background.wait(key, 60) == Progress(156, 156, "done")


def test_new_answers_end_the_job_for_the_old_ones(file: Path, pipe: str) -> None:
    background.start(Key("s", "new", 1), file, 1, wards.comments_when_told, pipe)
    background.start(Key("s", "new", 2), file, 1, wards.comments)
    assert background.progress(Key("s", "new", 1)) == Progress(0, 0, "cancelled")
    assert background.wait(Key("s", "new", 2), 60) == Progress(156, 156, "done")


def test_a_job_that_fails_says_so(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    key = Key("s", "bad", 1)
    background.start(key, file, 1, wards.none, "no database")
    assert background.wait(key, 60) == Progress(0, 0, "failed")
    assert "not cut in the background" in caplog.text


def test_a_job_ends_with_a_parent_that_was_killed(file: Path, pipe: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r});"
        "from pathlib import Path; from analysis.text import background;"
        "from tests.analysis.text import wards;"
        "background.start(background.Key('s', 'q', 1), Path(sys.argv[1]), 1,"
        " wards.comments_when_told, sys.argv[2]); open(sys.argv[2], 'w').write('.');"
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(file), pipe], stderr=subprocess.PIPE, text=True
    )
    # The job shares the parent's stderr: the end of that file is the end of the job.
    parent.communicate(timeout=60)
    assert parent.returncode == -signal.SIGKILL
