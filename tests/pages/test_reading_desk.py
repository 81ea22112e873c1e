"""What よむ works on: who is looked at, what repeats, and what leaves as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

import settings
from models.errors import NotFound
from models.filters import Chose, Rules
from models.store import Store
from pages.components import reading_desk, reading_findings, reading_pages, reading_topics
from pages.components.reading_desk import Look
from pages.components.reading_pages import Query
from tests.pages.reading_room import survey_of, ward

SAID = ["駐車場が狭い", "駐車場が狭い。", "特になし", None, "花壇がきれい", "花壇が、きれい"]


def look_at(house: Store, comments: Sequence[str | None]) -> tuple[str, Path, Look]:
    chosen = settings.current()
    look = Look(survey_of(house, comments), (1,), "q4")
    return chosen.store_url, chosen.data_dir / "tokens.db", look


def test_those_of_whom_rules_hold_are_counted_with_those_who_wrote_nothing(house: Store) -> None:
    url, file, look = look_at(house, SAID)
    everybody = reading_findings.story(url, file, look)
    assert (everybody.asked, everybody.people, everybody.empty, everybody.blank) == (6, 4, 1, 1)
    assert everybody.repeats == 2
    young = Rules(rules=(Chose(key="age", codes=("a0",)),)).text  # the first and the fourth
    some = reading_findings.story(url, file, look._replace(rules=young))
    assert (some.asked, some.people, some.empty, some.blank, some.repeats) == (2, 1, 0, 1, 0)
    assert some.terms == (("狭い", 1), ("駐車場", 1))
    unknown = Rules(rules=(Chose(key="nothing", codes=("x",)),)).text
    with pytest.raises(NotFound):
        reading_findings.story(url, file, look._replace(rules=unknown))


def test_of_comments_that_repeat_each_other_one_counts(house: Store) -> None:
    url, file, look = look_at(house, SAID)
    folded = reading_findings.story(url, file, look._replace(folded=True))
    assert (folded.comments, folded.repeats) == (2, 2)
    # Where the first is not looked at, the second stands for itself.
    rest = Rules(rules=(Chose(key="age", codes=("a1",)),)).text  # the second and the fifth
    seen = reading_desk.view(url, file, look._replace(rules=rest, folded=True))
    assert {one.text for one in seen.corpus.comments} == {"駐車場が狭い。", "花壇がきれい"}
    assert seen.corpus.folds == (0, 1)


def test_comments_that_were_cut_are_not_new(house: Store) -> None:
    url, file, look = look_at(house, ward(20))
    assert reading_desk.unread(url, file, look) == 20
    reading_findings.story(url, file, look)
    assert reading_desk.unread(url, file, look) == 0


def test_the_file_runs_nowhere_and_masks_what_may_name_a_person(house: Store) -> None:
    said = ["=1+1 と書いた", "電話は 090-1234-5678 です", "花壇がきれい"]
    url, file, look = look_at(house, said)
    data = reading_pages.written(url, file, look, Query())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == reading_pages.HEADS
    by_text = {row[1]: row for row in rows[1:]}
    assert set(by_text) == {"'=1+1 と書いた", *said[1:]}
    assert by_text[said[1]][2] == "電話は ●● です"
    assert by_text[said[2]][3] == "称賛"
    assert reading_pages.written(url, file, look, Query()) == data


def test_topics_share_out_all_comments_and_answer_queries(house: Store) -> None:
    one = ward(156)
    pairs = [
        f"{one[at]}。{one[(7 * at + 31 * turn) % 156]}" for turn in range(4) for at in range(156)
    ]
    url, file, look = look_at(house, pairs)
    look = look._replace(topics=4)
    told = reading_topics.topics(url, file, look).topics
    assert told.reliable
    assert sum(topic.comments for topic in told.topics) + told.unsorted == len(pairs)
    names = reading_topics.names(url, file, look)
    assert len(names) == len(told.topics) == 4
    first = told.topics[0]
    found = reading_pages.page(url, file, look, Query(topic=first.id), 0)
    assert found.total == first.comments
    assert reading_pages.page(url, file, look, Query(topic="gone"), 0).total == 0
    table = reading_findings.feelings(url, file, look, "")
    assert [row.label for row in table.rows] == [topic.name for topic in told.topics]
