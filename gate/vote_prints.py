"""Voting posters as pages for the staff member's browser; they lie behind the guard."""

from __future__ import annotations

from dataclasses import replace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import settings
from gate import refusals
from models import placements, surveys, votes
from models.errors import NotAllowed, NotFound
from models.multilingual import pick
from models.store import Store
from qr import links, sheets
from qr import votes as paper
from qr.content import Content
from qr.votes import PAPERS, Ballot, Poster


def create(store: Store, chosen: settings.Settings, prefix: str, script_url: str) -> Starlette:
    """An app for GET `{prefix}/{survey_id}/{key}?size=a3`, the poster of a board; A4 without size.

    Codes that are switched off, and options that are asked no more, are not on it.
    """

    def poster(request: Request) -> Response:
        path = request.path_params
        size = request.query_params.get("size", "a4")
        try:
            links.printable(chosen.public_url)
            content = _poster(store, chosen, path["survey_id"], path["key"], size)
            names = tuple((name, f"?size={key}") for key, (name, _) in PAPERS.items())
            return HTMLResponse(paper.sheet(content, sheets.Around(script_url, names)))
        except NotAllowed as refusal:
            return refusals.page(refusal.code)
        except NotFound:
            return refusals.page("no_board", 404)

    return Starlette(routes=[Route(f"{prefix}/{{survey_id}}/{{key}}", poster)])


def _poster(store: Store, chosen: settings.Settings, survey_id: str, key: str, size: str) -> Poster:
    with store.reading() as session:
        versions = surveys.versions(session, survey_id)
        board = votes.board(session, survey_id, key)
        hung = {
            choice.value: placements.get(session, choice.code)
            for choice in board.choices
            if choice.active
        }
    document = versions[max(versions)] if versions else None
    question = votes.question(document, key) if document is not None else None
    if document is None or question is None or size not in PAPERS:
        raise NotFound("placement", key)
    asked = [option for option in question.options if option.value in hung]
    if len(asked) < votes.FEWEST:
        raise NotAllowed("vote_off")
    ballots = tuple(
        Ballot(pick(option.label), links.answer_url(chosen.public_url, hung[option.value].code))
        for option in asked
    )
    first = hung[asked[0].value]
    said = Content.of(document, first, ward=chosen.ward, site=chosen.public_url)
    if any(hung[option.value].outdoor for option in asked):
        said = replace(said, level="Q")
    return Poster(said, pick(question.label), ballots, size, votes.asks_more(document))
