"""Koebako as one ASGI app: residents' pages, the guarded staff side, Streamlit behind the guard.

Starts with `python survey_app.py`, `streamlit run survey_app.py` or `uvicorn survey_app:app`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

import settings
from gate import (
    greeting,
    inspection,
    origins,
    printouts,
    prints,
    server,
    sign_in,
    slip_prints,
    vote_prints,
)
from gate.dispatcher import Dispatcher, Prefixes
from gate.guard import Guard
from gate.house import House
from models.store import Store
from residents import app as residents_app
from residents import preview

PREVIEW, PRINT, RESULTS = "/staff/preview", "/staff/print", "/staff/results-print"
INSPECTION, SLIPS, VOTES = "/staff/inspection", "/staff/slips", "/staff/votes"

os.chdir(settings.ROOT)  # Streamlit reads .streamlit/config.toml from the working directory


def compose(streamlit: ASGIApp, store: Store) -> ASGIApp:
    """Everything between the server and Streamlit, on an open store."""
    chosen = settings.current()
    listed = origins.listing(chosen.public_url, chosen.staff_origins)
    first = sign_in.FirstAccount(store)
    behind = Prefixes(
        streamlit,
        {
            PREVIEW: preview.create(store, chosen.ward, PREVIEW),
            PRINT: prints.create(store, chosen, PRINT),
            RESULTS: printouts.create(RESULTS, _results),
            SLIPS: slip_prints.create(store, chosen, SLIPS),
            VOTES: vote_prints.create(store, chosen, VOTES, f"{PRINT}/print.js"),
            INSPECTION: inspection.create(store, chosen, INSPECTION, f"{PRINT}/print.js"),
        },
    )
    greeting.greet(_port(), first.token)
    return Dispatcher(
        staff=Guard(behind, store, listed),
        residents=residents_app.create(
            store, chosen.ward, chosen.public_url, files_only=chosen.role == "staff"
        ),
        doors=sign_in.create(store, listed, first, chosen.ward),
        door_paths=sign_in.PATHS,
    )


def _results(survey_id: str, query: Mapping[str, Sequence[str]], script_url: str) -> str:
    """Results to print: what draws them is read when somebody looks at results, not before."""
    from pages.components import printed  # noqa: PLC0415 - 100 MB that residents do not need

    return printed.asked(survey_id, query, script_url)


def _port() -> int | None:
    """Where we listen, as far as it is known: `uvicorn survey_app:app` keeps it to itself."""
    if server.bound:
        return server.bound[0][1]
    started_by_streamlit = "streamlit.web.cli" in sys.modules
    return st.get_option("server.port") if started_by_streamlit else None


app = st.App(settings.ROOT / "pages" / "staff.py", middleware=[Middleware(House, compose=compose)])

if __name__ == "__main__":
    sys.exit(server.serve(app, host="127.0.0.1", port=8501))
