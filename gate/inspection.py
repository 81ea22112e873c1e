"""The inspection list as a page to print; it lies behind the guard."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import settings
from gate import refusals
from models import clock, placements, surveys
from models.errors import NotAllowed, NotFound
from models.store import Store
from qr import inspection, links


def create(store: Store, chosen: settings.Settings, prefix: str, script_url: str) -> Starlette:
    """An app for GET `{prefix}/{survey_id}`; `script_url` is where the print button's script is."""

    def listing(request: Request) -> Response:
        survey_id = request.path_params["survey_id"]
        try:
            links.printable(chosen.public_url)
            with store.reading() as session:
                versions = surveys.versions(session, survey_id)
                draft = surveys.draft(session, survey_id).document
                listed = placements.listing(session, survey_id)
        except NotAllowed as refusal:
            return refusals.page(refusal.code)
        except NotFound:
            return refusals.page("no_survey", 404)
        content = inspection.Round.of(
            versions[max(versions)] if versions else draft,
            listed,
            ward=chosen.ward,
            public_url=chosen.public_url,
            day=clock.now().date(),
            script_url=script_url,
        )
        return HTMLResponse(inspection.sheet(content))

    return Starlette(routes=[Route(f"{prefix}/{{survey_id}}", listing)])
