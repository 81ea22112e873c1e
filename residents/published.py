"""What residents may see now: published surveys by code, remembered for a moment.

A survey changes seldom and is read by thousands, so the database is asked again only after an
edit in this process, or after two seconds where another process may edit.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from anyio import to_thread
from sqlmodel import Session

from models import clock, lifecycle, placements, surveys
from models.document import SurveyDocument
from models.store import Store
from residents import variants

FRESH_SECONDS = 2.0
MOST_REMEMBERED = 1_000

T = TypeVar("T")
Codes: TypeAlias = tuple[tuple[str, str], ...]  # code and kind of each placement


@dataclass(frozen=True)
class Published:
    """A survey as its code finds it. `versions` holds every published document by number, `mode`
    says how people answer at the placement with this code."""

    survey_id: str
    code: str
    state: lifecycle.State
    active: bool
    mode: placements.Mode
    versions: dict[int, SurveyDocument]
    closed_at: datetime | None = None  # by hand

    @property
    def current(self) -> int:
        """The number of the version that is asked now; 0 before publishing."""
        return max(self.versions, default=0)

    @property
    def current_document(self) -> SurveyDocument:
        """The document that is asked now. KeyError before publishing."""
        return self.versions[self.current]

    @cached_property
    def variants(self) -> int:
        """How many variants the page that is asked now has."""
        return variants.count(self.current_document)

    def images(self, version: int) -> str:
        """The address below which that version's pictures are found by question key."""
        return f"/images/{self.code}/{version}"

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
        """What a resident meets at this moment."""
        found = self.survey_phase()
        return found if self.active or found == "draft" else "closed"

    def survey_phase(self) -> lifecycle.Phase:
        """Where the survey stands at this moment, whether or not this code is still in use."""
        document = self.versions.get(self.current)
        return lifecycle.phase(self.state, document, clock.now())

    def goes_on(self) -> bool:
        """Whether answers are taken at this moment, be it through another code."""
        return self.survey_phase() in lifecycle.TAKES_ANSWERS

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
    found = placements.find(session, code)
    if found is None:
        return None
    survey_id, active, kind = found
    return _published(session, survey_id, code, active=active, kind=kind)


def read_home(session: Session, _key: str) -> tuple[Published, ...]:
    """Every published survey with a code for the homepage, the next to close first."""
    found = [
        _published(session, survey_id, code, active=True, kind="web")
        for survey_id, code in placements.web_codes(session).items()
    ]
    return tuple(sorted((one for one in found if one.versions), key=_closing))


def read_official(session: Session, _key: str) -> tuple[tuple[Published, Codes], ...]:
    """Every published survey with its codes in use that hang in public, the next to close first."""
    found = [
        (_published(session, survey_id, codes[0][0], active=True, kind=codes[0][1]), codes)
        for survey_id, all_codes in placements.in_use(session).items()
        if (codes := tuple(pair for pair in all_codes if _hangs_in_public(pair[1])))
    ]
    return tuple(
        sorted((pair for pair in found if pair[0].versions), key=lambda pair: _closing(pair[0]))
    )


def _hangs_in_public(kind: str) -> bool:
    return placements.mode_of(kind) not in placements.SHARED


def _published(
    session: Session, survey_id: str, code: str, *, active: bool, kind: str
) -> Published:
    state, versions = surveys.state(session, survey_id), surveys.versions(session, survey_id)
    closed_at = surveys.closed_at(session, survey_id)
    return Published(survey_id, code, state, active, placements.mode_of(kind), versions, closed_at)


def _closing(one: Published) -> tuple[float, str]:
    closes = one.current_document.closes_at
    return (closes.timestamp() if closes is not None else float("inf"), one.code)
