"""確認が必要なもの: flags that can be left out, and sendings under a number already used."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from models import asides, placements, surveys
from models.errors import SubmissionConflict
from models.flags import FLAGS
from models.journey import walk
from models.origins import MODES
from models.responses import Submission
from models.responses import store as store_responses
from models.store import Store
from pages.components import words
from tests.builders import LIKED, SATISFACTION, document
from tests.pages import drawn
from tests.pages.desk import Open, shown
from tests.pages.drafts import field, state
from tests.stores import add_answers, add_survey

GOOD = {"q1": ["good"], "q4": ["屋台が *よかった*"]}
BAD = {"q1": ["bad"], "q4": ["<b>暗かった</b>"]}


def send(
    house: Store,
    survey_id: str,
    name: str,
    fields: dict[str, list[str]],
    *,
    flags: tuple[str, ...] = (),
    mode: str = "web",
) -> None:
    """One sending under the submission_id `name`, as the residents' side hands it over."""
    with house.reading() as session:
        version = surveys.versions(session, survey_id)[1]
        [place] = placements.listing(session, survey_id)
    answers = walk(version, fields).answers
    one = Submission(survey_id, name, 1, place.code, answers, flags=flags, mode=mode)
    house.submit(store_responses, one).result()


def base_heads(at: AppTest) -> set[str]:
    """How many people each table says that it counts."""
    return {table[0][1] for table in drawn.tables(at)}


def expanders(at: AppTest) -> list[str]:
    """The labels of those that ask staff to check something."""
    return [one.label for one in at.expander if one.label.startswith("確認が必要なもの")]


@pytest.fixture
def twice(house: Store) -> str:
    """A survey with an answer, and another one that came under its number."""
    survey_id = add_survey(house, publish=True)
    send(house, survey_id, "one-page", GOOD)
    with pytest.raises(SubmissionConflict):
        send(house, survey_id, "one-page", BAD, flags=("repeat",))
    return survey_id


def waiting(house: Store, survey_id: str) -> list[asides.Aside]:
    with house.reading() as session:
        return asides.listing(session, survey_id)


def test_nothing_unusual_says_nothing(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    assert expanders(staff("results.py", survey=survey_id)) == []


def test_flags_are_counted_and_explained(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    send(house, survey_id, "a", GOOD)
    send(house, survey_id, "b", GOOD, flags=("fast", "unsigned"))
    send(house, survey_id, "c", BAD, flags=("fast",))
    at = staff("results.py", survey=survey_id)
    assert expanders(at) == ["確認が必要なもの：しるしのある回答 2件"]
    assert at.table[0].value.to_numpy().tolist() == [
        [FLAGS["fast"].name, 2, FLAGS["fast"].meaning],
        [FLAGS["unsigned"].name, 1, FLAGS["unsigned"].meaning],
    ]
    assert "どの回答も捨てずに数えています。" in shown(at)
    assert base_heads(at) == {"人数（n=3）"}


def test_flagged_answers_are_left_out_of_the_whole_page_and_come_back(
    staff: Open, house: Store
) -> None:
    survey_id = add_survey(house, document(SATISFACTION, LIKED), publish=True)
    send(house, survey_id, "a", {"q1": ["good"]})
    send(house, survey_id, "b", {"q1": ["good"]}, flags=("fast", "unsigned"))
    send(house, survey_id, "c", {"q1": ["bad"]}, flags=("repeat",))
    at = staff("results.py", survey=survey_id)
    at = field(at, "次のしるしのある回答を除いてみる").select("unsigned").run()
    left_out = "3件のうち、しるしのある1件を除いた2件をみています（画面を開いた記録なし）。"
    assert left_out in shown(at)
    assert base_heads(at) == {"人数（n=2）"}
    assert [one.mark for one in drawn.results(at)] == ["除いた集計"] * 2
    assert "「ホームページ」の2件です。" in shown(at)
    at = at.button(key="results.everybody").click().run()
    assert "除いた集計" not in shown(at)
    assert base_heads(at) == {"人数（n=3）"}


def test_leaving_everybody_out_leaves_the_way_back(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    send(house, survey_id, "a", GOOD, flags=("late",))
    at = staff("results.py", survey=survey_id)
    at = field(at, "次のしるしのある回答を除いてみる").select("late").run()
    assert "しるしのある1件を除いた0件をみています" in shown(at)
    assert len(at.table) == 1
    assert not drawn.results(at)
    at = at.button(key="results.everybody").click().run()
    assert base_heads(at) == {"人数（n=1）"}


def test_ways_of_answering_are_told_apart(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    send(house, survey_id, "a", GOOD)
    assert MODES["web"] not in shown(staff("results.py", survey=survey_id))
    send(house, survey_id, "b", GOOD, mode="kiosk")
    send(house, survey_id, "c", GOOD, mode="interview")
    said = "ウェブ 1件　会場の端末 1件　聞き取り 1件"
    assert said in shown(staff("results.py", survey=survey_id))


def test_two_answers_under_one_number_stand_side_by_side(
    staff: Open, house: Store, twice: str
) -> None:
    """What differs comes first, and nobody's words are taken for markup."""
    at = staff("results.py", survey=twice)
    assert expanders(at) == ["確認が必要なもの：同じ番号で違う内容の回答 1件"]
    assert [[cell.replace("\\", "") for cell in row] for row in at.table[0].value.to_numpy()] == [
        ["違う", "満足しましたか", "満足", "不満"],
        ["違う", "ご意見", "屋台が *よかった*", "<b>暗かった</b>"],
        ["", "よかったもの", "（無回答）", "（無回答）"],
        ["", "お住まいの町", "（無回答）", "（無回答）"],
    ]
    assert FLAGS["repeat"].name in shown(at)


def test_second_answer_is_counted_after_being_asked(staff: Open, house: Store, twice: str) -> None:
    [aside] = waiting(house, twice)
    at = staff("results.py", survey=twice)
    at = at.button(key=f"results.aside.{aside.id}.admit").click().run()
    assert state(house, twice).responses == 1
    at = at.button(key="results.yes").click().run()
    assert "別の方の回答として数えました。" in shown(at)
    assert state(house, twice).responses == 2
    assert expanders(at) == ["確認が必要なもの：しるしのある回答 1件"]


def test_second_answer_is_thrown_away_only_after_being_asked(
    staff: Open, house: Store, twice: str
) -> None:
    [aside] = waiting(house, twice)
    at = staff("results.py", survey=twice)
    at = at.button(key=f"results.aside.{aside.id}.discard").click().run()
    at = at.button(key="results.no").click().run()
    assert len(waiting(house, twice)) == 1
    at = at.button(key=f"results.aside.{aside.id}.discard").click().run()
    at = at.button(key="results.yes").click().run()
    assert "あとから届いた回答を消しました。" in shown(at)
    assert (state(house, twice).responses, waiting(house, twice)) == (1, [])
    assert expanders(at) == []


def test_who_decides_second_is_told_so(staff: Open, house: Store, twice: str) -> None:
    [aside] = waiting(house, twice)
    at = staff("results.py", survey=twice)
    at = at.button(key=f"results.aside.{aside.id}.admit").click().run()
    house.write(lambda session: asides.discard(session, aside.id, by="sato"))
    assert words.DECIDED in shown(at.button(key="results.yes").click().run())
