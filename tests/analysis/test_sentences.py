"""Draft sentences: every rule on small tables, and no number that the table has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from analysis import build
from analysis.codes import ABSENT
from analysis.leading import Cell, Sentence
from analysis.sentences import MOST, sentences
from analysis.tabulate import Tabulation, tabulate
from models.questions.base import Category, Part
from tests.builders import DAY, HOME, NPS, NUMBER, OPINION, RANKING

ONE = Part("q", {"ja": "問"}, "one_of", tuple(Category(c, {"ja": c.upper()}) for c in "abcdef"))
ANY = Part("q", {"ja": "問"}, "any_of", ONE.categories)
THREE = Part("q", {"ja": "問"}, "ordered", tuple(Category(c, {"ja": c}) for c in "123"))
STEPS = ("満足", "やや満足", "どちらとも", "やや不満", "不満")
FIVE = Part(
    "q",
    {"ja": "問"},
    "ordered",
    tuple(Category(code, {"ja": word}) for code, word in zip("54321", STEPS, strict=True)),
)


def table(part: Part, *answered: tuple[Any, int]) -> Tabulation:
    """A table of so many people for each answer; None for 無回答, ABSENT for 非該当."""
    return tabulate(build.column(part, [value for value, n in answered for _ in range(n)]))


def said(part: Part, *answered: tuple[Any, int]) -> list[str]:
    return [sentence.text for sentence in sentences(table(part, *answered))]


def test_what_leads_and_what_comes_next() -> None:
    # 423, 310 and 267 of 1000.
    assert said(ONE, ("a", 423), ("b", 310), ("c", 267)) == [
        "最も多いのは「A」（42.3%）で、次いで「B」（31.0%）です。"
    ]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (999, "（50.0%）でほぼ半数を占め、"),  # 49.95 %
        (1000, "（50.0%）でちょうど半数を占め、"),
        (1001, "（50.1%）で半数を超え、"),  # 50.05 %
        (800, "（40.0%）で、"),
    ],
)
def test_half_is_named_by_its_bounds(people: int, words: str) -> None:
    [first, *_] = said(ONE, ("a", people), ("b", 600), (None, 1400 - people))
    assert first == f"最も多いのは「A」{words}次いで「B」（30.0%）です。"


@pytest.mark.parametrize(
    ("answered", "text"),
    [
        (
            [("a", 40), ("b", 40), ("c", 20)],
            "最も多いのは「A」と「B」（ともに40.0%）で、次いで「C」（20.0%）です。",
        ),
        (
            [("a", 30), ("b", 30), ("c", 30), ("d", 10)],
            "最も多いのは「A」、「B」、「C」（いずれも30.0%）で、次いで「D」（10.0%）です。",
        ),
        (
            [("a", 40), ("b", 15), ("c", 15), ("d", 15), ("e", 15)],
            "最も多いのは「A」（40.0%）で、次いで「B」など4つ（いずれも15.0%）です。",
        ),
        ([("a", 50), ("b", 50)], "「A」と「B」がともに50.0%です。"),
        (
            [("a", 20), ("b", 20), ("c", 20), ("d", 20), ("e", 20)],
            "「A」など5つがいずれも20.0%です。",
        ),
        ([("a", 90), (None, 10)], "「A」が90.0%で、ほかの答えはありません。"),
        ([("a", 100)], "全員が「A」と答えています（100.0%）。"),
        # 31.04 and 31.01 % of 10000 print the same.
        (
            [("a", 3104), ("b", 3101), ("c", 3795)],
            "最も多いのは「C」（38.0%）で3分の1を超え、次いで「A」と「B」（ともに31.0%）です。",
        ),
    ],
)
def test_ties_and_single_answers(answered: Sequence[tuple[Any, int]], text: str) -> None:
    assert said(ONE, *answered)[0] == text


@pytest.mark.parametrize(
    ("answered", "text"),
    [
        ([], "まだ回答がありません。"),
        ([(ABSENT, 50)], "この質問をたずねた人はいません。"),
        ([(None, 50)], "全員が無回答でした。"),
        ([(None, 1)], "全員が無回答でした。"),
    ],
)
@pytest.mark.parametrize("part", [ONE, ANY, FIVE, *NUMBER.parts(), *DAY.parts(), *HOME.parts()])
def test_nothing_to_say(part: Part, answered: Sequence[tuple[Any, int]], text: str) -> None:
    assert said(part, *answered) == [text]


def test_several_answers_name_the_first_three_of_all_persons() -> None:
    # 100 people; a 60, b 40, c 32, d 8.
    people = [(["a", "b"], 40), (["a"], 20), (["c"], 32), (["d"], 8)]
    assert said(ANY, *people) == [
        "最も多いのは「A」（60.0%）で半数を超え、次いで「B」（40.0%）、「C」（32.0%）です。"
    ]


def test_nobody_chose_anything_of_several_answers() -> None:
    assert said(ANY, ([], 40)) == ["どの選択肢も選ばれていません。"]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (40, 28, "「満足」と「やや満足」を合わせた「満足（計）」は68.0%で、3分の2を超えています。"),
        (30, 20, "「満足」と「やや満足」を合わせた「満足（計）」は50.0%で、ちょうど半数です。"),
        (5, 10, "「満足」と「やや満足」を合わせた「満足（計）」は15.0%です。"),
        (0, 0, "「満足」または「やや満足」と答えた人はいません。"),
        (60, 40, "「満足」と「やや満足」を合わせた「満足（計）」は100.0%で、全員です。"),
    ],
)
def test_the_first_two_steps_of_a_scale(first: int, second: int, text: str) -> None:
    assert said(FIVE, ("5", first), ("4", second), ("1", 100 - first - second))[1] == text


def test_a_short_scale_has_its_mean() -> None:
    # (1·10 + 2·20 + 3·20) / 50 = 2.2
    assert said(THREE, ("1", 10), ("2", 20), ("3", 20))[1] == "平均は2.20です（n=50）。"


def test_a_scale_of_few_who_took_a_step_carries_reference() -> None:
    [_, mean, blank] = said(THREE, ("1", 10), ("2", 10), ("3", 9), (None, 21))
    # (10 + 20 + 27) / 29 = 1.9655; 21 of 50
    assert mean == "平均は1.97です（n=29、参考値）。"
    assert blank == "無回答が42.0%あります。"


def test_who_would_recommend() -> None:
    [part] = NPS.parts()
    # (40 - 35) / 100; (360 + 200 + 210) / 100 = 7.7
    found = said(part, ("9", 40), ("8", 25), ("6", 35))
    assert found[1] == "推奨度（NPS）は+5.0、平均は7.70です（n=100）。"
    assert said(part, ("9", 30), ("6", 40))[1].startswith("推奨度（NPS）は-14.3、")


def test_numbers_have_mean_and_median() -> None:
    [part] = NUMBER.parts()
    # 20 ones, 30 twos and 10 fours come to 120.
    assert said(part, (1, 20), (2, 30), (4, 10)) == [
        "平均は2.00人、中央値は2人です（n=60）。",
        "最も多いのは「2人」（50.0%）でちょうど半数を占め、次いで「1人」（33.3%）です。",
    ]


def test_dates_name_their_first_and_last() -> None:
    [part] = DAY.parts()
    assert said(part, ("2026-11-22", 10), ("2026-11-23", 30)) == [
        "最も多いのは「2026年11月23日」（75.0%）で半数を超え、次いで「2026年11月22日」（25.0%）です。",
        "日付は2026年11月22日から2026年11月23日までです。",
    ]
    assert said(part, ("2026-11-22", 40)) == ["全員が「2026年11月22日」と答えています（100.0%）。"]


def test_places_stand_by_area_then_by_district() -> None:
    [part] = HOME.parts()
    assert said(part, ("yoga", 20), ("todoroki", 10), ("outside", 10)) == [
        "地域では、最も多いのは「玉川地域」（75.0%）で半数を超え、次いで「区外」（25.0%）です。",
        (
            "地区では、最も多いのは「用賀」（50.0%）でちょうど半数を占め、"
            "次いで「等々力」と「区外」（ともに25.0%）です。"
        ),
    ]


def test_rankings_name_first_places_and_points() -> None:
    [part] = RANKING.parts()
    # stage first 30, second 10: (60 + 10) / 40; food first 10: (20 + 0) / 40.
    assert said(part, (["stage"], 30), (["food", "stage"], 10)) == [
        "1位では、最も多いのは「ステージ」（75.0%）で半数を超え、次いで「模擬店」（25.0%）です。",
        "順位の平均点が最も高いのは「ステージ」（1.75点）です。",
    ]


def test_one_option_alone_in_first_place() -> None:
    [part] = RANKING.parts()
    assert said(part, (["stage"], 30), (None, 5))[0] == (
        "1位では、「ステージ」が85.7%で、ほかの答えはありません。"
    )


def test_free_text_is_written_or_not_and_silence_is_no_caution() -> None:
    [part] = OPINION.parts()
    assert said(part, ("よい", 30), (None, 20)) == ["記入した人は60.0%で、半数を超えています。"]
    assert said(part, ("よい", 10), (None, 90)) == ["記入した人は10.0%です。"]


@pytest.mark.parametrize(
    ("blank", "cautions"),
    [
        (397, []),  # 19.85 % prints as 19.9
        (399, ["無回答が20.0%あります。"]),  # 19.95 % prints as 20.0
        (500, ["無回答が25.0%あります。"]),
    ],
)
def test_much_silence_is_told(blank: int, cautions: list[str]) -> None:
    assert said(ONE, ("a", 1200), ("b", 800 - blank), (None, blank))[1:] == cautions


@pytest.mark.parametrize(("people", "few"), [(29, True), (30, False)])
def test_few_people_carry_reference(people: int, few: bool) -> None:
    found = said(ONE, ("a", people - 9), ("b", 9))
    assert (found[1:] == [f"回答者が少ないため（n={people}）、参考値です。"]) is few
    if not few:
        assert len(found) == 1


def test_few_people_and_much_silence_are_one_caution() -> None:
    assert said(ONE, ("a", 10), ("b", 4), (None, 6))[-1] == (
        "無回答が30.0%あります。また、回答者が少ないため（n=20）、参考値です。"
    )


def test_of_people_who_chose_to_answer_a_slight_difference_is_only_called_slight() -> None:
    assert said(ONE, ("a", 42), ("b", 41), ("c", 17))[1] == (
        "「A」と「B」の差はわずかです（42.0%と41.0%）。"
    )
    assert len(said(ONE, ("a", 422), ("b", 411), ("c", 167))) == 1  # 1.1 points


def random_sample(percent_of: float, n: int) -> float:
    """± of a simple random sample: 196 √(P(100-P)/n) / 100, at 50 % and n = 100 ±9.8."""
    return float(1.96 * (percent_of * (100 - percent_of) / n) ** 0.5)


def test_of_a_random_sample_no_difference_is_said_where_the_error_covers_it() -> None:
    """40 and 30 of 100: 196 √((0.7 - 0.01) / 100) = 16.28 points; the difference is 10."""
    found = sentences(table(ONE, ("a", 40), ("b", 30), ("c", 30)), random_sample)
    assert len(found) == 1  # b and c tie: no pair to compare
    found = sentences(table(ONE, ("a", 40), ("b", 30), ("c", 29), ("d", 1)), random_sample)
    assert found[1].text == ("標本誤差を考えると、「A」と「B」に差は見られません（40.0%と30.0%）。")
    # 50 and 30: 196 √((0.8 - 0.04) / 100) = 17.09 points; the difference is 20.
    found = sentences(table(ONE, ("a", 50), ("b", 30), ("c", 20)), random_sample)
    assert [one.text for one in found] == [
        "最も多いのは「A」（50.0%）でちょうど半数を占め、次いで「B」（30.0%）です。"
    ]


def test_of_several_answers_the_error_is_bounded_by_who_can_have_chosen_just_one() -> None:
    """a 95, b 85 of 100: at most 20 chose just one: 196 √((0.2 - 0.01) / 100) = 8.54 < 10."""
    people = [(["a", "b"], 80), (["a"], 15), (["b"], 5)]
    assert len(sentences(table(ANY, *people), random_sample)) == 1


def test_of_few_people_nothing_is_compared() -> None:
    found = sentences(table(ONE, ("a", 10), ("b", 9)), random_sample)
    assert [one.text for one in found][1:] == ["回答者が少ないため（n=19）、参考値です。"]


def test_cautions_stay_where_there_is_too_much_to_say() -> None:
    found = said(FIVE, ("5", 30), ("4", 29), ("1", 21), (None, 20))
    assert len(found) == MOST
    assert found[-1] == "無回答が20.0%あります。"


def test_words_in_quotes_keep_to_one_line() -> None:
    part = Part("q", {"ja": "問"}, "one_of", (Category("a", {"ja": "「よい」\nと思う"}),))
    assert said(part, ("a", 40), ("zz", 10)) == [
        "最も多いのは「『よい』 と思う」（80.0%）で4分の3を超え、次いで「zz」（20.0%）です。"
    ]


def test_each_number_is_traced_to_its_cell() -> None:
    [first] = sentences(table(ONE, ("a", 45), ("b", 30), ("c", 25)))
    assert first == Sentence(
        "最も多いのは「A」（45.0%）で、次いで「B」（30.0%）です。",
        (Cell("q", ("a",), "percent", "45.0"), Cell("q", ("b",), "percent", "30.0")),
    )
