"""The topics of a question's comments, kept as they were found, before staff changed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import numpy as np

from analysis.text import kept
from analysis.text.corpus import Corpus
from analysis.text.grouping import Grouping, Node, comment_keys, group
from analysis.text.kept import Arrays


def grouping(name: str, corpus: Corpus, topics: int | None, file: Path | None = None) -> Grouping:
    """The corpus in topics (grouping.group), or what is kept of that in `file` under the name."""
    keys = tuple(comment_keys([comment.response_id for comment in corpus.comments]))
    return kept.once(
        kept.place(file, f"topics {name}", _parts(corpus, keys, topics)),
        lambda: group(corpus, topics),
        _packed,
        lambda arrays: _unpacked(keys, arrays),
    )


def _parts(corpus: Corpus, keys: tuple[str, ...], topics: int | None) -> Iterator[str]:
    """All that a grouping follows from, besides the rules."""
    yield str(topics)
    yield " ".join(map(str, corpus.folds))
    for key, reading in zip(keys, corpus.readings, strict=True):
        yield key
        yield "\0".join(reading.plain)


def _packed(found: Grouping) -> Arrays:
    return {
        "vectors": found.vectors,
        "codes": found.codes,
        "nodes": kept.words([astuple(one) for one in found.topics + found.parts]),
        "sizes": np.array([len(found.topics), found.different]),
    }


def _unpacked(keys: tuple[str, ...], arrays: Arrays) -> Grouping:
    nodes = [Node(*one) for one in kept.of_words(arrays["nodes"])]
    first, different = arrays["sizes"].tolist()
    vectors, codes = arrays["vectors"], arrays["codes"]
    if not len(vectors) == len(codes) == len(keys):
        raise ValueError("the topics of other comments")
    return Grouping(keys, vectors, tuple(nodes[:first]), tuple(nodes[first:]), codes, different)
