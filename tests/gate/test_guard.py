"""The door of the running product: nobody in without a session, by HTTP or by WebSocket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.serving import NAME, PASSWORD, Serve, Served, environment, free_port, start

STREAM = "/staff/_stcore/stream"


@pytest.fixture
def house(serve: Serve) -> Served:
    """The product, freshly started, without any account."""
    return serve()


@pytest.fixture
def client(house: Served) -> Iterator[httpx2.Client]:
    """A browser that keeps cookies and follows nothing by itself."""
    with httpx2.Client(base_url=house.address, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with an account, for tests after which it is as it was."""
    served = start(environment(tmp_path_factory.mktemp("data")), free_port())
    with httpx2.Client(base_url=served.address) as first:
        assert set_up(served, first).status_code == 303
    yield served
    served.kill()


@pytest.fixture
def visitor(settled: Served) -> Iterator[httpx2.Client]:
    """Such a browser in front of it."""
    with httpx2.Client(base_url=settled.address, follow_redirects=False) as visitor:
        yield visitor


@pytest.fixture
def member(visitor: httpx2.Client) -> httpx2.Client:
    """The same, signed in."""
    assert sign_in(visitor).status_code == 303
    return visitor


def set_up(house: Served, client: httpx2.Client) -> httpx2.Response:
    token = urlsplit(house.setup_link).query.removeprefix("token=")
    fields = {"token": token, "name": NAME, "password": PASSWORD, "again": PASSWORD}
    return client.post("/staff-setup", data=fields)


def sign_in(client: httpx2.Client, name: str = NAME, password: str = PASSWORD) -> httpx2.Response:
    return client.post("/staff-login", data={"name": name, "password": password})


def stream(house: Served, cookie: str, origin: str | None) -> ClientConnection:
    """Streamlit's WebSocket, opened as a browser would from a page of `origin`."""
    return connect(
        house.address.replace("http", "ws") + STREAM,
        origin=Origin(origin) if origin is not None else None,
        additional_headers={"Cookie": cookie} if cookie else {},
        subprotocols=[Subprotocol("streamlit")],
    )


def websocket_status(house: Served, cookie: str, origin: str | None) -> int:
    """101 when the connection is accepted, else the status it is refused with."""
    try:
        with stream(house, cookie, origin):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


PATHS = [
    *("/staff", "/staff/", "/staff/build", "/staff/media/x", "/staff/component/x"),
    *("/staff/_stcore/health", "/staff/_stcore/metrics", "/staff/_stcore/host-config"),
    *("/staff/_stcore/stream", "/staff/_stcore/upload_file/a/b"),
    *("/staff/_stcore/agent/openapi.json", "/staff/static/x", "/staff//static/x"),
    *("/staff/preview/x", "/staff/print/x", "/staff/auth/login", "/staff/../staff/"),
]


def test_without_a_session_there_is_nothing(house: Served, client: httpx2.Client) -> None:
    """Every known path, and Streamlit's paths at the root: refused, or the sign-in page."""
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code in (401, 404), path
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code in (303, 404), path
        assert page.headers.get("location", "/staff-login").startswith("/staff-login"), path
        assert "streamlit" not in answer.text.lower()
    for path in ("/_stcore/health", "/_stcore/stream", "/media/x", "/static/x"):
        assert client.get(path).status_code == 404, path
    for verb in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert client.request(verb, "/staff/_stcore/upload_file/a/b").status_code == 401
    assert websocket_status(house, "", house.address) == 403


def test_set_up_works_once(house: Served, client: httpx2.Client) -> None:
    """The printed link makes the first account and is used up; a guessed one never works."""
    assert "はじめの設定" in client.get(house.setup_link).text
    guessed = {"token": "x" * 43, "name": NAME, "password": PASSWORD, "again": PASSWORD}
    assert "使えません" in client.post("/staff-setup", data=guessed).text
    answer = set_up(house, client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/")
    assert client.get("/staff/", headers={"accept": "text/html"}).status_code == 200
    assert "使えません" in client.get(house.setup_link).text
    assert "使えません" in set_up(house, client).text
    listed = house.manage("users", "add", NAME, "--role", "viewer", given=PASSWORD + "\n")
    assert (listed.returncode, listed.stdout) == (1, "")


def test_set_up_refuses_and_keeps_the_link(house: Served, client: httpx2.Client) -> None:
    """A bad name or password is explained; the link stays good."""
    token = urlsplit(house.setup_link).query.removeprefix("token=")
    for name, password, again in (
        (NAME, "short", "short"),
        (NAME, PASSWORD, PASSWORD + "x"),
        (NAME, "password123", "password123"),
        (NAME, "yamada-desu-yo", "yamada-desu-yo"),
        (NAME, "x" * 1_100, "x" * 1_100),
        ("", PASSWORD, PASSWORD),
        ("a b", PASSWORD, PASSWORD),
    ):
        fields = {"token": token, "name": name, "password": password, "again": again}
        answer = client.post("/staff-setup", data=fields)
        assert answer.status_code == 422, fields
        assert "エラー" in answer.text, fields
        assert "はじめの設定" in client.get(house.setup_link).text, fields
    assert set_up(house, client).status_code == 303


def test_signed_in_by_http_and_websocket_until_signed_out(
    house: Served, client: httpx2.Client
) -> None:
    """A session opens both; log-out closes both, also in a connection that is open."""
    set_up(house, client)
    cookie = f"koebako={client.cookies['koebako']}"
    assert client.get("/staff/_stcore/health").status_code == 200
    assert websocket_status(house, cookie, house.address) == 101
    with stream(house, cookie, house.address) as tab:
        assert client.post("/staff-logout").status_code == 303
        with pytest.raises(ConnectionClosedError):
            list(tab)  # what was under way still arrives; then the guard closes
        assert tab.close_code == 1008
    assert websocket_status(house, cookie, house.address) == 403
    old = httpx2.get(f"{house.address}/staff/_stcore/health", headers={"cookie": cookie})
    assert old.status_code == 401


def test_foreign_origins_are_refused(settled: Served, member: httpx2.Client) -> None:
    """Another site's page, no page, or a name that only looks like ours opens no connection."""
    cookie = f"koebako={member.cookies['koebako']}"
    for origin in ("https://evil.example", "null", None, f"{settled.address}.evil.example"):
        assert websocket_status(settled, cookie, origin) == 403, origin
    for origin in ("https://evil.example", "null"):
        headers = {"origin": origin}
        assert member.post("/staff-logout", headers=headers).status_code == 403
        assert member.put("/staff/_stcore/upload_file/a/b", headers=headers).status_code == 403


def test_wrong_name_and_wrong_password_look_the_same(visitor: httpx2.Client) -> None:
    """Same status, same words; after some failures the answer is to wait, and only for them."""
    answers = [sign_in(visitor, name, "wrong-password") for name in (NAME, "nobody")]
    assert {answer.status_code for answer in answers} == {422}
    texts = {re.sub(r'value="(yamada|nobody)"', "", answer.text) for answer in answers}
    assert len(texts) == 1
    for _ in range(3):
        last = sign_in(visitor, "nobody", "wrong-password")
    assert "秒たってから" in last.text
    assert sign_in(visitor).status_code == 303


def test_the_cookie_is_new_hidden_and_ours(house: Served, client: httpx2.Client) -> None:
    """HttpOnly, SameSite, no other cookie carries an identity, and each sign-in gets a new one."""
    first = set_up(house, client).headers["set-cookie"]
    assert "HttpOnly" in first
    assert "SameSite=lax" in first
    assert "Secure" not in first  # http on this machine; over HTTPS it is __Host- and Secure
    second = sign_in(client).headers["set-cookie"]
    assert first.split(";")[0] != second.split(";")[0]


def test_after_signing_in_one_stays_inside(visitor: httpx2.Client) -> None:
    """`next` leads to a staff page and nowhere else."""
    for target, place in (
        ("/staff/build?survey=x", "/staff/build?survey=x"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/", "/staff/"),
        ("/staff//evil.example", "/staff/"),
        ("/staff/\\evil", "/staff/"),
    ):
        fields = {"name": NAME, "password": PASSWORD, "next": target}
        assert visitor.post("/staff-login", data=fields).headers["location"] == place


def test_another_name_for_the_machine_is_not_a_staff_address(
    settled: Served, member: httpx2.Client
) -> None:
    """Plain HTTP under a network name: no sign-in, no session, whatever the cookie."""
    headers = {"host": f"koebako.lan:{settled.port}"}
    assert member.get("/staff/_stcore/health", headers=headers).status_code == 403
    assert "https" in member.get("/staff-login", headers=headers).text
    fields = {"name": NAME, "password": PASSWORD}
    refused = member.post("/staff-login", data=fields, headers=headers)
    assert "set-cookie" not in refused.headers


def test_a_forged_identity_is_thrown_away(visitor: httpx2.Client) -> None:
    """The header that names the staff member is set by the guard alone."""
    forged = {"x-koebako-staff": "admin", "accept": "text/html"}
    assert visitor.get("/staff/", headers=forged).status_code == 303


def test_the_staff_document_is_corrected(member: httpx2.Client) -> None:
    """Japanese for screen readers, our script to leave by, and a strict policy."""
    page = member.get("/staff/", headers={"accept": "text/html"})
    assert '<html lang="ja">' in page.text
    assert "/staff-login.js" in page.text
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] in ("no-store", "no-cache")


def test_nothing_secret_is_said(house: Served, client: httpx2.Client) -> None:
    """After a day's work the terminal holds no address of a visitor and no token but the link."""
    set_up(house, client)
    client.get("/s/nothing?secret=hidden-4711")
    client.get("/staff/", headers={"accept": "text/html"})
    house.stop()
    said = "".join(house.said).replace(house.setup_link, "")
    assert "127.0.0.1:" not in said
    assert "hidden-4711" not in said
    assert "GET" not in said
    assert client.cookies["koebako"] not in said
    assert PASSWORD not in said
