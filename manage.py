"""Commands for operators.

Exit 0 on success, 1 with one sentence on stderr on refusal, 2 on wrong usage; never a traceback
for something an operator can mend.
"""

from __future__ import annotations

import json
import secrets
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import click
from sqlalchemy.exc import DBAPIError

import settings
from commands import answers, database, population, text
from exports.neutral import Encoding
from models import backup as copies
from models import clock, document, integrity, staff, surveys
from models.errors import KoebakoError, NotFound, SignInRefused, StorageRefused
from models.store import Store


class Commands(click.Group):
    """A group whose refusals are one sentence and exit 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; KoebakoError and database failures become a sentence."""
        try:
            return super().invoke(ctx)
        except NotFound as error:
            raise click.ClickException(f"「{error.name}」は見つかりません。") from error
        except KoebakoError as error:
            raise click.ClickException(str(error)) from error
        except DBAPIError as error:
            first = str(error.orig).splitlines()[0]
            raise click.ClickException(f"データベースを使えません({first})。") from error


@click.group(cls=Commands)
def cli() -> None:
    """こえばこの運用コマンド。"""


cli.add_command(text.command)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--role", type=click.Choice(get_args(settings.Role)), help="担当する側")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--try-nearby", is_flag=True, help="近くのスマートフォンからも試せるようにする")
def serve(host: str, port: int, role: settings.Role | None, workers: int, try_nearby: bool) -> None:
    """画面を提供します。止めるときは Ctrl+C。"""
    from gate import server

    chosen = settings.current()
    if role is not None:
        chosen = chosen.model_copy(update={"role": role})
    if try_nearby:
        host = "0.0.0.0"  # noqa: S104 - asked for by the option; the staff side stays loopback only
        nearby = settings.address_in_network()
        if not chosen.public_url and nearby is not None:
            chosen = chosen.model_copy(update={"public_url": f"http://{nearby}:{port}"})
    settings.use(chosen)
    if workers > 1 and (chosen.role != "residents" or chosen.store_url.startswith("sqlite")):
        raise StorageRefused(
            "--workers を増やせるのは、PostgreSQL を使い --role residents で動かすときだけです。"
        )
    if chosen.role == "residents":
        sys.exit(server.serve("residents_app:app", host, port, workers))
    from survey_app import app

    sys.exit(server.serve(app, host, port))


@cli.command()
def demo() -> None:
    """回答の入った見本の調査をつくります。"""
    for made in database.write("add_samples", today=clock.now().date().isoformat()):
        click.echo(f"{made['title']}  /s/{made['code']}")


@cli.group()
def users() -> None:
    """職員のアカウント。"""


@users.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(staff.ROLES))
def add_user(name: str, role: str) -> None:
    """アカウントをつくります。パスワードは画面で、または標準入力の1行目で渡します。"""
    given = _password()
    password = given or secrets.token_urlsafe(12)
    try:
        staff.check_password_rules(name, password, password)
    except SignInRefused as error:
        raise StorageRefused(
            f"そのパスワードは使えません。推測されにくい{staff.MIN_PASSWORD}文字以上にしてください。"
        ) from error
    database.write("add_staff", name=name, password_hash=staff.hash_password(password), role=role)
    click.echo(f"アカウント「{name}」をつくりました。")
    if not given:
        click.echo(f"パスワード: {password}")


@cli.group("surveys")
def surveys_group() -> None:
    """調査の取り込みと書き出し。"""


@surveys_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="取り込んですぐに公開する")
def import_survey(file: Path, publish: bool) -> None:
    """調査の定義(JSON)を取り込み、番号とコードを1行の JSON で表示します。"""
    if file.stat().st_size > document.MAX_BYTES:
        raise StorageRefused(
            f"{file} は大きすぎます。{document.MAX_BYTES} バイト以内にしてください。"
        )
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StorageRefused(f"{file} を UTF-8 で保存しなおしてください。") from error
    click.echo(json.dumps(database.write("import_survey", text=text, publish=publish)))


@surveys_group.command("export")
@click.argument("survey_id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_definition(survey_id: str, file: Path) -> None:
    """調査の定義(下書き)を JSON で書き出します。"""
    with database.reading() as store, store.reading() as session:
        draft = surveys.draft(session, survey_id).document
    raw = json.dumps(draft.model_dump(mode="json"), ensure_ascii=False, indent=2)
    file.write_text(raw + "\n", encoding="utf-8")


@surveys_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON で表示する")
def list_surveys(as_json: bool) -> None:
    """調査の一覧を表示します。"""
    with database.reading() as store, store.reading() as session:
        found = surveys.listing(session)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        click.echo(f"{one.id}  {one.phase:8}  {one.responses:6}件  {one.title}")


cli.add_command(answers.group)
cli.add_command(population.group)


@cli.command()
@click.argument("survey_id")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "chosen", default="csv", type=click.Choice(["csv", "tables", "all"]))
@click.option("--encoding", default="utf-8-sig", type=click.Choice(get_args(Encoding)))
def export(survey_id: str, out: Path, chosen: str, encoding: Encoding) -> None:
    """回答と符号表(csv)、集計表(tables)、またはすべて(all)を書き出します。"""
    from exports import files

    url = settings.current().store_url
    written = files.write(url, survey_id, files.FORMATS[chosen], encoding)
    database.write("note_export", survey_id=survey_id, detail=f"{' '.join(written)} {encoding}")
    out.mkdir(parents=True, exist_ok=True)
    for name, file in written.items():
        (out / name).write_bytes(file.data)
        click.echo(f"{out / name}  {file.rows}行")
    if encoding == "cp932":
        replaced = sum(sum(file.replaced.values()) for file in written.values())
        click.echo(f"CP932 で表せない文字 {replaced} 個を 〓 にしました。")


@cli.command()
def migrate() -> None:
    """データベースを今の版の形にします(画面を始めるときにも自動で行われます)。"""
    Store(settings.current().store_url).close()
    click.echo("データベースは最新の形です。")


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """控え(バックアップ)をつくります。画面を動かしたままでつくれます(SQLite)。"""
    answers = copies.backup(settings.current().store_url, file)
    click.echo(f"{file} に控えました(回答 {answers}件)。")


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """控えから戻します。画面を止めてから行ってください(SQLite)。"""
    answers, replaced = copies.restore(settings.current().store_url, file)
    click.echo(f"{file} から戻しました(回答 {answers}件)。")
    if replaced is not None:
        click.echo(f"それまでのデータは {replaced} にあります。")


@cli.command()
def purge() -> None:
    """「回答を消す日」を過ぎた調査の回答を消し、消した記録を残します。"""
    from analysis.text import token_store

    every = database.write("purge", today=clock.now().date().isoformat())
    for purged in every:
        click.echo(f"{purged['survey']}  {purged['responses']}件を消しました。")
    if every:
        token_store.clear(settings.current().data_dir / token_store.FILE)


@cli.command()
def verify() -> None:
    """すべての回答が、受け付けたときのままかを確かめます。"""
    with database.reading() as store, store.reading() as session:
        damaged = integrity.damaged(session)
    if damaged:
        shown = ", ".join(damaged[:5])
        raise StorageRefused(
            f"{len(damaged)}件の回答が書き換わっています(声のゆくえ番号 {shown})。"
            "控えと見比べてください。"
        )
    click.echo("すべての回答は、受け付けたときのままです。")


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("パスワード", hide_input=True, confirmation_prompt="もう一度")
        return given
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise StorageRefused("パスワードを UTF-8 の文字で渡してください。") from error


if __name__ == "__main__":
    cli()
