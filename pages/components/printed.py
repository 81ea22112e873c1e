"""Results as a page to print, written in the child process: no Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import settings
from analysis import (
    charts,
    child,
    filters,
    kept,
    matrices,
    voice_sentences,
)
from analysis.cross_grids import OF_WORDS, of_crosstab, of_means
from analysis.crosstab import Of
from analysis.grids import plain_words
from analysis.kept import Found
from analysis.small_groups import TOO_FEW, in_words
from analysis.weighting import TRIMMED, Refused
from exports.grid_html import grid_html
from exports.printout import Head, printout
from exports.sections import Section
from models import clock
from models.filters import read as read_rules
from models.flags import FLAGS
from models.inhabitants import TRAITS
from models.multilingual import pick
from pages.components import answers, crossings, dates, drawings, limits, voices
from pages.components.crossings import Crossed
from pages.components.voices import Scheme

ADDRESS: Final = "/staff/results-print"  # as survey_app mounts it


def address(survey_id: str, query: Mapping[str, str | Sequence[str]]) -> str:
    """Where `asked` answers: GET it. Without `head` it is 単純集計, with it クロス集計."""
    return f"{ADDRESS}/{survey_id}?{urlencode(query, doseq=True)}"


def of_scheme(scheme: Scheme) -> dict[str, str | Sequence[str]]:
    """What asks for tables with these weights."""
    trimmed = {"trimmed": "1"} if scheme.bounds is not None else {}
    return {"weights": scheme.population, "fit": scheme.traits, **trimmed}


def asked(survey_id: str, query: Mapping[str, Sequence[str]], script_url: str) -> str:
    """The page that an address of ours asks for, by its `without`, `rules`, `head`, `side`,
    `layer`, `of` and what `of_scheme` gives. Raises NotFound, DefinitionError, and NotAllowed
    where the survey promises to show nothing of so few people.
    """
    url = settings.current().store_url
    without = [flag for flag in query.get("without", ()) if flag in FLAGS]
    rules, layer, of = (query.get(name, [""])[0] for name in ("rules", "layer", "of"))
    if not query.get("head"):
        return child.run(single, url, survey_id, without, rules, script_url)
    pair = query["head"], query.get("side", ())
    share: Of = next((one for one in OF_WORDS if one == of), "row")
    return child.run(
        crossed, url, survey_id, without, rules, *pair, layer, share, script_url, _scheme(query)
    )


def _scheme(query: Mapping[str, Sequence[str]]) -> Scheme | None:
    if not query.get("weights"):
        return None
    traits = tuple(trait for trait in TRAITS if trait in query.get("fit", ()))
    return Scheme(query["weights"][0], traits, TRIMMED if query.get("trimmed") else None)


def single(url: str, survey_id: str, without: Sequence[str], rules: str, script_url: str) -> str:
    """単純集計 of those who are `answers.looked_at`. Raises as `asked` does."""
    found = kept.answers_of(url, survey_id)
    answers.looked_at(found, without, rules)
    results = answers.results(url, survey_id, without, rules)
    error = limits.error_of(limits.sample_of(found.versions))
    parts = (
        drawings.of_result(one, error, paper=True)
        for one in matrices.in_order(results.tables, results.matrices)
    )
    left_out = [in_words([plain_words(label) for label in results.few])] if results.few else []
    return printout(_head(found, results.people, without, rules, left_out), parts, script_url)


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
    scheme: Scheme | None = None,
) -> str:
    """クロス集計 of the same people, as crossings.crossed has it; weights are told above it."""
    tables = crossings.crossed(url, survey_id, without, rules, heads, sides, layer, scheme)
    found = kept.answers_of(url, survey_id)
    people = int(answers.chosen(found.answers, without, rules).sum())
    weights: list[str] = []
    if scheme is not None:
        balance = voices.balanced(url, survey_id, without, rules, scheme)
        if isinstance(balance, Refused):
            weights = [voice_sentences.unweighted(balance)]
        else:
            people = balance.n
            weights = list(voice_sentences.of_weighted_tables(balance, scheme.bounds))
    parts = (_crossed(one, of) for one in tables)
    return printout(_head(found, people, without, rules, weights), parts, script_url)


def _head(
    found: Found, people: int, without: Sequence[str], rules: str, more: Sequence[str] = ()
) -> Head:
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
            *more,
        ],
        limits=limits.in_words(newest.sample, people),
    )


def _crossed(one: Crossed, of: Of) -> Section:
    if one.is_few:
        return Section(crossings.heading_of(one), "", [TOO_FEW], "", [])
    figure = charts.of_crosstab(one.table)
    grid = of_crosstab(one.table, one.found, of, weighed=one.table.weighed)
    means = [of_means(one.means)] if one.means is not None else []
    return Section(
        title=crossings.heading_of(one),
        base=crossings.base_of(one),
        said=one.said,
        figure=charts.svg(figure, grid.name, drawings.WIDE_PX) if figure is not None else "",
        tables=[grid_html(table, whole_first=True) for table in (grid, *means)],
        notes=[*one.tested, *([in_words(one.left_out)] if one.left_out else [])],
        long=drawings.is_long(
            figure.layout.height if figure is not None else 0,
            sum(len(table.rows) for table in (grid, *means)) + len(one.said),
        ),
    )
