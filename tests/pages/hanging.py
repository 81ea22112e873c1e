"""Placements behind くばる, and what the page offers."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from models import placements, tables
from models.store import Store
from tests.pages.desk import labels


def listing(house: Store, survey_id: str) -> list[placements.Placement]:
    with house.reading() as session:
        return placements.listing(session, survey_id)


def add(house: Store, survey_id: str, name: str, kind: str = "poster", **fields: Any) -> str:
    return house.write(
        lambda session: placements.add(session, survey_id, name, kind, by="sato", **fields)
    )


def change(house: Store, code: str, **fields: Any) -> None:
    """Let a stored placement have these fields, as if time had passed."""

    def write(session: Session) -> None:
        row = session.get_one(tables.Placement, code)
        for name, value in fields.items():
            setattr(row, name, value)
        session.add(row)

    house.write(write)


def offered(at: AppTest) -> list[str]:
    return labels(at, "link_button") + labels(at, "download_button")


def names(at: AppTest) -> list[str]:
    """The placements on the list, in their order."""
    opening = [one for one in at.button if (one.key or "").startswith("distribute.list.open.")]
    return [one.label.removeprefix(":blue[**").removesuffix("**]") for one in opening]


def actions(house: Store, survey_id: str) -> list[tuple[str, str]]:
    """What the audit log says of its placements."""
    with house.reading() as session:
        entries = session.exec(
            select(tables.AuditEntry)
            .where(col(tables.AuditEntry.action).startswith("placement."))
            .order_by(col(tables.AuditEntry.id))
        )
        return [(entry.action, entry.who) for entry in entries]
