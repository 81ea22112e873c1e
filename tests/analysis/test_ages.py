from __future__ import annotations

import pytest

from analysis import ages
from models import blocks
from models.inhabitants import Ages
from models.multilingual import pick
from tests.inhabitants import BANDS

DECADES = (Ages(18, 19), *(Ages(low, low + 9) for low in range(20, 80, 10)), Ages(80))
CENSUS = (Ages(0, 14), Ages(15, 64), Ages(65, 74), Ages(75))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("20代", Ages(20, 29)),
        ("２０歳代", Ages(20, 29)),
        ("20〜29歳", Ages(20, 29)),
        ("20歳～29歳", Ages(20, 29)),
        ("10歳代（18・19歳）", Ages(18, 19)),
        ("18・19歳", Ages(18, 19)),
        ("80歳以上", Ages(80)),
        ("70代以上", Ages(70)),
        ("40歳-", Ages(40)),
        ("-39歳", Ages(0, 39)),
        ("19歳以下", Ages(0, 19)),
        ("20代以下", Ages(0, 29)),
        ("30才未満", Ages(0, 29)),
        ("無回答", None),
        ("わからない", None),
        ("29〜20歳", None),
    ],
)
def test_ages_are_read_from_words(label: str, expected: Ages | None) -> None:
    assert ages.read("x", label) == expected


@pytest.mark.parametrize(("name", "first"), [("age", ()), ("age_with_children", (Ages(0, 17),))])
def test_the_ready_made_questions_are_understood(name: str, first: tuple[Ages, ...]) -> None:
    """School ages end with a school year: only together they are ages."""
    (question,) = blocks.questions(name)
    (part,) = question.parts()
    read = [ages.read(one.code, pick(one.label)) for one in part.categories]
    assert ages.bands(one for one in read if one is not None) == (*first, *DECADES)


def test_bands_follow_each_other_or_are_none() -> None:
    assert ages.bands([Ages(30), Ages(20, 29)]) == (Ages(20, 29), Ages(30))
    assert ages.bands([Ages(20, 29), Ages(40)]) is None
    assert ages.bands([Ages(20, 29), Ages(25)]) is None
    assert ages.bands([Ages(20), Ages(30)]) is None
    assert ages.bands([]) is None


def test_common_bands_are_the_finest_with_boundaries_of_both() -> None:
    assert ages.common(DECADES, BANDS) == DECADES[1:]
    assert ages.common((Ages(0, 17), *DECADES), BANDS) == (Ages(0, 19), *DECADES[1:])
    assert ages.common((Ages(15, 64), Ages(65)), CENSUS) == (Ages(15, 64), Ages(65))
    assert ages.common((Ages(0, 14), Ages(15, 29), Ages(30)), CENSUS) == (Ages(0, 14), Ages(15))


@pytest.mark.parametrize("survey", [DECADES, (Ages(0, 17), *DECADES)])
def test_bands_that_do_not_fit_are_none(survey: tuple[Ages, ...]) -> None:
    assert ages.common(survey, CENSUS) == ()


def test_the_span_around_is_of_whole_bands() -> None:
    assert ages.around(Ages(18), CENSUS) == Ages(15)
    assert ages.around(Ages(18, 69), CENSUS) == Ages(15, 74)
    assert ages.around(Ages(20), BANDS) == Ages(20)
    assert ages.around(Ages(0), CENSUS) == Ages(0)


@pytest.mark.parametrize(
    ("bands", "name"),
    [
        ((Ages(18, 19),), "18・19歳"),
        ((Ages(60, 69),), "60歳代"),
        ((Ages(65, 74),), "65〜74歳"),
        ((Ages(80),), "80歳以上"),
        ((Ages(0, 19),), "19歳以下"),
        ((Ages(0),), "全年齢"),
        ((Ages(20, 20),), "20歳"),
        ((Ages(60, 69), Ages(70, 79), Ages(80)), "60歳代以上"),
        ((Ages(65, 74), Ages(75)), "65歳以上"),
        ((Ages(20, 29), Ages(30, 39)), "20歳代・30歳代"),
        ((Ages(20, 29), Ages(30, 39), Ages(40, 49)), "20歳代〜40歳代"),
        ((Ages(0, 19), Ages(20, 29)), "29歳以下"),
    ],
)
def test_bands_are_named_as_reports_do(bands: tuple[Ages, ...], name: str) -> None:
    assert ages.named_run(bands) == name
