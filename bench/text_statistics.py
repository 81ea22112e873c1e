"""Statistics of words: planted and no differences, ties and trends, and how long they take.

`PYTHONPATH=. python bench/text_statistics.py FOLDER` takes the folder of the development data. The
comments of fukui_comments_5000dev.csv carry planted differences (the notes on text analysis,
section 7); where the file is missing, that is said, and drawn words take its place.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

# Run as a script, bench/analysis.py would stand in front of the room whose name it has.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

import numpy as np
from numpy.typing import NDArray

from analysis.charts.correspondence import of_correspondence
from analysis.charts.networks import of_network
from analysis.charts.trends import of_trends
from analysis.text.characteristic import characteristic, log_odds
from analysis.text.cloud import cloud
from analysis.text.comments import Comment
from analysis.text.communities import arranged
from analysis.text.cooccurrence import network
from analysis.text.corpus import incidence, read
from analysis.text.correspondence import correspondence
from analysis.text.incidence import Incidence
from analysis.text.trends import trends
from tests.analysis.text.incidences import drawn, of_marks, planted, unequal

T = TypeVar("T")
Marks = NDArray[np.int64]

FILE = "fukui_comments_5000dev.csv"
LABELS = list("abcdef")
# More than 1,000 people or not, and the rarest word: what the notes found, and the bar.
REFERENCES = {
    (False, 10): (".68 (Jaccard .69, lift .31; marked .16)", 0.0),
    (True, 20): (".72 (Jaccard .30, lift .12; marked .35)", 0.70),
}
REPEATS, EFFECTS, FIRST = 10, 15, 10


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/text")
    found = words(folder / FILE)
    rankings(found, 1_000, 10)
    for rarest in (15, 20, 30):
        rankings(found, len(found.people), rarest)
    chance_alone(found)
    speed(found)


def words(file: Path) -> Incidence:
    """Words of at least five people, who wrote the comments of the file."""
    if not file.is_file():
        print(f"{file.name} is not in {file.parent}: drawn words take its place")
        return of_marks(drawn(5_000, 800, np.random.default_rng(0)))
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    comments = [Comment(f"r{number:05}", row["text"]) for number, row in enumerate(rows)]
    return incidence(read(comments), least=5)


def rankings(found: Incidence, people: int, rarest: int) -> None:
    """Share of the planted differences among the first ten of their group, and with a mark.

    Words that at least `rarest` people use carry them. The notes do not say how rare theirs were;
    with 20 of 5,000, Jaccard's ranking finds about as many as there, so the bar is set there.
    """
    whole = found.matrix.toarray().astype(np.int64)
    led: dict[str, list[float]] = {"Jaccard": [], "lift": [], "log-odds": []}
    marked = []
    for seed in range(REPEATS):
        chance = np.random.default_rng(seed)
        marks = whole[chance.choice(len(whole), people, replace=False)]
        marks = marks[:, marks.sum(axis=0) >= 5]
        columns = np.flatnonzero(marks.sum(axis=0) >= rarest)
        codes, pairs = planted(marks[:, columns], unequal(people, chance), EFFECTS, chance)
        there = [(int(columns[column]), group) for column, group in pairs]
        for name, scores in ranked(marks, codes).items():
            order = np.argsort(np.argsort(-scores, axis=0, kind="stable"), axis=0)
            led[name].append(statistics.mean(int(order[pair] < FIRST) for pair in there))
        result = characteristic(of_marks(marks), codes, LABELS, shown=len(marks[0]))
        surely = {(w.text, g.label) for g in result.groups for w in g.more if w.marked}
        marked.append(statistics.mean(int((f"w{c}", LABELS[g]) in surely) for c, g in there))
    shares = {name: statistics.mean(some) for name, some in led.items()}
    said = ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
    print(f"planted, n = {people:,}, words of {rarest} people and more: {said}")
    reference = REFERENCES.get((people > 1_000, rarest), ("-", 0.0))
    told("    log-odds", shares["log-odds"], *reference)
    print(f"    with a mark (Fisher, BH) {statistics.mean(marked):.2f}")


def ranked(marks: Marks, codes: Marks) -> dict[str, NDArray[np.float64]]:
    """Scores of words × groups."""
    members = (codes[:, None] == np.arange(len(LABELS))).astype(np.int64)
    counts, sizes = marks.T @ members, members.sum(axis=0)
    used = counts.sum(axis=1, keepdims=True)
    return {
        "Jaccard": counts / (used + sizes - counts),
        "lift": counts / sizes / used,
        "log-odds": log_odds(counts)[1],
    }


def chance_alone(found: Incidence) -> None:
    """False discoveries an analysis: shuffled attributes, words and times."""
    whole = found.matrix.toarray().astype(np.int64)
    people = len(whole)
    by_group, ties, over_time = [], [], []
    for seed in range(REPEATS):
        chance = np.random.default_rng(seed)
        some = characteristic(found, unequal(people, chance), LABELS, shown=len(found.terms))
        by_group.append(sum(bool(w.marked) for g in some.groups for w in (*g.more, *g.less)))
        shuffled = np.column_stack([chance.permutation(column) for column in whole[:, :300].T])
        ties.append(network(of_marks(shuffled), words=300).significant)
        days = np.minimum(59, chance.exponential(8, people)).astype(np.int64)
        over_time.append(len(trends(found, 490_000 + 24 * days, step="day").marked))
    for name, false in (
        ("word × group", by_group),
        ("ties of 300 words", ties),
        ("trends over 60 days", over_time),
    ):
        mean = statistics.mean(false)
        over = "" if mean <= 0.1 else "  OVER THE BAR"
        print(f"false discoveries, {name:20} {mean:5.2f}  reference 0.0, bar 0.1{over}")


def speed(found: Incidence) -> None:
    """Milliseconds of processor time, the best of three."""
    for most, edges in ((60, 90), (150, 225), (300, 450)):
        took, tied = timed(partial(network, found, words=most, edges=edges))
        people = [node.people for node in tied.nodes]
        weights = [(edge.one, edge.other, edge.jaccard) for edge in tied.edges]
        laid, _ = timed(partial(arranged, people, weights))
        print(
            f"network {most:3} words, {len(tied.edges):3} ties: {took:5.0f} ms, of that "
            f"communities and places {laid:4.0f}"
        )
    chance = np.random.default_rng(0)
    codes = unequal(len(found.people), chance)
    days = 490_000 + 24 * chance.integers(0, 60, len(found.people))
    pairs = list(zip(found.terms, found.respondents().tolist(), strict=True))
    works: dict[str, Callable[[], object]] = {
        "network, figure": lambda: of_network(network(found)),
        "characteristic words": lambda: characteristic(found, codes, LABELS),
        "correspondence, figure": lambda: of_correspondence(correspondence(found, codes, LABELS)),
        "trends, figure": lambda: of_trends(trends(found, days)),
        "cloud (bar 300)": lambda: cloud(pairs),
    }
    for name, work in works.items():
        print(f"{name:24} {timed(work)[0]:5.0f} ms")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    took = []
    for _ in range(3):
        began = time.process_time()
        result = work()
        took.append(time.process_time() - began)
    return 1_000 * min(took), result


def told(what: str, value: float, reference: str, bar: float) -> None:
    warning = "" if value >= bar else "  BELOW THE BAR"
    print(f"{what} {value:.2f}  reference {reference}, bar {bar or '-'}{warning}")


if __name__ == "__main__":
    main()
