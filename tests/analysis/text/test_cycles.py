from __future__ import annotations

import gc

import pytest

from analysis.text import cycles


def test_the_search_goes_on_afterwards_only_where_it_did_before() -> None:
    with cycles.unsearched():
        assert not gc.isenabled()
        with cycles.unsearched():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), cycles.unsearched():
        _ = 1 / 0
    assert gc.isenabled()
