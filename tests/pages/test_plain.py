"""The escape itself; test_screens shows in Chromium that Streamlit renders none of these."""

from __future__ import annotations

import re

import pytest

from pages.components.plain import plain
from tests.pages.nasty import NASTY


@pytest.mark.parametrize("text", NASTY)
def test_text_comes_out_unchanged_on_one_line(text: str) -> None:
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text)).replace("\u2060", "")
    assert unescaped == " ".join(text.split())


@pytest.mark.parametrize("text", NASTY)
def test_no_punctuation_is_left_bare(text: str) -> None:
    assert not re.search(r"(?<!\\)[!-/:-@\[-\[\]-`{-~]", plain(text).replace("\\\\", ""))


@pytest.mark.parametrize(
    "found",
    [r":[\w+-]+:", r":\w+(?:-\w+)?\[", r"https?://", r"www\.", r"\w@\w", r"(?:^|\s)(?:->|<-|--)"],
)
def test_nothing_is_left_that_is_recognised_in_finished_text(found: str) -> None:
    finished = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(map(plain, NASTY)))
    assert not re.search(found, finished, re.IGNORECASE)


def test_japanese_stays_as_it_is() -> None:
    assert (
        plain("せたがや区民まつり（来場者）・アンケート")
        == "せたがや区民まつり（来場者）・アンケート"
    )
