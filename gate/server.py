"""Starting the server: our own limits, one worker where there is one writer, a plain greeting."""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from starlette.types import ASGIApp

import settings
from gate import greeting
from models.errors import StorageRefused
from models.store import Store

LIMITS: dict[str, Any] = {
    "limit_concurrency": 10_000,  # above residents.overload, which has words for those it refuses
    "backlog": 4_096,
    "timeout_keep_alive": 5,
    "timeout_graceful_shutdown": 15,
    "ws_max_size": 16 * 1024 * 1024,
    "server_header": False,
    "access_log": False,  # no resident's address, no token in any log
    "log_level": "warning",
}


bound: list[tuple[str, int]] = []  # where this process listens, when we started it ourselves


def refuse_start(refusal: StorageRefused) -> int:
    """Say why there is no start, in one sentence; returns the exit code."""
    sys.stderr.write(f"{refusal}\n")
    return 1


def serve(app: ASGIApp | str, host: str, port: int, workers: int = 1) -> int:
    """Serve until stopped; returns the exit code. Checks the database first, so that a refusal
    is one sentence and not a stack of a server that failed to start. More than one worker needs
    `app` as an import string."""
    try:
        Store(settings.current().store_url).close()
    except StorageRefused as refusal:
        return refuse_start(refusal)
    if workers > 1:
        greeting.greet(port)
        uvicorn.run(app, host=host, port=port, workers=workers, **LIMITS)
        return 0
    bound.append((host, port))
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, **LIMITS))
    server.run()
    return 0 if server.started else 1
