"""From comments as they are written to statistics: what 156 of them say, and what they do not."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from analysis.text.characteristic import characteristic
from analysis.text.comments import Comment
from analysis.text.cooccurrence import group_network, network
from analysis.text.corpus import incidence, read
from analysis.text.incidence import Incidence
from analysis.text.word_sentences import of_groups

WARD = Path(__file__).parents[1] / "data" / "ward_comments_156.tsv"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with WARD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def words(rows: list[dict[str, str]]) -> Incidence:
    """Each comment by somebody else."""
    return incidence(read([Comment(f"r{n:03}", row["text"]) for n, row in enumerate(rows)]))


def test_praise_and_wishes_use_words_of_their_own(
    rows: list[dict[str, str]], words: Incidence
) -> None:
    labels = ["称賛", "不満", "要望・その他"]
    codes = np.array([labels.index(row["act"]) for row in rows])
    found = characteristic(words, codes, labels)
    marked = {
        (group.label, word.text) for group in found.groups for word in group.more if word.marked
    }
    assert marked == {("称賛", "良い"), ("要望・その他", "増やす")}
    tied = group_network(words, codes, labels)
    ties = {
        frozenset((tied.nodes[edge.one].text, tied.nodes[edge.other].text)) for edge in tied.edges
    }
    assert ties == {frozenset(pair) for pair in marked}


def test_of_so_few_comments_no_more_is_said(rows: list[dict[str, str]], words: Incidence) -> None:
    """Thirteen comments on each of twelve topics."""
    labels = sorted({row["topic"] for row in rows})
    codes = np.array([labels.index(row["topic"]) for row in rows])
    found = characteristic(words, codes, labels)
    assert [group.n for group in found.groups] == [13] * 12
    assert list(of_groups(found)) == [
        "区分による言葉の違いは、偶然の範囲を超えるものが見つかりませんでした。"
    ]
    assert network(words).edges == ()
