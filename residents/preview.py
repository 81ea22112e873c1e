"""The draft as residents will see it, for staff: the real page, which sends nothing."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from models import surveys
from models.document import SurveyDocument
from models.errors import NotFound
from models.store import Store
from residents import assets, images, rendering, security, views
from residents.desk import wanted_language


def create(store: Store, ward: str, prefix: str) -> Starlette:
    """An app for GET `{prefix}/{survey_id}`. Whoever mounts it decides who may see drafts."""

    def preview(request: Request) -> Response:
        survey_id = request.path_params["survey_id"]
        document = draft(survey_id)
        view = views.AnswerView(
            ward=ward,
            code="preview",
            document=document,
            version=0,
            language=wanted_language(request, document.languages),
            languages=document.languages,
            submission_id="preview",
            images=f"{prefix}/{survey_id}/images",
            preview=True,
        )
        response = HTMLResponse(
            rendering.answer_page(view), headers={"cache-control": images.FOR_NOW}
        )
        response.raw_headers.extend(security.headers(*assets.STYLES, framed=True))
        return response

    def image(request: Request) -> Response:
        document = draft(request.path_params["survey_id"])
        return images.response(document, request.path_params["key"], images.FOR_NOW)

    def draft(survey_id: str) -> SurveyDocument:
        with store.reading() as session:
            return surveys.draft(session, survey_id).document

    def missing(request: Request, error: Exception) -> Response:
        return Response("調査がありません。", 404, media_type="text/plain; charset=utf-8")

    return Starlette(
        routes=[
            Route(f"{prefix}/{{survey_id}}", preview),
            Route(f"{prefix}/{{survey_id}}/images/{{key}}", image),
        ],
        exception_handlers={NotFound: missing},
    )
