"""誰の声か as tables (analysis.grids): shares beside shares, and 標本誤差早見表."""

from __future__ import annotations

from typing import Final

from analysis import sampling
from analysis.coverage import HIDDEN, Comparison, Group
from analysis.grids import Grid, Head, Value
from analysis.tabulate import SMALL_BASE
from analysis.voice_sentences import OF_WORDS
from models.document import Sample

_DIFFERENCE: Final = "差（ポイント）"


def of_comparison(comparison: Comparison) -> Grid:
    """Each group's share of those who answered and of the inhabitants; who lacks is marked."""
    n = f"n={comparison.n:,}{'、参考値' if comparison.small else ''}"
    return Grid(
        name=f"{OF_WORDS[comparison.of]}ごとの回答と人口",
        heads=(
            Head(OF_WORDS[comparison.of]),
            Head(f"人数（{n}）", "people"),
            Head("回答（%）", "share"),
            Head("人口（人）", "people"),
            Head("人口（%）", "share"),
            Head(_DIFFERENCE),
        ),
        rows=tuple(
            (
                group.name,
                *(_answered(group) if told else (HIDDEN, HIDDEN)),
                group.inhabitants,
                group.population if group.inhabitants else None,
                (_points(group) if told else HIDDEN) if comparison.n else None,
            )
            for group, told in zip(comparison.groups, comparison.shown, strict=True)
        ),
        marks={
            (n, 2): "lower"
            for n, group in enumerate(comparison.shown)
            if group is not None and group.under_half
        },
        than="人口の割合の半分",
    )


def _answered(group: Group) -> tuple[Value, Value]:
    return group.people, group.respondents if group.people else None


def _points(group: Group) -> str:
    return f"{group.points:+}" if group.points else "0.0"


def of_errors(sample: Sample, n: int) -> Grid:
    """標本誤差早見表: ± for the base n and round ones under it."""
    return Grid(
        name="標本誤差早見表",
        heads=(
            Head("基数（n）"),
            *(
                Head(f"{p}%" if p == 50 else f"{p}%か{100 - p}%", "share")
                for p in sampling.PERCENTS
            ),
        ),
        rows=tuple(
            (f"{base:,}{'（参考値）' if base < SMALL_BASE else ''}", *errors)
            for base, errors in sampling.table(sample, n)
        ),
    )
