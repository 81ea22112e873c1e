"""Every table, and nothing else. Times are UTC; texts of surveys are JSON documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.moments import Moment


class Survey(SQLModel, table=True):
    """A survey: `data_revision` rises with its answers, `coding_revision` with codes of texts."""

    id: str = Field(primary_key=True, max_length=16)
    draft: str = Field(sa_type=Text)
    revision: int = 1
    state: str = Field(default="draft", max_length=16)
    version: int | None = None
    data_revision: int = 0
    created_at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)  # by hand
    coding_revision: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


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
    place: str = Field(default="", max_length=100)  # where it hangs
    language: str = Field(default="", max_length=16)  # to open in; '' is the reader's own
    opens_at: datetime | None = Field(default=None, sa_type=Moment)  # its own times
    closes_at: datetime | None = Field(default=None, sa_type=Moment)
    preset: str = Field(default="", max_length=64)  # KEY=VALUE: a scan votes for this option
    outdoor: bool = False
    inspected_at: datetime | None = Field(default=None, sa_type=Moment)
    wording: str = Field(default="{}", sa_type=Text)  # JSON: piece → field → text
    former: str = Field(default="", sa_type=Text)  # ids of surveys it led to before, by comma


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
    # The checksum of the vote that this began as, '' for an answer that was whole at once.
    vote: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})


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


class SlipBatch(SQLModel, table=True):
    """One-time slips (整理券) made together. `given` were handed out, None when all were.

    `spent` stays None until the batch is voided; before, it is `made` less the slips that are left.
    """

    __tablename__ = "slip_batch"

    id: str = Field(primary_key=True, max_length=16)
    survey_id: str = Field(foreign_key="survey.id", index=True, max_length=16)
    placement: str = Field(foreign_key="placement.code", max_length=12)
    name: str = Field(max_length=100)
    held_on: date | None = None
    made: int
    given: int | None = None
    spent: int | None = None
    created_at: datetime = Field(sa_type=Moment)
    issued_at: datetime | None = Field(default=None, sa_type=Moment)
    voided_at: datetime | None = Field(default=None, sa_type=Moment)


class Slip(SQLModel, table=True):
    """A slip nobody has used yet; storing its answer deletes it. Only hashes are kept."""

    token_hash: str = Field(primary_key=True, max_length=64)
    code_hash: str = Field(unique=True, max_length=64)
    batch_id: str = Field(foreign_key="slip_batch.id", index=True, max_length=16)


class LabelLayout(SQLModel, table=True):
    """Where the labels lie on an A4 sheet that staff bought; millimetres."""

    __tablename__ = "label_layout"

    id: str = Field(primary_key=True, max_length=16)
    name: str = Field(max_length=60)
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float


class Wall(SQLModel, table=True):
    """What a survey shows on a projector (会場の壁), for whoever knows `key`."""

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    key: str = Field(unique=True, max_length=32)
    views: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class Population(SQLModel, table=True):
    """Who lives in the municipality, by sex, age, area; `counts` is JSON (models.populations)."""

    id: str = Field(primary_key=True, max_length=16)
    name: str = Field(max_length=100)
    source: str = Field(max_length=300)
    as_of: date
    counts: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class Segment(SQLModel, table=True):
    """Answers that staff have chosen and named; `rules` is JSON (models.segments)."""

    __table_args__: Any = (UniqueConstraint("survey_id", "name", name="uq_segment_name"),)

    id: str = Field(primary_key=True, max_length=16)
    survey_id: str = Field(foreign_key="survey.id", max_length=16)
    name: str = Field(max_length=60)
    rules: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class WardName(SQLModel, table=True):
    """A name that staff added to the list that comments are searched for, or took off it."""

    __tablename__ = "ward_name"

    name: str = Field(primary_key=True, max_length=40)
    canonical: str = Field(max_length=60)
    kind: str = Field(max_length=8)
    active: bool = True
    changed_at: datetime = Field(sa_type=Moment)


class Code(SQLModel, table=True):
    """A code for what people wrote under `source`, such as `q4`; its rule may be blank."""

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    source: str = Field(primary_key=True, max_length=64)
    id: str = Field(primary_key=True, max_length=30)
    label: str = Field(max_length=60)
    rule: str = Field(sa_type=Text)
    position: int


class Coding(SQLModel, table=True):
    """Whether a code holds of an answer, in the eyes of a person, a rule or the examples.

    `code_id` may also be one of models.codes.OUTSIDE.
    """

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    source: str = Field(primary_key=True, max_length=64)
    response_id: str = Field(primary_key=True, max_length=16)
    code_id: str = Field(primary_key=True, max_length=30)
    by: str = Field(primary_key=True, max_length=8)
    holds: bool


class TopicEdits(SQLModel, table=True):
    """What staff changed about the topics of what people wrote under `source`."""

    __tablename__ = "topic_edits"

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    source: str = Field(primary_key=True, max_length=64)
    document: str = Field(sa_type=Text)


class Masking(SQLModel, table=True):
    """What staff decided about `start:end` of a comment; the words stand in the answer alone."""

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    source: str = Field(primary_key=True, max_length=64)
    response_id: str = Field(primary_key=True, max_length=16)
    start: int = Field(primary_key=True)
    end: int = Field(primary_key=True)
    kind: str = Field(max_length=8)
    choice: str = Field(max_length=8)


class WordChoice(SQLModel, table=True):
    """A word that people wrote under `source`, and what staff want done with it."""

    __tablename__ = "word_choice"

    survey_id: str = Field(foreign_key="survey.id", primary_key=True, max_length=16)
    source: str = Field(primary_key=True, max_length=64)
    choice: str = Field(primary_key=True, max_length=8)
    word: str = Field(primary_key=True, max_length=100)


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
