"""Topics and coding by example beside TF-IDF with k-means, NMF, LDA and naive Bayes; and speed.

`PYTHONPATH=. python bench/text_topics.py FOLDER` takes the folder of the development data and says
which of its files are missing. Baselines need scikit-learn (requirements-dev.txt). References are
those of the notes on text analysis, sections 4 and 9, which were measured on other rows. With
`--speed` only the speed is measured.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeVar

# Run as a script, bench/analysis.py would stand in front of the room whose name it has.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

import settings  # noqa: I001 - before numpy: it sets the threads of matrices

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.preprocessing import normalize

from analysis.charts.islands import of_islands
from analysis.text.clusters import cluster
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.examples import propose
from analysis.text.grouping import Grouping, group
from analysis.text.islands import lay_out
from analysis.text.readings import Reading, Term
from analysis.text.topics import describe
from analysis.text.vectors import Floats, learn, place

T = TypeVar("T")
Words = Sequence[Sequence[str]]
Codes = NDArray[np.intp]

OTHER = "その他"
SEEDS = range(5)
DRAWS = 10
SIZES = (1_000, 10_000, 100_000)
BARS = {1_000: None, 10_000: 1.0, 100_000: 10.0}
# Files: label, then background; how many topics; the reference of our way, of its baselines; bar.
SETS = {
    "fukui": (
        ("fukui_topic_act_240.tsv", "topic", "fukui_comments_5000dev.csv"),
        (12, ".346 (TF-IDF .235, LDA .193)", 0.33),
    ),
    "SIB": (("sib200_ja_701.tsv", "category", ""), (7, ".359 of 1,004 (stock .144)", 0.33)),
}
EXAMPLES = {3: (None, None), 5: (".622, .486", 0.52), 10: (".665, .568", None)}


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(arguments[0] if arguments else "data/text")
    print(f"{settings.ROOT.name}: one thread for matrices")
    if "--speed" not in sys.argv:
        for name in SETS:
            quality(folder, name)
    words = [
        list(reading.plain)
        for file in ("fukui_comments_5000dev.csv", "fukui_rated_4183.tsv")
        for reading in readings([row["text"] for row in rows(folder / file)])
    ]
    if words:
        for size in SIZES:
            speed(words, size)


def quality(folder: Path, name: str) -> None:
    """Clusters and coding of one labelled set."""
    (file, label, background), (topics, reference, bar) = SETS[name]
    labelled = [row for row in rows(folder / file) if row[label] != OTHER]
    if not labelled:
        return
    texts = [row["text"] for row in (*labelled, *rows(folder / background if background else None))]
    words = [list(reading.plain) for reading in readings(texts)]
    _, true = np.unique([row[label] for row in labelled], return_inverse=True)
    vectors = place(learn(words))
    found = [grouped(vectors, topics, seed) for seed in SEEDS]
    scores = [adjusted_mutual_info_score(true, codes[: len(true)]) for codes in found]
    print(
        f"{name}: {len(true)} labelled within {len(words):,}, k = {topics}: AMI "
        f"{np.mean(scores):.3f} ({min(scores):.3f} to {max(scores):.3f} over {len(scores)} seeds), "
        f"reference {reference}, bar {bar}{missing(float(np.mean(scores)), bar)}"
    )
    alike = [adjusted_rand_score(one, other) for one, other in combinations(found, 2)]
    print(f"  seeds agree with each other by ARI {np.mean(alike):.3f} (reference .639)")
    for way, codes in baselines(words, topics):
        score = adjusted_mutual_info_score(true, codes[: len(true)])
        print(f"  {way}: AMI {score:.3f}")
    for number, (known, least) in EXAMPLES.items():
        coding(words, vectors, true, number, known, least if name == "fukui" else None)


def grouped(vectors: Floats, topics: int, seed: int) -> Codes:
    known = vectors.any(axis=1)
    codes = np.full(len(vectors), -1, np.intp)
    codes[known] = cluster(vectors[known], topics, seed).codes
    return codes


def baselines(words: Words, topics: int) -> Iterator[tuple[str, Codes]]:
    """What stands in textbooks, with one seed."""
    counts = CountVectorizer(analyzer=list, min_df=2).fit_transform(words)
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    for dimensions in (20, 50):
        reduced = normalize(TruncatedSVD(dimensions, random_state=0).fit_transform(weighted))
        means = KMeans(topics, n_init=10, random_state=0)
        yield f"TF-IDF, SVD-{dimensions}, k-means", means.fit_predict(reduced)
    factors = NMF(topics, init="nndsvd", random_state=0, max_iter=400)
    yield "NMF on TF-IDF", factors.fit_transform(weighted).argmax(axis=1)
    mixture = LatentDirichletAllocation(topics, random_state=0, max_iter=20)
    yield "LDA", mixture.fit_transform(counts).argmax(axis=1)


def coding(
    words: Words,
    vectors: Floats,
    true: Codes,
    number: int,
    reference: str | None,
    bar: float | None,
) -> None:
    """So many examples of each code, the rest of the labelled proposed."""
    counts = CountVectorizer(analyzer=list).fit_transform(words[: len(true)])
    ours, bayes, sure, hits = [], [], [], []
    for seed in range(DRAWS):
        draw = np.random.default_rng(seed)
        places = [draw.permutation(np.flatnonzero(true == code)) for code in range(true.max() + 1)]
        taught = np.concatenate([some[: min(number, len(some) - 1)] for some in places])
        found = propose(vectors[: len(true)], {int(at): f"{true[at]:02}" for at in taught})
        right = [one.best == f"{true[one.comment]:02}" for one in found.proposals]
        ours.append(np.mean(right))
        sure += [one.confidence for one in found.proposals]
        hits += right
        rest = np.setdiff1d(np.arange(len(true)), taught)
        naive = MultinomialNB().fit(counts[taught], true[taught]).predict(counts[rest])
        bayes.append(np.mean(naive == true[rest]))
    accuracy, told = float(np.mean(ours)), np.array(sure) >= 0.5
    known = f", reference {reference}" if reference else ""
    barred = f", bar {bar}{missing(accuracy, bar)}" if bar else ""
    print(
        f"  {number} examples a code: right {accuracy:.3f}{known}{barred}; naive Bayes "
        f"{np.mean(bayes):.3f}; says {np.mean(sure):.3f}; {told.mean():.0%} are proposed, "
        f"{np.array(hits)[told].mean():.3f} of them right"
    )


def speed(words: Words, size: int) -> None:
    """Seconds of processor time of each step, and the memory it adds at the peak."""
    corpus = drawn(words, size)
    before = peak()
    plain = [reading.plain for reading in corpus.readings]
    learnt, vectors = timed(lambda: place(learn(plain)))
    known = vectors[vectors.any(axis=1)]
    clustered, _ = timed(lambda: cluster(known, 10, 0))
    whole, grouping = timed(lambda: group(corpus))
    described, topics = timed(lambda: describe(corpus, grouping))
    placed, islands = timed(lambda: lay_out(grouping))
    figured, figure = timed(lambda: of_islands(corpus, topics, islands))
    bar = BARS[size]
    barred = f" (bar {bar}){over(learnt + clustered, bar)}" if bar else ""
    print(
        f"{size:,} comments: vectors {learnt:.2f} s + clusters {clustered:.2f} s{barred}; both "
        f"levels {whole:.2f} s, labels and examples {described:.2f} s; picture {placed:.2f} s "
        f"(bar 0.5){over(placed, 0.5)}, figure {figured:.2f} s, "
        f"{len(figure.to_json()) / 1e6:.2f} MB; {peak() - before:.0f} MB more at the peak"
    )
    trust = trustworthiness(grouping, islands.centres, islands.inside)
    print(
        f"  trustworthiness {trust:.3f} (reference .896, UMAP .886; bar .87){missing(trust, 0.87)}"
    )


def drawn(words: Words, size: int) -> Corpus:
    """So many comments: the real ones, then real ones with every seventh word exchanged."""
    draw = random.Random(1)
    terms = {word: Term(word, "名詞", 0, len(word)) for some in words for word in some}
    said = [
        words[at]
        if at < len(words)
        else [word if draw.random() > 0.15 else draw.choice(draw.choice(words) or [word])
              for word in draw.choice(words)]
        for at in range(size)
    ]  # fmt: skip
    return Corpus(
        comments=tuple(Comment(f"r{at}", "") for at in range(size)),
        readings=tuple(
            Reading("".join(some), (), tuple(terms[word] for word in some), tuple(some))
            for some in said
        ),
        empty=0,
        folds=tuple(range(size)),
    )


def trustworthiness(
    grouping: Grouping, centres: NDArray[np.float64], inside: NDArray[np.float64], k: int = 10
) -> float:
    """Of 1,000 comments among all; as scikit-learn has it."""
    topics = grouping.topic_codes()
    known = np.flatnonzero(topics >= 0)[:20_000]
    sizes = np.bincount(topics[known])
    radius = 0.3 * np.sqrt(sizes / len(known))
    at = centres[topics[known]] + inside[known] * radius[topics[known]][:, None]
    vectors, n = grouping.vectors[known], len(known)
    missed = 0
    chosen = np.random.default_rng(0).choice(n, min(1_000, n), replace=False)
    for one in chosen.tolist():
        apart = 1 - vectors @ vectors[one]
        apart[one] = -1
        rank = apart.argsort().argsort()
        near = np.hypot(*(at - at[one]).T)
        near[one] = -1
        missed += int(np.maximum(0, rank[near.argsort()[1 : k + 1]] - k).sum())
    return 1 - 2 / (len(chosen) * k * (2 * n - 3 * k - 1)) * missed


def readings(texts: Sequence[str]) -> Sequence[Reading]:
    """Parallel to the texts: one that says nothing is read as well."""
    corpus = read([Comment(f"r{at}", text) for at, text in enumerate(texts)])
    by_id = {
        comment.response_id: reading
        for comment, reading in zip(corpus.comments, corpus.readings, strict=True)
    }
    return [by_id.get(f"r{at}", Reading("", (), (), ())) for at in range(len(texts))]


def rows(file: Path | None) -> list[dict[str, str]]:
    if file is None:
        return []
    if not file.exists():
        print(f"{file} is missing")
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter="\t" if file.suffix == ".tsv" else ","))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def peak() -> float:
    """Megabytes this process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def missing(found: float, bar: float) -> str:
    return "" if found >= bar else "  BELOW THE BAR"


def over(found: float, bar: float) -> str:
    return "" if found <= bar else "  OVER THE BAR"


if __name__ == "__main__":
    main()
