"""Cross tables with their tests, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis import cell_sentences, kept
from analysis.association import Association, association
from analysis.columns import Column, Mask
from analysis.crosstab import Crosstab, layered, standing
from analysis.grids import plain_words
from analysis.means import Means, means
from models.questions.base import Category
from pages.components import answers


@dataclass(frozen=True)
class Crossed:
    """A cross table, what is to be said of its marked cells, and how it was tested.

    `means` where the head is a scale of numbers or a quantity. `layer` is the category of a third
    question, to whose people the table belongs.
    """

    table: Crosstab
    found: Association
    said: tuple[str, ...]
    tested: tuple[str, ...]
    means: Means | None = None
    layer: Category | None = None


def crossed(
    url: str,
    survey_id: str,
    without: Sequence[str],
    rules: str,
    heads: Sequence[str],
    sides: Sequence[str],
    layer: str = "",
) -> list[Crossed]:
    """Each head by each side, of those who are `answers.chosen`; by keys of their parts.

    A key that is not there has no table. With a `layer` there is a table for each of its
    categories of which there is anybody.
    """
    found = kept.answers_of(url, survey_id).answers
    mask = answers.chosen(found, without, rules)
    columns = [found.columns[key] for key in heads if key in found.columns]
    rows = [found.columns[key] for key in sides if key in found.columns]
    if layer in found.columns:
        return list(_in_layers(found.columns[layer], rows, columns, mask))
    by_key = {side.part.key: side for side in rows}
    heads_by_key = {head.part.key: head for head in columns}
    return [
        _told(
            table,
            means(by_key[table.side.key], heads_by_key[table.head.key], mask),
        )
        for table in standing(columns, rows, mask)
    ]


def heading_of(one: Crossed) -> str:
    """Head × side, and whose answers they are."""
    layer = f"（{plain_words(one.layer.label)}）" if one.layer is not None else ""
    return f"{plain_words(one.table.head.label)} × {plain_words(one.table.side.label)}{layer}"


def name_of(one: Crossed) -> str:
    """What tells this table from others: a name for keys and files."""
    layer = [one.layer.code] if one.layer is not None else []
    return "_".join([one.table.head.key, one.table.side.key, *layer])


def base_of(one: Crossed) -> str:
    """Whom the percentages are of, and who is left out."""
    table = one.table
    several = "複数回答。" if "any_of" in (table.head.shape, table.side.shape) else ""
    not_asked = f"非該当{table.not_asked:,}人は含みません。" if table.not_asked else ""
    blank = f"表側の無回答{table.no_answer.n:,}人は全体に含みます。" if table.no_answer.n else ""
    return f"n={table.total.n:,}（両方をたずねた人）。{several}{not_asked}{blank}"


def _in_layers(
    layer: Column, sides: Sequence[Column], heads: Sequence[Column], mask: Mask
) -> Iterator[Crossed]:
    for head in heads:
        for side in sides:
            if len({head.part.key, side.part.key, layer.part.key}) < 3:
                continue
            for one in layered(layer, side, head, mask):
                if one.table.total.n:
                    yield _told(one.table, None, one.category)


def _told(table: Crosstab, found_means: Means | None, layer: Category | None = None) -> Crossed:
    found = association(table)
    said = [one.text for one in cell_sentences.of_cells(table, found)]
    tested = [*cell_sentences.how_tested(table, found)]
    if found_means is not None:
        said += [one.text for one in cell_sentences.of_means(found_means)]
        tested += cell_sentences.how_means_tested(found_means)
    return Crossed(table, found, tuple(said), tuple(tested), found_means, layer)
