"""Printed pieces as pages for the staff member's browser; they lie behind the guard."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import settings
from models import placements, surveys
from models.errors import NotAllowed, NotFound
from models.multilingual import pick
from models.store import Store
from qr import links, sheets

_REFUSALS = {
    "public_url_missing": "公開アドレスが設定されていません。",
    "public_url_local": "公開アドレスが、このパソコンの中だけで通じるものになっています。",
    "public_url_malformed": "公開アドレスの書き方が正しくありません。",
}
_ADVICE = (
    "このまま印刷すると、スマートフォンで読み取っても開けません。"
    "設定 KOEBAKO_PUBLIC_URL に、区民が開けるアドレスを入れてください。"
)


def create(store: Store, chosen: settings.Settings, prefix: str) -> Starlette:
    """An app for GET `{prefix}/{code}`, the A4 poster of a placement."""

    def poster(request: Request) -> Response:
        try:
            links.printable(chosen.public_url)
            with store.reading() as session:
                placement = placements.get(session, request.path_params["code"])
                versions = surveys.versions(session, placement.survey_id)
                draft = surveys.draft(session, placement.survey_id).document
        except NotAllowed as refusal:
            return _plain(f"{_REFUSALS[refusal.code]}{_ADVICE}\n", 409)
        except NotFound:
            return _plain("この番号の配布先はありません。くばるの画面から開いてください。\n", 404)
        document = versions[max(versions)] if versions else draft
        text = sheets.poster(
            sheets.Poster(
                ward=chosen.ward,
                title=pick(document.title),
                url=links.answer_url(chosen.public_url, placement.code),
                section=document.contact.section,
                phone=document.contact.phone or document.contact.email,
                minutes=document.minutes,
                closes_at=document.closes_at,
                languages=document.languages,
                placement_name=placement.name,
                script_url=f"{prefix}/print.js",
            )
        )
        return HTMLResponse(text)

    def script(_request: Request) -> Response:
        return Response(sheets.PRINT_SCRIPT, media_type="text/javascript")

    return Starlette(
        routes=[Route(f"{prefix}/print.js", script), Route(f"{prefix}/{{code}}", poster)]
    )


def _plain(text: str, status: int) -> Response:
    return Response(text, status, media_type="text/plain; charset=utf-8")
