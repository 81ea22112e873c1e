"""Words over time, against statsmodels, all draws counted one by one, and arrivals as in life."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from analysis.charts.trends import chosen, of_trends
from analysis.text.periods import Step, divided, named
from analysis.text.slopes import FEW, p_values
from analysis.text.trends import trends
from analysis.text.word_sentences import how_trends_tested
from analysis.text.word_sentences import of_trends as sentences
from tests.analysis.text.incidences import drawn, of_marks, of_people

START = date(2026, 4, 1)  # a Wednesday


def hours(
    days: list[int] | np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Noon in Japan, so many days after START."""
    first = (START - date(1970, 1, 1)).days * 24 + 3
    return first + 24 * np.asarray(days, np.int64)


@pytest.mark.parametrize(
    ("days", "step", "starts"),
    [
        ([0, 2, 31], "day", [START + timedelta(days=n) for n in range(32)]),
        ([0, 12, 33], "week", [date(2026, 3, 30) + timedelta(days=7 * n) for n in range(6)]),
        ([0, 183], "month", [date(2026, month, 1) for month in range(4, 11)]),
        ([5], "day", [date(2026, 4, 6)]),
        ([], "day", []),
    ],
)
def test_steps_have_no_gaps(days: list[int], step: Step, starts: list[date]) -> None:
    found = divided(hours(days))
    assert (found.step, list(found.starts)) == (step, starts)
    for day, code in zip(days, found.codes.tolist(), strict=True):
        assert found.starts[code] <= START + timedelta(days=day)
        later = found.starts[code + 1 : code + 2]
        assert all(START + timedelta(days=day) < one for one in later)


def test_days_begin_at_midnight_in_japan() -> None:
    """14:00 and 15:00 in UTC are 23:00 and midnight."""
    at = [datetime(2026, 4, 1, hour, tzinfo=UTC).timestamp() // 3600 for hour in (14, 15)]
    found = divided(np.array(at, np.int64))
    assert found.starts == (date(2026, 4, 1), date(2026, 4, 2))
    assert [named(START, step) for step in ("day", "week", "month")] == [
        "4月1日",
        "4月1日の週",
        "2026年4月",
    ]


def test_ten_years_are_not_cut_into_days() -> None:
    assert divided(hours([0, 3_650]), "day").step == "month"


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(40, 300), st.integers(20, 39)), min_size=3, max_size=8),
    st.booleans(),
)
def test_statsmodels_finds_the_same_slope(pairs: list[tuple[int, int]], low: bool) -> None:
    sizes = np.array([size for size, _ in pairs])
    counts = np.array([size - count if low else count for size, count in pairs])
    z, p = p_values(counts[None], sizes)
    table = Table(np.vstack([counts, sizes - counts]), shift_zeros=False)
    theirs = table.test_ordinal_association(np.array([1, 0]), np.arange(len(sizes)))
    assert z[0] == pytest.approx(theirs.zscore, abs=1e-9)
    # Theirs is the normal distribution; ours follows the skewness of the periods too.
    assert p[0] == pytest.approx(theirs.pvalue, rel=0.25, abs=0.01)


@pytest.mark.parametrize("sizes", [[6, 3, 2, 1], [5, 0, 4, 3], [2, 10]])
@pytest.mark.parametrize("used", [1, 2, 4])
def test_rare_words_are_tested_exactly(sizes: list[int], used: int) -> None:
    """All ways to draw so many of all people, counted one by one."""
    scores = [period for period, size in enumerate(sizes) for _ in range(size)]
    ways = [tuple(drawn_ones) for drawn_ones in combinations(range(len(scores)), used)]
    sums = Counter(sum(scores[one] for one in way) for way in ways)
    middle = used * sum(scores) / len(scores)
    for total in sums:
        far = sum(
            n for other, n in sums.items() if abs(other - middle) >= abs(total - middle) - 1e-9
        )
        way = next(way for way in ways if sum(scores[one] for one in way) == total)
        counts = np.bincount([scores[one] for one in way], minlength=len(sizes))
        _, p = p_values(counts[None], np.array(sizes))
        assert p[0] == pytest.approx(far / len(ways))


def test_exact_and_approximate_meet() -> None:
    """A word of FEW people and one of one more, alike over very unequal periods."""
    sizes = np.array([900, 500, 200, 100, 50, 25, 12, 6, 3, 2, 1, 1])
    few = np.array([[6, 8, 5, 4, 2, 2, 1, 1, 1, 0, 0, 0]])
    more = few + np.eye(12, dtype=np.int64)[2]
    assert few.sum() == FEW
    exact, near = (p_values(counts, sizes)[1][0] for counts in (few, more))
    assert near == pytest.approx(exact, rel=0.35)
    assert near < 0.001


def test_nothing_rises_where_nothing_does() -> None:
    """Most write in the first days: at most one false trend in ten analyses."""
    false = 0
    for seed in range(10):
        chance = np.random.default_rng(seed)
        days = np.minimum(30, chance.exponential(5, 1_000)).astype(np.int64)
        found = trends(of_marks(drawn(1_000, 100, chance)), hours(days))
        assert found.tests >= 95
        false += len(found.marked)
    assert false <= 1


def example() -> tuple[dict[str, list[int]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """40 people a day for five days, then three; 公園 of 4, 8, 12, 16 and 20, バス of 8 a day."""
    park = [day * 40 + person for day in range(5) for person in range(4 * (day + 1))]
    bus = [day * 40 + 39 - person for day in range(5) for person in range(8)]
    return {"公園": park, "バス": bus, "花": [0, 40, 41, 80]}, hours([n // 40 for n in range(203)])


def test_trends_by_hand() -> None:
    said, received = example()
    found = trends(of_people(said, 203), received)
    assert [period.n for period in found.periods] == [40, 40, 40, 40, 40, None]
    words = {word.text: word for word in found.words}
    assert set(words) == {"公園", "バス"}
    assert words["公園"].counts == (None, 8, 12, 16, 20, None)
    assert words["バス"].counts == (8, 8, 8, 8, 8, None)
    assert (words["公園"].way, words["バス"].way) == ("rising", "")
    assert list(sentences(found)) == [
        (
            "「公園」と書いた人の割合は増えています（4月2日は20.0%、4月5日は50.0%）。"
            "偶然とは考えにくい変化です。"
        )
    ]
    assert next(how_trends_tested(found)).startswith(
        "日ごとの割合がまっすぐ増減するかの検定（コクラン・アーミテージ検定、n=203）を、2語"
    )


def test_a_figure_of_trends() -> None:
    said, received = example()
    found = trends(of_people(said, 203), received)
    assert [word.text for word in chosen(found)] == ["公園", "バス"]
    chart = of_trends(found)
    people, park, _ = chart.data
    assert list(people.y)[:5] == [40] * 5
    assert list(park.y)[1:5] == [20, 30, 40, 50]
    stub = park.marker.color[0]
    assert [bar == stub for bar in park.marker.color] == [True, *[False] * 4, True]
    assert list(park.text)[:2] == ["4月1日 公園: 5人未満", "4月2日 公園: 8人（20.0%）"]
    texts = [annotation.text for annotation in chart.layout.annotations]
    assert texts[1] == "<b>公園</b><br>最大50.0%　↗増えている"
    assert "灰色は5人未満、書いた人では10人未満" in texts[-1]


@pytest.mark.parametrize("people", [0, 1, 40])
def test_one_day_has_no_trend(people: int) -> None:
    found = trends(of_people({"公園": range(people)}, people), hours([0] * people))
    assert (found.tests, found.marked) == (0, ())
    assert "増減は検定していません" in next(sentences(found))
    assert list(how_trends_tested(found)) == []
    assert len(of_trends(found).layout.annotations) == 1


def test_times_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 people"):
        trends(of_people({"公園": [0]}, 2), hours([0]))


@settings(max_examples=15)
@given(st.permutations(range(120)))
def test_the_order_of_people_does_not_matter(order: list[int]) -> None:
    marks, days = drawn(120, 8, np.random.default_rng(2)), np.arange(120) // 12
    found = trends(of_marks(marks), hours(days))
    assert found.tests == 8
    assert trends(of_marks(marks[order]), hours(days[order])) == found
