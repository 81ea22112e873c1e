"""例から分類する: examples are counted, proposals shown, confirmed, adopted and taken back."""

from __future__ import annotations

import pytest

from models import codes
from models.codes import NOTHING, Code
from models.store import Store
from pages.components import coding_proposals
from pages.components.coding_parts import BY_HAND, PART
from tests.pages.coding_room import (
    PARK,
    ROAD,
    alike,
    by_hand,
    coded_survey,
    judged,
    look_at,
    machine,
    part,
    person,
    where,
)
from tests.pages.desk import shown
from tests.pages.reading_room import html, survey_of

EACH = 20
EXAMPLES = {at: {"park": True} for at in range(5)} | {
    at: {"road": True} for at in range(EACH, EACH + 5)
}


@pytest.fixture
def taught(house: Store) -> str:
    """A survey with five examples of each of two codes, of forty comments."""
    survey_id = coded_survey(house, alike(EACH))
    by_hand(house, survey_id, EXAMPLES)
    return survey_id


def proposed(house: Store, survey_id: str) -> coding_proposals.Proposed:
    found = coding_proposals.proposed(*where(), look_at(house, survey_id))
    assert found is not None
    return found


def test_without_codes_there_is_nothing(house: Store) -> None:
    assert shown(part("coding_examples", survey_of(house, ["公園"]))) == ""


def test_it_says_which_codes_need_how_many_more(house: Store) -> None:
    survey_id = coded_survey(house, alike(8))
    by_hand(house, survey_id, {0: {"park": True}, 1: {"park": True, "road": True}})
    at = part("coding_examples", survey_id)
    assert "例が足りない分類：公園（あと3件）、道路（あと5件）" in shown(at)
    assert at.button(key="read.examples.by_hand").click().run().session_state[PART] == BY_HAND
    assert not [one for one in at.button if one.key == "read.examples.propose"]
    assert coding_proposals.proposed(*where(), look_at(house, survey_id)) is None


def test_proposals_follow_the_examples(house: Store, taught: str) -> None:
    found = proposed(house, taught)
    places = {person(at): at for at in range(2 * EACH)}
    assert {row.response_id for row in found.rows} == {
        person(at) for at in places.values() if at not in EXAMPLES
    }
    assert all((row.code == "park") == (places[row.response_id] < EACH) for row in found.rows)
    assert [row.percent for row in found.rows] == sorted(
        (row.percent for row in found.rows), reverse=True
    )
    assert (found.right, found.tested) == (10, 10)


def test_a_code_that_a_person_took_off_is_not_proposed_again(house: Store, taught: str) -> None:
    by_hand(house, taught, {7: {"park": False}})
    assert person(7) not in {row.response_id for row in proposed(house, taught).rows}
    assert len(proposed(house, taught).rows) == 2 * EACH - 11


def test_comments_of_no_code_are_examples_too(house: Store) -> None:
    other = [f"図書館の本がもっと読みたい（{at}冊目）" for at in range(12)]
    survey_id = coded_survey(house, [*alike(EACH), *other])
    neither = {2 * EACH + at: {"park": False, "road": False} for at in range(5)}
    by_hand(house, survey_id, EXAMPLES | neither)
    found = proposed(house, survey_id)
    assert (found.outside, found.with_rest) == (7, True)
    assert {row.response_id for row in found.rows} <= {person(at) for at in range(2 * EACH)}


def test_a_comment_of_several_codes_is_an_example_of_the_first(house: Store) -> None:
    survey_id = coded_survey(house, alike(4), (ROAD, PARK))
    by_hand(house, survey_id, {0: {"park": True, "road": True}, 1: {"park": True, "road": False}})
    counts = coding_proposals.examples(*where(), look_at(house, survey_id))
    assert counts == {"road": 1, "park": 1}


def test_examples_without_words_of_others_propose_nothing(house: Store) -> None:
    texts = [f"{chr(0x4E00 + 7 * at)}{chr(0x6E00 + 5 * at)}" for at in range(12)]
    survey_id = coded_survey(house, texts)
    by_hand(house, survey_id, {at: {"park" if at < 5 else "road": True} for at in range(10)})
    assert coding_proposals.proposed(*where(), look_at(house, survey_id)) is None


def test_proposals_are_confirmed_adopted_and_taken_back(house: Store, taught: str) -> None:
    machine(house, taught, {0: [], 30: [NOTHING]})
    at = part("coding_examples", taught)
    assert "koe-voice" not in html(at)
    at = at.button(key="read.examples.propose").click().run()
    assert "10件（100.0％）が職員と同じ分類になりました。" in shown(at)
    assert "30件に分類を提案します。確信度が50％に届かないご意見は0件で" in shown(at)
    assert "関係のないご意見にも分類を提案します。" in shown(at)
    assert html(at).count("koe-voice") == 10
    rows = proposed(house, taught).rows
    first, second = rows[:2]
    at = at.button(key=f"read.examples.はい.{first.response_id}").click().run()
    at = at.button(key=f"read.examples.いいえ.{second.response_id}").click().run()
    hand = judged(house, taught, "person")
    assert hand[first.response_id] == {first.code: True}
    assert hand[second.response_id] == {second.code: False}
    assert "提案のあとに判断が変わりました。" in shown(at)
    assert "30件に分類を提案します。" in shown(at)  # the list stays as it was
    at = at.button(key=f"read.examples.取り消す.{second.response_id}").click().run()
    assert second.response_id not in judged(house, taught, "person")

    at = at.slider(key="read.examples.least").set_value(50).run()
    at = at.button(key="read.examples.adopt").click().run()
    adopted = judged(house, taught, "example")
    assert len(adopted) == 30
    assert adopted[second.response_id] == {second.code: True}
    assert "提案を採用したご意見は、いま30件です。" in shown(at)
    sure = [row for row in rows if row.percent >= 80]
    at = at.slider(key="read.examples.least").set_value(80).run()
    at = at.button(key="read.examples.adopt").click().run()
    assert set(judged(house, taught, "example")) == {row.response_id for row in sure}
    at = at.button(key="read.examples.clear").click().run()
    assert judged(house, taught, "example") == {}
    assert set(judged(house, taught, "rule")) == {person(0), person(30)}

    at = at.button(key="read.examples.propose").click().run()
    assert "29件に分類を提案します。" in shown(at)  # the one that was confirmed is an example now
    assert "提案のあとに判断が変わりました。" not in shown(at)


def test_a_code_that_is_gone_is_no_longer_proposed(house: Store, taught: str) -> None:
    at = part("coding_examples", taught).button(key="read.examples.propose").click().run()
    house.write(lambda s: codes.remove(s, taught, "q4", "road", by="sato"))
    assert "15件に分類を提案します。" in shown(at.run())


def test_labels_are_no_markup(house: Store) -> None:
    nasty = Code("road", "![x](http://evil.example/x.png)")
    survey_id = coded_survey(house, alike(EACH), (PARK, nasty))
    by_hand(house, survey_id, EXAMPLES)
    at = part("coding_examples", survey_id).button(key="read.examples.propose").click().run()
    at = at.selectbox(key="read.examples.code").select("road").run()
    assert not any("![x](" in one.value for one in at.markdown)
    assert "![x](" in html(at)  # in a table, escaped
