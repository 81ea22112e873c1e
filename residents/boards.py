"""What a wall shows at this moment, worked out once for everybody who looks at it.

Two hundred screens may ask each second while people answer. So a survey is counted at most once in
FRESH_SECONDS, in a thread, and only when its answers have changed; in between every screen gets
the same bytes, and one that has them already gets none.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from anyio import to_thread
from sqlmodel import Session

from models import tallies
from models.errors import NotFound
from models.store import Store
from models.tallies import Tally
from residents.published import Memory
from residents.screens import Behind, read_behind, state

FRESH_SECONDS: Final = 1.0


_Headers: TypeAlias = list[tuple[bytes, bytes]]
_HEADERS: _Headers = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"vary", b"accept-encoding"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex"),
]


@dataclass(frozen=True)
class Picture:
    """A wall's state as it is sent, plain and gzipped, and when it was asked for (monotonic)."""

    plain: bytes
    gzipped: bytes
    tag: bytes
    at: float

    def answer(self, headers: Iterable[tuple[bytes, bytes]]) -> tuple[int, _Headers, bytes]:
        """Status, headers and body for a request: 304 without a body when it has this already."""
        asked = dict(headers)
        ours = [*_HEADERS, (b"etag", self.tag)]
        if asked.get(b"if-none-match") == self.tag:
            return 304, ours, b""
        if b"gzip" in asked.get(b"accept-encoding", b""):
            body, ours = self.gzipped, [*ours, (b"content-encoding", b"gzip")]
        else:
            body = self.plain
        return 200, [*ours, (b"content-length", b"%d" % len(body))], body


class Board:
    """The count behind one wall; its thread is the only one that touches it."""

    def __init__(self) -> None:
        self._tally: Tally | None = None
        self._made_of: object = None
        self.picture: Picture | None = None

    def refresh(self, session: Session, behind: Behind, public_url: str) -> Picture:
        """The picture of this moment. Raises NotFound when the survey is gone."""
        began = time.monotonic()
        made_of = (tallies.revision(session, behind.wall.survey_id), behind.phase(), behind)
        if self.picture is not None and made_of == self._made_of:
            self.picture = replace(self.picture, at=began)
            return self.picture
        tally = self._counted(session, behind)
        plain = json.dumps(state(behind, tally, public_url), ensure_ascii=False).encode()
        tag = b'W/"' + hashlib.sha256(plain).hexdigest()[:16].encode() + b'"'
        self._made_of = made_of
        self.picture = Picture(plain, gzip.compress(plain, 6, mtime=0), tag, began)
        return self.picture

    def _counted(self, session: Session, behind: Behind) -> Tally:
        tally = self._tally
        if tally is None or (tally.keys, tally.written) != (behind.charted, behind.written):
            tally = self._tally = Tally(behind.wall.survey_id, behind.charted, behind.written)
        tally.refresh(session)
        return tally


class Boards:
    """The walls that are looked at, by key."""

    def __init__(self, store: Store, public_url: str) -> None:
        self._store = store
        self._public_url = public_url
        self._behind: Memory[Behind | None] = Memory(store, read_behind)
        self._boards: dict[str, Board] = {}
        self._coming: dict[str, asyncio.Future[Picture]] = {}

    async def behind(self, key: str) -> Behind:
        """What the key leads to. Raises NotFound."""
        found = await self._behind.get(key)
        if found is None:
            self._boards.pop(key, None)
            raise NotFound("wall", key)
        return found

    def ready(self, key: str) -> Picture | None:
        """The picture if nothing need be asked; None when it must be worked out, or is none."""
        board = self._boards.get(key)
        if board is None or board.picture is None or self._behind.peek(key) is None:
            return None
        is_fresh = time.monotonic() - board.picture.at < FRESH_SECONDS
        return board.picture if is_fresh else None

    async def picture(self, key: str) -> Picture:
        """The picture, not older than FRESH_SECONDS, however many ask at once. Raises NotFound."""
        behind = await self.behind(key)
        ready = self.ready(key)
        if ready is not None:
            return ready
        coming = self._coming.get(key)
        if coming is None:
            board = self._boards.setdefault(key, Board())
            work = to_thread.run_sync(self._refresh, board, behind)
            coming = self._coming[key] = asyncio.ensure_future(work)
            coming.add_done_callback(lambda _: self._coming.pop(key))
        return await asyncio.shield(coming)

    def _refresh(self, board: Board, behind: Behind) -> Picture:
        with self._store.reading() as session:
            return board.refresh(session, behind, self._public_url)
