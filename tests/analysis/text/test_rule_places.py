"""The words for which a coding rule holds of a comment, where they stand."""

from __future__ import annotations

import time

import pytest

from analysis.text.automata import Automaton
from analysis.text.comments import Comment
from analysis.text.corpus import read
from analysis.text.judging import spellings
from analysis.text.rule_language import parse
from analysis.text.rule_places import places


def marked(rule: str, text: str) -> list[str]:
    corpus = read([Comment("p1", text)])
    (reading,) = corpus.readings
    found = places(parse(rule), reading, spellings(corpus))
    return [reading.text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("公園、歩道", "公園整備と歩道", ["公園", "歩道"]),
        ("三軒茶屋", "三茶の歩道", ["三茶"]),
        ("汚い", "トイレが汚かった", ["汚かっ"]),
        ("公園 & !歩道", "公園がよい", ["公園"]),
        ("!歩道", "公園がよい", []),
        ("!(!公園)", "公園がよい", []),  # what must not stand there is looked for nowhere
        ("near3(駅 遠い) | 不便", "駅はきれいだが、家からはとても遠い。不便", ["不便"]),
        ("near5(駅 遠い)", "駅から遠い", ["駅", "遠い"]),
        ("「のト」", "公園のトイレ、駅のトイレ", ["のト", "のト"]),
        ("/第[0-9]+期/", "計画の第12期まで", ["第12期"]),
        ("/期$/", "第2期", ["期"]),
        ("/a*/", "公園", []),
        ("(公園 & <年代=30代>) | 歩道", "公園と歩道", ["公園", "歩道"]),
    ],
)
def test_where_they_stand(rule: str, text: str, words: list[str]) -> None:
    assert marked(rule, text) == words


def test_a_pattern_has_its_place_as_long_as_it_can_be_and_soon() -> None:
    assert Automaton("第?[0-9]+期").place("x第12期と3期") == (1, 5)
    assert Automaton("期").place("年") is None
    assert Automaton("^x?").place("ab") == (0, 0)
    begun = time.process_time()
    assert Automaton("(a|aa)+b$").place("a" * 10_000) is None
    place = Automaton(".*.*.*!").place("あ" * 10_000 + "!")
    assert place is not None
    assert place[1] == 10_001
    assert time.process_time() - begun < 2
