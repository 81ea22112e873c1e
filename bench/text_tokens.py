"""Cutting comments into tokens: the quick walk beside Janome itself, and what was kept read back.

`python bench/text_tokens.py FOLDER`, the folder with the files of the text data; a file that is
missing is named and left out. Figure, reference value of the text-analysis notes, and bar:

- speed: processor time of Janome through that of the walk, on the same comments in turns; the first
  turn includes meeting every word for the first time.
- differences: comments that are cut otherwise.
- words: surfaces of the dictionary that are looked up otherwise (every 20th).
- loading: processor time and memory of a fresh process with the dictionary.
- 10,000 comments in a fresh process: cold, and kept.
- folding: 10,000 comments, 100,000 of several kinds.
"""

from __future__ import annotations

import csv
import itertools
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# Run as a script, this file's folder would stand in front of the rooms of the house.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

from analysis.text import intake, tokenizer
from analysis.text.folding import fold
from analysis.text.lexicon import Lexicon
from analysis.text.normal import normalize

FILES = ("fukui_comments_5000dev.csv", "fukui_rated_4183.tsv", "ward_comments_156.tsv")
TURN = 500
EVERY = 20
LETTER = "児童公園の樹木の伐採に反対します。子どもたちの木陰を守ってください。説明会を求めます。"


def comments(folder: Path) -> list[str]:
    texts = []
    for name in FILES:
        if not (folder / name).exists():
            print(f"  {name} is missing")
            continue
        delimiter = "," if name.endswith(".csv") else "\t"
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            texts += [normalize(row["text"]) for row in csv.DictReader(lines, delimiter=delimiter)]
    return texts


def many(texts: Sequence[str], count: int) -> list[str]:
    """So many comments, those that are missing put together out of two."""
    chance = random.Random(7)
    more = (f"{chance.choice(texts)}。{chance.choice(texts)}" for _ in itertools.count())
    return [*texts[:count], *itertools.islice(more, max(0, count - len(texts)))]


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def say(name: str, figure: str, reference: str, bar: str) -> None:
    print(f"{name:<38} {figure:<28} reference {reference:<18} bar {bar}")


def speed(texts: Sequence[str]) -> None:
    assert tokenizer.is_quick()
    ratios, different = [], 0
    for start in range(0, len(texts), TURN):
        some = texts[start : start + TURN]
        stock = seconds(lambda some=some: list(map(tokenizer.stock_pieces, some)))  # type: ignore[misc] # a default
        ratios.append(stock / seconds(lambda some=some: list(map(tokenizer.pieces, some))))  # type: ignore[misc] # a default
        different += sum(tokenizer.pieces(one) != tokenizer.stock_pieces(one) for one in some)
    middle = statistics.median(ratios)
    figure = f"{middle:.1f}x (first {ratios[0]:.1f}, {min(ratios):.1f}-{max(ratios):.1f})"
    say(f"speed, {len(texts):,} comments", figure, "3.0-3.9x", ">= 2.5x")
    say("differences", str(different), "0", "0")


def words() -> None:
    """Whole surfaces, as Janome's transducer finds them and as the lexicon does."""
    janome = tokenizer._janome()
    lexicon = Lexicon(janome.sys_dic, tokenizer.LONGEST_UNKNOWN)
    surfaces = list(lexicon.surfaces)[::EVERY]
    different = 0
    for surface in surfaces:
        by_janome = {e[0] for e in janome.sys_dic.lookup(surface.encode(), janome.matcher)}
        ours: set[int] = set()
        for length in lexicon.lengths.get(surface[:2], (1,)):
            entry = lexicon.surfaces.get(surface[:length]) if length <= len(surface) else None
            ours |= set(entry) if isinstance(entry, list) else set()
            ours |= {entry} if isinstance(entry, int) else set()
        different += by_janome != ours
    say(f"words, {len(surfaces):,} surfaces", f"{different} different", "0", "0")


def fresh(label: str, code: str, *arguments: str) -> list[float]:
    """Processor seconds and MB, printed by a process of its own."""
    begin = f"import sys; sys.path[:] = {sys.path!r}; from bench import text_tokens as bench; "
    command = [sys.executable, "-c", begin + code, *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    print(f"{label:<38} {float(told[0]):.2f} s, {float(told[1]):.0f} MB")
    return [float(one) for one in told]


def report(work: Callable[[], object]) -> None:
    took = seconds(work)
    # Not ru_maxrss: that begins with the memory of the process that started this one.
    told = Path("/proc/self/status").read_text(encoding="ascii")
    print(took, int(re.findall(r"VmHWM:\s+(\d+)", told)[0]) / 1024)


def read(folder: str, file: str) -> None:
    texts = many(comments(Path(folder)), 10_000)
    report(lambda: intake.tokens(texts, Path(file)))


def main(folder: Path) -> None:
    texts = comments(folder)
    if not texts:
        return
    speed(texts)
    words()
    fresh("loading (bar 2.5 s, 300 MB)", "bench.report(bench.tokenizer.is_quick)")
    with tempfile.TemporaryDirectory() as place:
        file = str(Path(place) / "tokens.db")
        code = "bench.read(*sys.argv[1:])"
        fresh("10,000 cold (bar 10 s)", code, str(folder), file)
        fresh("10,000 kept (bar 0.3 s)", code, str(folder), file)
        print(f"{'bytes a comment':<38} {Path(file).stat().st_size / 10_000:.0f}")
    for name, some in {
        "folding 10,000": many(texts, 10_000),
        "folding 100,000 mixed": many(texts, 100_000),
        "folding 100,000 identical": [LETTER] * 100_000,
        "folding 100,000 numbered copies": [f"{LETTER}{at}" for at in range(100_000)],
    }.items():
        print(f"{name:<38} {seconds(lambda some=some: fold(some)):.2f} s")  # type: ignore[misc] # a default


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        print("no figures: give the folder with the files of the text data")
