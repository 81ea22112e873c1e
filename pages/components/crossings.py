"""Cross tables with their tests, worked out in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis import cell_sentences, kept, small_groups
from analysis.association import Association, association
from analysis.columns import Column, Mask, Weights
from analysis.crosstab import Crosstab, layered, standing
from analysis.grids import plain_words
from analysis.means import Means, means
from analysis.weighting import Refused
from models import few_answers
from models.questions.base import Category
from pages.components import answers, voices
from pages.components.voices import Scheme


@dataclass(frozen=True)
class Crossed:
    """A cross table, what is to be said of its marked cells, and how it was tested.

    A table with weights was not: nothing is `found` or said. `means` where the head is a scale of
    numbers or a quantity. `layer` is the category of a third question, to whose people the table
    belongs. Where the survey promises to show nothing of fewer than ten people, groups of fewer are
    `left_out`; with `is_few` the whole table is: nothing of it is to be shown.
    """

    table: Crosstab
    found: Association | None
    said: tuple[str, ...]
    tested: tuple[str, ...]
    means: Means | None = None
    layer: Category | None = None
    left_out: tuple[str, ...] = ()
    is_few: bool = False


def crossed(
    url: str,
    survey_id: str,
    without: Sequence[str],
    rules: str,
    heads: Sequence[str],
    sides: Sequence[str],
    layer: str = "",
    scheme: Scheme | None = None,
) -> list[Crossed]:
    """Each head by each side, of those who are `answers.looked_at`; by keys of their parts.

    A key that is not there has no table. With a `layer` there is a table for each of its
    categories of which there is anybody. With a `scheme` the tables have its weights, unless there
    can be none (voices.balanced says why), and are of those who are compared with the population.
    Raises NotAllowed.
    """
    gathered = kept.answers_of(url, survey_id)
    found, mask = gathered.answers, answers.looked_at(gathered, without, rules)
    weights = None
    if scheme is not None:
        outcome = voices.weigh(url, gathered, mask, scheme)
        if not isinstance(outcome, Refused):
            mask, weights = outcome.people, outcome.weights
    columns = [found.columns[key] for key in heads if key in found.columns]
    rows = [found.columns[key] for key in sides if key in found.columns]
    hides_few = few_answers.is_promised(gathered.versions)
    if layer in found.columns:
        told = _in_layers(found.columns[layer], rows, columns, mask, weights, hides_few=hides_few)
        return list(told)
    by_key = {side.part.key: side for side in rows}
    heads_by_key = {head.part.key: head for head in columns}
    return [
        _told(
            table,
            means(by_key[table.side.key], heads_by_key[table.head.key], mask, weights),
            hides_few=hides_few,
        )
        for table in standing(columns, rows, mask, weights)
    ]


def heading_of(one: Crossed) -> str:
    """Head × side, whose answers they are, and whether they are weighted."""
    layer = f"（{plain_words(one.layer.label)}）" if one.layer is not None else ""
    weights = "（重みつき）" if one.table.weighed else ""
    head, side = plain_words(one.table.head.label), plain_words(one.table.side.label)
    return f"{head} × {side}{layer}{weights}"


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
    layer: Column,
    sides: Sequence[Column],
    heads: Sequence[Column],
    mask: Mask,
    weights: Weights | None,
    *,
    hides_few: bool,
) -> Iterator[Crossed]:
    for head in heads:
        for side in sides:
            if len({head.part.key, side.part.key, layer.part.key}) < 3:
                continue
            found = [one for one in layered(layer, side, head, mask, weights) if one.table.total.n]
            few: frozenset[int] = frozenset()
            if hides_few:  # the layers are groups, too
                people = [one.table.total.n for one in found]
                few = few_answers.hidden(people, apart=layer.marks is None)
            for place, one in enumerate(found):
                told = _told(one.table, None, one.category, hides_few=hides_few)
                yield replace(told, is_few=place in few)


def _told(
    table: Crosstab,
    found_means: Means | None,
    layer: Category | None = None,
    *,
    hides_few: bool,
) -> Crossed:
    found = None if table.weighed else association(table)
    left_out: tuple[str, ...] = ()
    is_few = hides_few and not few_answers.may_show(table.total.n)
    if hides_few:
        table, found, found_means, left_out = small_groups.spared(table, found, found_means)
    if found is None:
        return Crossed(table, None, (), (), found_means, layer, left_out, is_few)
    said = [one.text for one in cell_sentences.of_cells(table, found)]
    tested = [*cell_sentences.how_tested(table, found)]
    if found_means is not None:
        said += [one.text for one in cell_sentences.of_means(found_means)]
        tested += cell_sentences.how_means_tested(found_means)
    return Crossed(table, found, tuple(said), tuple(tested), found_means, layer, left_out, is_few)
