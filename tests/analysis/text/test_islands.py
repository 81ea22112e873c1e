from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.charts.islands import DRAWN, WIDTH, alternative, of_islands
from analysis.text.corpus import Corpus
from analysis.text.grouping import Grouping, Node, group
from analysis.text.islands import lay_out
from analysis.text.topics import Topics, describe
from analysis.text.vectors import Floats, unit
from tests.analysis.text.corpora import of_words, planted


def grouped(number: int, **counts: int) -> tuple[Corpus, Grouping, Topics]:
    corpus = of_words([[*words, f"{at}番"] for at, words in enumerate(planted(number)[0])])
    grouping = group(corpus, **counts)
    return corpus, grouping, describe(corpus, grouping)


def places(figure: Any) -> NDArray[np.float64]:
    """x and y of each comment of the corpus, by `customdata`; nan where it is not drawn."""
    at = {
        index: (x, y)
        for trace in figure.data
        for index, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    return np.array([at.get(index, (np.nan, np.nan)) for index in range(max(at) + 1)])


def trustworthiness(vectors: Floats, drawn: NDArray[np.float64], k: int = 10) -> float:
    """J. Venna and S. Kaski, "Neighborhood preservation in nonlinear projection methods", 2001."""
    n = len(drawn)
    apart = 1 - vectors.astype(np.float64) @ vectors.T.astype(np.float64)
    np.fill_diagonal(apart, -1)
    rank = apart.argsort(axis=1).argsort(axis=1)
    near = np.hypot(*(drawn[:, None] - drawn[None]).transpose(2, 0, 1))
    np.fill_diagonal(near, -1)
    neighbours = near.argsort(axis=1)[:, 1 : k + 1]
    missed = np.maximum(0, np.take_along_axis(rank, neighbours, axis=1) - k).sum()
    return float(1 - 2 / (n * k * (2 * n - 3 * k - 1)) * missed)


def noisy(number: int, topics: int) -> Grouping:
    """Vectors around so many directions, each topic in two parts, as real ones scatter."""
    draw = np.random.default_rng(5)
    codes = np.sort(draw.integers(0, 2 * topics, number))
    centres = draw.standard_normal((2 * topics, 50))
    centres[1::2] = centres[::2] + 0.7 * centres[1::2]
    vectors = unit((centres[codes] + 0.8 * draw.standard_normal((number, 50))).astype(np.float32))
    return Grouping(
        keys=tuple(f"r{at}" for at in range(number)),
        vectors=vectors,
        topics=tuple(Node(f"t{n}") for n in range(topics)),
        parts=tuple(Node(f"p{n}", f"t{n // 2}") for n in range(2 * topics)),
        codes=codes,
    )


def test_what_is_near_in_the_picture_is_near_in_what_was_written() -> None:
    grouping = noisy(800, 8)
    islands = lay_out(grouping)
    drawn = islands.centres[grouping.topic_codes()] * 8 + islands.inside
    assert trustworthiness(grouping.vectors, drawn) >= 0.87
    shuffled = np.random.default_rng(1).permutation(drawn)
    assert trustworthiness(grouping.vectors, shuffled) < 0.6


def test_topics_that_are_alike_are_neighbouring_islands() -> None:
    """Six topics on a quarter of a circle: their order on the map is their order on it."""
    angles = np.linspace(0, np.pi / 2, 6)
    vectors = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    grouping = Grouping(
        keys=tuple("abcdef"),
        vectors=vectors,
        topics=tuple(Node(f"t{n}") for n in range(6)),
        parts=tuple(Node(f"p{n}", f"t{n}") for n in range(6)),
        codes=np.arange(6),
    )
    across = lay_out(grouping).centres[:, 0]
    assert across.tolist() in (sorted(across), sorted(across, reverse=True))
    assert (across.min(), across.max()) == (0.0, 1.0)


def test_parts_lie_side_by_side_on_their_island() -> None:
    grouping = noisy(400, 2)
    islands = lay_out(grouping)
    for topic in range(2):
        middles = [islands.inside[grouping.codes == part].mean(axis=0) for part in
                   (2 * topic, 2 * topic + 1)]  # fmt: skip
        assert np.hypot(*(middles[0] - middles[1])) > 0.5


def test_a_figure_has_each_grouped_comment_once_with_its_place_in_the_corpus() -> None:
    corpus, grouping, topics = grouped(120, topics=4)
    figure = of_islands(corpus, topics, lay_out(grouping))
    drawn = [index for trace in figure.data for index in trace.customdata]
    assert sorted(drawn) == np.flatnonzero(topics.codes >= 0).tolist()
    for place, trace in enumerate(figure.data):
        assert set(topics.codes[list(trace.customdata)].tolist()) == {place}


def test_islands_do_not_cover_each_other_and_lie_on_a_phone() -> None:
    corpus, grouping, topics = grouped(200, topics=4)
    figure = of_islands(corpus, topics, lay_out(grouping))
    drawn = places(figure)
    assert drawn[:, 0].min() >= 0
    assert drawn[:, 0].max() <= WIDTH
    boxes = [(np.min(t.x), np.max(t.x), np.min(t.y), np.max(t.y)) for t in figure.data]
    for n, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:n]:
            assert left > other[1] or other[0] > right or top > other[3] or other[2] > bottom


def test_topics_differ_in_colour_or_in_shape_and_all_have_their_name() -> None:
    corpus, grouping, topics = grouped(300, topics=10)
    figure = of_islands(corpus, topics, lay_out(grouping))
    looks = {(trace.marker.color, trace.marker.symbol) for trace in figure.data}
    assert len(looks) == len(topics.topics)
    texts = [note.text.replace("<br>", "") for note in figure.layout.annotations]
    for topic, text in zip(topics.topics, texts, strict=False):
        assert text == f"{topic.name}（{topic.comments}）"


def test_the_foot_states_n_and_what_is_not_drawn() -> None:
    corpus = of_words([*planted(60)[0], ["ヌヌヌ"], []])
    grouping = group(corpus)
    topics = describe(corpus, grouping)
    figure = of_islands(corpus, topics, lay_out(grouping))
    assert figure.layout.annotations[-1].text == "n = 62件（62人）　分けられない 2"
    assert alternative(topics).endswith("分けられない意見は2件です。")


def test_comments_hover_never_as_markup() -> None:
    corpus = of_words([["<b>公園</b>", "芝生"], ["芝生", "<b>公園</b>"]])
    grouping = group(corpus)
    figure = of_islands(corpus, describe(corpus, grouping), lay_out(grouping))
    assert all("<b>" not in text for trace in figure.data for text in trace.text)


def test_of_many_comments_each_topic_is_drawn_by_its_share_with_its_examples() -> None:
    number = 4 * DRAWN
    noise = noisy(number, 4)
    corpus = of_words([["公園", f"芝生{at % 50}"] for at in range(number)])
    grouping = replace(noise, keys=group(corpus).keys)
    topics = describe(corpus, grouping)
    figure = of_islands(corpus, topics, lay_out(grouping))
    for topic, trace in zip(topics.topics, figure.data, strict=True):
        assert abs(len(trace.x) - topic.comments / 4) <= 5
        assert {*topic.examples, topic.dissenting} <= set(trace.customdata)
    drawn = sum(len(trace.x) for trace in figure.data)
    assert figure.layout.annotations[-1].text == f"n = {number:,}件　点は{drawn:,}件"


@pytest.mark.parametrize("words", [[], [[]], [["ヌヌヌ"]]])
def test_without_topics_the_figure_says_so(words: list[list[str]]) -> None:
    corpus = of_words(words)
    grouping = group(corpus)
    topics = describe(corpus, grouping)
    figure = of_islands(corpus, topics, lay_out(grouping))
    assert "分けられる意見がありません。" in figure.layout.annotations[-1].text
    assert "分けられる意見がありません。" in alternative(topics)


def test_the_map_is_the_same_byte_by_byte() -> None:
    corpus, grouping, topics = grouped(150, topics=4)
    one, other = (of_islands(corpus, topics, lay_out(grouping)).to_json() for _ in range(2))
    assert one == other
    assert json.loads(one)["data"]


@settings(max_examples=25)
@given(st.integers(1, 30), st.integers(1, 5), st.integers(1, 4))
def test_every_comment_lies_on_its_island(number: int, dimensions: int, topics: int) -> None:
    draw = np.random.default_rng(number)
    topics = min(topics, number)
    grouping = Grouping(
        keys=tuple(f"r{at}" for at in range(number)),
        vectors=unit(draw.integers(-1, 2, (number, dimensions)).astype(np.float32)),
        topics=tuple(Node(f"t{n}") for n in range(topics)),
        parts=tuple(Node(f"p{n}", f"t{n}") for n in range(topics)),
        codes=np.arange(number) % topics,
    )
    islands = lay_out(grouping)
    assert np.isfinite(islands.inside).all()
    assert np.hypot(*islands.inside.T).max() <= 1 + 1e-4
    assert ((islands.centres >= 0) & (islands.centres <= 1)).all()
