"""Areas and districts as lines: set in by blanks, or pasted as two columns."""

from __future__ import annotations

import pytest

from models.questions.place import Place
from pages.components.editor.places import read, with_places, write
from tests.builders import HOME

TWO = {"玉川地域": ["用賀", "等々力"], "区外": []}


@pytest.mark.parametrize(
    "text",
    [
        "玉川地域\n\u3000用賀\n\u3000等々力\n区外",
        "玉川地域\n  用賀\n\n\t等々力\n区外\n",
        "玉川地域\t用賀\n玉川地域\t等々力\n区外",
        "玉川地域\t用賀\n\t等々力\n区外\t",
        "玉川地域\t用賀\t等々力\n区外",
    ],
)
def test_ways_to_write_the_same_places(text: str) -> None:
    assert read(text) == TWO


def test_districts_without_an_area_are_areas() -> None:
    assert read("\u3000用賀\n\u3000等々力") == {"用賀": [], "等々力": []}


def test_written_lines_read_back_to_the_same_question() -> None:
    assert with_places(HOME, None, write(HOME)) == HOME


def test_known_places_keep_their_values_and_new_ones_get_new() -> None:
    changed = with_places(HOME, None, "区外\n玉川地域\n\u3000深沢\n\u3000用賀")
    assert [(area.value, [d.value for d in area.districts]) for area in changed.areas] == [
        ("outside", []),
        ("tamagawa", ["p1", "yoga"]),
    ]


def test_value_of_a_removed_place_is_never_given_to_another() -> None:
    published = with_places(Place(key="q1"), None, "東\n西")
    draft = with_places(published, published, "東")
    assert [area.value for area in with_places(draft, published, "東\n北").areas] == ["p1", "p3"]
