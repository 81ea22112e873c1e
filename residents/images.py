"""Pictures that stand in a survey's document, as files of their own."""

from __future__ import annotations

from starlette.responses import Response

from models.document import SurveyDocument
from models.errors import NotFound
from models.questions.statement import Statement

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOW = "no-store"


def response(document: SurveyDocument, key: str, caching: str) -> Response:
    """The picture of the statement `key`. Raises NotFound."""
    for question in document.questions():
        if question.key == key and isinstance(question, Statement) and question.image is not None:
            body, media_type = question.image.content()
            headers = {"cache-control": caching, "x-content-type-options": "nosniff"}
            return Response(body, media_type=media_type, headers=headers)
    raise NotFound("file", key)
