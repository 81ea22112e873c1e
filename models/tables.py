"""Every table, and nothing else. Times are UTC; texts of surveys are JSON documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; SQLite, which knows no zones, gets it back as UTC too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they would mean something else on another machine."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Survey(SQLModel, table=True):
    """A survey: its draft, and where it stands. `data_revision` rises with its answers."""

    id: str = Field(primary_key=True, max_length=16)
    draft: str = Field(sa_type=Text)
    revision: int = 1
    state: str = Field(default="draft", max_length=16)
    version: int | None = None
    data_revision: int = 0
    created_at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)  # by hand


class SurveyVersion(SQLModel, table=True):
    """A frozen document; never updated."""

    __tablename__ = "survey_version"

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    number: int = Field(primary_key=True)
    document: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=Moment)


class Placement(SQLModel, table=True):
    """Where a code hangs: a poster, a table, the homepage."""

    code: str = Field(primary_key=True, max_length=12)
    survey_id: str = Field(foreign_key="survey.id", index=True, max_length=16)
    name: str = Field(max_length=100)
    kind: str = Field(max_length=16)
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)


class Sending(SQLModel):
    """What is kept of one sending, whether it is counted or waits aside."""

    survey_id: str = Field(foreign_key="survey.id", max_length=16)
    submission_id: str = Field(max_length=64)
    version: int
    placement: str = Field(foreign_key="placement.code", max_length=12)
    language: str = Field(max_length=16)
    mode: str = Field(max_length=16)
    received: datetime = Field(sa_type=Moment)
    answers: str = Field(sa_type=Text)
    checksum: str = Field(max_length=64)
    flags: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})


class Response(Sending, table=True):
    """One immutable answer. `id` orders reading only and leaves the database in no file."""

    __table_args__: Any = (
        UniqueConstraint("survey_id", "submission_id", name="uq_response_submission"),
        UniqueConstraint("receipt", name="uq_response_receipt"),
    )

    id: int | None = Field(default=None, primary_key=True)
    receipt: str = Field(max_length=16)


class Aside(Sending, table=True):
    """A sending that named a stored answer and said something else: staff decide what it is.

    `outcome` is '' until they did; then `answers` are gone, and the row only knows them again.
    """

    __table_args__: Any = (
        UniqueConstraint("survey_id", "submission_id", "checksum", name="uq_aside_sending"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outcome: str = Field(default="", max_length=16)


class Secret(SQLModel, table=True):
    """A key that every process of this database signs with; the migration made it."""

    name: str = Field(primary_key=True, max_length=16)
    value: str = Field(max_length=64)


class Seat(SQLModel, table=True):
    """How many stored answers chose an option that only so many people may choose (定員)."""

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    key: str = Field(primary_key=True, max_length=30)
    value: str = Field(primary_key=True, max_length=30)
    taken: int


class Staff(SQLModel, table=True):
    """A staff account."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=64)
    password_hash: str = Field(max_length=200)
    role: str = Field(max_length=16)
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)


class StaffSession(SQLModel, table=True):
    """A signed-in browser. Only the hash of its token is kept."""

    __tablename__ = "staff_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    staff_id: int = Field(foreign_key="staff.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class AuditEntry(SQLModel, table=True):
    """Who did what to what, and when."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    who: str = Field(max_length=64)
    action: str = Field(max_length=40)
    subject: str = Field(max_length=64)
    detail: str = Field(default="", max_length=400)
