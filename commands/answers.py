"""`manage.py responses`: answers that were collected elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import settings
from commands import database
from models import clock
from models.errors import FileRefused, StorageRefused


@click.group("responses")
def group() -> None:
    """ほかで集めた回答。"""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", default="", help="Excel のシートの名前")
@click.option("--name", default="", help="調査の名前(ふつうはファイルの名前)")
@click.option("--section", default="", help="所管課")
@click.option(
    "--retention-until",
    "until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="回答を消す日(付けなければ、消しません)",
)
@click.option("--dry-run", is_flag=True, help="確かめるだけで、取り込まない")
@click.option("--skip-bad-rows", is_flag=True, help="読み取れない行を除いて取り込む")
@click.option("--again", is_flag=True, help="前に取り込んだファイルでも取り込む")
def import_responses(
    file: Path,
    sheet: str,
    name: str,
    section: str,
    until: datetime | None,
    dry_run: bool,
    skip_bad_rows: bool,
    again: bool,
) -> None:
    """回答のファイル(CSV・Excel)を調査として取り込み、結果を1行の JSON で表示します。"""
    from imports import building, files

    if until is not None and until.date() < clock.now().date():
        raise StorageRefused("--retention-until には、今日か、それより後の日を書いてください。")
    source = files.Source(files.bytes_of(file), file.name, sheet)
    plans = files.look(source).plans
    stored: dict[str, Any] = {"survey": None}
    about = building.About(name or file.stem, section, until.date() if until is not None else None)
    with files.parcel(settings.current().data_dir) as parcel:
        packed = files.pack(source, plans, about, None if dry_run else parcel)
        if packed.bad_rows and not (dry_run or (skip_bad_rows and packed.responses)):
            first = packed.misfits[0]
            raise FileRefused(
                f"{packed.bad_rows}行を読み取れません({first.row}行目「{first.column}」: "
                f"{first.reason})。--dry-run で確かめ、直すか、--skip-bad-rows を付けてください。"
            )
        if not dry_run:
            stored = database.write("import_responses", parcel=str(parcel.absolute()), again=again)
    found = {
        **stored,
        "responses": packed.responses,
        "columns": {plan.heading: plan.kind for plan in plans},
        "skipped": packed.bad_rows,
        "errors": [misfit._asdict() for misfit in packed.misfits],
    }
    click.echo(json.dumps(found, ensure_ascii=False))
