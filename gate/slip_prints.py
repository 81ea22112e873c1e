"""Slips (整理券) as a file, made once; behind the guard, which also looks where a POST comes from.

Of what stands in the file only hashes are kept, so it cannot be made a second time. It is written
while it is sent, in the child process that residents never wait for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

import settings
from analysis import child
from gate import refusals
from gate.guard import IDENTITY
from models import keys, placements, slip_numbers, slips, surveys
from models.clock import JST
from models.errors import NotAllowed, NotFound
from models.store import Store
from qr import links
from qr import slips as sheets
from qr.content import Content

AT_ONCE = 10 * sheets.ON_A_SHEET  # slips that are in memory at a time

_WEEKDAYS = "月火水木金土日"

_MISSING = "この整理券は見つかりません。くばるの画面から開いてください。"
# NotAllowed.code → what happened and what to do.
_SENTENCES = {
    "slips_issued": "この整理券のファイルは、すでにつくりました。"
    "保存したファイルから印刷してください。",
    "slips_void": "この整理券は、すでに使えないようにしました。",
    "slip_count": f"枚数は1〜{slips.MOST:,}枚で書いてください。",
    "not_sure": "「いまの整理券を使えないようにする」に印を付けてください。",
}


def create(store: Store, chosen: settings.Settings, prefix: str) -> Starlette:
    """An app for `{prefix}/{batch}`: GET what will happen, POST the file; and for
    `{prefix}/{batch}/again`, a POST that voids the batch and leads to a new one."""

    def page(batch: slips.Batch, error: str = "") -> Response:
        text = _templates.get_template("slips.html").render(
            ward=chosen.ward,
            error=_SENTENCES[error] if error else "",
            batch=batch,
            prefix=prefix,
            sheets=-(-batch.made // sheets.ON_A_SHEET),
            most=slips.MOST,
        )
        return HTMLResponse(text, 409 if error else 200)

    def look(batch_id: str) -> tuple[slips.Batch, sheets.Printing]:
        with store.reading() as session:
            batch = slips.get(session, batch_id)
            links.printable(chosen.public_url)
            placement = placements.get(session, batch.placement)
            versions = surveys.versions(session, batch.survey_id)
            draft = surveys.draft(session, batch.survey_id).document
        document = versions[max(versions)] if versions else draft
        said = Content.of(document, placement, ward=chosen.ward, site=chosen.public_url)
        return batch, sheets.Printing(said, batch.name, batch.held_on, batch.made)

    def written(printing: sheets.Printing, batch_id: str, by: str) -> Iterator[str]:
        """The file, piece by piece. Nothing is promised before its slips are in the database."""
        with store.reading() as session:
            key = keys.form_key(session)
        yield sheets.opening(printing)
        for start in range(0, printing.count, AT_ONCE):
            drawn = [slip_numbers.draw(key) for _ in range(min(AT_ONCE, printing.count - start))]
            keep = partial(slips.add, batch_id=batch_id, more=drawn)
            if not start:
                keep = partial(slips.issue, batch_id=batch_id, first=drawn, by=by)
            store.write(keep)
            yield child.run(sheets.sheets, printing, drawn, start // sheets.ON_A_SHEET + 1)
        yield sheets.closing(printing)

    async def show(request: Request) -> Response:
        batch_id = request.path_params["batch"]
        try:
            batch, printing = await to_thread.run_sync(look, batch_id)
        except NotFound:
            return refusals.say(_MISSING, 404)
        except NotAllowed as refusal:
            return refusals.page(refusal.code)
        if request.method != "POST":
            return page(batch)
        pieces = iterate_in_threadpool(written(printing, batch_id, _who(request)))
        try:
            first = [await anext(pieces), await anext(pieces)]  # with the first slips: it is begun
        except NotAllowed as refusal:
            return page(batch, refusal.code)
        return StreamingResponse(_all(first, pieces), headers=_file(batch))

    async def again(request: Request) -> Response:
        batch_id = request.path_params["batch"]
        form = await request.form()
        said = str(form.get("count", ""))
        count = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        make = partial(slips.make_again, batch_id=batch_id, count=count, by=_who(request))
        try:
            batch, _ = await to_thread.run_sync(look, batch_id)
            if form.get("sure") != "yes":
                return page(batch, "not_sure")
            new = await to_thread.run_sync(store.write, make)
        except NotFound:
            return refusals.say(_MISSING, 404)
        except NotAllowed as refusal:
            if refusal.code in _SENTENCES:
                return page(batch, refusal.code)
            return refusals.page(refusal.code)
        return RedirectResponse(f"{prefix}/{new}", 303)

    both = ["GET", "POST"]
    return Starlette(
        routes=[
            Route(f"{prefix}/{{batch}}", show, methods=both),
            Route(f"{prefix}/{{batch}}/again", again, methods=["POST"]),
        ]
    )


async def _all(first: Sequence[str], rest: AsyncIterator[str]) -> AsyncIterator[str]:
    for piece in first:
        yield piece
    async for piece in rest:
        yield piece


def _file(batch: slips.Batch) -> dict[str, str]:
    """Headers that make a browser save it under its name, and nobody between keep it."""
    name = quote(f"整理券-{batch.name}.html", safe="")
    return {
        "content-type": "text/html; charset=utf-8",
        "content-disposition": f"attachment; filename=slips.html; filename*=UTF-8''{name}",
        "cache-control": "no-store",
        "x-accel-buffering": "no",  # a proxy that first collects it all looks like a standstill
    }


def _who(request: Request) -> str:
    """The account that the guard has let in."""
    return request.headers[IDENTITY.decode()].encode("latin-1").decode()


_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["day"] = lambda on: (
    f"{on.year}年{on.month}月{on.day}日({_WEEKDAYS[on.weekday()]})"
)
_templates.filters["moment"] = lambda at: f"{at.astimezone(JST):%Y年%-m月%-d日 %H:%M}"
