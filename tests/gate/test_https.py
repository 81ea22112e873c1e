"""The running product behind a proxy that ends HTTPS, as the public has it."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.serving import NAME, PASSWORD, Serve, Served

HOST = "koe.example.lg.jp"
PUBLIC = f"https://{HOST}"
HEALTH = "/staff/_stcore/health"


class Proxy:
    """What a reverse proxy on this machine sends on, as docs/operating.md has it set up.

    It keeps no cookies: each request carries the ones it is given.
    """

    def __init__(self, house: Served, scheme: str = "https") -> None:
        self.house = house
        self.headers = {"host": HOST, "x-forwarded-proto": scheme, "x-forwarded-for": "192.0.2.7"}

    def ask(self, verb: str, path: str, cookie: str = "", **headers: str) -> httpx2.Response:
        sent = self.headers | ({"cookie": cookie} if cookie else {}) | headers
        return httpx2.request(verb, self.house.address + path, headers=sent)

    def send(
        self, path: str, cookie: str = "", origin: str = PUBLIC, **fields: str
    ) -> httpx2.Response:
        """A form sent from a page of `origin`."""
        sent = self.headers | {"origin": origin} | ({"cookie": cookie} if cookie else {})
        return httpx2.post(self.house.address + path, headers=sent, data=fields)

    def websocket_status(self, cookie: str, origin: str = PUBLIC) -> int:
        """101 when Streamlit's WebSocket is accepted, else the status it is refused with."""
        forwarded = {name: value for name, value in self.headers.items() if name != "host"}
        try:
            with connect(
                f"ws://{HOST}/staff/_stcore/stream",
                sock=socket.create_connection(("127.0.0.1", self.house.port)),
                origin=Origin(origin),
                additional_headers=forwarded | ({"cookie": cookie} if cookie else {}),
                subprotocols=[Subprotocol("streamlit")],
            ):
                return 101
        except InvalidStatus as refusal:
            return refusal.response.status_code


@pytest.fixture
def proxy(serve: Serve) -> Proxy:
    """The product, freshly started, with its public address, behind HTTPS."""
    return Proxy(serve(public_url=PUBLIC))


def set_up(proxy: Proxy) -> httpx2.Response:
    token = urlsplit(proxy.house.setup_link).query.removeprefix("token=")
    fields = {"token": token, "name": NAME, "password": PASSWORD, "again": PASSWORD}
    return proxy.send("/staff-setup", **fields)


def given(answer: httpx2.Response) -> tuple[str, set[str]]:
    """NAME=VALUE of the cookie that was set, and its attributes in small letters."""
    assert answer.status_code == 303, answer.text
    [said] = answer.headers.get_list("set-cookie")
    pair, *attributes = said.split("; ")
    return pair, {attribute.lower() for attribute in attributes}


def test_the_cookie_is_locked_to_https_and_to_our_host(proxy: Proxy) -> None:
    """At set-up and at each sign-in, a new one; log-out takes it back under the same name."""
    pairs = []
    for answer in (set_up(proxy), proxy.send("/staff-login", name=NAME, password=PASSWORD)):
        pair, attributes = given(answer)
        assert pair.startswith("__Host-koebako=")
        assert attributes == {"secure", "httponly", "samesite=lax", "path=/"}
        pairs.append(pair)
    assert len(set(pairs)) == 2
    ended, attributes = given(proxy.send("/staff-logout", pairs[1]))
    assert ended == '__Host-koebako=""'
    assert {"secure", "max-age=0", "path=/"} <= attributes
    assert proxy.ask("GET", HEALTH, pairs[1]).status_code == 401
    assert proxy.ask("GET", HEALTH, pairs[0]).status_code == 200


def test_with_it_staff_pages_open_by_http_and_websocket(proxy: Proxy) -> None:
    """Under the public address, from its own pages; without it, or from elsewhere, not."""
    cookie, _ = given(set_up(proxy))
    assert proxy.ask("GET", HEALTH, cookie).text == "ok"
    assert '<html lang="ja">' in proxy.ask("GET", "/staff/", cookie, accept="text/html").text
    assert proxy.websocket_status(cookie) == 101
    assert proxy.ask("GET", HEALTH).status_code == 401
    assert proxy.websocket_status("") == 403
    for origin in (f"http://{HOST}", f"{PUBLIC}.evil.example", "https://evil.example", "null"):
        assert proxy.websocket_status(cookie, origin) == 403, origin
        assert proxy.send("/staff-logout", cookie, origin).status_code == 403, origin
    assert proxy.ask("GET", HEALTH, cookie).status_code == 200


def test_the_session_is_no_use_over_plain_http(proxy: Proxy) -> None:
    """A proxy that lets HTTP through signs nobody in, and believes neither name of the cookie."""
    cookie, _ = given(set_up(proxy))
    local = cookie.removeprefix("__Host-")
    assert proxy.ask("GET", HEALTH, local).status_code == 401
    assert proxy.websocket_status(local) == 403
    plain = Proxy(proxy.house, scheme="http")
    for carried in (cookie, local, f"{cookie}; {local}"):
        assert plain.ask("GET", HEALTH, carried).status_code == 403
        assert plain.websocket_status(carried, f"http://{HOST}") == 403
    refused = plain.send("/staff-login", name=NAME, password=PASSWORD)
    assert refused.status_code in (200, 403)
    assert "set-cookie" not in refused.headers
    assert "https" in plain.ask("GET", "/staff-login").text


def test_who_guesses_passwords_waits_and_nobody_else(proxy: Proxy) -> None:
    """The proxy tells where a request comes from: the owner, elsewhere, signs in at once."""
    set_up(proxy)
    for _ in range(4):
        last = proxy.send("/staff-login", name=NAME, password="wrong-password")
    assert "秒たってから" in last.text
    elsewhere = Proxy(proxy.house)
    elsewhere.headers["x-forwarded-for"] = "192.0.2.8"
    given(elsewhere.send("/staff-login", name=NAME, password=PASSWORD))


def test_nonsense_in_host_and_cookie_is_turned_away(proxy: Proxy) -> None:
    """Without a trace in the terminal, and without hiding the cookie of who is signed in."""
    cookie, _ = given(set_up(proxy))
    for host in ("[", "[::1", "localhost/x", "127.0.0.1@evil.example"):
        assert proxy.ask("GET", HEALTH, cookie, host=host).status_code in (400, 403), host
    assert proxy.ask("GET", HEALTH, f'prefs={{"size":"large"}}; {cookie}').status_code == 200
    proxy.house.stop()
    assert "Traceback" not in "".join(proxy.house.said)
