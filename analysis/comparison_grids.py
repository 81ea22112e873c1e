"""Comparisons and small voices as tables (analysis.grids): to be looked at, and every number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analysis.comparing import Comparison, Group, Question
from analysis.gaps import Gap, printed
from analysis.grids import Grid, Head, Value, named_with, plain_words
from analysis.means import GroupMean
from analysis.rounding import half_up
from analysis.small_voices import Scan
from analysis.tabulate import SMALL_BASE

_JUDGED: Final = {"higher": "高い", "lower": "低い", "": "差があると言えない"}
_UNTESTED: Final = "確かめていない"
_POINTS, _INTERVAL, _JUDGEMENT = "差（ポイント）", "差の95%信頼区間", "判定"
_MEAN: Final = "平均"


def of_question(comparison: Comparison, question: Question) -> Grid:
    """The shares of a question by group; of a pair the difference too, of several the marks."""
    heads = [Head("回答")]
    for group, base in zip(comparison.groups, question.bases, strict=True):
        reference = "・参考値" if base < SMALL_BASE else ""
        heads.append(Head(f"{group.name} n={base:,}{reference}（%）", "share"))
    rows = [
        (
            plain_words(row.category.label),
            *(printed(share) if share.count else None for share in row.shares),
            *(_differing(row.gaps[0]) if comparison.pair else ()),
        )
        for row in question.rows
    ]
    if comparison.pair:
        heads += [Head(_POINTS), Head(_INTERVAL), Head(_JUDGEMENT)]
    marks = {
        (number, 1 + column): gap.marked
        for number, row in enumerate(question.rows)
        for column, gap in enumerate(row.gaps)
        if gap.marked
    }
    return Grid(
        f"{plain_words(question.part.label)}の比較",
        tuple(heads),
        tuple(rows),
        marks,
        than=comparison.groups[1].name if comparison.pair else "ほかのグループ",
    )


def of_means(comparison: Comparison, question: Question) -> Grid:
    """The means of a question by group, where it has any."""
    unit = plain_words(question.part.unit)
    in_unit = f"（{unit}）" if unit else ""
    return Grid(
        f"{plain_words(question.part.label)}の平均の比較",
        (
            Head("グループ"),
            Head("n", "people"),
            Head(f"{_MEAN}{in_unit}", "mean"),
            Head("差"),
            Head(_INTERVAL),
            Head(_JUDGEMENT),
        ),
        tuple(
            _mean(group, found)
            for group, found in zip(comparison.groups, question.means, strict=True)
        ),
    )


def of_gaps(comparison: Comparison, question: Question) -> Grid:
    """Every number behind the table, a row for each gap."""
    heads = (
        "回答",
        "グループ",
        "人数",
        "n",
        "割合（%）",
        "相手の人数",
        "相手のn",
        "相手の割合（%）",
    )
    return Grid(
        f"{plain_words(question.part.label)}の差",
        (
            *map(Head, heads),
            *map(Head, (_POINTS, "下限", "上限", "p", "調整後のp", _JUDGEMENT)),
        ),
        tuple(
            _gap(plain_words(row.category.label), group, gap)
            for row in question.rows
            for group, gap in zip(comparison.groups, row.gaps, strict=False)  # a pair has one
        ),
    )


def of_voices(scan: Scan) -> Grid:
    """The small voices, the largest difference first."""
    return Grid(
        "小さな声",
        (
            Head("グループ"),
            Head("n", "people"),
            Head("質問"),
            Head("回答"),
            Head("このグループ（%）", "share"),
            Head("それ以外の人（%）", "share"),
            Head(_POINTS),
        ),
        tuple(
            (
                named_with(voice.group.category.label, voice.gap.ours.n),
                voice.gap.ours.n,
                plain_words(voice.head.label),
                plain_words(voice.answer.label),
                printed(voice.gap.ours) if voice.gap.ours.count else None,
                printed(voice.gap.others) if voice.gap.others.count else None,
                f"{voice.gap.points:+}",
            )
            for voice in scan.voices
        ),
    )


def _differing(gap: Gap) -> Iterator[Value]:
    if not (gap.ours.n and gap.others.n):  # nobody of a group was asked
        yield from (None, None, _UNTESTED)
        return
    yield f"{gap.points:+}"
    if gap.interval is None:
        yield from (None, _UNTESTED)
    else:
        low, high = map(_of_points, gap.interval)
        yield f"{low:+} 〜 {high:+}"
        yield _JUDGED[gap.marked]


def _mean(group: Group, found: GroupMean) -> tuple[Value, ...]:
    name = f"{group.name}（参考値）" if found.small else group.name
    difference = found.difference
    if difference is None:
        return name, found.n, found.mean, None, None, None
    low, high = (half_up(end, 2) for end in difference.interval)
    judged = ("higher" if difference.points > 0 else "lower") if difference.marked else ""
    return (
        name,
        found.n,
        found.mean,
        f"{half_up(difference.points, 2):+}",
        f"{low:+} 〜 {high:+}",
        _JUDGED[judged],
    )


def _gap(answer: str, group: Group, gap: Gap) -> tuple[Value, ...]:
    low, high = map(_of_points, gap.interval) if gap.interval is not None else (None, None)
    tested = gap.p is not None
    return (
        answer,
        group.name,
        gap.ours.count,
        gap.ours.n,
        printed(gap.ours),
        gap.others.count,
        gap.others.n,
        printed(gap.others),
        gap.points if gap.ours.n and gap.others.n else None,
        low,
        high,
        f"{gap.p:.6f}" if tested else None,
        f"{gap.q:.6f}" if tested else None,
        _JUDGED[gap.marked] if tested else _UNTESTED,
    )


def _of_points(share: float) -> Decimal:
    return half_up(Decimal(repr(round(100 * share, 9))), 1) + 0
