"""Whatever is sent, by whatever program: stored whole and once, or refused with words.

Two thousand sendings in every run; `pytest --hypothesis-profile=long` makes it twenty thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from models import receipts, tables
from residents.cookies import COPY
from tests.residents.conftest import Site

CASES = 20_000 if settings.get_current_profile_name() == "long" else 2_000
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"

# What the test knows and the strategies do not: replaced by a good stamp of another age.
STAMPS = {"@now": 0, "@minute": 60, "@yesterday": 90_000, "@tomorrow": -90_000}

ODD = st.sampled_from(
    [
        *("", " ", "1", "-1", "1e308", "NaN", "１", "0", "99", "true", "null", "\x00", "a\r\nb"),
        *("<script>alert(1)</script>", '"><svg/onload=alert(1)>', "{{7*7}}", "${7*7}", "%s{0}"),
        *("' OR 1=1--", "../../etc/passwd", "__proto__", "三軒茶屋", "が", "\U00020bb7", "👨‍👩‍👧"),
        *("good", "bad", "stage", "none", "other", "ja", "en", "xx", "a" * 300),
    ]
)
VALUES = ODD | st.text(max_size=20)
NUMBERS = st.sampled_from(["n-1", "n-2", "n-3"]) | st.uuids().map(str)
NAMES = st.sampled_from(
    [
        *("q1", "q1.other", "q2", "q2.other", "q3", "q4", "q99", "q1.", ".", "_", "__proto__"),
        *("submission_id", "issued", "version", "lang", "order", "wording"),
        *("_language", "_homepage", "_end", "survey_id", "is_staff", "received", "flags"),
    ]
) | st.text(max_size=6)
GOOD = st.fixed_dictionaries(
    {"q1": st.sampled_from(["good", "bad"]), "submission_id": NUMBERS},
    optional={
        "q2": st.sampled_from(["stage", "food", "none"]),
        "q3": VALUES,
        "q4": VALUES,
        "issued": st.sampled_from([*STAMPS, "", "1764000000.aaaaaaaaaaaaaaaa"]),
        "version": st.sampled_from(["1", "1", "0", "2", "99999", "1.0"]),
        "lang": st.sampled_from(["ja", "en", "xx"]),
        "_homepage": st.sampled_from(["", "https://spam.example"]),
    },
)
Pairs = list[tuple[str, str]]


@st.composite
def forms(draw: st.DrawFn) -> Pairs:
    """A form as our page sends it, with up to three fields more, and up to two gone."""
    pairs = list(draw(GOOD).items())
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2, 3]))):
        place = draw(st.integers(0, len(pairs)))
        pairs.insert(place, (draw(NAMES), draw(VALUES)))
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2]))):
        pairs.pop(draw(st.integers(0, len(pairs) - 1)))
    return [*pairs, ("_end", "1")]


PIECES = st.sampled_from(
    [
        *(b"q1=", b"q2=", b"q4=", b"q1.other=", b"submission_id=", b"version=", b"issued="),
        *(b"_end=1", b"&", b"=", b"%", b"+", b";", b"good", b"%00", b"%0D%0A", b"\xff", b"\r\n"),
        *(b"--x", b"--x--", b"\r\n\r\n", "三軒茶屋".encode(), b"%ED%A0%80", b"\x82\xb1"),
        b'Content-Disposition: form-data; name="q1"\r\n\r\n',
        quote("👨‍👩‍👧").encode(),
    ]
)
END = b"&submission_id=n-1&_end=1"
RAW = st.lists(PIECES | st.binary(max_size=12), max_size=24).map(b"".join)
BODIES = forms() | forms() | forms() | RAW | RAW.map(lambda body: b"q1=good&q4=" + body + END)
KINDS = st.sampled_from(
    [
        *([URLENCODED] * 9 + [MULTIPART] * 6 + ["text/plain", ""]),
        *("multipart/form-data; boundary=", 'multipart/form-data; boundary="', "application/json"),
        *(f"{URLENCODED}; charset=utf-8; charset=x", f"{URLENCODED}; charset=Shift_JIS"),
    ]
)
BYTES = st.binary(max_size=12).map(lambda value: value.translate(None, b"\0\r\n"))
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "accept": st.sampled_from([b"text/html", b"application/json", b"*/*"]) | BYTES,
        "accept-encoding": st.sampled_from([b"gzip", b"identity"]) | BYTES,
        "cookie": st.sampled_from([b"@known=1", COPY.encode() + b"=a.1.b", b"a", b'=";;']) | BYTES,
        "user-agent": BYTES,
        "x-forwarded-for": BYTES,
    },
)
ORIGINS = st.fixed_dictionaries(
    {},
    optional={
        "origin": st.sampled_from([b"http://testserver", b"null", b"https://evil.example"]) | BYTES,
        "sec-fetch-site": st.sampled_from([b"same-origin", b"cross-site", b"none"]) | BYTES,
    },
)
SELDOM = st.sampled_from([True] + [False] * 4).flatmap(lambda so: ORIGINS if so else st.just({}))
QUERIES = st.sampled_from(["", "", "?", "?lang=en", "?lang=%00", "?" + "a" * 300])


def encode(pairs: Sequence[tuple[str, str]], kind: str) -> bytes:
    """The form in the encoding that its type names."""
    if kind != MULTIPART:
        return urlencode(pairs, errors="surrogatepass").encode()
    parts = []
    for name, value in pairs:
        safe = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--x\r\nContent-Disposition: form-data; name="{safe}"\r\n\r\n'
        parts.append(f"{head}{value}\r\n".encode(errors="surrogatepass"))
    return b"".join(parts) + b"--x--\r\n"


class Ledger:
    """What has been promised to people so far, compared with what is stored."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.receipts: set[str] = set()
        self.conflicts = 0

    def check(self, answer: Any) -> None:
        """The answer is one that a person can do something with, and true."""
        if answer.status_code in (201, 303):
            receipt = answer.headers["location"].split("/")[4].partition("?")[0]
            self.receipts.add(receipt)
            with self.site.store.reading() as session:
                assert receipts.find(session, self.site.survey_id, receipt) is not None
        else:
            assert 400 <= answer.status_code < 500 or answer.status_code == 200
            assert "<h1" in answer.text
            self.conflicts += answer.status_code == 409
        with self.site.store.reading() as session:
            kept, aside = (
                session.exec(select(func.count()).select_from(table)).one()
                for table in (tables.Response, tables.Aside)
            )
        assert kept == len(self.receipts)
        assert aside <= self.conflicts


@pytest.fixture
def ledger(site: Site) -> Ledger:
    """One for all cases: they are sent to one survey, one after the other."""
    return Ledger(site)


@settings(
    max_examples=CASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=BODIES, kind=KINDS, headers=HEADERS, origin=SELDOM, query=QUERIES)
@example(body=b"q1=good" + END, kind=URLENCODED, headers={}, origin={}, query="")
@example(body=[("q1", "bad"), ("_end", "1")], kind=MULTIPART, headers={}, origin={}, query="")
def test_whatever_is_sent_is_stored_whole_and_once_or_refused_with_words(
    ledger: Ledger,
    body: Pairs | bytes,
    kind: str,
    headers: dict[str, bytes],
    origin: dict[str, bytes],
    query: str,
) -> None:
    """Any fields, bytes, headers and cookies: never a 5xx, never a row that nobody sent, and a
    receipt for each that is stored."""
    site = ledger.site
    if not isinstance(body, bytes):
        stamped = [(n, site.stamp(STAMPS[v]) if v in STAMPS else v) for n, v in body]
        body = encode(stamped, kind)
    known = f"koebako-{site.survey_id}".encode()
    sent = {name: value.replace(b"@known", known) for name, value in (headers | origin).items()}
    answer = site.client.post(
        f"/s/{site.code}{query}",
        content=body,
        headers={**sent, "content-type": kind.encode()},  # type: ignore[arg-type] # bytes are fine
    )
    event(str(answer.status_code))
    ledger.check(answer)
