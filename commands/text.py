"""`manage.py text`: comments of any CSV or Excel file read into tables, without a database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, get_args

import click

from commands import folder
from exports.neutral import Encoding, sheet
from models.errors import FileRefused

if TYPE_CHECKING:  # heavy, and needed by this command only
    from analysis.text.corpus import Corpus
    from analysis.text.study import Said, Settings
    from imports.comments import Columns

Rows: TypeAlias = Iterable[Sequence[str]]

MOST_VALUES: Final = 300  # of an attribute: more are no groups of people
_LINE_END: Final = b"\r\n"  # no cell has one
_LONGEST: Final = 60  # characters of a heading in the name of a file
_NOT_IN_NAMES: Final = re.compile(r"[^\w-]+")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Asked(NamedTuple):
    """What was read of the file, and what is wanted of it."""

    settings: Settings
    column: str
    by: tuple[str, ...]
    found: Columns
    of: Corpus
    does: Said | None  # only terms are wanted if None
    coded: Mapping[str, str] | None  # example → code


@click.command("text")
@click.argument("file", type=_FILE)
@click.option("--column", required=True, help="自由記述の列の見出し")
@click.option("--by", multiple=True, help="属性の列の見出し(いくつでも)")
@click.option("--names", "names_file", type=_FILE, help="名称の一覧(列 name, canonical, kind)")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="乱数の種")
@click.option("--topics", type=click.IntRange(1, 100), help="話題の数(付けなければ、件数で決める)")
@click.option("--examples", type=_FILE, help="符号を付けた例のファイル(--column と --code の列)")
@click.option("--code", default="", help="例のファイルの、符号の列の見出し")
@click.option("--rating", help="評価の列の見出し(大きいほどよい数。気持ちの度合いを学ばせる)")
@click.option("--terms-only", is_flag=True, help="言葉だけを取り出す(話題と気持ちは読まない)")
@click.option("--encoding", default="utf-8", type=click.Choice(get_args(Encoding)))
@click.option("--out", required=True, type=_FOLDER, help="書き出すフォルダー")
def command(
    file: Path,
    column: str,
    by: tuple[str, ...],
    names_file: Path | None,
    seed: int | None,
    topics: int | None,
    examples: Path | None,
    code: str,
    rating: str | None,
    terms_only: bool,
    encoding: Encoding,
    out: Path,
) -> None:
    """自由記述を読み、言葉・話題・気持ち・属性ごとの言葉の表を書き出します。"""
    if (examples is None) != (not code):
        raise click.UsageError("--examples と --code は、一緒に付けてください。")
    if terms_only and (examples or topics or rating is not None):
        raise click.UsageError(
            "--terms-only には、--examples と --topics と --rating を付けられません。"
        )
    from analysis.text import provenance, study
    from analysis.text.comments import Comment
    from analysis.text.communities import SEED
    from analysis.text.names import ward
    from analysis.text.proposals import asked_with
    from commands import text_ratings
    from imports import comments

    by = tuple(dict.fromkeys(by))
    further = by if rating is None else (*by, rating)
    found = comments.columns(file, [column, *further])
    if not any(found[column]):
        raise FileRefused(f"「{column}」の列に、何も書かれていません。")
    for heading in by:
        if (values := len(set(found[heading]) - {""})) > MOST_VALUES:
            raise FileRefused(
                f"「{heading}」には{values:,}種類の値があります。"
                f"--by には、{MOST_VALUES}種類までの列を選んでください。"
            )
    coded = None if examples is None else _examples(examples, column, code)
    numbers = {} if rating is None else text_ratings.numbers(found, rating)
    changed = () if names_file is None else comments.names(names_file)
    settings = study.Settings(
        question=column,
        seed=SEED if seed is None else seed,
        topics=topics,
        names=changed,
        without=tuple(sorted(asked_with(column, ward(changed)))),
    )
    written = zip(found.numbers, found[column], strict=True)
    of = study.read([Comment(_person(row), said) for row, said in written if said], settings)
    ratings = None if rating is None else text_ratings.parted(of, numbers, rating)
    taught = None if ratings is None else ratings.rated
    does = None if terms_only else study.said(of, settings, taught)
    asked = _Asked(settings, column, by, found, study.without_tokens(of), does, coded)
    del of  # a third of what is held
    files = {name: sheet(rows, encoding) for name, rows in _tables(asked)}
    record = {
        "source": _source(file),
        "examples": None if examples is None else {**_source(examples), "code": code},
        "encoding": encoding,
        **_counted(asked),
        "rating": ratings and does and text_ratings.record(ratings, does.leanings),
        **provenance.record(settings),
        "files": sorted(files),
    }
    told = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    every = {name: one.data for name, one in files.items()} | {folder.RECORD: told.encode()}
    folder.write(out, every)
    for name, one in files.items():
        click.echo(f"{out / name}  {one.data.count(_LINE_END) - 1}行")
    if ratings is not None and does is not None and does.leanings.teacher != "ratings":
        click.echo(text_ratings.too_few(ratings))
    if replaced := sum(one.count for one in files.values()):
        click.echo(f"CP932 で表せない文字 {replaced} 個を 〓 にしました。")


def _source(file: Path) -> dict[str, str]:
    """A file as it is known again."""
    return {"name": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}


def _counted(asked: _Asked) -> dict[str, object]:
    """What was wanted, and how many comments there are."""
    return {
        "column": asked.column,
        "by": list(asked.by),
        "terms_only": asked.does is None,
        "rows": asked.found.numbers[-1],
        "comments": len(asked.of.comments),
        "saying_nothing": asked.of.empty,
        "repeating_another": sum(one != at for at, one in enumerate(asked.of.folds)),
    }


def _tables(asked: _Asked) -> Iterator[tuple[str, Rows]]:
    from analysis.text import study
    from exports import reading

    of, settings = asked.of, asked.settings
    every = range(1, asked.found.numbers[-1] + 1)
    rows = [int(comment.response_id) for comment in of.comments]
    places = {row: at for at, row in enumerate(rows)}
    table = study.terms(of, settings)
    yield "terms.csv", reading.terms(table)
    taken: set[str] = set()
    for heading in asked.by:
        people = map(_person, asked.found.numbers)
        values = dict(zip(people, asked.found[heading], strict=True))
        words = study.characteristic(table, values, shown=len(table.terms))
        yield _file_of(heading, taken), reading.words_by(words)
    if asked.does is None:
        yield "comments.csv", reading.comments(every, places, of, None, None)
        return
    topics = study.topics_of(of, study.grouped(of, settings))
    yield "comments.csv", reading.comments(every, places, of, topics, asked.does)
    yield "topics.csv", reading.topics(topics, rows)
    yield "network.csv", reading.network(study.network(table, settings))
    if asked.coded is not None:
        coded = asked.coded
        here = {at: coded[one.text] for at, one in enumerate(of.comments) if one.text in coded}
        known = {of.comments[at].text for at in here}
        further = {one: code for one, code in coded.items() if one not in known}
        try:
            proposals = study.proposals(of, here, further, settings)
        except ValueError as error:
            raise FileRefused(
                "例から学べません。2つ以上の符号に、言葉のある例を付けてください。"
            ) from error
        yield "codes.csv", reading.codes(every, places, here, proposals)


def _examples(file: Path, column: str, code: str) -> dict[str, str]:
    """Example → code, of the rows that have both."""
    from imports import comments

    found = comments.columns(file, [column, code])
    coded: dict[str, str] = {}
    for row, text, given in zip(found.numbers, found[column], found[code], strict=True):
        if text and given and coded.setdefault(text, given) != given:
            raise FileRefused(
                f"例の{row}行目と同じ文に、別の符号「{coded[text]}」が付いています。"
                "1つの文には、符号を1つだけ付けてください。"
            )
    return coded


def _person(row: int) -> str:
    """Who wrote the row; in the order of the rows, also as text."""
    return f"{row:07}"


def _file_of(heading: str, taken: set[str]) -> str:
    """A name of a file for the words by an attribute, unlike all `taken`, to which it is added."""
    base = _NOT_IN_NAMES.sub("_", heading)[:_LONGEST]
    names = (f"words_by_{base}{again}.csv" for again in ("", *(f"_{n}" for n in range(2, 1_000))))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name
