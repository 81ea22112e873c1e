"""Printed pieces as pages for the staff member's browser; they lie behind the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import settings
from gate import refusals
from models import label_layouts, placements, surveys, wordings
from models.clock import now
from models.document import SurveyDocument
from models.errors import NotAllowed, NotFound
from models.label_layouts import Layout
from models.placements import Placement
from models.store import Store
from models.wordings import Wordings
from qr import links, sheets
from qr.content import Content
from qr.pieces import PIECES, Piece, worded
from qr.placing import Placing

N = TypeVar("N", int, float)

FIRST = "poster-a4"

_UNPUBLISHED = "この調査は、まだ公開していません。公開すると、このコードから回答できます。"
_OFF = "この配布先は使わないことになっています。このコードからは、回答できません。"
_OVER = "受付は終わっています。"
_AS_SHIPPED = "ずれのない並びで印刷する"


def create(store: Store, chosen: settings.Settings, prefix: str) -> Starlette:
    """An app for GET `{prefix}/{code}/{piece}`, any piece of `qr.pieces` for a placement; without
    `piece` its A4 poster. Labels take `layout`, `dx`, `dy` (mm) and `from`, the first free one."""

    def piece(request: Request) -> Response:
        piece = PIECES.get(request.path_params.get("piece", FIRST))
        if piece is None:
            return refusals.page("unknown_piece", 404)
        try:
            links.printable(chosen.public_url)
            found = _find(store, request.path_params["code"])
        except NotAllowed as refusal:
            return refusals.page(refusal.code)
        except NotFound:
            return refusals.page("no_placement", 404)
        site = chosen.public_url
        content = Content.of(found.document, found.place, ward=chosen.ward, site=site)
        said = worded(piece, content, found.said.get(piece.key, {}))
        return _sheet(piece, said, found, _around(found, piece, prefix), request.query_params)

    def script(_request: Request) -> Response:
        return Response(sheets.PRINT_SCRIPT, media_type="text/javascript")

    return Starlette(
        routes=[
            Route(f"{prefix}/print.js", script),
            Route(f"{prefix}/{{code}}", piece),
            Route(f"{prefix}/{{code}}/{{piece}}", piece),
        ]
    )


@dataclass(frozen=True)
class _Found:
    """All that is read for one sheet."""

    place: Placement
    document: SurveyDocument
    published: bool
    said: Wordings
    layouts: list[Layout]


def _find(store: Store, code: str) -> _Found:
    with store.reading() as session:
        place = placements.get(session, code)
        versions = surveys.versions(session, place.survey_id)
        draft = surveys.draft(session, place.survey_id).document
        return _Found(
            place,
            versions[max(versions)] if versions else draft,
            bool(versions),
            wordings.of(session, code),
            label_layouts.listing(session),
        )


def _around(found: _Found, piece: Piece, prefix: str) -> sheets.Around:
    place = found.place
    closes_at = place.closing(found.document)
    notices = {
        _UNPUBLISHED: not found.published,
        _OFF: not place.active,
        _OVER: closes_at is not None and closes_at <= now(),
    }
    return sheets.Around(
        f"{prefix}/print.js",
        others=tuple((one.name, f"{prefix}/{place.code}/{key}") for key, one in PIECES.items()),
        notices=tuple(words for words, holds in notices.items() if holds),
        layouts=() if piece.grid else tuple(found.layouts),
        name=place.name,
    )


def _sheet(
    piece: Piece, said: Content, found: _Found, around: sheets.Around, asked: QueryParams
) -> Response:
    layout = None
    try:
        placing = None
        if piece.grid is None:
            layout = _layout(found.layouts, said, asked.get("layout") or None)
            dx, dy = (_read(float, asked.get(name), 0.0, "label_offset") for name in ("dx", "dy"))
            placing = Placing(layout, dx, dy, _read(int, asked.get("from"), 1, "label_start"))
        return HTMLResponse(sheets.sheet(piece, said, around, placing))
    except NotFound:
        return refusals.page("no_layout", 404)
    except NotAllowed as refusal:
        if refusal.code in ("label_offset", "label_start"):
            return refusals.say(refusals.SENTENCES[refusal.code], 409, "?", _AS_SHIPPED)
        if refusal.code != "label_too_small" or layout is None:
            return refusals.page(refusal.code)
        return refusals.label_too_small(layout, sheets.fitting_layouts(said, found.layouts))


def _layout(layouts: list[Layout], said: Content, wanted: str | None) -> Layout:
    """The wanted one; when none is, the first whose labels hold everything."""
    if wanted is None:
        return next(iter(sheets.fitting_layouts(said, layouts)), layouts[0])
    for layout in layouts:
        if layout.id == wanted:
            return layout
    raise NotFound("label layout", wanted)


def _read(kind: Callable[[str], N], text: str | None, otherwise: N, refusal: str) -> N:
    """What a form field says; an empty one says nothing."""
    try:
        return kind(text) if text else otherwise
    except ValueError as error:
        raise NotAllowed(refusal) from error
