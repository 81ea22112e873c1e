"""Sendings no honest browser makes: 4xx with a page that says what to do, nothing stored."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

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


SNIPPETS = st.sampled_from(
    [
        *(b"q1=", b"q2=", b"q3=", b"q4=", b"q1.other=", b"submission_id=", b"version=", b"lang="),
        *(b"_end=1", b"&", b"=", b"%", b"+", b";", b"good", b"stage", b"none", b"%00", b"%0D%0A"),
        *(
            b"1",
            b"-1",
            b"1e308",
            b"NaN",
            b"<script>",
            b"{{7*7}}",
            b"\xff",
            b"\r\n",
            b"--x",
            b"--x--",
        ),
        *(
            "三軒茶屋".encode(),
            quote("👨‍👩‍👧").encode(),
            b"%ED%A0%80",
            b"' OR 1=1--",
            b"__proto__=",
        ),
        b'Content-Disposition: form-data; name="q1"\r\n\r\n',
    ]
)
KINDS = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-8; charset=x",
        'multipart/form-data; boundary="',
    ]
)
BODIES = st.lists(SNIPPETS | st.binary(max_size=12), max_size=24).map(b"".join)


@settings(
    max_examples=2_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=BODIES | BODIES.map(lambda body: body + END), kind=KINDS)
@example(body=b"q1=good" + END, kind="application/x-www-form-urlencoded")
def test_whatever_is_sent_is_stored_whole_or_refused_with_words(
    site: Site, body: bytes, kind: str
) -> None:
    """Two thousand hostile bodies: never a 5xx, never half an answer."""
    before = len(site.stored())
    answer = site.send_raw(body, kind)
    added = len(site.stored()) - before
    if answer.status_code == 303:
        assert added in (0, 1)  # 0: the same sending once more
    else:
        assert 400 <= answer.status_code < 500
        assert "<h1" in answer.text
        assert added == 0
