"""What somebody may send to make the reading hang: twice as much takes about twice as long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from analysis.text.acts import spoken
from analysis.text.normal import normalize
from analysis.text.personal_data import find
from analysis.text.personal_patterns import written
from analysis.text.polarity import polarity
from analysis.text.requests import requests
from analysis.text.slander import slander
from analysis.text.stances import stance
from analysis.text.tokens import cut

LENGTH = 10_000
BOMBS = (
    "あれば", "てほし", "もっと", "ないか", "と良い", "が", "良い", "ほしい", "検討し",
    "a@", "a.", "0-", "090-", "1-1", "一", "丁目", "1丁目", "番地", "http://", "www.x.", "@a",
    "品川3", "マンション", "(0", "死ね", "馬鹿", "外国人", "😊", "w", "田中", " ", "\n",
)  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time of the quicker of three runs."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work(text)
        times.append(time.process_time() - started)
    return min(times)


def all_patterns(text: str) -> object:
    return requests(text), list(written(text)), list(slander(text))


@pytest.mark.parametrize("bomb", BOMBS)
def test_the_patterns_are_linear(bomb: str) -> None:
    """A quadratic one would take four times as long for twice the text."""
    once = bomb * (LENGTH // len(bomb))
    short, long = seconds(all_patterns, once), seconds(all_patterns, once * 2)
    assert long < 3 * short + 0.01


@pytest.mark.parametrize(
    "piece", ["良くないが、もっと静かにしてほしい。", "田中さん、", "😊", "ない"]
)
def test_a_whole_reading_is_linear(piece: str) -> None:
    once, twice = (piece * (length // len(piece)) for length in (5_000, 10_000))
    tokens = {text: cut(normalize(text)) for text in (once, twice)}

    def read(text: str) -> object:
        found = stance(normalize(text), tokens[text])
        return polarity(found), spoken(found)

    assert seconds(read, twice) < 3 * seconds(read, once) + 0.01


def test_finding_names_is_linear() -> None:
    once = "福祉課の田中さん、" * 300
    assert seconds(find, once * 2) < 3 * seconds(find, once) + 0.01


@pytest.mark.parametrize("text", ["\x00\x01\ufffe田中さん\ud800", "&hellip;" * 500, "ا ب ت", "ไม่ดี"])
def test_other_scripts_and_broken_characters_are_read(text: str) -> None:
    normalized = normalize(text)
    assert -1 < polarity(stance(normalized, cut(normalized))).value < 1
    assert all(one.end <= len(text) for one in find(text))
