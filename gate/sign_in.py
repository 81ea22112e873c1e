"""Sign-in, log-out and the set-up of the first account: small HTML pages outside /staff."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import parse_qsl

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from gate import cookie
from gate.attempts import Attempts
from gate.guard import POLICY
from gate.origins import Origins
from gate.shell import SCRIPT_PATH
from models import sessions, staff, tokens
from models.errors import SignInRefused
from models.store import Store

PATHS = frozenset(
    {"/staff-login", "/staff-logout", "/staff-setup", "/staff-login.css", SCRIPT_PATH}
)

_MAX_FORM = 16 * 1024  # bytes: a name and a password
_FOLDER = Path(__file__).parent / "templates"
_templates = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
)
_SENTENCES = {
    "wrong": "名前かパスワードが違います。もう一度入力してください。",
    "wait": "続けて失敗したため、{seconds}秒たってからもう一度入力してください。",
    "password_short": f"パスワードは{staff.MIN_PASSWORD}文字以上にしてください。",
    "password_long": "パスワードが長すぎます。短くしてください。",
    "password_easy": "推測されやすいパスワードです。別のものにしてください。",
    "password_differs": "2つのパスワードが一致しません。もう一度入力してください。",
    "name_form": "名前は1〜64文字で、空白を入れずに入力してください。",
    "name_taken": "その名前はすでに使われています。別の名前にしてください。",
}


class FirstAccount:
    """The one-time secret of the set-up link; there is one only while nobody has an account."""

    def __init__(self, store: Store) -> None:
        with store.reading() as session:
            self.token = "" if staff.count(session) else tokens.secret()

    def opens_with(self, token: str) -> bool:
        """True for the secret, as long as it is good."""
        return bool(self.token) and secrets.compare_digest(token.encode(), self.token.encode())

    def use_up(self) -> None:
        """The link has done its work."""
        self.token = ""


def create(store: Store, origins: Origins, first: FirstAccount, ward: str) -> Starlette:
    """The app for PATHS."""
    attempts = Attempts()

    def page(file: str, error: str = "", **values: object) -> Response:
        text = _templates.get_template(file).render(ward=ward, error=error, **values)
        return _secured(HTMLResponse(text, 422 if error else 200))

    async def login(request: Request) -> Response:
        if not origins.allows_host(request.scope):
            return _secured(
                HTMLResponse(_templates.get_template("https.html").render(ward=ward, error=""))
            )
        target = _inside(request.query_params.get("next", ""))
        if first.token:
            return page("waiting.html")
        if request.method == "GET":
            return page("login.html", name="", next=target)
        form = await _form(request, origins)
        name = form.get("name", "")[: staff.MAX_NAME + 1]  # longer ones are nobody's
        source = request.client.host if request.client else ""
        target = _inside(form.get("next", ""))
        try:
            attempts.check(name, source)
            # Counted before it is tried, so that guesses sent at one instant wait for each other.
            attempts.failed(name, source)
            staff_id = await to_thread.run_sync(_check, store, name, form.get("password", ""))
        except SignInRefused as refusal:
            return page("login.html", _say(refusal), name=name, next=target)
        attempts.succeeded(name, source)
        return await _signed_in(request, store, staff_id, target)

    async def setup(request: Request) -> Response:
        if request.method == "GET":
            token = request.query_params.get("token", "")
            if not first.opens_with(token):
                return page("used.html")
            return page("setup.html", name="", token=token)
        form = await _form(request, origins)
        name, token = form.get("name", "").strip(), form.get("token", "")
        if not first.opens_with(token):
            return page("used.html")
        try:
            password = form.get("password", "")
            staff.check_password_rules(name, password, form.get("again", ""))
            hashed = await to_thread.run_sync(staff.hash_password, password)
            staff_id = await to_thread.run_sync(
                store.write, lambda session: staff.add_first(session, name, hashed)
            )
        except SignInRefused as refusal:
            if refusal.code == "already_set_up":
                first.use_up()
                return page("used.html")
            return page("setup.html", _say(refusal), name=name, token=token)
        first.use_up()
        return await _signed_in(request, store, staff_id, "/staff/")

    async def logout(request: Request) -> Response:
        # A link on our own page ends the session at once; from anywhere else a button asks first.
        own_link = request.headers.get("sec-fetch-site") == "same-origin"
        if request.method == "GET" and not own_link:
            return page("logout.html")
        if request.method == "POST":
            await _form(request, origins)
        token = cookie.read(request.scope)
        if token:
            await to_thread.run_sync(store.write, lambda session: sessions.end(session, token))
        response = RedirectResponse("/staff-login", 303)
        cookie.clear(response, request.scope)
        return response

    async def style(request: Request) -> Response:
        return Response((_FOLDER / "door.css").read_bytes(), media_type="text/css")

    async def script(request: Request) -> Response:
        return Response((_FOLDER / "door.js").read_bytes(), media_type="text/javascript")

    both = ["GET", "POST"]
    return Starlette(
        routes=[
            Route("/staff-login", login, methods=both),
            Route("/staff-logout", logout, methods=both),
            Route("/staff-setup", setup, methods=both),
            Route("/staff-login.css", style),
            Route(SCRIPT_PATH, script),
        ],
    )


async def _form(request: Request, origins: Origins) -> dict[str, str]:
    """The fields of a small form sent from our own page; anything else is refused by status."""
    origin = request.headers.get("origin")
    if not origins.allows_host(request.scope) or (
        origin is not None and not origins.allows_origin(request.scope)
    ):
        raise HTTPException(403)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            raise HTTPException(413)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as error:
        raise HTTPException(400) from error


def _check(store: Store, name: str, password: str) -> int:
    with store.reading() as session:
        return staff.check(session, name, password)


async def _signed_in(request: Request, store: Store, staff_id: int, target: str) -> Response:
    token = await to_thread.run_sync(store.write, lambda session: sessions.start(session, staff_id))
    response = RedirectResponse(target, 303)
    cookie.write(response, request.scope, token)
    return _secured(response)


def _inside(target: str) -> str:
    """Where to go after signing in: only ever a staff page of our own."""
    safe = target.startswith("/staff/") and "\\" not in target and "//" not in target
    return target if safe and target.isprintable() else "/staff/"


def _say(refusal: SignInRefused) -> str:
    return _SENTENCES[refusal.code].format(seconds=refusal.wait_seconds)


def _secured(response: Response) -> Response:
    response.headers["content-security-policy"] = POLICY
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["referrer-policy"] = "same-origin"
    return response
