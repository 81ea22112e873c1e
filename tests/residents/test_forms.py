"""Our reading of urlencoded bytes agrees with the standard library's, which is slower."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from models.errors import FormError
from residents import forms

KIND = [(b"content-type", b"application/x-www-form-urlencoded")]
PIECES = st.sampled_from(
    [b"a", b"=", b"&", b"+", b" ", b"%", b"%2", b"%41", b"%E3%81%82", b"%e3", b"%FF", b";", b"\x00"]
)


def read(body: bytes) -> dict[str, list[str]] | None:
    """What forms.read makes of a body, None when it refuses."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": KIND}
    try:
        return asyncio.run(forms.read(Request(scope, receive)))
    except FormError:
        return None


@given(st.lists(st.tuples(st.text(), st.text())))
def test_what_a_browser_encodes_is_read_back(pairs: list[tuple[str, str]]) -> None:
    found = read(urlencode([*pairs, ("_end", "1")], errors="replace").encode())
    if any(name == forms.END for name, _ in pairs):
        assert found is None
        return
    expected: dict[str, list[str]] = {}
    for name, value in pairs:
        clean = (name.encode(errors="replace").decode(), value.encode(errors="replace").decode())
        expected.setdefault(clean[0], []).append(clean[1])
    assert found == expected


@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_odd_bytes_are_read_as_the_standard_library_does_or_refused(body: bytes) -> None:
    found = read(body + b"&_end=1")
    if found is not None:
        text = body.decode()
        expected: dict[str, list[str]] = {}
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict"):
            expected.setdefault(name, []).append(value)
        assert found == expected
