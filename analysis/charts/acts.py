"""称賛, 不満, 要望 and その他 as bars of one length, a group below the other, and in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import plotly.graph_objects as go

from analysis.charts.bars import written_inside
from analysis.charts.drawing import NO_ANSWER_GREY, PALETTE, Bar, Piece, horizontal
from analysis.charts.words import REFERENCE
from analysis.tabulate import SMALL_BASE, percent_text
from analysis.text.act_tables import ActRow, ActTable
from analysis.text.acts import ACTS, Act

# Told apart without red and green: blue, orange, sky, grey (Okabe & Ito); the words stand inside.
COLOURS: Final[dict[Act, str]] = {
    "称賛": PALETTE[0],
    "不満": PALETTE[1],
    "要望": PALETTE[2],
    "その他": NO_ANSWER_GREY,
}
_FOOT: Final = "数字は、n に対する割合（%）"
_HIDDEN: Final = "斜線は、少人数のため非表示"


def of_acts(table: ActTable) -> go.Figure:
    """One bar a group under 全体, cut by what its people do; the shares stand inside the pieces.

    What is hidden is one hatched piece at the end. The height follows the groups.
    """
    bars = [_bar(row) for row in (table.total, *table.rows) if row.n]
    hides = any(None in row.counts for row in (table.total, *table.rows))
    return horizontal(bars, f"{_FOOT}　{_HIDDEN}" if hides else _FOOT, key=[*COLOURS.items()])


def acts_in_words(table: ActTable) -> tuple[str, ...]:
    """The same in Japanese, a sentence a group; then which groups are too small to show."""
    said = [_sentence(row) for row in (table.total, *table.rows)]
    if table.left_out:
        said.append(f"人数が少ないため表示しないもの：{'、'.join(table.left_out)}。")
    return tuple(said)


def _bar(row: ActRow) -> Bar:
    pieces = [
        replace(written_inside(Piece(count, COLOURS[act]), row.n), count=100 * count / row.n)
        for act, count in zip(ACTS, row.counts, strict=True)
        if count is not None
    ]
    unseen = 100 - sum(piece.count for piece in pieces)
    if None in row.counts:
        pieces.append(Piece(unseen, NO_ANSWER_GREY, edge=NO_ANSWER_GREY, hatched=True))
    small = f" ({REFERENCE['ja']})" if row.n < SMALL_BASE else ""
    return Bar(row.label, f"n={row.n:,}{small}", tuple(pieces))


def _sentence(row: ActRow) -> str:
    if not row.n:
        return f"{row.label}：ご意見がまだありません。"
    shares = [
        f"{act}{count:,}人（{percent_text(count, row.n)}%）"
        if count is not None
        else f"{act}は非表示"
        for act, count in zip(ACTS, row.counts, strict=True)
    ]
    return f"{row.label}（n={row.n:,}）：{'、'.join(shares)}。"
