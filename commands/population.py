"""`manage.py population`: figures of the inhabitants to hold answers against."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

import settings
from commands import database
from models import inhabitants, populations
from models.errors import FileRefused
from models.inhabitants import Table


@click.group("population")
def group() -> None:
    """「誰の声か」でくらべる人口の資料。"""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help="資料の名前(ふつうは自治体の名前か、ファイルの名前)")
@click.option("--source", default="", help="出典。図と表の下に出ます(ふつうはファイルの名前)")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="いつ現在の人口か(ファイルに日付がないとき)"
)
@click.option("--dry-run", is_flag=True, help="確かめるだけで、加えない")
def import_population(
    file: Path, name: str, source: str, as_of: datetime | None, dry_run: bool
) -> None:
    """「地域・年齢別人口」のファイル(CSV・Excel)を加え、結果を1行の JSON で表示します。"""
    from imports import files
    from imports import inhabitants as layout

    read = layout.read(files.bytes_of(file))
    if read.faults and not dry_run:
        first = read.faults[0]
        place = f"{first.row}行目" if first.row is not None else "見出し"
        area = f"「{first.area}」" if first.area else ""
        said = first.said.removesuffix("。")
        raise FileRefused(
            f"直すところが{read.wrong}か所あります({place}{area}: {said})。"
            "何も加えていません。--dry-run で確かめ、ファイルを直してください。"
        )
    day = as_of.date() if as_of is not None else read.as_of
    if day is None and not dry_run:
        raise FileRefused(
            "ファイルに日付がありません。--as-of でいつ現在の人口かを書いてください。"
        )
    called = name or read.municipality or file.stem
    added = None
    if not dry_run and day is not None:
        table = Table(read.counts, source or file.name, day)
        added = _add(called, table)
    found = {
        "population": added,
        "name": called,
        "as_of": day,
        "areas": len(read.areas),
        "people": read.people,
        "unchecked": read.unchecked,
        "wrong": read.wrong,
        "errors": [asdict(fault) for fault in read.faults],
    }
    click.echo(json.dumps(found, ensure_ascii=False, default=date.isoformat))


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON で表示する")
def list_populations(as_json: bool) -> None:
    """人口の資料の一覧を表示します。"""
    with database.reading() as store, store.reading() as session:
        found = populations.listing(session)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        click.echo(f"{one.id}  {one.as_of}  {one.name}  出典: {one.source}")


def _add(name: str, table: Table) -> Any:
    """The id of the new figures, which travel to the database in a file: they may be long."""
    from imports import files

    with files.parcel(settings.current().data_dir) as parcel:
        parcel.write_text(inhabitants.dump((table,)), encoding="utf-8")
        return database.write("add_population", name=name, figures=str(parcel.absolute()))
