"""Counts of a survey's answers that follow what is stored by reading only what has changed.

The ids of responses are cut into blocks of BLOCK. One grouped query tells for each block how many
of the survey's responses lie in it and which; a block that says the same as before is not read
again. So new answers cost what they are themselves, and deleted or replaced ones their block.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session

from models import tables
from models.errors import NotFound
from models.questions.values import StoredValue

BLOCK: Final = 256  # ids; at the most so many answers are read again for one that is gone

# Said once: with every count, building them anew would cost more than running them.
_tables = tables.Response.metadata.tables
_response, _survey = _tables["response"].c, _tables["survey"].c
_REVISION = select(_survey.data_revision).where(_survey.id == bindparam("survey_id"))
_ours = _response.survey_id == bindparam("survey_id")
_LAST = (
    select(_response.id, _response.receipt, _response.checksum)
    .where(_ours)
    .order_by(_response.id.desc())
    .limit(1)
)
_KNOWN = select(_response.receipt, _response.checksum).where(
    _ours, _response.id == bindparam("last")
)
_READ = select(_response.answers).where(
    _ours, _response.id >= bindparam("first"), _response.id < bindparam("end")
)

# How many of the survey's ids lie in a block, and the sums of their places and of the squares: two
# rows cannot be exchanged for two others without changing one of the three.
_Block: TypeAlias = tuple[int, int, int]
_Mark: TypeAlias = tuple[str, str, str]  # what was counted, under which key, with which code
_ASKED, _ANSWERED, _CODE = "asked", "answered", "code"


def revision(session: Session, survey_id: str) -> int:
    """How often the answers of the survey have changed; the same number, the same answers.

    Raises NotFound.
    """
    found = session.connection().execute(_REVISION, {"survey_id": survey_id}).scalar_one_or_none()
    if found is None:
        raise NotFound("survey", survey_id)
    return int(found)


class Count(NamedTuple):
    """What is known of one stored key. 無回答 is `asked` less `answered`."""

    asked: int
    answered: int
    codes: dict[str, int]


class Tally:
    """The responses of one survey, counted by the codes under each of `keys`, as tables count.

    A person counts once for a code. Under `written` people are only counted as having written, and
    nothing of their words is kept. Everything is as the last `refresh` found it.
    """

    def __init__(
        self,
        survey_id: str,
        keys: Iterable[str],
        written: Iterable[str] = (),
        *,
        block: int = BLOCK,
    ) -> None:
        self.survey_id = survey_id
        self.keys = frozenset(keys)
        self.written = frozenset(written)
        self._counted = self.keys | self.written
        self.read = 0  # responses read so far: what following costs
        self._block = block
        self._grouped = _by_block(block)
        self._blocks: dict[int, _Block] = {}
        self._marks: dict[int, Counter[_Mark]] = {}
        self._sum: Counter[_Mark] = Counter()
        self._last: tuple[int, str, str] | None = None  # id, receipt, checksum

    @property
    def total(self) -> int:
        """How many responses there are."""
        return sum(count for count, _, _ in self._blocks.values())

    def count(self, key: str) -> Count:
        """The count of one of `keys` or `written`."""
        codes = {
            code: number
            for (kind, found, code), number in self._sum.items()
            if kind == _CODE and found == key and number
        }
        return Count(self._sum[_ASKED, key, ""], self._sum[_ANSWERED, key, ""], codes)

    def refresh(self, session: Session) -> None:
        """Follow what is stored in the snapshot of `session`."""
        connection = session.connection()
        ours: dict[str, Any] = {"survey_id": self.survey_id}
        found: dict[int, _Block] = {
            int(block): (count, int(places), int(squares))
            for block, count, places, squares in connection.execute(self._grouped, ours)
        }
        if self._last is not None and not self._stands(session, self._last):
            # SQLite gives an id again once it was the highest and is deleted. While the highest one
            # we know stands, none below it was given again; now any of them may have been.
            self._forget()
        for block in self._blocks.keys() - found.keys():
            self._drop(block)
        for block in sorted(found):
            if self._blocks.get(block) != found[block]:
                self._drop(block)
                self._take(session, block)
                self._blocks[block] = found[block]
        last = connection.execute(_LAST, ours).first()
        self._last = (last[0], last[1], last[2]) if last is not None else None

    def _stands(self, session: Session, last: tuple[int, str, str]) -> bool:
        known = {"survey_id": self.survey_id, "last": last[0]}
        row = session.connection().execute(_KNOWN, known).first()
        return row is not None and tuple(row) == last[1:]

    def _forget(self) -> None:
        self._blocks.clear()
        self._marks.clear()
        self._sum.clear()
        self._last = None

    def _drop(self, block: int) -> None:
        self._sum.subtract(self._marks.pop(block, {}))
        self._blocks.pop(block, None)

    def _take(self, session: Session, block: int) -> None:
        first = block * self._block
        span = {"survey_id": self.survey_id, "first": first, "end": first + self._block}
        texts = session.connection().execute(_READ, span).scalars().all()
        self.read += len(texts)
        marks: Counter[_Mark] = Counter()
        if self._counted:
            # Parsed as one: one by one, finding the way into the parser costs more than parsing.
            for answers in json.loads(f"[{','.join(texts)}]"):
                marks.update(self._marks_of(answers))
        self._marks[block] = marks
        self._sum.update(marks)

    def _marks_of(self, answers: dict[str, StoredValue]) -> list[_Mark]:
        """One person: under which keys they were asked and answered, and with which codes."""
        found = []
        for key in self._counted & answers.keys():
            found.append((_ASKED, key, ""))
            value = answers[key]
            if value is None:
                continue
            found.append((_ANSWERED, key, ""))
            if key in self.written:
                continue
            codes = {str(code) for code in value} if isinstance(value, list) else {str(value)}
            found += [(_CODE, key, code) for code in codes]
        return found


def _by_block(block: int) -> Select[Any]:
    place = _response.id % block
    sums = (func.count(), func.sum(place), func.sum(place * place))
    return select((_response.id // block).label("block"), *sums).where(_ours).group_by("block")
