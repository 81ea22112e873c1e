"""The public statement: every criterion is proven by tests that exist, or says why it is absent."""

from __future__ import annotations

import json
from datetime import date

from residents.criteria import CRITERIA
from tests import criteria


def test_every_criterion_is_proven_or_has_a_reason_why_not() -> None:
    proofs = criteria.proofs()
    known = {one.number: one for one in CRITERIA}
    assert set(proofs) <= set(known)
    for number, one in known.items():
        assert bool(proofs.get(number)) != bool(one.absent), number


def test_the_table_that_is_shown_is_the_one_of_these_tests() -> None:
    written = json.loads(criteria.FILE.read_text(encoding="utf-8"))
    assert written["proofs"] == criteria.proofs()
    assert date.fromisoformat(written["tested"]) >= date(2026, 11, 25)


def test_a_run_of_some_tests_proves_nothing() -> None:
    every = {test for tests in criteria.proofs().values() for test in tests}
    assert criteria.left_out(f"{test}[one]" for test in every) == []
    first, *rest = sorted(every)
    assert criteria.left_out(rest) == [first]


def test_all_criteria_of_the_levels_are_there() -> None:
    """JIS X 8341-3:2016 has 38; WCAG 2.1 added 12 and 2.2 six (4.1.1 is kept for the JIS)."""
    origins = [one.origin for one in CRITERIA]
    assert {origin: origins.count(origin) for origin in set(origins)} == {
        "JIS": 38,
        "2.1": 12,
        "2.2": 6,
    }
    assert len({one.number for one in CRITERIA}) == 56
