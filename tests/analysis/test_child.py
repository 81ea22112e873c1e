from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import types
from pathlib import Path

import pytest

from analysis import child
from analysis.text.comments import Comment
from analysis.text.terms import count_terms
from models.errors import NotFound

ROOT = Path(__file__).parents[2]


class Stubborn(Exception):
    """Made of two things and kept as one sentence, so it cannot be made again from that."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"{kind} {name!r}")


def refuse(kind: str, name: str) -> None:
    raise NotFound(kind, name)


def balk(kind: str, name: str) -> None:
    raise Stubborn(kind, name)


def test_heavy_work_is_done_in_another_process() -> None:
    comments = [Comment("a", "公園のトイレ"), Comment("b", "公園が暗い")]
    table, here = child.run(count_terms, comments), count_terms(comments)
    assert (table.respondents, table.comments, table.empty) == (2, 2, 0)
    assert table.frame.equals(here.frame)
    assert child.run(os.getpid) != os.getpid()


def test_one_child_is_kept_and_gives_way_to_the_server() -> None:
    assert child.run(os.getpid) == child.run(os.getpid)
    assert child.run(os.nice, 0) == min(19, os.nice(0) + 10)


def test_what_the_function_raises_is_raised_here_and_tells_where() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        child.run(int, "x")
    assert "Traceback" in caught.value.__notes__[0]
    assert child.run(int, "7") == 7


def test_a_refusal_of_ours_is_raised_here_as_it_was() -> None:
    with pytest.raises(NotFound, match="survey 'x'"):
        child.run(refuse, "survey", "x")


def test_an_exception_that_cannot_travel_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="survey 'x'"):
        child.run(balk, "survey", "x")


def test_a_result_that_cannot_travel_is_an_error_and_the_child_lives() -> None:
    before = child.run(os.getpid)
    with pytest.raises((TypeError, pickle.PicklingError)):
        child.run(threading.Lock)
    assert child.run(os.getpid) == before


def test_a_child_that_dies_is_told_in_a_sentence_and_replaced() -> None:
    before = child.run(os.getpid)
    with pytest.raises(RuntimeError, match=r"ended \(exit code 3\) during _exit"):
        child.run(os._exit, 3)
    assert child.run(os.getpid) not in {before, os.getpid()}


def test_a_child_killed_while_idle_is_replaced_unnoticed() -> None:
    before = child.run(os.getpid)
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert child.run(os.getpid) != before


def test_ctrl_c_is_for_the_server() -> None:
    before = child.run(os.getpid)
    os.kill(before, signal.SIGINT)
    assert child.run(os.getpid) == before


def test_only_what_can_be_imported_is_sent() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        child.run(lambda: 1)
    page = types.FunctionType(refuse.__code__, {"__name__": "__main__"})
    with pytest.raises(pickle.PicklingError, match="refuse is in no module"):
        child.run(page)


def test_prints_of_a_function_do_not_mix_with_results(capfd: pytest.CaptureFixture[str]) -> None:
    child.stop()  # the next child inherits the captured stderr
    assert child.run(os.system, "echo from the shell") == 0
    assert child.run(print, "from Python") is None
    child.stop()
    assert "from the shell" in capfd.readouterr().err


def test_calls_from_several_threads_each_get_their_own_answer() -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = child.run(str, number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: str(number) for number in range(8)}


def test_the_page_that_asks_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit makes the page `__main__`, and multiprocessing would run that in its child."""
    page, mark = tmp_path / "page.py", tmp_path / "ran"
    page.write_text(f"open({str(mark)!r}, 'w').close()\n", encoding="utf-8")
    main = types.ModuleType("__main__")
    main.__file__ = str(page)
    monkeypatch.setitem(sys.modules, "__main__", main)
    child.stop()
    assert child.run(os.getpid) != os.getpid()
    assert not mark.exists()


def test_the_child_ends_with_a_parent_that_was_killed() -> None:
    code = (
        "import os, signal; from analysis import child; print(child.run(os.getpid), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # The child shares the parent's stderr: the end of that file is the end of the child.
    told, complaints = parent.communicate(timeout=60)
    assert parent.returncode == -signal.SIGKILL
    assert int(told) > 0
    assert complaints == b""
