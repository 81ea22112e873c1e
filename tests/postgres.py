"""A real PostgreSQL for tests: own folder, own socket, gone afterwards.

`postgres_url` is the server, one for the whole run; `postgres_database` is an empty database of
one test, with the tables of the product. A machine without PostgreSQL fails these tests; it does
not skip them.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import TupleRow
from sqlalchemy import URL, make_url
from sqlmodel import SQLModel

from models.store import Store

_EMPTY = "koebako_empty"
_NEVER_EMPTY = ("alembic_version", "secret")
_COLUMNS = """
SELECT table_name, column_name, ordinal_position, data_type, is_nullable
FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3
"""
_RESTART = """
SELECT setval(format('%I', sequencename)::regclass, 1, false)
FROM pg_sequences WHERE schemaname = 'public'
"""

_PLACES = (
    "usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "usr/pgsql-*/bin",  # packages of the PostgreSQL project for Red Hat
    "opt/homebrew/opt/postgresql*/bin",  # macOS
    "usr/local/opt/postgresql*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)
_SETTINGS = """
listen_addresses = ''            # the socket only: no port to collide on
unix_socket_directories = '{folder}'
port = 5432                      # only the name of the socket
fsync = on                       # as in production: the product refuses a server without it
lc_messages = 'C'
"""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest if there are several; None without a server."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [
        folder
        for place in _PLACES
        for folder in Path("/").glob(place)
        if (folder / "initdb").is_file()
    ]
    return max(found, key=_version, default=None)


def _version(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(folder))]


def _account() -> pwd.struct_passwd | None:
    """Who runs the server: PostgreSQL refuses root, so root hands over to another account."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _run(command: list[str | Path], folder: Path) -> None:
    account = _account()
    done = subprocess.run(
        command,
        cwd=folder,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        log = folder / "log"
        said = done.stdout + done.stderr + (log.read_text() if log.exists() else "")
        pytest.fail(f"{command[0]} failed:\n{said}", pytrace=False)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a running, empty server (its database `postgres`), stopped after the last test."""
    programs = binaries()
    if programs is None:
        pytest.fail("PostgreSQL is not installed; `make system-needs` installs it", pytrace=False)
    # Directly in /tmp: pytest's own folders are closed to other accounts, and the path of a
    # socket has a limit of about 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="koebako-postgres-", dir="/tmp"))
    if account := _account():
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    initdb = programs / "initdb"
    pg_ctl = programs / "pg_ctl"
    try:
        # --no-sync is about the empty cluster only; the server itself syncs.
        options = ["--username=koebako", "--auth=trust", "--encoding=UTF8", "--no-locale"]
        _run([initdb, "--no-sync", *options, "-D", data], folder)
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(folder=folder))
        _run([pg_ctl, "start", "--wait", "-D", data, "-l", folder / "log"], folder)
        try:
            yield _address(folder, "postgres")
        finally:
            _run([pg_ctl, "stop", "--wait", "--mode=fast", "-D", data], folder)
    finally:
        shutil.rmtree(folder)


def _address(folder: Path, database: str) -> str:
    url = URL.create(
        "postgresql+psycopg",
        username="koebako",
        database=database,
        query={"host": str(folder), "port": "5432"},
    )
    return url.render_as_string(hide_password=False)


class Shared:
    """The database that the tests of a run get one after another, and what makes it anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = _connect(folder, "postgres")
        _create(self._server, _EMPTY, "template0")
        Store(_address(folder, _EMPTY)).close()
        self._begin()

    @property
    def url(self) -> str:
        return _address(self._folder, self._name)

    def empty(self) -> None:
        """Without a row again, and without what a failed test left open.

        Making a database takes a hundred times as long, so that is for tests that changed a table.
        """
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        ended = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}"
        self._own.execute(ended)
        if _shape(self._own) != self._shape:
            self.drop()
            self._begin()
            return
        self._own.execute("; ".join([*self._deletions, _RESTART]))

    def drop(self) -> None:
        self._own.close()
        self._server.execute(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self._name))
        )

    def close(self) -> None:
        self.drop()
        self._server.close()

    def _begin(self) -> None:
        self._name = f"test_{uuid4().hex}"
        _create(self._server, self._name, _EMPTY)
        self._own = _connect(self._folder, self._name)
        self._shape = _shape(self._own)
        self._deletions = [
            f'DELETE FROM "{table.name}"'
            for table in reversed(SQLModel.metadata.sorted_tables)
            if table.name not in _NEVER_EMPTY
        ]


@pytest.fixture(scope="session")
def postgres_shared(postgres_url: str) -> Iterator[Shared]:
    shared = Shared(Path(str(make_url(postgres_url).query["host"])))
    yield shared
    shared.close()


@pytest.fixture
def postgres_database(postgres_shared: Shared) -> Iterator[str]:
    """Address of a UTF-8 database without a row; nothing of it is there for the next test."""
    yield postgres_shared.url
    postgres_shared.empty()


def _connect(folder: Path, name: str) -> psycopg.Connection[TupleRow]:
    return psycopg.connect(
        host=str(folder), port=5432, user="koebako", dbname=name, autocommit=True
    )


def _create(server: psycopg.Connection[TupleRow], name: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    server.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def _shape(connection: psycopg.Connection[TupleRow]) -> list[TupleRow]:
    """Every column of every table in its place, and what a database has from the beginning."""
    columns = connection.execute(_COLUMNS).fetchall()
    rows = (
        connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in _NEVER_EMPTY
    )
    return [*columns, *chain.from_iterable(rows)]
