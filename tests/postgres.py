"""A real PostgreSQL for tests: own folder, own socket, gone afterwards.

`postgres_url` is the server, one for the whole run; `postgres_database` is an empty database of
one test. A machine without PostgreSQL fails these tests; it does not skip them.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

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


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """Address of a fresh, empty UTF-8 database, dropped after the test."""
    folder = str(make_url(postgres_url).query["host"])
    name = f"test_{uuid4().hex}"
    server = psycopg.connect(
        host=folder, port=5432, user="koebako", dbname="postgres", autocommit=True
    )
    with server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        yield _address(Path(folder), name)
        # FORCE ends connections that a failed test left open.
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
