"""Comments as HTML: nothing of them becomes markup, and what is marked is what was found."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from analysis.columns import Answers, Column
from analysis.text.kwic import Line
from models.questions.base import Category, Part
from pages.components import reading_closed, reading_marks
from pages.components.reading_closed import Closed
from pages.components.reading_marks import Mark


@given(
    some.text(max_size=40),
    some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), max_size=4),
)
def test_the_words_come_back_whole_whatever_is_marked(
    typed: str, places: list[tuple[int, int]]
) -> None:
    marks = [Mark(a, b, "") for a, b in places if a < b <= len(typed)]
    told = reading_marks.quoted(typed, marks)
    inside = told.removeprefix('<div class="said" dir="auto">').removesuffix("</div>")
    bare = inside.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert inside.count("<mark>") == inside.count("</mark>")
    assert unescape(bare) == typed


def test_places_of_the_normalised_text_are_found_in_what_was_typed() -> None:
    typed, normal = "ＡＢＣが狭い、とても狭い", "ABCが狭い、とても狭い"
    marks = reading_marks.placed(typed, normal, [(0, 3, ""), (4, 6, "blame"), (10, 12, "blame")])
    assert [typed[mark.start : mark.end] for mark in marks] == ["狭い", "狭い"]
    assert marks[0].start < marks[1].start


def test_words_are_found_whatever_their_case_and_never_where_letters_grow() -> None:
    assert [mark[:2] for mark in reading_marks.of_words("SNSとsns", "sNs ")] == [(0, 3), (4, 7)]
    assert reading_marks.of_words("İとsns", "sns") == []  # İ is two letters in lower case
    assert reading_marks.of_words("なんでも", "  ") == []


def test_lines_and_answers_are_escaped() -> None:
    line = Line("r1", "<b>前", "<i>", "後</b>", "<b>前<i>後</b>")
    told = reading_marks.lines([(line, Closed((("<q>", "<a>"),), 2))])
    assert not re.search(r"<(?:b|i|q|a)>", told)
    assert "2問の答えは、少人数のため出しません。" in told


def _column(key: str, codes: list[int], labels: str) -> Column:
    categories = tuple(Category(label, {"ja": label}) for label in labels)
    state = np.where(np.array(codes) < 0, 1, 0).astype(np.uint8)
    part = Part(key, {"ja": key}, "one_of", categories)
    return Column(part, state, codes=np.array(codes, np.int32))


def _answers(*columns: Column) -> Answers:
    n = len(columns[0].state)
    return Answers(n, {one.part.key: one for one in columns}, {}, np.zeros(n, np.int64), {})


def test_answers_are_shown_while_ten_people_share_all_of_them() -> None:
    # 30 people: 20 A and 10 B; of the A twelve are x and eight y, all B are x.
    first = _column("q1", [0] * 20 + [1] * 10, "AB")
    second = _column("q2", [0] * 12 + [1] * 8 + [0] * 10, "xy")
    answers = _answers(first, second)
    assert reading_closed.of(answers, 0) == Closed((("q1", "A"), ("q2", "x")), 0)
    assert reading_closed.of(answers, 15) == Closed((("q1", "A"),), 1)
    assert reading_closed.of(answers, 29) == Closed((("q1", "B"), ("q2", "x")), 0)


def test_who_somebody_is_comes_after_what_they_think() -> None:
    age = _column("age", [0] * 10 + [1] * 10, "若老")
    opinion = _column("q1", [0] * 15 + [1] * 5, "AB")
    told = reading_closed.of(_answers(age, opinion), 0)
    assert told == Closed((("q1", "A"), ("age", "若")), 0)
    assert reading_closed.of(_answers(age, opinion), 12) == Closed((("q1", "A"),), 1)


def test_what_was_left_blank_is_neither_shown_nor_hidden() -> None:
    assert reading_closed.of(_answers(_column("q1", [-1] * 12, "A")), 3) == Closed((), 0)
