"""What a staff member waits for when よむ is opened: 10,000 comments, for the first time and again.

The comments are invented: those of the samples, joined by twos. What the page asks for is worked
out in processes of its own, each as fresh as the child of a server that has just started:

- cold: nobody ever read these comments (bar 10 s).
- first: what they are cut into and what was read of them is kept, the process knows nothing
  (bar 2 s). Its imports are told apart: the child has done them once any staff page was drawn.
- again: the same in a process that has them (bar 0.3 s).
- another: one more answer came, so that all is read anew; for comparison, no bar.
- picture: the map of topics, and the network of words (bar 0.5 s each).

Beside them, in the same run, stock Janome cuts a sample, told for as many comments. Bars are for
seconds that pass, on a quiet machine; processor seconds are in brackets.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

# Run as a script, this file's folder would stand in front of the rooms of the house.
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:] = [str(ROOT), *(path for path in sys.path if Path(path).resolve() != HERE)]

COMMENTS = 10_000
SAMPLE = 200  # comments, for stock Janome
ROUNDS = 3
SAMPLES = ("childcare", "drill", "festival")
BARS = {"cold": 10.0, "first": 2.0, "again": 0.3, "map": 0.5, "network": 0.5}

Waits = dict[str, tuple[float, float]]


def texts(size: int) -> list[str]:
    """So many different comments."""
    from models.samples import wording  # noqa: PLC0415 - behind the line on sys.path

    lines = [one.text for name in SAMPLES for one in wording.comments(name, "ja")]
    pairs = (f"{one}{other}" for one in lines for other in lines if one != other)
    return list(islice((*lines, *pairs), size))


def clock() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def waited(since: tuple[float, float]) -> tuple[float, float]:
    now = clock()
    return now[0] - since[0], now[1] - since[1]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    began = clock()
    work()
    return waited(began)


def look(folder: str, survey_id: str, everything: str) -> None:
    """One fresh process: prints its waits as JSON."""
    began = clock()
    import settings  # noqa: PLC0415, F401 - what is measured; one thread for matrices
    from pages.components import reading_findings, reading_topics  # noqa: PLC0415 - measured
    from pages.components.reading_desk import Look  # noqa: PLC0415 - measured

    waits = {"imports": waited(began)}
    url, file = f"sqlite:///{folder}/koebako.db", Path(folder) / "tokens.db"
    seen = Look(survey_id, (1, 0), "comment")
    waits["story"] = timed(lambda: reading_findings.story(url, file, seen))
    if everything:
        waits["again"] = timed(lambda: reading_findings.story(url, file, seen))
        waits["map"] = timed(lambda: reading_topics.chart(url, file, seen))
        waits["network"] = timed(lambda: reading_findings.ties(url, file, seen))
    print(json.dumps(waits))


def janome(*_: str) -> None:
    """The sample cut by stock Janome, loaded before; prints its waits as JSON."""
    from analysis.text import tokenizer  # noqa: PLC0415 - loads pandas and more into no other run

    some = texts(COMMENTS)[:: COMMENTS // SAMPLE]
    tokenizer.stock_pieces(some[0])
    print(json.dumps({"janome": timed(lambda: [tokenizer.stock_pieces(one) for one in some])}))


def fresh(work: Callable[..., None], *arguments: str) -> Waits:
    """What a process of its own says of `work`."""
    begin = f"import sys; sys.path[:] = {sys.path!r}; from bench import reading; "
    code = f"{begin}reading.{work.__name__}(*sys.argv[1:])"
    command = [sys.executable, "-c", code, *arguments]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
    waits: Waits = json.loads(told)
    return waits


def add_one(folder: str, survey_id: str) -> None:
    """One more answer, as any other."""
    from sqlalchemy import text  # noqa: PLC0415 - of no use to the processes that are measured

    from models.store import Store  # noqa: PLC0415 - as above

    columns = "survey_id, version, placement, language, mode, received, answers, checksum, flags"
    statement = text(
        f"INSERT INTO response ({columns}, submission_id, receipt) SELECT {columns}, 'one more', "
        "'onemore00000' FROM response WHERE survey_id = :survey_id LIMIT 1"
    )
    store = Store(f"sqlite:///{folder}/koebako.db")
    try:
        store.write(
            lambda session: session.connection().execute(statement, {"survey_id": survey_id})
        )
    finally:
        store.close()


def main() -> None:
    from docs import pictured_surveys  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        survey_id = pictured_surveys.fill(Path(folder), [COMMENTS], COMMENTS, texts)[COMMENTS]
        say("cold", fresh(look, folder, survey_id, "")["story"])
        rounds = [fresh(look, folder, survey_id, "all") for _ in range(ROUNDS)]
        waits = sorted(rounds, key=lambda one: one["story"])[ROUNDS // 2]
        say("first", waits["story"])
        for name in ("imports", "again", "map", "network"):
            say(name, waits[name])
        add_one(folder, survey_id)
        say("another", fresh(look, folder, survey_id, "")["story"])
    stock = fresh(janome)["janome"]
    whole = stock[0] * COMMENTS / SAMPLE, stock[1] * COMMENTS / SAMPLE
    say("stock Janome", whole)
    print(
        f"the first view takes {waits['story'][1] / whole[1]:.2f} of stock Janome's cutting alone"
    )


def say(name: str, wait: tuple[float, float]) -> None:
    bar = BARS.get(name)
    told = "" if bar is None else f"  bar {bar} s"
    missed = "  ABOVE THE BAR" if bar is not None and wait[0] > bar else ""
    print(f"{name:14} {wait[0]:6.2f} s ({wait[1]:.2f}){told}{missed}")


if __name__ == "__main__":
    main()
