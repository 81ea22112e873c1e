"""At which addresses staff may sign in, and from which pages a request may come."""

from __future__ import annotations

import pytest
from starlette.types import Scope

from gate import origins

PUBLIC = "https://koe.example.lg.jp"


def asked(host: str | None, scheme: str = "http", origin: str | None = None) -> Scope:
    """A request that arrived at `host`, from a page of `origin`."""
    headers = {"host": host, "origin": origin}
    raw = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    kind = "websocket" if scheme.startswith("ws") else "http"
    return {"type": kind, "scheme": scheme, "path": "/staff/", "headers": raw}


LOOPBACK = [
    *("localhost", "localhost:8501", "127.0.0.1", "127.0.0.1:8501", "[::1]", "[::1]:8501"),
]


@pytest.mark.parametrize("scheme", ["http", "https", "ws", "wss"])
@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine_itself_is_a_staff_address(host: str, scheme: str) -> None:
    """By name and by number, with a port or without, by HTTP and by WebSocket."""
    listed = origins.listing("", "")
    assert listed.allows_host(asked(host, scheme))
    page = f"{scheme.replace('ws', 'http')}://{host}"
    assert listed.allows_origin(asked(host, scheme, page))


LOOK_ALIKES = [
    *("localhost.evil.example", "127.0.0.1.evil.example", "evil-localhost", "notlocalhost:8501"),
    *("[::1].evil.example", "[::1]evil.example:80", "[::1", "::1]", "[", "]", "[::2]", "::1"),
    *("localhost/evil", "localhost#evil.example", "localhost?x", "localhost\\evil.example"),
    *("localhost:80@evil.example", "localhost@evil.example", "evil@localhost", "localhost:evil"),
    *("127.0.0.2", "127.1", "0.0.0.0", "2130706433", "192.0.2.1:8501", "koebako.lan:8501"),
    *(
        "localhost.",
        " localhost",
        "localhost ",
        "localhost\nx",
        "",
        ":",
        ":8501",
        "koe.example.lg.jp",
    ),
]


@pytest.mark.parametrize("host", LOOK_ALIKES)
def test_what_only_looks_like_this_machine_is_not(host: str) -> None:
    """No password crosses a network in the clear, and no other site's name leads in here."""
    for listed in (origins.listing("", ""), origins.listing(PUBLIC, "")):
        for scheme in ("http", "ws"):
            assert not listed.allows_host(asked(host, scheme))
            assert not listed.allows_origin(asked(host, scheme, f"http://{host}"))


def test_a_request_without_a_host_is_nowhere() -> None:
    listed = origins.listing(PUBLIC, "")
    assert not listed.allows_host(asked(None))
    assert not listed.allows_origin(asked(None, origin=PUBLIC))


def test_the_public_address_is_for_staff_over_https_only() -> None:
    """Also when the proxy lets plain HTTP through."""
    listed = origins.listing(PUBLIC, "")
    for secure, plain in (("https", "http"), ("wss", "ws")):
        assert listed.allows_host(asked("koe.example.lg.jp", secure))
        assert listed.allows_origin(asked("koe.example.lg.jp", secure, PUBLIC))
        assert not listed.allows_host(asked("koe.example.lg.jp", plain))
        assert not listed.allows_origin(asked("koe.example.lg.jp", plain, PUBLIC))


def test_a_public_address_without_https_is_for_residents_only() -> None:
    listed = origins.listing("http://koe.example.lg.jp", "")
    assert listed.listed == frozenset()
    for scheme in ("http", "https"):
        assert not listed.allows_host(asked("koe.example.lg.jp", scheme))


def test_addresses_the_operator_added_are_exact() -> None:
    """Scheme, name and port; plain HTTP where the operator said so."""
    listed = origins.listing(PUBLIC, "http://koebako.lan:8501,https://koe.internal")
    assert listed.listed == {PUBLIC, "http://koebako.lan:8501", "https://koe.internal"}
    assert listed.allows_host(asked("koebako.lan:8501"))
    assert listed.allows_host(asked("koebako.lan:8501", "ws"))
    assert listed.allows_host(asked("koe.internal", "https"))
    assert not listed.allows_host(asked("koebako.lan"))
    assert not listed.allows_host(asked("koebako.lan:8502"))
    assert not listed.allows_host(asked("koebako.lan:8501", "https"))
    assert not listed.allows_host(asked("koe.internal"))
    assert not listed.allows_host(asked("koe.internal:443", "https"))


@pytest.mark.parametrize(
    "origin",
    [
        *(None, "", "null", "https://evil.example", "http://koe.example.lg.jp"),
        *(f"{PUBLIC}.evil.example", f"{PUBLIC}/", f"{PUBLIC}:8443", PUBLIC.upper(), f" {PUBLIC}"),
        *("https://evil.koe.example.lg.jp", "https://koe.example.lg.jp@evil.example"),
        *("http://localhost", "http://127.0.0.1:8501", f"{PUBLIC}, {PUBLIC}", "*"),
    ],
)
def test_only_our_own_pages_may_send(origin: str | None) -> None:
    """To the public address: no other site, no page of another program on the same machine."""
    listed = origins.listing(PUBLIC, "")
    assert not listed.allows_origin(asked("koe.example.lg.jp", "https", origin))
    assert not listed.allows_origin(asked("koe.example.lg.jp", "wss", origin))


def test_on_this_machine_another_port_is_another_site() -> None:
    """Another program's page on this machine may not act for staff; a listed address may."""
    listed = origins.listing(PUBLIC, "")
    assert not listed.allows_origin(asked("127.0.0.1:8501", origin="http://127.0.0.1:9999"))
    assert not listed.allows_origin(asked("127.0.0.1:8501", origin="http://localhost:8501"))
    assert listed.allows_origin(asked("127.0.0.1:8501", origin=PUBLIC))


def test_a_listed_page_leads_to_no_unlisted_address() -> None:
    """A right Origin does not make up for a wrong Host."""
    listed = origins.listing(PUBLIC, "")
    assert not listed.allows_origin(asked("evil.example", "https", PUBLIC))


def test_secure_is_what_the_browser_sees() -> None:
    kinds = {scheme: origins.is_secure(asked("x", scheme)) for scheme in ("https", "wss")}
    assert kinds == {"https": True, "wss": True}
    kinds = {scheme: origins.is_secure(asked("x", scheme)) for scheme in ("http", "ws")}
    assert kinds == {"http": False, "ws": False}
