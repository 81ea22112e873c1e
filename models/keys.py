"""The key behind the signed fields of residents' pages: one a database, known to every process."""

from __future__ import annotations

import hashlib
import hmac

from sqlmodel import Session

from models import tables
from models.errors import StorageRefused

FORM = "form"


def form_key(session: Session) -> bytes:
    """The 32 random bytes that forms and cookies are signed with; they never change.

    Who takes a backup takes the key along: pages opened before a restore can still be sent.
    """
    row = session.get(tables.Secret, FORM)
    if row is None:
        raise StorageRefused(
            "データベースに署名の鍵がありません。控え(バックアップ)から戻してください。"
        )
    return bytes.fromhex(row.value)


def mac(key: bytes, *said: str) -> bytes:
    """256 bits that only the holder of `key` can make for exactly these words."""
    return hmac.digest(key, "\n".join(said).encode(), hashlib.sha256)
