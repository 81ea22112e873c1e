from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.corpus import Corpus
from analysis.text.grouping import Grouping, Node, group
from analysis.text.topic_labels import Spoken
from analysis.text.topics import EXAMPLES, Topics, describe
from analysis.text.vectors import unit
from tests.analysis.text.corpora import PLANTED, of_words, planted
from tests.analysis.text.test_grouping import ward_corpus


def by_hand(corpus: Corpus, codes: list[int], vectors: list[list[float]]) -> Grouping:
    """One part a topic."""
    numbers = range(max(codes) + 1)
    return Grouping(
        keys=tuple(f"r{at}" for at in range(len(codes))),
        vectors=unit(np.array(vectors, np.float32)),
        topics=tuple(Node(f"t{n}", stability=0.8) for n in numbers),
        parts=tuple(Node(f"p{n}", f"t{n}") for n in numbers),
        codes=np.array(codes, np.intp),
    )


def test_a_topic_is_named_by_the_words_that_only_it_uses() -> None:
    words, true = planted(200)
    corpus = of_words([[*some, "世田谷"] for some in words])
    found = describe(corpus, group(corpus, topics=4))
    assert len(found.topics) == 4
    for place, topic in enumerate(found.topics):
        of_this = {true[at] for at in np.flatnonzero(found.codes == place)}
        expected = [line.split() for n, line in enumerate(PLANTED.values()) if n in of_this]
        assert len(topic.terms) == 5
        assert set(topic.terms) <= set(expected[0])
        assert topic.name == "・".join(topic.terms[:3])


def test_what_is_spoken_of_stands_before_what_is_said_about_it() -> None:
    spoken = Spoken(ward_corpus())
    assert spoken.name(["増やす", "公園", "使いにくい", "道路"]) == "公園・増やす・使いにくい"


def test_a_label_counts_people_and_not_comments() -> None:
    """砂場 is written seven times by one person; 花壇 once by each of three."""
    corpus = of_words([["砂場"]] * 7 + [["花壇"]] * 3, people=["a"] * 7 + ["b", "c", "d"])
    spoken = Spoken(corpus)
    counts = spoken.counts(np.array([0] * 10), 1)
    assert dict(zip(spoken.terms, counts[:, 0].tolist(), strict=True)) == {"砂場": 1, "花壇": 3}
    assert spoken.labels(np.array([0] * 10), 1) == (("花壇",),)


def test_a_part_of_a_term_is_not_named_beside_it() -> None:
    corpus = of_words([["駐車場", "駐車", "満車"]] * 4 + [["公園", "芝生"]] * 4)
    (one, _) = Spoken(corpus).labels(np.array([0] * 4 + [1] * 4), 2)
    assert sorted(one) == ["満車", "駐車"] or sorted(one) == ["満車", "駐車場"]


def test_examples_are_typical_and_unlike_each_other_and_one_dissents() -> None:
    texts = [[f"意見その{n}について書く"] for n in range(6)]
    corpus = of_words(texts)
    vectors: list[list[float]] = [[9, 0, 0], [9, 0.1, 0], [9, 3, 0], [9, -3, 0]]
    vectors += [[9, 0, 6], [1, 0, -9]]
    (topic,) = describe(corpus, by_hand(corpus, [0] * 6, vectors)).topics
    assert topic.examples[0] in (0, 1)
    assert len({0, 1} & set(topic.examples)) == 1  # the two are nearly one
    assert len(topic.examples) == EXAMPLES
    assert topic.dissenting == 5


def test_examples_repeat_nothing_and_are_long_enough_to_read() -> None:
    corpus = of_words(
        [["公園"], ["公園"], *[[f"公園の芝生がとても気持ちよい{n}"] for n in range(4)]]
    )
    grouping = by_hand(corpus, [0] * 6, [[1, 0.1 * n] for n in range(6)])
    (topic,) = describe(corpus, grouping).topics
    assert set(topic.examples) <= {2, 3, 4, 5}
    assert topic.dissenting not in topic.examples


def test_people_and_comments_are_counted_apart() -> None:
    corpus = of_words([["公園"], ["芝生"], ["道路"], ["空"]], people=["a", "a", "b", "c"])
    found = describe(corpus, by_hand(corpus, [0, 0, 1, -1], [[1, 0], [1, 0], [0, 1], [0, 0]]))
    assert [(topic.comments, topic.respondents) for topic in found.topics] == [(2, 1), (1, 1)]
    assert (found.comments, found.respondents, found.unsorted) == (4, 3, 1)


def test_a_topic_without_terms_is_called_by_the_beginning_of_a_comment() -> None:
    corpus = of_words([["公園の芝生がとても気持ちよい"], ["空"]])
    found = describe(corpus, by_hand(corpus, [0, 1], [[1, 0], [0, 1]]))
    assert found.topics[0].name == "「公園の芝生がとても気持ち…」"


def test_nothing_written_is_no_topic() -> None:
    found = describe(of_words([]), group(of_words([])))
    assert (found.topics, found.comments, found.unsorted) == ((), 0, 0)


def test_topics_of_a_ward_have_everything_staff_read() -> None:
    corpus = ward_corpus()
    found = describe(corpus, group(corpus))
    assert not found.reliable
    for place, topic in enumerate(found.topics):
        inside = set(np.flatnonzero(found.codes == place).tolist())
        assert topic.terms
        assert len(topic.examples) == EXAMPLES
        assert {*topic.examples, topic.dissenting} <= inside
        assert sum(part.comments for part in topic.parts) in (0, topic.comments)


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from("海山川空森町"), max_size=4), max_size=30))
def test_every_comment_is_counted_once(words: list[list[str]]) -> None:
    corpus = of_words(words)
    found: Topics = describe(corpus, group(corpus, topics=3, parts=6))
    assert sum(topic.comments for topic in found.topics) + found.unsorted == len(words)
    for place, topic in enumerate(found.topics):
        inside = found.codes == place
        assert topic.comments == np.count_nonzero(inside)
        for at, part in enumerate(topic.parts):
            assert part.comments == np.count_nonzero(inside & (found.part_codes == at))
        assert topic.parts or (found.part_codes[inside] == -1).all()
    assert found.unsorted == pytest.approx(np.count_nonzero(found.codes < 0))
