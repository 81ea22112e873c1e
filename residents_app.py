"""The residents' half alone, without Streamlit: any number of processes on PostgreSQL.

Started by `python manage.py serve --role residents [--workers N]`.
"""

from __future__ import annotations

from starlette.types import ASGIApp

import settings
from gate import greeting, server
from gate.house import House, nothing_else
from models.store import Store
from residents import app as residents_app


def compose(_nothing: ASGIApp, store: Store) -> ASGIApp:
    """The residents' app on an open store."""
    chosen = settings.current()
    if server.bound:
        greeting.greet(server.bound[0][1])
    return residents_app.create(store, chosen.ward, chosen.public_url)


app = House(nothing_else, compose)
