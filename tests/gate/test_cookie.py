"""The session's cookie: locked to our host where there is HTTPS, plain on this machine."""

from __future__ import annotations

import pytest
from starlette.responses import Response
from starlette.types import Scope

from gate import cookie

TOKEN = "kX3_-" + "a" * 38
LOCAL, SECURE = "koebako", "__Host-koebako"


def request(scheme: str, *cookies: str) -> Scope:
    """A request with these Cookie headers."""
    raw = [(b"cookie", value.encode("latin-1")) for value in cookies]
    kind = "websocket" if scheme.startswith("ws") else "http"
    return {"type": kind, "scheme": scheme, "path": "/staff/", "headers": raw}


def written(scheme: str) -> tuple[str, set[str]]:
    """NAME=VALUE of the cookie that is set, and its attributes in small letters."""
    response = Response()
    cookie.write(response, request(scheme), TOKEN)
    return parts(response)


def parts(response: Response) -> tuple[str, set[str]]:
    [said] = response.headers.getlist("set-cookie")
    pair, *attributes = said.split("; ")
    return pair, {attribute.lower() for attribute in attributes}


def test_over_https_the_browser_is_told_to_keep_it_close() -> None:
    """__Host- makes browsers insist on Secure, Path=/ and no Domain; it ends with the browser."""
    pair, attributes = written("https")
    assert pair == f"{SECURE}={TOKEN}"
    assert attributes == {"secure", "httponly", "samesite=lax", "path=/"}


def test_on_this_machine_it_works_without_https() -> None:
    """Browsers refuse Secure and __Host- over plain HTTP; the rest stays."""
    pair, attributes = written("http")
    assert pair == f"{LOCAL}={TOKEN}"
    assert attributes == {"httponly", "samesite=lax", "path=/"}


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_taking_it_back_names_the_same_cookie(scheme: str) -> None:
    """With the attributes it was set with: a browser would keep it otherwise."""
    response = Response()
    cookie.clear(response, request(scheme))
    pair, attributes = parts(response)
    assert pair == written(scheme)[0].split("=")[0] + '=""'
    assert written(scheme)[1] <= attributes
    assert "max-age=0" in attributes
    assert not any(attribute.startswith("domain") for attribute in attributes)


@pytest.mark.parametrize(("scheme", "websocket"), [("http", "ws"), ("https", "wss")])
def test_what_was_written_is_read_by_http_and_websocket(scheme: str, websocket: str) -> None:
    pair, _ = written(scheme)
    assert cookie.read(request(scheme, pair)) == TOKEN
    assert cookie.read(request(websocket, pair)) == TOKEN


def test_the_other_name_is_not_accepted() -> None:
    """A cookie that any page over plain HTTP could have set is nothing over HTTPS."""
    for scheme in ("https", "wss"):
        assert cookie.read(request(scheme, f"{LOCAL}={TOKEN}")) == ""
    for scheme in ("http", "ws"):
        assert cookie.read(request(scheme, f"{SECURE}={TOKEN}")) == ""
    both = f"{LOCAL}=local; {SECURE}=secure"
    assert cookie.read(request("https", both)) == "secure"
    assert cookie.read(request("http", both)) == "local"


@pytest.mark.parametrize(
    "header",
    [
        *("", " ", ";", "=", "=;;;==", "koebako", "koebako=", "koebako;", "=koebako", "; ; ;"),
        *("xkoebako=x", "koebako2=x", "KOEBAKO=x", "koebako x=y", "a=koebako=x", '"koebako=x"'),
        *("a=b, koebako=x", "\x00", "é=ü", "\xff\xfe", "a" * 10_000, "=" * 1_000, "$Version=1"),
        *("__Host-koebako=x", "__host-koebako=x"),
    ],
)
def test_a_header_without_our_cookie_is_nobody(header: str) -> None:
    """Empty, broken or strange: never an error, and never somebody."""
    assert cookie.read(request("http", header)) == ""


def test_no_header_is_nobody() -> None:
    assert cookie.read(request("http")) == ""


@pytest.mark.parametrize(
    "neighbour",
    [
        *(
            "a=1",
            "_ga=GA1.1.2",
            'prefs={"size":"large"}',
            'q="',
            "名=値".encode().decode("latin-1"),
        ),
        *("novalue", "a b c=3", "=x", "path=/", "$Path=/", 'x="a\\"b"', "list=[1, 2]", ""),
    ],
)
def test_a_neighbours_odd_cookie_does_not_hide_ours(neighbour: str) -> None:
    """Other systems of a municipality set theirs for the whole domain, in whatever form."""
    for header in (f"{neighbour}; koebako={TOKEN}", f"koebako={TOKEN}; {neighbour}"):
        assert cookie.read(request("http", header)) == TOKEN


def test_ours_is_found_in_any_of_several_headers() -> None:
    """HTTP/2 splits the cookies, and a proxy may pass them on as they are."""
    headers = ("a=1", f"{SECURE}={TOKEN}", "b=2")
    assert cookie.read(request("https", *headers)) == TOKEN
