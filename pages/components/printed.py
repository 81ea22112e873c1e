"""Results as a page to print, written in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import settings
from analysis import charts, child, filters, kept, matrices, matrix_sentences, summaries
from analysis.cross_grids import OF_WORDS, of_crosstab, of_means
from analysis.crosstab import Of
from analysis.grids import of_matrix, of_tabulation, plain_words
from analysis.kept import Found
from analysis.matrices import Matrix
from analysis.sentences import Error, sentences
from analysis.tabulate import Tabulation
from exports.grid_html import grid_html
from exports.printout import MOST_ROWS, Head, Section, printout
from models import clock
from models.filters import read as read_rules
from models.flags import FLAGS
from models.multilingual import pick
from pages.components import answers, crossings, dates, limits
from pages.components.crossings import Crossed

ADDRESS: Final = "/staff/results-print"  # as survey_app mounts it
_SHEET_PX, _ROW_PX = 600, 24  # of what fits well under a heading; of a line of a table or text
_WIDE_PX, _BESIDE_PX = 640, 400  # of a figure over its table, and of one beside it


def address(survey_id: str, query: Mapping[str, str | Sequence[str]]) -> str:
    """Where `asked` answers: GET it. Without `head` it is 単純集計, with it クロス集計."""
    return f"{ADDRESS}/{survey_id}?{urlencode(query, doseq=True)}"


def asked(survey_id: str, query: Mapping[str, Sequence[str]], script_url: str) -> str:
    """The page that an address of ours asks for, by its `without`, `rules`, `head`, `side`,
    `layer` and `of`. Raises NotFound, DefinitionError.
    """
    url = settings.current().store_url
    without = [flag for flag in query.get("without", ()) if flag in FLAGS]
    rules, layer, of = (query.get(name, [""])[0] for name in ("rules", "layer", "of"))
    if not query.get("head"):
        return child.run(single, url, survey_id, without, rules, script_url)
    pair = query["head"], query.get("side", ())
    share: Of = next((one for one in OF_WORDS if one == of), "row")
    return child.run(crossed, url, survey_id, without, rules, *pair, layer, share, script_url)


def single(url: str, survey_id: str, without: Sequence[str], rules: str, script_url: str) -> str:
    """単純集計 of those who are `answers.chosen`. Raises NotFound, DefinitionError."""
    results = answers.results(url, survey_id, without, rules)
    found = kept.answers_of(url, survey_id)
    error = limits.error_of(limits.sample_of(found.versions))
    sections = (
        _matrix(one) if isinstance(one, Matrix) else _question(one, error)
        for one in matrices.in_order(results.tables, results.matrices)
    )
    return printout(_head(found, results.people, without, rules), sections, script_url)


def crossed(
    url: str,
    survey_id: str,
    without: Sequence[str],
    rules: str,
    heads: Sequence[str],
    sides: Sequence[str],
    layer: str,
    of: Of,
    script_url: str,
) -> str:
    """クロス集計 of the same people, as crossings.crossed has it."""
    tables = crossings.crossed(url, survey_id, without, rules, heads, sides, layer)
    found = kept.answers_of(url, survey_id)
    people = int(answers.chosen(found.answers, without, rules).sum())
    sections = (_crossed(one, of) for one in tables)
    return printout(_head(found, people, without, rules), sections, script_url)


def _head(found: Found, people: int, without: Sequence[str], rules: str) -> Head:
    newest = found.versions[max(found.versions)]
    chosen = filters.described(read_rules(rules), filters.topics(found.answers)) if rules else ""
    flags = "、".join(FLAGS[flag].name for flag in without)
    return Head(
        title=pick(newest.title),
        facts=[
            f"{newest.contact.section}　{dates.moment(clock.now())} 現在",
            f"回答{found.answers.n:,}件のうち、{people:,}人を集計しました。",
            *([f"集計した人: {chosen}"] if chosen else []),
            *([f"除いた回答: {flags}"] if flags else []),
        ],
        limits=limits.in_words(newest.sample, people),
    )


def _question(table: Tabulation, error: Error | None) -> Section:
    grids = of_tabulation(table)
    several = len(grids) > 1 and table.shape == "ranked"  # columns that need the whole width
    width = _WIDE_PX if several else _BESIDE_PX
    drawn = len(table.rows) <= MOST_ROWS
    return Section(
        title=plain_words(table.label),
        base=charts.base_sentence(table),
        said=[one.text for one in sentences(table, error)],
        figure=charts.svg(charts.figure(table), charts.text_alternative(table), width)
        if drawn
        else "",
        tables=[grid_html(grid) for grid in grids],
        notes=summaries.in_words(table),
        long=not drawn,
        beside=not several,
    )


def _matrix(matrix: Matrix) -> Section:
    said = [one.text for one in matrix_sentences.of_matrix(matrix)]
    figure = charts.of_matrix(matrix)
    return Section(
        title=plain_words(matrix.label),
        base=charts.matrix_base(matrix),
        said=said,
        figure=charts.svg(figure, "".join(said), _WIDE_PX),
        tables=[grid_html(of_matrix(matrix))],
        long=_is_long(figure.layout.height, len(matrix.lines)),
    )


def _crossed(one: Crossed, of: Of) -> Section:
    figure = charts.of_crosstab(one.table)
    grid = of_crosstab(one.table, one.found, of)
    means = [of_means(one.means)] if one.means is not None else []
    return Section(
        title=crossings.heading_of(one),
        base=crossings.base_of(one),
        said=one.said,
        figure=charts.svg(figure, grid.name, _WIDE_PX) if figure is not None else "",
        tables=[grid_html(table, whole_first=True) for table in (grid, *means)],
        notes=one.tested,
        long=_is_long(
            figure.layout.height if figure is not None else 0,
            sum(len(table.rows) for table in (grid, *means)) + len(one.said),
        ),
    )


def _is_long(figure_px: int, rows: int) -> bool:
    """Whether a result would leave too little of a sheet for others, or go over it."""
    return figure_px + _ROW_PX * rows > _SHEET_PX
