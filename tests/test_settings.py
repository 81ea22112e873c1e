"""Addresses are compared with what browsers say, so they are kept the way browsers say them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from settings import Settings


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://koe.example.lg.jp", "https://koe.example.lg.jp"),
        (" https://KOE.example.lg.jp/ ", "https://koe.example.lg.jp"),
        ("https://koe.example.lg.jp:443", "https://koe.example.lg.jp"),
        ("http://koe.example.lg.jp:80/", "http://koe.example.lg.jp"),
        ("https://koe.example.lg.jp:8443", "https://koe.example.lg.jp:8443"),
        ("", ""),
    ],
)
def test_public_address(written: str, kept: str) -> None:
    assert Settings(public_url=written).public_url == kept


@pytest.mark.parametrize(
    "written", ["koe.example.lg.jp", "ftp://koe.example", "https://", "https://a/b"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_url=written)


def test_several_staff_addresses() -> None:
    found = Settings(staff_origins="https://A.example:443, http://b.example").staff_origins
    assert found == "https://a.example,http://b.example"
