"""The public statement on accessibility, with the result for each criterion as the tests left it.

`accessibility.json` is written by `make accessibility`: the day of the run and, by criterion, the
tests that prove it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from residents import rendering
from residents.criteria import CRITERIA
from residents.desk import HOME_LANGUAGES, Desk, wanted_language
from residents.views import Result, StatementView

FILE = Path(__file__).with_suffix(".json")


def route(desk: Desk) -> Route:
    """`/accessibility`, bound to `desk`."""

    async def statement(request: Request) -> Response:
        language = wanted_language(request, HOME_LANGUAGES)
        view = StatementView(
            ward=desk.ward,
            language=language,
            languages=HOME_LANGUAGES,
            tested=date.fromisoformat(_WRITTEN["tested"]),
            results=RESULTS,
        )
        return desk.html(request, rendering.statement_page(view))

    return Route("/accessibility", statement)


_WRITTEN: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))

RESULTS = tuple(
    Result(one.number, one.level, one.name, one.origin, one.absent, tuple(proofs))
    for one in CRITERIA
    for proofs in [_WRITTEN["proofs"].get(one.number, [])]
)
