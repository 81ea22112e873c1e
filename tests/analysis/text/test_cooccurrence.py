"""Networks of words, against numbers worked out by hand, scipy, and words that have no ties."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.charts.networks import alternative, of_network
from analysis.text.cooccurrence import GROUP, group_network, log_likelihood, network
from tests.analysis.text.incidences import drawn, of_marks, of_people, themed, unequal

ROOT = Path(__file__).parents[3]

# Of 100 people: 公園 and 遊具 have 12 in common, 税金 and 国保 four, バス none with anybody.
SAID = {
    "公園": range(20),
    "遊具": range(8, 24),
    "税金": [*range(30, 34), *range(50, 60)],
    "国保": range(30, 34),
    "バス": range(70, 90),
}


def test_a_tie_by_hand() -> None:
    found = network(of_people(SAID, 100))
    assert [(node.text, node.people) for node in found.nodes] == [("公園", 20), ("遊具", 16)]
    (edge,) = found.edges
    assert (edge.both, edge.jaccard) == (12, 12 / 24)
    g2, p, *_ = stats.chi2_contingency(
        [[12, 8], [4, 76]], correction=False, lambda_="log-likelihood"
    )
    assert edge.g2 == pytest.approx(g2)
    # Expected: 3.2 people, so p is Fisher's; the largest of the ten differences, first of ten.
    assert edge.q == pytest.approx(10 * stats.fisher_exact(np.array([[12, 8], [4, 76]])).pvalue)
    assert edge.q != pytest.approx(10 * p)
    assert (found.n, found.words, found.tests, found.significant) == (100, 5, 10, 1)


def test_fewer_than_five_people_tie_nothing() -> None:
    """税金 and 国保 go together for certain, in four people."""
    assert stats.fisher_exact(np.array([[4, 10], [0, 86]])).pvalue < 0.001
    assert {node.text for node in network(of_people(SAID, 100)).nodes}.isdisjoint({"税金", "国保"})


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_scipy_finds_the_same_log_likelihood(cells: list[int]) -> None:
    a, b, c, d = cells
    table = np.array([[a, b], [c, d]])
    n = int(table.sum())
    both, one, other = (np.array([people]) for people in (a, a + b, a + c))
    found = log_likelihood(both, one, other, n)[0]
    if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
        theirs = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert found == pytest.approx(theirs.statistic, abs=1e-8)
    else:
        assert found == pytest.approx(0, abs=1e-8)


def test_as_many_words_and_ties_as_wanted() -> None:
    whole = network(themed())
    assert len(whole.edges) == 90 <= whole.significant
    chance = np.random.default_rng(1)
    few = network(of_marks(drawn(800, 30, chance)), words=10, edges=5)
    assert (few.words, few.tests) == (10, 45)
    jaccards = [edge.jaccard for edge in whole.edges]
    assert jaccards == sorted(jaccards, reverse=True)


def test_words_of_one_theme_form_a_community() -> None:
    communities = network(themed()).communities
    themes = [{int(node.text[1:]) % 3 for node in nodes} for nodes in communities]
    assert sorted(themes, key=sorted) == [{0}, {1}, {2}]
    sizes = [sum(node.people for node in nodes) for nodes in communities]
    assert sizes == sorted(sizes, reverse=True)


def test_words_without_ties_make_none() -> None:
    """At most one false tie in ten networks of words that have nothing to do with each other."""
    ties = sum(
        network(of_marks(drawn(1_000, 60, np.random.default_rng(seed)))).significant
        for seed in range(10)
    )
    assert ties <= 1


def test_words_and_groups() -> None:
    codes = np.array([0] * 25 + [1] * 60 + [2] * 9 + [-1] * 6)
    found = group_network(of_people(SAID, 100), codes, ["北", "南", "東"])
    assert found.few == ("東",)
    assert found.n == 85
    ties = {(found.nodes[edge.one].text, found.nodes[edge.other].text) for edge in found.edges}
    assert ties == {("公園", "北"), ("遊具", "北"), ("税金", "南"), ("バス", "南")}
    assert {node.text for node in found.nodes if node.kind == GROUP} == {"北", "南"}
    assert "言葉と区分を線で結んだ図" in alternative(found)


@settings(max_examples=15)
@given(st.permutations(range(60)))
def test_the_order_of_people_does_not_matter(order: list[int]) -> None:
    marks = drawn(60, 10, np.random.default_rng(2))
    marks[:30, 4:8] = 1
    codes = unequal(60, np.random.default_rng(3))
    one, other = of_marks(marks), of_marks(marks[order])
    assert network(one).edges
    assert network(one) == network(other)
    labels = list("abcdef")
    assert group_network(one, codes, labels) == group_network(other, codes[order], labels)


def test_another_process_with_another_hash_seed_draws_the_same() -> None:
    code = (
        "import json; from dataclasses import asdict; "
        "from analysis.text.cooccurrence import network; "
        "from tests.analysis.text.incidences import themed; "
        "print(json.dumps(asdict(network(themed()))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert told.strip() == json.dumps(asdict(network(themed())))


def test_places_fill_the_picture_and_another_seed_finds_others() -> None:
    found = network(themed())
    for places in ([node.x for node in found.nodes], [node.y for node in found.nodes]):
        assert (min(places), max(places)) == (0, 1)
    assert len({(node.x, node.y) for node in found.nodes}) == len(found.nodes)


@pytest.mark.parametrize("people", [0, 1, 100])
def test_nothing_tied_is_said(people: int) -> None:
    found = network(of_people({"公園": range(people)}, people))
    assert (found.nodes, found.edges, found.communities) == ((), (), ())
    assert alternative(found) == (
        f"{people}人の意見では、偶然とは考えにくい結びつきは見つかりませんでした。"
    )
    assert len(of_network(found).layout.annotations) == 1


def test_a_network_in_words() -> None:
    assert alternative(network(of_people(SAID, 100))) == (
        "100人の意見で、同じ人が書いた言葉どうしを線で結んだ図です。線は1本あり、"
        "結びつきが最も強いのは「公園」と「遊具」（12人、Jaccard係数0.50）です。"
        "まとまりは1個です。公園・遊具。"
    )
