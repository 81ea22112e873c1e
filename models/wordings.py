"""What staff let a printed piece say instead of its own words, for each placement.

Kept as piece → field → text; a field that is not there has the piece's default.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from sqlmodel import Session

from models import audit, tables
from models.errors import NotAllowed, NotFound

Wordings = dict[str, dict[str, str]]

_LARGE = MappingProxyType({"message": 40, "title": 200, "note": 80})
_SMALL = MappingProxyType({"message": 30, "title": 80})

# piece → field → how many characters it may have. `qr.pieces` says what the fields are.
FIELDS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "poster-a4": _LARGE,
        "poster-a3": _LARGE,
        "tent": _LARGE,
        "handout": _LARGE,
        "card": _SMALL,
        "labels": _SMALL,
        "door": _LARGE,
    }
)


def of(session: Session, code: str) -> Wordings:
    """What staff wrote for the placement's pieces: piece → field → text. Raises NotFound."""
    found: Wordings = json.loads(_row(session, code).wording)
    return found


def save(session: Session, code: str, piece: str, fields: Mapping[str, str], *, by: str) -> None:
    """Keep the words of one piece; fields left out or empty get their default back.

    A text is one line: line breaks become spaces, invisible controls are dropped. Raises NotFound,
    NotAllowed('unknown_piece', 'unknown_field' or 'wording_too_long').
    """
    row = _row(session, code)
    if piece not in FIELDS:
        raise NotAllowed("unknown_piece")
    if not fields.keys() <= FIELDS[piece].keys():
        raise NotAllowed("unknown_field")
    texts = {field: one_line(text) for field, text in fields.items()}
    if any(len(text) > FIELDS[piece][field] for field, text in texts.items()):
        raise NotAllowed("wording_too_long")
    kept: Wordings = json.loads(row.wording)
    kept[piece] = {field: text for field, text in texts.items() if text}
    row.wording = json.dumps({name: said for name, said in kept.items() if said})
    session.add(row)
    audit.record(session, by, "placement.wording", row.survey_id, f"{code} {piece}")


def one_line(text: str) -> str:
    """The text on one line, without what would act on its surroundings and not be seen.

    Controls, halves of surrogate pairs, and marks of direction, which could turn an address or a
    telephone number around. Joiners stay: emoji and several scripts are spelled with them.
    """
    kept = (" " if one.isspace() else one for one in text if one.isspace() or _is_seen(one))
    return " ".join("".join(kept).split())


def _is_seen(character: str) -> bool:
    return (
        unicodedata.category(character) not in _CONTROLS
        and unicodedata.bidirectional(character) not in _DIRECTIONS
        and character not in _MARKS
    )


_CONTROLS = frozenset({"Cc", "Cs", "Co", "Cn"})
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_MARKS = frozenset("\u200e\u200f\u061c")


def _row(session: Session, code: str) -> tables.Placement:
    # Only what could be a code is looked for: PostgreSQL refuses texts with NUL in them.
    row = session.get(tables.Placement, code) if code.isascii() and code.isalnum() else None
    if row is None:
        raise NotFound("placement", code)
    return row
