"""What residents may see now: published surveys by code, remembered for a moment.

A survey changes seldom and is read by thousands, so the database is asked again only after an
edit in this process, or after two seconds where another process may edit.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from anyio import to_thread
from sqlmodel import Session

from models import clock, lifecycle, placements, surveys
from models.document import SurveyDocument
from models.errors import NotFound
from models.multilingual import Language
from models.placements import Placement
from models.store import Store
from qr import links
from residents import variants

FRESH_SECONDS = 2.0
MOST_REMEMBERED = 1_000

T = TypeVar("T")
# A placement and its address, as it stands beside the printed code.
Addresses: TypeAlias = tuple[tuple[Placement, str], ...]


@dataclass(frozen=True)
class Published:
    """A survey as the code of `placement` finds it. `versions` holds every published document by
    number, `closed_at` is when staff closed it by hand."""

    placement: Placement
    state: lifecycle.State
    versions: dict[int, SurveyDocument]
    closed_at: datetime | None = None

    @property
    def survey_id(self) -> str:
        """The survey."""
        return self.placement.survey_id

    @property
    def code(self) -> str:
        """The code it was found by."""
        return self.placement.code

    @property
    def active(self) -> bool:
        """Whether the code is in use."""
        return self.placement.active

    @property
    def mode(self) -> placements.Mode:
        """How people answer at the placement with this code."""
        return self.placement.mode

    @cached_property
    def current(self) -> int:
        """The number of the version that is asked now; 0 before publishing."""
        return max(self.versions, default=0)

    @cached_property
    def current_document(self) -> SurveyDocument:
        """The document that is asked now. KeyError before publishing."""
        return self.versions[self.current]

    @cached_property
    def variants(self) -> int:
        """How many variants the page that is asked now has."""
        return variants.count(self.current_document)

    def images(self, version: int) -> str:
        """The address below which that version's pictures are found by question key.

        Browsers keep them for good, so it names the survey, too: the code may lead elsewhere.
        """
        return f"/images/{self.code}/{self.survey_id}/{version}"

    def offered(self, document: SurveyDocument) -> tuple[Language, ...]:
        """The languages of that version; the first is the one its code opens in."""
        own = self.placement.language
        return tuple(sorted(document.languages, key=lambda language: language != own))

    @cached_property
    def blank(self) -> tuple[str, str, int, tuple[Language, ...], Language, datetime | None]:
        """What the page that opens at the code hangs on, but for the reader's variant."""
        languages = self.offered(self.current_document)
        named = (self.survey_id, self.code, self.current)
        return (*named, languages, languages[0], self.closes_at())

    def opens_at(self) -> datetime | None:
        """From when on answers are taken at this code, by its own times and the survey's."""
        times = (self.placement.opens_at, self.current_document.opens_at)
        return max((at for at in times if at is not None), default=None)

    def closes_at(self) -> datetime | None:
        """Until when."""
        return self.placement.closing(self.current_document)

    @functools.cached_property
    def fields(self) -> dict[int, frozenset[str]]:
        """By version, the names of every form field that a question reads."""
        return {
            number: frozenset(name for question in one.questions() for name in question.fields())
            for number, one in self.versions.items()
        }

    @property
    def shared(self) -> bool:
        """Whether people take turns at one device here: then it must remember nobody."""
        return self.mode in placements.SHARED

    def phase(self) -> lifecycle.Phase:
        """What a resident meets at this code at this moment."""
        return self.placement.phase(self.survey_phase(), clock.now())

    def survey_phase(self) -> lifecycle.Phase:
        """Where the survey stands at this moment, whether or not this code is still in use."""
        document = self.versions.get(self.current)
        return lifecycle.phase(self.state, document, clock.now())

    def goes_on(self) -> bool:
        """Whether answers are taken at this moment, be it through another code."""
        return self.survey_phase() in lifecycle.TAKES_ANSWERS

    def is_ahead(self) -> bool:
        """Whether answers are taken now or later, be it through another code; not in a test."""
        return self.survey_phase() in ("open", "upcoming")

    def ended_at(self) -> datetime | None:
        """When the survey closed; None while it has not, or when that is not known."""
        times = (self.closed_at, self.current_document.closes_at)
        return min((at for at in times if at is not None and at <= clock.now()), default=None)


class Memory(Generic[T]):
    """Values read from the store, by key, until an edit or FRESH_SECONDS make them old.

    A store that no other process may write has no edits but our own, and needs no clock. However
    many ask at once for what is old, it is read once.
    """

    def __init__(self, store: Store, read: Callable[[Session, str], T]) -> None:
        self._store = store
        self._read = read
        self._kept: dict[str, tuple[int, float, T]] = {}
        self._coming: dict[str, asyncio.Future[T]] = {}

    def peek(self, key: str) -> T | None:
        """The value for `key` if it is here and current; None when it must be read."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == self._store.edits and self._is_fresh(kept[1]):
            return kept[2]
        return None

    async def get(self, key: str) -> T:
        """The value for `key`; raises what reading raises."""
        kept = self.peek(key)
        if kept is not None:
            return kept
        coming = self._coming.get(key)
        if coming is None:
            coming = asyncio.ensure_future(self._refresh(key))
            self._coming[key] = coming
            coming.add_done_callback(lambda _: self._coming.pop(key))
        return await asyncio.shield(coming)

    def _is_fresh(self, at: float) -> bool:
        return self._store.exclusive or time.monotonic() - at < FRESH_SECONDS

    async def _refresh(self, key: str) -> T:
        edits = self._store.edits
        value = await to_thread.run_sync(self._fetch, key)
        if len(self._kept) >= MOST_REMEMBERED:
            self._kept.clear()
        self._kept[key] = (edits, time.monotonic(), value)
        return value

    def _fetch(self, key: str) -> T:
        with self._store.reading() as session:
            return self._read(session, key)


def read_code(session: Session, code: str) -> Published | None:
    """The survey behind `code`; None when there is no such code."""
    place = placements.find(session, code)
    return _published(session, place) if place is not None else None


def read_former(session: Session, key: str) -> Published | None:
    """For `{code}/{survey id}`, a survey that the code led to before, as that code finds it.

    None when it never did, or that survey is gone. Times that the code has now are not its.
    """
    code, _, survey_id = key.partition("/")
    place = placements.find(session, code)
    if place is None or survey_id not in place.former:
        return None
    then = replace(place, survey_id=survey_id, opens_at=None, closes_at=None, former=())
    try:
        return _published(session, then)
    except NotFound:
        return None


def read_home(session: Session, _key: str) -> tuple[Published, ...]:
    """Every published survey with a code for the homepage, the next to close first."""
    found = [_published(session, place) for place in placements.web_codes(session).values()]
    return tuple(sorted((one for one in found if one.versions), key=_closing))


def read_official(session: Session, public_url: str) -> tuple[tuple[Published, Addresses], ...]:
    """Every published survey with its codes in use that hang in public, the next to close first."""
    found = [
        (_published(session, public[0]), tuple((one, _shown(public_url, one)) for one in public))
        for places in placements.in_use(session).values()
        if (public := [one for one in places if one.mode not in placements.SHARED])
    ]
    return tuple(
        sorted((pair for pair in found if pair[0].versions), key=lambda pair: _closing(pair[0]))
    )


def _shown(public_url: str, place: Placement) -> str:
    """The address as it stands beside the printed code; only the path while there is no site."""
    if not public_url:
        return f"/s/{place.code}"
    return links.printed_text(links.answer_url(public_url, place.code))


def _published(session: Session, place: Placement) -> Published:
    survey_id = place.survey_id
    state, versions = surveys.state(session, survey_id), surveys.versions(session, survey_id)
    return Published(place, state, versions, surveys.closed_at(session, survey_id))


def _closing(one: Published) -> tuple[float, str]:
    closes = one.current_document.closes_at
    return (closes.timestamp() if closes is not None else float("inf"), one.code)
