"""The attribute blocks: the conventions they follow, and that they fit any survey."""

from __future__ import annotations

import re

import pytest

from models.blocks import BLOCKS, questions
from models.checkup import check
from models.document import problems
from models.questions.choice import SingleChoice
from models.questions.place import Place
from tests.builders import document


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_ready_to_be_asked(name: str) -> None:
    """Nothing to mend, nothing for 点検, and nobody is made to answer."""
    made = document(*questions(name))
    assert problems(made) == ()
    assert check(made) == ()
    assert not any(question.required for question in made.questions())


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_speaks_three_languages(name: str) -> None:
    """Proper names have no easy form: only what is a district does without."""
    for question in questions(name):
        texts = [question.label, *([question.help] if question.help else [])]
        if isinstance(question, SingleChoice):
            texts += [option.label for option in question.options]
        if isinstance(question, Place):
            named = [d.label for area in question.areas for d in area.districts]
            named += [area.label for area in question.areas]
            assert all({"ja", "en"} <= set(label) for label in named)
        assert all(set(text) == {"ja", "ja-easy", "en"} for text in texts)


def test_all_blocks_stand_side_by_side_but_the_two_ages() -> None:
    """Different keys, so that one survey can have them all."""
    together = [q for name in BLOCKS if name != "age_with_children" for q in questions(name)]
    assert [q.key for q in together] == ["age", "gender", "residence", "relation"]
    assert len(list(document(*together).questions())) == 4
    with pytest.raises(KeyError):
        questions("income")


def test_ages_are_those_of_the_ward_s_own_reports() -> None:
    """A decade has the same code whether children answer too or not."""
    (adults,), (everybody,) = questions("age"), questions("age_with_children")
    assert isinstance(adults, SingleChoice)
    assert isinstance(everybody, SingleChoice)
    assert [option.label["ja"] for option in adults.options] == [
        "10歳代（18・19歳）",
        *("20歳代", "30歳代", "40歳代", "50歳代", "60歳代", "70歳代", "80歳以上"),
    ]
    codes = [option.value for option in adults.options]
    assert [option.value for option in everybody.options][-len(codes) :] == codes


def test_gender_can_be_kept_to_oneself() -> None:
    (gender,) = questions("gender")
    assert isinstance(gender, SingleChoice)
    assert [o.label["ja"] for o in gender.options] == ["男性", "女性", "その他", "回答しない"]


def test_residence_has_five_areas_and_twenty_eight_districts() -> None:
    (residence,) = questions("residence")
    assert isinstance(residence, Place)
    counts = {area.label["ja"]: len(area.districts) for area in residence.areas}
    assert counts == {
        "世田谷地域": 7,
        "北沢地域": 6,
        "玉川地域": 7,
        "砧地域": 5,
        "烏山地域": 3,
        "区外": 0,
    }
    districts = [district for area in residence.areas for district in area.districts]
    assert len({district.label["ja"] for district in districts}) == 28
    assert all(re.fullmatch(r"[a-z]+", district.value) for district in districts)
    assert residence.cells({"residence": "ikejiri"}) == ("ikejiri", "setagaya")
    assert residence.cells({"residence": "outside"}) == ("outside", "outside")
