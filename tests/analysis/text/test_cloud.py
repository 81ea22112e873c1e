from __future__ import annotations

import re
from time import process_time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.labels import width
from analysis.text.cloud import WIDTH, WORDS, cloud

SVG = "{http://www.w3.org/2000/svg}"
MANY = [(f"公園の遊具{number}"[number % 4 :], 500 - 5 * number) for number in range(95)]


def boxes(drawn: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each word, by the letters' height."""
    found = []
    for word in ElementTree.fromstring(drawn).iter(f"{SVG}text"):
        size, x, y = (float(word.get(name, "nan")) for name in ("font-size", "x", "y"))
        half = width(word.text or "") * size / 4
        found.append((x - half, y - 0.9 * size, x + half, y + 0.1 * size))
    return found


def test_the_ornament_is_level_silent_and_limited() -> None:
    drawn = cloud(MANY)
    root = ElementTree.fromstring(drawn)
    assert root.get("aria-hidden") == "true"
    assert "rotate" not in drawn
    words = list(root.iter(f"{SVG}text"))
    assert len(words) == WORDS < len(MANY)
    assert words[0].text == MANY[0][0]
    sizes = [float(word.get("font-size", 0)) for word in words]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1.3 * sizes[-1]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.text("公園ab<&\"' ー", min_size=1), st.integers(0, 900)), max_size=90))
def test_no_word_lies_on_another_or_outside(words: list[tuple[str, int]]) -> None:
    drawn = cloud(words)
    placed = boxes(drawn) if drawn else []
    for at, (left, top, right, bottom) in enumerate(placed):
        assert left >= -0.1
        assert right <= WIDTH + 0.1
        for other in placed[:at]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart
    if placed:
        _, upper, _, high = map(float, re.findall(r'viewBox="(.*?)"', drawn)[0].split())
        assert upper <= min(box[1] for box in placed)
        assert max(box[3] for box in placed) <= upper + high


def test_the_order_of_words_does_not_matter() -> None:
    assert cloud(MANY[::-1]) == cloud(MANY)


@pytest.mark.parametrize("words", [[], [("公園", 0)], [("あ" * 10_000, 30)]])
def test_nothing_to_draw_is_nothing(words: list[tuple[str, int]]) -> None:
    assert cloud(words) == ""


def test_it_takes_no_longer_than_an_ornament_may() -> None:
    """0.3 s of processor time, the best of three."""
    took = []
    for _ in range(3):
        began = process_time()
        cloud(MANY)
        took.append(process_time() - began)
    assert min(took) <= 0.3
