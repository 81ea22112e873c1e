"""The attribute blocks: the conventions they follow, and that they fit any survey."""

from __future__ import annotations

import re

import pytest

from models.blocks import BLOCKS, questions
from models.checkup import check
from models.document import problems
from models.multilingual import LANGUAGES, pick
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


def is_simplified(text: str) -> bool:
    """Whether no character is written as only Japanese or traditional Chinese writes it; a
    Japanese name in kana may stand beside."""
    try:
        re.sub("[ぁ-ー]", "", text).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def test_characters_of_japanese_are_told_from_those_of_chinese() -> None:
    assert is_simplified("经堂（まちづくりセンター）")
    assert not is_simplified("経堂")


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_speaks_every_language(name: str) -> None:
    for question in questions(name):
        texts = [question.label, *([question.help] if question.help else [])]
        if isinstance(question, SingleChoice):
            texts += [option.label for option in question.options]
        assert [text for text in texts if set(text) != set(LANGUAGES)] == []
        assert [text for text in texts if not re.search("[가-힣]", text["ko"])] == []
        assert [text for text in texts if not is_simplified(text["zh-Hans"])] == []


def test_places_have_the_names_they_are_known_by() -> None:
    """No proper name has an easy form, and few districts have a Korean one."""
    (residence,) = questions("residence")
    assert isinstance(residence, Place)
    *areas, outside = residence.areas
    assert set(outside.label) == set(LANGUAGES)
    for area in areas:
        assert set(area.label) == set(LANGUAGES) - {"ja-easy"}
        assert re.fullmatch("[가-힣]+ 지역", area.label["ko"])
        for label in (area.label, *(district.label for district in area.districts)):
            assert is_simplified(label["zh-Hans"])
            assert len(label["zh-Hans"]) == len(label["ja"])
    district = areas[0].districts[4]
    assert set(district.label) == {"ja", "en", "zh-Hans"}
    assert [pick(district.label, language) for language in LANGUAGES] == [
        *("経堂", "経堂", "Kyodo", "经堂", "経堂")
    ]


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
