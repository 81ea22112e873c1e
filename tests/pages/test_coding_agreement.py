"""一致の度合い: the numbers are those of the analysis, in words, and where two differ is shown."""

from __future__ import annotations

import pytest

from models.codes import NOTHING, Code
from models.store import Store
from pages.components import coding_agreements
from pages.components.coding_agreements import Pair
from tests.pages import drawn
from tests.pages.coding_room import (
    PARK,
    ROAD,
    by_hand,
    coded_survey,
    look_at,
    machine,
    part,
    person,
    where,
)
from tests.pages.desk import shown
from tests.pages.reading_room import html, survey_of

TEXTS = [f"公園の話{at}" for at in range(20)] + [f"道の話{at}" for at in range(20)]
RULE: Pair = ("rule", "person")


def judge(house: Store, people: int, wrong: int) -> str:
    """A survey whose rule finds the first half; so many people are judged by hand, of whom a
    person holds `wrong` of each half for the opposite.
    """
    survey_id = coded_survey(house, TEXTS)
    machine(house, survey_id, {at: ["park"] if at < 20 else [] for at in range(40)})
    half = people // 2
    said = {at: {"park": at >= wrong} for at in range(half)}
    said |= {20 + at: {"park": at < wrong} for at in range(half)}
    by_hand(house, survey_id, said)
    return survey_id


def test_without_codes_there_is_nothing(house: Store) -> None:
    assert shown(part("coding_agreement", survey_of(house, ["公園"]))) == ""


def test_before_anybody_judged_it_says_what_to_do(house: Store) -> None:
    at = part("coding_agreement", coded_survey(house, TEXTS))
    assert "職員が手で分類すると" in shown(at)
    assert not drawn.tables(at)


def test_kappa_counts_what_both_judged(house: Store) -> None:
    """Of 40 people 36 are judged alike, half are 公園: κ = (.9 − .5) / (1 − .5)."""
    survey_id = judge(house, 40, 2)
    found = coding_agreements.agreements(*where(), look_at(house, survey_id))
    assert list(found) == [RULE]
    park, road = found[RULE]
    assert (park.found.n, park.found.agreed) == (40, 36)
    assert park.found.value == pytest.approx(0.8)
    assert (road.found.n, road.found.value) == (0, None)
    at = part("coding_agreement", survey_id)
    assert drawn.tables(at)[0][1][:4] == ["公園", "40", "36", "0.80"]
    assert "参考値：道路" in shown(at)
    assert "κが0.4に届かない分類は、ありません。" in shown(at)
    assert "公園：規則と職員の両方が判断したご意見は40件で" in shown(at)


def test_weak_codes_are_named_and_few_answers_are_no_verdict(house: Store) -> None:
    at = part("coding_agreement", judge(house, 40, 8))
    assert "見直すとよい分類：公園。" in shown(at)


def test_few_answers_are_no_verdict(house: Store) -> None:
    at = part("coding_agreement", judge(house, 20, 4))
    assert "見直すとよい分類" not in shown(at)
    assert "どの分類も30件に満たないので、参考値です。" in shown(at)
    assert drawn.tables(at)[0][1][-1] == "参考値"


def test_three_ways_have_three_pairs_and_an_alpha(house: Store) -> None:
    survey_id = judge(house, 40, 2)
    machine(house, survey_id, {at: ["park"] for at in range(4)} | {25: ["road"]}, "example")
    found = coding_agreements.agreements(*where(), look_at(house, survey_id))
    assert list(found) == list(coding_agreements.PAIRS)
    assert found["example", "person"][0].found.n == 5
    assert found[RULE][0].alpha == found["rule", "example"][0].alpha is not None
    at = part("coding_agreement", survey_id)
    at = at.button_group(key="read.agreement.pair.3").select("例と職員").run()
    assert drawn.tables(at)[0][1][:3] == ["公園", "5", "3"]
    assert "クリッペンドルフのα" in shown(at)


def test_where_two_differ_is_shown_with_the_words_of_the_rule(house: Store) -> None:
    survey_id = judge(house, 40, 7)
    found = coding_agreements.differing(*where(), look_at(house, survey_id), RULE, "park")
    assert found.total == 14
    assert found.html.count("<article") == coding_agreements.SHOWN
    assert "<mark>公園</mark>の話" in found.html
    assert "<mark>道" not in found.html
    assert "規則：当てはまる　職員：当てはまらない" in found.html
    assert "職員：当てはまる　規則：当てはまらない" in found.html


def test_what_differs_is_read_where_it_is_opened(house: Store) -> None:
    survey_id = judge(house, 40, 1)
    at = part("coding_agreement", survey_id)
    assert "<article" not in html(at)
    at.session_state["read.agreement.differing"] = True
    at = at.run()
    assert html(at).count("<article") == 2


def test_unknown_and_deleted_things_are_no_error(house: Store) -> None:
    survey_id = coded_survey(house, ["<b>公園</b>", "特になし"], (PARK, ROAD, Code("x", "<i>")))
    machine(house, survey_id, {0: ["park", "x"], 1: [NOTHING], 99: ["park"]})
    by_hand(house, survey_id, {0: {"park": False, "x": False}, 99: {"park": False}})
    look = look_at(house, survey_id)
    assert coding_agreements.differing(*where(), look, RULE, "gone").total == 0
    assert coding_agreements.differing(*where(), look, RULE, "park").total == 1
    told = coding_agreements.differing(*where(), look, RULE, "x").html
    assert "&lt;b&gt;公園" in told
    assert "<b>&lt;i&gt;</b>" in told
    assert person(99) not in told
