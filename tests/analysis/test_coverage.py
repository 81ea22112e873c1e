"""誰の声か: shares worked out by hand, who lacks, who is left out, and what cannot be compared."""

from __future__ import annotations

from decimal import Decimal

from analysis import coverage
from analysis.coverage import Comparison, Coverage, covered
from models.inhabitants import Ages, Figures
from models.populations import shipped
from models.questions.choice import SingleChoice
from models.questions.options import Option
from tests.inhabitants import BANDS as BANDS_OF_FIVE
from tests.inhabitants import FIVES, answers, everybody, figures

YOUNG, MIDDLE, OLD = Ages(20, 39), Ages(40, 59), Ages(60)
BANDS = (Ages(0, 19), YOUNG, MIDDLE, OLD)
TOWN = figures(
    {
        ("male", BANDS[0], None): 900,
        ("female", BANDS[0], None): 800,
        ("male", YOUNG, None): 2000,
        ("female", YOUNG, None): 2000,
        ("male", MIDDLE, None): 1500,
        ("female", MIDDLE, None): 1500,
        ("male", OLD, None): 1000,
        ("female", OLD, None): 2000,
        ("male", None, None): 30,
        ("female", None, None): 20,
    }
)
AGE = SingleChoice(
    key="years",
    label={"ja": "年代を教えてください"},
    options=(
        Option(value="1", label={"ja": "18・19歳"}),
        Option(value="2", label={"ja": "20〜39歳"}),
        Option(value="3", label={"ja": "40〜59歳"}),
        Option(value="4", label={"ja": "60歳以上"}),
        Option(value="5", label={"ja": "答えたくない"}),
    ),
)


def crowd(*told: tuple[int, str | None, str | None]) -> list[dict[str, object]]:
    return [{"years": a, "gender": s} for n, a, s in told for _ in range(n)]


PEOPLE = crowd(
    (30, "2", "male"),
    (40, "2", "female"),
    (10, "3", "male"),
    (16, "3", "female"),
    (4, "4", "female"),
    (3, "1", "female"),
    (2, None, "male"),
    (5, "5", "female"),
    (6, "2", "undisclosed"),
    (4, "2", None),
)


def found(figures: Figures = TOWN, people: list[dict[str, object]] | None = None) -> Coverage:
    told = answers(PEOPLE if people is None else people, AGE, names=["gender"])
    return covered(told, figures, everybody(told))


def of(kind: str, whole: Coverage) -> Comparison:
    (one,) = [one for one in whole.comparisons if one.of == kind]
    return one


def numbers(comparison: Comparison) -> list[tuple[str, int, str, str, str]]:
    return [
        (g.name, g.people, str(g.respondents), str(g.population), str(g.points))
        for g in comparison.groups
    ]


def test_ages_are_compared_by_hand() -> None:
    """110 people of 20 and over told their age: 80, 26 and 4 of them; 10,000 people live here."""
    ages = of("age", found())
    assert (ages.n, ages.inhabitants, ages.source.ages) == (110, 10_000, Ages(20))
    assert numbers(ages) == [
        ("20〜39歳", 80, "72.7", "40.0", "32.7"),
        ("40〜59歳", 26, "23.6", "30.0", "-6.4"),
        ("60歳以上", 4, "3.6", "30.0", "-26.4"),
    ]
    assert ages.left_out == (("答えたくない", 5), ("無回答", 2))
    assert ages.source.unknown == 50


def test_sexes_are_compared_among_the_same_ages() -> None:
    sexes = of("sex", found())
    assert (sexes.n, sexes.inhabitants) == (107, 10_000)
    assert numbers(sexes) == [
        ("男性", 42, "39.3", "45.0", "-5.7"),
        ("女性", 65, "60.7", "55.0", "5.7"),
    ]
    assert sexes.left_out == (("回答しない", 6), ("無回答", 4))


def test_ages_and_sexes_together() -> None:
    cells = of("age_sex", found())
    assert cells.n == 100
    assert [(group.name, group.people) for group in cells.groups] == [
        ("20〜39歳の男性", 30),
        ("40〜59歳の男性", 10),
        ("60歳以上の男性", 0),
        ("20〜39歳の女性", 40),
        ("40〜59歳の女性", 16),
        ("60歳以上の女性", 4),
    ]
    assert cells.left_out == (("年代か性別の分からない人", 17),)


def test_a_group_under_half_its_share_is_named_and_so_is_one_without_answers() -> None:
    """60歳以上の女性 are 20 % of the inhabitants and 4 % of those who answered."""
    whole = found()
    lacking = [
        (one.name, str(one.population), str(one.respondents))
        for one in coverage.lacking(of("age_sex", whole))
    ]
    assert lacking == [("60歳以上の女性", "20.0", "4.0")]
    silent = [
        (one.name, one.people, str(one.population)) for one in coverage.silent(of("age_sex", whole))
    ]
    assert silent == [("60歳以上の男性", 0, "10.0")]
    assert coverage.lacking(of("sex", whole)) == ()


def test_half_a_share_is_decided_by_counts_not_by_rounded_shares() -> None:
    """15.0 of 30 % is not under half; 14.95 % is, though it is printed 15.0."""
    exactly = crowd((1700, "2", None), (300, "4", None))
    under = crowd((1701, "2", None), (299, "4", None))
    town = figures({(None, YOUNG, None): 7000, (None, Ages(40), None): 3000})
    for people, names in ((exactly, []), (under, ["40歳以上"])):
        ages = of("age", found(town, people))
        assert str(ages.groups[1].respondents) == "15.0"
        assert [one.name for one in coverage.lacking(ages)] == names


def test_neighbouring_ages_are_told_in_one_sentence() -> None:
    """The shares of a run are summed: 2 of 100 people, and 30 of 60 % of the inhabitants."""
    chosen = ["a20"] * 98 + ["a60", "a80"]
    people: list[dict[str, object]] = [{"age": code} for code in chosen]
    fives = figures({(None, band, None): 10 for band in BANDS_OF_FIVE})
    told = answers(people, names=["age"])
    ages = of("age", covered(told, fives, everybody(told)))
    assert [g.name for g in ages.groups] == [
        *(f"{low}歳代" for low in range(20, 80, 10)),
        "80歳以上",
    ]
    assert [(one.name, one.people) for one in coverage.lacking(ages)] == [
        ("60歳代", 1),
        ("80歳以上", 1),
    ]
    assert [one.name for one in coverage.silent(ages)] == ["30歳代〜50歳代", "70歳代"]
    more = answers([*people, {"age": "a70"}], names=["age"])
    ages = of("age", covered(more, fives, everybody(more)))
    (one,) = coverage.lacking(ages)
    assert (one.name, one.people) == ("60歳代以上", 3)
    assert one.population == Decimal("42.9")  # 6 of 14 bands


def test_ages_the_figures_do_not_tell_apart_are_left_out_everywhere() -> None:
    whole = found()
    assert whole.other_ages == (("18・19歳", 3),)
    assert whole.n == len(PEOPLE) - 3


def test_people_from_elsewhere_are_left_out() -> None:
    people: list[dict[str, object]] = [
        {"residence": "yoga", "gender": "male", "relation": "resident"},
        {"residence": "outside", "gender": "male", "relation": None},
        {"residence": None, "gender": "female", "relation": "worker"},
        {"residence": None, "gender": "female", "relation": None},
    ]
    told = answers(people, names=["residence", "gender", "relation"])
    whole = covered(told, shipped(), everybody(told))
    assert (whole.n, whole.outside) == (2, 2)
    assert [g.people for g in of("area", whole).groups] == [0, 0, 1, 0, 0]
    assert of("area", whole).left_out == (("無回答", 1),)


def test_the_shipped_figures_compare_sex_and_area_and_say_why_not_age() -> None:
    """Women are 53.3 % of people of 15 and over, as the census counted them."""
    people: list[dict[str, object]] = [
        {"age": "a40", "gender": "female", "residence": "seijo"},
        {"age": "a60", "gender": "male", "residence": "kitazawa"},
    ]
    told = answers(people, names=["age", "gender", "residence"])
    whole = covered(told, shipped(), everybody(told))
    assert [(one.trait, one.reason) for one in whole.impossible] == [("age", "bands")]
    assert whole.impossible[0].figures == ("14歳以下", "15〜64歳", "65〜74歳", "75歳以上")
    sexes = of("sex", whole)
    assert sexes.source.ages == Ages(15)
    assert [(g.name, g.inhabitants, str(g.population)) for g in sexes.groups] == [
        ("男性", 307_904 + 41_332 + 37_513, "46.7"),
        ("女性", 330_725 + 46_605 + 64_592, "53.3"),
    ]
    areas = of("area", whole)
    assert (areas.source.ages, areas.source.second_hand) == (None, True)
    assert [(g.name, str(g.population), g.people) for g in areas.groups] == [
        ("世田谷地域", "27.5", 0),
        ("北沢地域", "16.8", 1),
        ("玉川地域", "24.7", 0),
        ("砧地域", "18.0", 1),
        ("烏山地域", "13.1", 0),
    ]


def test_a_census_question_is_compared_with_the_census() -> None:
    bands = (("1", "15〜64歳"), ("2", "65〜74歳"), ("3", "75歳以上"))
    question = SingleChoice(
        key="q1",
        label={"ja": "年齢"},
        options=tuple(Option(value=v, label={"ja": label}) for v, label in bands),
    )
    told = answers([{"q1": "1"}, {"q1": "3"}], question)
    ages = of("age", covered(told, shipped(), everybody(told)))
    assert [g.name for g in ages.groups] == [label for _, label in bands]


def test_districts_are_told_from_areas_of_the_same_name() -> None:
    """北沢 is a district and the area around it."""
    people: list[dict[str, object]] = [{"residence": "kitazawa"}, {"residence": "umegaoka"}]
    told = answers(people, names=["residence"])
    places = told.columns["residence"].part.categories
    names = [one.label["ja"] for one in places if one.code != "outside"]
    towns = figures({(None, None, name): 100 for name in names})
    areas = of("area", covered(told, towns, everybody(told)))
    assert {g.name: g.people for g in areas.groups if g.people} == {"北沢": 1, "梅丘": 1}


def test_areas_with_other_names_are_not_compared() -> None:
    told = answers([{"residence": "yoga"}], names=["residence"])
    towns = figures({(None, None, name): 100 for name in ("用賀一丁目", "用賀", "成城")})
    (place,) = (
        one for one in covered(told, towns, everybody(told)).impossible if one.trait == "area"
    )
    assert (place.reason, place.figures) == ("names", ("用賀一丁目",))


def test_what_is_not_asked_or_not_told_is_said() -> None:
    told = answers([{"gender": "male"}], names=["gender"])
    only = figures({(None, FIVES[0], None): 5, (None, FIVES[1], None): 5})
    reasons = {one.trait: one.reason for one in covered(told, only, everybody(told)).impossible}
    assert reasons == {"age": "no_question", "sex": "no_figures", "area": "no_question"}


def test_nobody_and_one_person_are_sensible() -> None:
    empty = found(TOWN, [])
    assert empty.n == 0
    assert [one.n for one in empty.comparisons] == [0, 0, 0]
    assert all(coverage.silent(one) == coverage.lacking(one) == () for one in empty.comparisons)
    alone = of("age", found(TOWN, crowd((1, "2", None))))
    assert alone.small
    assert [one.name for one in coverage.silent(alone)] == ["40歳以上"]


def test_only_blank_answers_have_no_base() -> None:
    blank = of("age", found(TOWN, crowd((50, None, None))))
    assert (blank.n, blank.left_out) == (0, (("無回答", 50),))
