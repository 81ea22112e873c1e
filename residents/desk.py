"""What every residents' route works with: the store, what is published, pages ready to send."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from models import completion, keys, responses, seats, tokens
from models.document import SurveyDocument
from models.errors import NotFound
from models.multilingual import LANGUAGES, Language
from models.store import Store
from residents import assets, cookies, form_time, images, prepared, rendering, security, views
from residents.asked import Taken
from residents.boards import Boards
from residents.published import (
    Addresses,
    Memory,
    Published,
    read_code,
    read_former,
    read_home,
    read_official,
)
from residents.tries import Tries

HOME_LANGUAGES: tuple[Language, ...] = LANGUAGES
MOST_PAGES = 500  # prepared answer pages kept; each is some 40 kB
_SMALL = 1_000  # bytes; below, compressing costs more than it saves


class _Key(NamedTuple):
    """Everything that an answer page with nothing filled in depends on."""

    survey: str
    code: str
    version: int
    languages: tuple[Language, ...]
    language: Language
    closes_at: datetime | None
    seed: int
    known: bool


class Desk:
    """One per residents' app. `ward` is the municipality's name, `public_url` its own address."""

    def __init__(self, store: Store, ward: str, public_url: str) -> None:
        self.store = store
        self.ward = ward
        self.public_url = public_url
        self.secure_cookies = public_url.startswith("https://")
        with store.reading() as session:
            self.key = keys.form_key(session)
        self.stamps = form_time.Stamps(self.key)
        self.codes: Memory[Published | None] = Memory(store, read_code)
        self.former: Memory[Published | None] = Memory(store, read_former)
        self.home: Memory[tuple[Published, ...]] = Memory(store, read_home)
        self.boards = Boards(store, public_url)
        self.tries = Tries()
        self.official: Memory[tuple[tuple[Published, Addresses], ...]] = Memory(
            store, read_official
        )
        self._pages: dict[_Key, prepared.Page] = {}
        self._headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"vary", b"accept-encoding"),
            (b"cache-control", b"no-store"),
            *security.headers(*assets.STYLES),
        ]
        store.keep_quiet(responses.store)
        store.keep_quiet(completion.complete)

    def html(self, request: Request, text: str, status: int = 200) -> Response:
        """A page made for this request alone."""
        body = text.encode()
        if len(body) < _SMALL or not _takes_gzip(request):
            return self._response(body, status)
        return self._response(gzip.compress(body, 6, mtime=0), status, gzipped=True)

    def file(self, request: Request, asset: assets.Asset) -> Response:
        """A file that never changes under its address."""
        headers = {
            "cache-control": images.FOR_GOOD,
            "vary": "accept-encoding",
            "x-content-type-options": "nosniff",
        }
        packed = _takes_gzip(request)
        if packed:
            headers["content-encoding"] = "gzip"
        body = asset.packed if packed else asset.body
        return Response(body, media_type=asset.media_type, headers=headers)

    async def find(self, code: str) -> Published:
        """What stands behind a code. Raises NotFound, also for a survey never published."""
        published = await self.codes.get(code)
        if published is None or not published.versions:
            raise NotFound("code", code)
        return published

    async def of(self, code: str, survey_id: str) -> Published:
        """That survey, which the code leads to or led to before. Raises NotFound."""
        published = await self.find(code)
        if published.survey_id == survey_id:
            return published
        former = None
        if survey_id in published.placement.former:
            former = await self.former.get(f"{code}/{survey_id}")
        if former is None or not former.versions:
            raise NotFound("code", code)
        return former

    async def taken(self, survey_id: str, document: SurveyDocument) -> Taken:
        """How many have chosen the options with limited places, at this moment."""
        return await to_thread.run_sync(self._count, survey_id) if document.has_places else {}

    def _count(self, survey_id: str) -> Taken:
        with self.store.reading() as session:
            return seats.taken(session, survey_id)

    def blank_form(self, request: Request, view: views.AnswerView) -> Response:
        """An answer page with nothing filled in; `view.sent` is empty.

        From prepared bytes, unless it tells how many places are left at this moment, or whether a
        slip was scanned, or is on trial: a trial may show another document under the same version.
        """
        if view.document.has_places or view.slip or view.trial:
            return self.html(request, rendering.answer_page(view))
        key = _Key(*(getattr(view, name) for name in _Key._fields))
        page = self._pages.get(key)
        if page is None:
            marked = replace(view, submission_id=prepared.NUMBER, issued=prepared.ISSUED)
            page = prepared.cut(rendering.answer_page(marked))
            if len(self._pages) >= MOST_PAGES:
                self._pages.clear()
            self._pages[key] = page
        if _takes_gzip(request):
            return self._response(page.gzipped(view.submission_id, view.issued), gzipped=True)
        return self._response(page.plain(view.submission_id, view.issued))

    def ready(
        self, code: str, headers: Iterable[tuple[bytes, bytes]]
    ) -> tuple[prepared.Page, str] | None:
        """A prepared page of an open survey in its first language, and the survey's id; None when
        anything must be asked first, or the device seems to have answered already."""
        published = self.codes.peek(code)
        if published is None or published.phase() != "open":
            return None
        survey_id = published.survey_id
        if cookies.may_be_known(headers, survey_id):
            return None
        page = self._pages.get(_Key(*published.blank, seed=draw_seed(published), known=False))
        return (page, survey_id) if page is not None else None

    def headers(self, length: int, *, gzipped: bool) -> list[tuple[bytes, bytes]]:
        """The headers of an HTML page of `length` bytes."""
        own = [*self._headers, (b"content-length", b"%d" % length)]
        return [*own, (b"content-encoding", b"gzip")] if gzipped else own

    def _response(self, body: bytes, status: int = 200, *, gzipped: bool = False) -> Response:
        response = Response(status_code=status)
        response.body = body
        response.raw_headers = self.headers(len(body), gzipped=gzipped)
        return response


def new_submission_id() -> str:
    """A number for one sending: 128 random bits, so that two forms never share one."""
    return tokens.unguessable()


def wanted_language(request: Request, offered: tuple[Language, ...]) -> Language:
    """The language asked for by `?lang=`, when it is offered; else the first one offered."""
    asked = request.query_params.get("lang", "")
    return next((known for known in offered if known == asked), (*offered, LANGUAGES[0])[0])


def draw_seed(published: Published) -> int:
    """Which variant of the page this reader gets."""
    return secrets.randbelow(published.variants)


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")
