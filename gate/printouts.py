"""Results as pages to print, behind the guard: what the address asks for, written elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from models.errors import DefinitionError, NotAllowed, NotFound
from models.few_answers import SHOWN_FROM
from qr import sheets

# From a survey, the query of the address and where the script is, to the page.
Write = Callable[[str, Mapping[str, Sequence[str]], str], str]


def create(prefix: str, write: Write) -> Starlette:
    """An app for GET `{prefix}/{survey}?…`; a survey or filter that is not there is a 404.

    403 where the survey promises to show nothing of so few people.
    """

    def results(request: Request) -> Response:
        query: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            query.setdefault(name, []).append(value)
        try:
            page = write(request.path_params["survey"], query, f"{prefix}/print.js")
        except NotAllowed:
            text = f"{SHOWN_FROM}人に満たないため、表示しません。区民の方への約束です。\n"
            return Response(text, 403, media_type="text/plain; charset=utf-8")
        except (NotFound, DefinitionError):
            text = "この集計は見つかりません。みるの画面から開いてください。\n"
            return Response(text, 404, media_type="text/plain; charset=utf-8")
        return HTMLResponse(page)

    def script(_request: Request) -> Response:
        return Response(sheets.PRINT_SCRIPT, media_type="text/javascript")

    return Starlette(
        routes=[Route(f"{prefix}/print.js", script), Route(f"{prefix}/{{survey}}", results)]
    )
