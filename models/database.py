"""Where the data lives: engines, SQLite's durability settings, migrations, and clear refusals.

SQLite is used by one process with one writing connection. That is not a matter of taste: SQLite
before 3.51.3 can lose committed pages when two connections write or checkpoint at one instant.
"""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from models.errors import StorageRefused

BUSY_SECONDS = 10  # how long a write waits for somebody else's lock before it is refused
_MIGRATION_LOCK = 0x6B6F6562616B6F  # "koebako": PostgreSQL's advisory lock while migrating


def read_url(url: str) -> URL:
    """The parsed database address; psycopg 3 is meant when only `postgresql` is said."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise StorageRefused(
            "KOEBAKO_DATABASE_URL を読み取れません。"
            "sqlite:////絶対パス か postgresql://… の形にしてください。"
        ) from error
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StorageRefused(
            f"データベース「{parsed.drivername}」には対応していません。"
            "SQLite か PostgreSQL を指定してください。"
        )
    return parsed


def sqlite_file(url: URL) -> Path | None:
    """The SQLite file behind `url`; None for PostgreSQL."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def writing_engine(url: URL) -> Engine:
    """The engine of the writer thread: one connection, durable commits, BEGIN IMMEDIATE."""
    if url.drivername != "sqlite":
        return _engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
    engine = _engine(url, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN IMMEDIATE"))
    return engine


def reading_engine(url: URL) -> Engine:
    """The engine for reading: it cannot write, and each transaction sees one snapshot."""
    if url.drivername != "sqlite":
        return _engine(
            url,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            connect_args={"options": "-c default_transaction_read_only=on"},
        )
    file = str(Path(url.database or "").absolute()).replace("?", "%3f").replace("#", "%23")
    readonly = url.set(database=f"file:{file}", query={"mode": "ro", "uri": "true"})
    engine = _engine(readonly)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN"))
    return engine


def _engine(url: URL, **options: Any) -> Engine:
    # An error that reaches a log must not carry anybody's answer.
    return create_engine(url, hide_parameters=True, **options)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # Python must not hide BEGIN from us
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")  # what is purged leaves no trace in the file


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def prepare(url: URL) -> None:
    """Bring the database to this release's shape, or refuse in one sentence (StorageRefused)."""
    file = sqlite_file(url)
    if file is not None:
        _check_file(file)
    engine = writing_engine(url)
    try:
        if file is not None:
            _check_sqlite(engine, file)
        else:
            _check_postgresql(engine)
        _migrate(engine)
    except DBAPIError as error:
        raise StorageRefused(_in_words(error, url)) from error
    finally:
        engine.dispose()


def check_current(url: URL, engine: Engine) -> None:
    """Refuse to read a database that is missing or has another release's shape."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        raise StorageRefused(f"データベース {file} がまだありません。先に画面を始めてください。")
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise StorageRefused(_in_words(error, url)) from error
    if current != ScriptDirectory.from_config(_alembic()).get_current_head():
        raise StorageRefused(
            "データベースの形が、このプログラムの版と違います。"
            "python manage.py migrate を行うか、プログラムを新しくしてください。"
        )


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _check_file(file: Path) -> None:
    if not file.parent.is_dir():
        raise StorageRefused(
            f"データを置くフォルダ {file.parent} がありません。作成するか、設定を確かめてください。"
        )
    for path in (file, file.parent):
        if path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise StorageRefused(f"{path} は読み取り専用です。書き込めるようにしてください。")


def _check_sqlite(engine: Engine, file: Path) -> None:
    if not file.exists() or file.stat().st_size == 0:
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        return
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        verdict = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        mode = cursor.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if verdict != "ok":
        raise StorageRefused(
            f"データベース {file} が壊れています。控え(バックアップ)から戻してください。"
        )
    if mode != "wal":
        raise StorageRefused(
            f"{file} を WAL 方式にできません。ローカルのディスクに置いてください。"
        )


def _check_postgresql(engine: Engine) -> None:
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            if connection.execute(text(f"SHOW {name}")).scalar_one() == "off":
                raise StorageRefused(
                    f"PostgreSQL の設定 {name} が off です。回答を失わないよう on にしてください。"
                )


def _migrate(engine: Engine) -> None:
    config = _alembic()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in known:
            raise StorageRefused(
                "データベースは、より新しい版のこえばこで作られています。"
                "プログラムを新しくしてください。"
            )
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        if current is None and tables:
            raise StorageRefused(
                "このデータベースはこえばこのものではありません。空のデータベースを指定してください。"
            )
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")


def _in_words(error: DBAPIError, url: URL) -> str:
    reason = str(error.orig).strip().splitlines()[0]
    where = url.render_as_string(hide_password=True)
    if "file is not a database" in reason or "malformed" in reason:
        return f"データベース {where} が壊れています。控え(バックアップ)から戻してください。"
    if "readonly" in reason or "unable to open" in reason:
        return f"データベース {where} に書き込めません。フォルダの権限を確かめてください。"
    if "locked" in reason:
        return f"データベース {where} はほかで使われています。終わってから始めてください。"
    return f"データベース {where} を使えません({reason})。接続先と権限を確かめてください。"
