"""What the view 分類 is worked out from: no Streamlit."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from sqlmodel import Session

import settings
from analysis.text.rules import RuleError
from analysis.text.starter_codes import starters
from models import codes, codings
from models.codes import NOTHING, Code
from models.filters import Chose, Rules
from models.store import Store
from pages.components import (
    coding_findings,
    reading_codes,
    reading_desk,
    reading_pages,
    reading_places,
)
from pages.components.reading_desk import Look
from pages.components.reading_pages import Query
from tests.pages.reading_room import survey_of

SAID = ["公園の遊具が古い", "歩道がせまい", "案内が親切", "特になし", None, "公園も歩道も好き"]
PARK, ROAD = Code("park", "公園", "公園"), Code("road", "道路", "歩道、道路")
YOUNG = Rules(rules=(Chose(key="age", codes=("a0",)),)).text  # the first and the fourth


def look_at(house: Store, comments: Sequence[str | None] = SAID) -> tuple[str, Path, Look]:
    chosen = settings.current()
    look = Look(survey_of(house, comments), (1, 1, 0), "q4")
    return chosen.store_url, chosen.data_dir / "tokens.db", look


def keep(house: Store, look: Look, *added: Code) -> None:
    def add(session: Session) -> None:
        for one in added:
            codes.save(session, look.survey, "q4", one.id, one.label, one.rule, by="sato")

    house.write(add)


def judge(house: Store, look: Look, found: Mapping[str, frozenset[str]]) -> None:
    house.write(lambda s: codings.judge(s, look.survey, "q4", "rule", found, by="sato"))


def test_codes_are_counted_by_people_of_the_look_and_by_who_says_so(house: Store) -> None:
    url, file, look = look_at(house)
    assert coding_findings.overview(url, file, look).codes == ()
    keep(house, look, PARK, ROAD, Code("hand", "手で"))
    found = coding_findings.judged(url, file, look, (PARK, ROAD))
    assert sorted(sorted(held) for held in found.values()) == [
        [],
        [NOTHING],
        ["park"],
        ["park", "road"],
        ["road"],
    ]
    whole = look._replace(state=(2, 1, 1))
    assert coding_findings.overview(url, file, whole).waiting == 5
    judge(house, look, found)
    (both,) = [one for one, held in found.items() if len(held) == 2]
    house.write(lambda s: codings.decide(s, look.survey, "q4", both, "road", False, by="sato"))
    house.write(lambda s: codings.decide(s, look.survey, "q4", both, "hand", True, by="sato"))
    told = coding_findings.overview(url, file, look._replace(state=(3, 1, 2)))
    assert [(row.label, row.people, row.ways) for row in told.rows] == [
        ("公園", 2, (2, 0, 0)),
        ("道路", 1, (1, 0, 0)),
        ("手で", 1, (0, 0, 1)),
    ]
    assert [row.people for row in told.outside] == [1, 1, 0]
    assert (told.people, told.waiting) == (5, 0)
    assert told.judgements["road"] == {"person": 1, "rule": 2, "example": 0}
    some = coding_findings.overview(url, file, look._replace(state=(3, 1, 2), rules=YOUNG))
    assert [row.people for row in some.rows] == [1, 0, 0]
    assert (some.people, [row.people for row in some.outside]) == (2, [0, 1, 0])


def test_a_trial_looks_at_all_comments_and_marks_what_decides(house: Store) -> None:
    url, file, look = look_at(house)
    told = coding_findings.trial(url, file, look._replace(rules=YOUNG, folded=True), "歩道 & !公園")
    assert (told.comments, told.found, told.added, told.gone) == (4, 1, 1, 0)
    assert '<div class="said" dir="auto"><mark>歩道</mark>がせまい</div>' in told.html
    keep(house, look, ROAD)
    judge(house, look, coding_findings.judged(url, file, look, (ROAD,)))
    wider = coding_findings.trial(url, file, look._replace(state=(2, 1, 1)), "案内 | 好き", "road")
    assert (wider.found, wider.added, wider.gone) == (2, 1, 1)


def test_a_trial_shows_the_first_of_many_as_text(house: Store) -> None:
    told = coding_findings.trial(*look_at(house, ["<b>公園</b>" + "長い" * 400] * 12), "公園")
    assert told.found == 12
    assert told.html.count("&lt;b&gt;<mark>公園</mark>&lt;/b&gt;") == coding_findings.SHOWN


def test_rules_ask_for_closed_answers_but_never_for_codes(house: Store) -> None:
    url, file, look = look_at(house)
    assert coding_findings.trial(url, file, look, "<年代=20代>").found == 1
    assert coding_findings.trial(url, file, look, "<満足しましたか!=満足>").found == 1
    keep(house, look, PARK)
    look = look._replace(state=(2, 1, 1))
    names = [name for name, _ in coding_findings.variables(url, file, look)]
    assert names == ["満足しましたか", "年代"]
    with pytest.raises(RuleError, match="この名前の質問がありません"):
        coding_findings.trial(url, file, look, "<q4.code=公園>")
    with pytest.raises(RuleError, match=r"^1文字目「年」：.*（分類「年齢」の規則）$"):
        coding_findings.judged(url, file, look, (PARK, Code("c1", "年齢", "<年=5>")))


def test_starters_say_how_much_they_would_find(house: Store) -> None:
    url, file, look = look_at(house)
    counts, comments = coding_findings.offered(url, file, look)
    assert comments == 4
    assert set(counts) == {one.id for one in starters()}
    assert {code: count for code, count in counts.items() if count > 1} == {"kouen": 2, "douro": 2}


def test_comments_are_found_by_code_and_stay_read_when_codes_change(house: Store) -> None:
    url, file, look = look_at(house)
    assert reading_codes.names(url, file, look) == {}
    before = reading_desk.view(url, file, look)
    keep(house, look, PARK, ROAD)
    judge(house, look, coding_findings.judged(url, file, look, (PARK, ROAD)))
    look = look._replace(state=(4, 1, 3))
    assert list(reading_codes.names(url, file, look)) == ["park", "road", "rest"]
    assert reading_desk.view(url, file, look) is before  # nothing was read again
    both = reading_pages.page(url, file, look, Query(code="park", words="好き"), 0)
    assert both.total == 1
    assert "分類：公園、道路" in both.html
    for write in (reading_pages.written, reading_places.published):
        data = write(url, file, look, Query(words="好き"), ()).decode("utf-8-sig")
        assert [row["分類"] for row in csv.DictReader(io.StringIO(data))] == ["公園、道路"]
    assert reading_pages.page(url, file, look, Query(code="rest"), 0).text == "案内が親切"
    assert reading_pages.page(url, file, look, Query(code="gone"), 0).total == 0
    of_park = Rules(rules=(Chose(key="q4.code", codes=("park",)),)).text
    assert len(reading_desk.view(url, file, look._replace(rules=of_park)).corpus.comments) == 2
    judge(house, look, {one: frozenset() for one in before.desk.rows})
    look = look._replace(state=(5, 1, 4), rules=of_park)
    assert len(reading_desk.view(url, file, look).corpus.comments) == 0
    house.write(lambda s: codes.remove(s, look.survey, "q4", "park", by="sato"))
    house.write(lambda s: codes.remove(s, look.survey, "q4", "road", by="sato"))
    assert coding_findings.overview(url, file, look._replace(state=(7, 1, 6), rules="")).codes == ()
