"""Sendings no honest browser makes: 4xx with a page that says what to do, nothing stored."""

from __future__ import annotations

import pytest

from residents.forms import MAX_BODY, MAX_FIELDS
from tests.residents.conftest import Site

END = b"&submission_id=n-1&_end=1"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"q1=good&submission_id=n-1", 400),  # cut off before the last field
        (b"q1=good&_end=1&submission_id=n-1", 400),  # not the last field
        (b"q1=good&submission_id=n-1&_end=1&_end=1", 400),
        (b"q1=%FF" + END, 400),
        (b"q4=\x82\xb1" + END, 400),  # CP932
        (b"q4=%ED%A0%80" + END, 400),  # half a surrogate pair
        (b"q4=%zz" + END, 400),
        (b"q1=good&q99=1" + END, 400),
        (b"q1=good&is_staff=1" + END, 400),
        (b"q1=good&survey_id=2" + END, 400),
        (b"q1=good&submission_id=n-2" + END, 400),
        (b"q1=good&q1=bad" + END, 422),
        (b"q1=99" + END, 422),
        ("q1=１".encode() + END, 422),
        (b"q1=good&q4=" + b"a" * 201 + END, 422),
        (b"q1=good&q4=" + b"a" * MAX_BODY + END, 413),
        (b"&".join(b"q2=%d" % n for n in range(MAX_FIELDS + 1)) + END, 413),
    ],
)
def test_urlencoded(site: Site, body: bytes, status: int) -> None:
    """Each fault has its status and its words."""
    answer = site.send_raw(body)
    assert answer.status_code == status
    assert "<h1" in answer.text
    assert site.stored() == []


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("application/json", 415),
        ("", 415),
        ("multipart/form-data", 415),
        ("application/x-www-form-urlencoded; charset=Shift_JIS", 415),
        ("multipart/form-data; boundary=x", 400),
    ],
)
def test_other_kinds(site: Site, kind: str, status: int) -> None:
    """What is no form is not taken for an empty one."""
    assert site.send_raw(b"q1=good" + END, kind).status_code == status
    assert site.stored() == []


def _part(name: str, value: bytes, extra: str = "") -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'
    return head.encode() + value + b"\r\n"


GOOD_PARTS = _part("q1", b"good") + _part("submission_id", b"n-1") + _part("_end", b"1")


@pytest.mark.parametrize(
    "body",
    [
        GOOD_PARTS,  # no closing boundary
        GOOD_PARTS[:-30],
        _part("q4", b"\x82\xb1") + GOOD_PARTS + b"--x--\r\n",
        _part("q1", b"x", '; filename="a.png"') + GOOD_PARTS + b"--x--\r\n",
        b"--x\r\n\r\nno name\r\n" + GOOD_PARTS + b"--x--\r\n",
        b"garbage",
        b"--x--\r\n",
    ],
)
def test_multipart(site: Site, body: bytes) -> None:
    """Truncated, mis-encoded, with files or without names: refused whole."""
    assert site.send_raw(body, "multipart/form-data; boundary=x").status_code == 400
    assert site.stored() == []


def test_a_body_without_an_end_is_cut_at_the_limit(site: Site) -> None:
    """A chunked body needs no Content-Length; it is counted while it arrives."""
    chunks = iter([b"q4=" + b"a" * 65_536] * 100)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = site.client.post(f"/s/{site.code}", content=chunks, headers=kind)
    assert answer.status_code == 413
    assert site.stored() == []
