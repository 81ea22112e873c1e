from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.grouping import Grouping, Node, arrange, comment_keys, group, rule
from tests.analysis.text.corpora import of_words, pairs_kept, planted

ROOT = Path(__file__).parents[3]


def told(grouping: Grouping) -> str:
    nodes = [(n.id, n.parent, n.stability) for n in (*grouping.topics, *grouping.parts)]
    return json.dumps([nodes, grouping.codes.tolist()])


@pytest.mark.parametrize(
    ("comments", "expected"),
    [(0, (2, 4)), (8, (2, 4)), (27, (3, 9)), (500, (8, 64)), (1_000, (10, 100))],
)
def test_how_many_topics_and_parts_there_are_by_the_rule(
    comments: int, expected: tuple[int, int]
) -> None:
    assert rule(comments) == expected


def test_from_a_thousand_comments_on_there_are_no_more() -> None:
    assert rule(10_000) == rule(100_000) == rule(1_000)


def test_planted_topics_are_found() -> None:
    words, true = planted(240)
    found = group(of_words(words), topics=4)
    assert pairs_kept(found.topic_codes().tolist(), true) > 0.97
    assert all((topic.stability or 0) > 0.9 for topic in found.topics)


def test_every_part_lies_in_one_topic_and_ids_are_unique() -> None:
    found = group(of_words(planted(300)[0]), topics=3, parts=12)
    ids = [node.id for node in (*found.topics, *found.parts)]
    assert len(set(ids)) == len(ids)
    assert {part.parent for part in found.parts} == {topic.id for topic in found.topics}
    sizes = np.bincount(found.topic_codes())
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert len(found.parts) > len(found.topics)
    for topic in found.topics:
        inside = found.topic_codes() == found.topics.index(topic)
        assert found.members(topic.id).tolist() == np.flatnonzero(inside).tolist()


def test_comments_without_known_words_are_in_no_topic() -> None:
    words, _ = planted(60)
    found = group(of_words([*words, ["ヌヌヌ"], []]))
    assert found.codes[-2:].tolist() == [-1, -1]
    assert found.topic_codes()[-2:].tolist() == [-1, -1]
    assert (found.codes[:-2] >= 0).all()


def test_repeats_go_where_their_first_goes_and_change_nothing() -> None:
    words, _ = planted(80)
    alone = group(of_words(words), seed=4)
    campaign = group(of_words([*words, *[words[7]] * 500]), seed=4)
    assert set(campaign.codes[80:].tolist()) == {int(campaign.codes[7])}
    assert pairs_kept(campaign.topic_codes()[:80].tolist(), alone.topic_codes().tolist()) == 1.0


def test_a_hundred_thousand_equal_comments_are_one_topic() -> None:
    found = group(of_words([["公園", "芝生"]] * 100_000))
    assert (len(found.topics), len(found.parts)) == (1, 1)
    assert not found.codes.any()


@pytest.mark.parametrize(
    "words", [[], [[]], [["公園"]], [["公園"], ["道路"]], [["公園"], ["公園"]]]
)
def test_hardly_any_comments_are_no_error(words: list[list[str]]) -> None:
    found = group(of_words(words))
    assert len(found.codes) == len(words)
    assert not found.reliable


def test_from_five_hundred_comments_on_grouping_is_reliable() -> None:
    words, _ = planted(540)
    words = [list(some) for some in dict.fromkeys(map(tuple, words))][:500]
    assert group(of_words(words), topics=2, parts=2).reliable
    assert not group(of_words([*words[:499], *words[:50]]), topics=2, parts=2).reliable
    assert not group(of_words([*words[:499], ["ヌヌヌ"]])).reliable


def test_a_persons_further_comments_are_numbered() -> None:
    assert comment_keys(["a", "b", "a", "a"]) == ["a", "b", "a#2", "a#3"]


def test_arranging_leaves_out_what_is_empty() -> None:
    found = arrange(
        Grouping(
            keys=("a", "b", "c", "d"),
            vectors=np.zeros((4, 2), np.float32),
            topics=(Node("t1"), Node("t2"), Node("t3")),
            parts=(Node("p1", "t1"), Node("p2", "t2"), Node("p3", "t3"), Node("p4", "t2")),
            codes=np.array([3, 0, 1, -1]),
        )
    )
    assert [topic.id for topic in found.topics] == ["t2", "t1"]
    assert [part.id for part in found.parts] == ["p2", "p4", "p1"]
    assert found.codes.tolist() == [1, 2, 0, -1]


def test_the_middle_comment_names_a_topic_whatever_else_arrives() -> None:
    words, _ = planted(200)
    before, after = (group(of_words(words[:number]), topics=4) for number in (190, 200))
    kept = {topic.id for topic in before.topics} & {topic.id for topic in after.topics}
    assert kept


@functools.cache
def ward_corpus() -> Corpus:
    file = Path(__file__).parents[1] / "data" / "ward_comments_156.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return read([Comment(f"r{at}", line.split("\t")[2]) for at, line in enumerate(lines)])


def test_grouping_is_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "import settings, tests.analysis.text.test_grouping as t; "
        "print(t.told(t.group(t.of_words(t.planted(300)[0]))))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert said.stdout.decode().strip() == told(group(of_words(planted(300)[0])))
