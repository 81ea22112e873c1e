"""Staff accounts: argon2id passwords, and rules that keep the worst ones out."""

from __future__ import annotations

import threading
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func
from sqlmodel import Session, select

from models import audit, tables
from models.clock import now
from models.errors import SignInRefused

Role = Literal["admin", "editor", "viewer"]
ROLES: tuple[Role, ...] = get_args(Role)

MAX_NAME = 64
MIN_PASSWORD = 10
MAX_PASSWORD_BYTES = 1_024

# argon2id, 19 MiB, two passes: the OWASP minimum, and gentle to a server that also takes answers.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _hasher.hash("nobody signs in with this")  # so an unknown name costs the same time
_at_once = threading.BoundedSemaphore(4)  # hashes in parallel: at most 80 MB
_COMMON = ("password", "passw0rd", "1234567890", "qwertyuiop", "koebako", "setagaya")


def count(session: Session) -> int:
    """How many accounts there are; none means the first one is still to be set up."""
    return session.exec(select(func.count()).select_from(tables.Staff)).one()


def check_password_rules(name: str, password: str, again: str) -> None:
    """Raise SignInRefused when a new password is mistyped, too short, too long or too easy."""
    if password != again:
        raise SignInRefused("password_differs")
    if len(password) < MIN_PASSWORD:
        raise SignInRefused("password_short")
    if len(password.encode()) > MAX_PASSWORD_BYTES:
        raise SignInRefused("password_long")
    lowered = password.lower()
    simple = len(set(lowered)) < 4 or any(lowered.startswith(word) for word in _COMMON)
    if simple or (len(name) > 2 and name.lower() in lowered):
        raise SignInRefused("password_easy")


def hash_password(password: str) -> str:
    """The stored form of a password; takes some 30 ms, so never inside the writer thread."""
    with _at_once:
        return _hasher.hash(password)


def add(session: Session, name: str, password_hash: str, role: Role, *, by: str) -> int:
    """A new account; returns its id. Raises SignInRefused for a bad or taken name."""
    if not name or len(name) > MAX_NAME or any(c.isspace() or ord(c) < 33 for c in name):
        raise SignInRefused("name_form")
    if session.exec(select(tables.Staff).where(tables.Staff.name == name)).first() is not None:
        raise SignInRefused("name_taken")
    row = tables.Staff(name=name, password_hash=password_hash, role=role, created_at=now())
    session.add(row)
    session.flush()
    assert row.id is not None
    audit.record(session, by, "staff.add", name, role)
    return row.id


def add_first(session: Session, name: str, password_hash: str) -> int:
    """The first account, an administrator. Raises SignInRefused when there already is one."""
    if count(session) > 0:
        raise SignInRefused("already_set_up")
    return add(session, name, password_hash, "admin", by="set-up")


def check(session: Session, name: str, password: str) -> int:
    """The id of the active account with that name and password, else SignInRefused.

    Takes the same time and says the same for a wrong name and a wrong password.
    """
    query = select(tables.Staff).where(tables.Staff.name == name)
    # No account has NUL in its name, and PostgreSQL refuses to look for one.
    row = session.exec(query).first() if "\0" not in name else None
    stored = row.password_hash if row is not None and row.active else _NOBODY
    if len(password.encode()) > MAX_PASSWORD_BYTES:
        raise SignInRefused("wrong")
    with _at_once:
        try:
            _hasher.verify(stored, password)
        except (VerificationError, InvalidHashError) as error:
            raise SignInRefused("wrong") from error
    if row is None or not row.active or row.id is None:
        raise SignInRefused("wrong")
    return row.id
