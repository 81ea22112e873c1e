"""Cross tables and means in plain Japanese sentences: what differs, and how it was tested.

No sentence says why. Its percentages are those that are printed, and its points are what a reader
gets who subtracts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analysis.association import LEAST, Association, Outcome, Reason, Size
from analysis.crosstab import Crosstab, Line
from analysis.means import GroupMean, Means
from analysis.multiplicity import LEVEL
from analysis.rounding import half_up
from analysis.sides import is_attribute
from models.multilingual import Language, pick
from models.questions.base import Part

_SLIGHT: Final = Decimal(1)  # points; a rule of the house: in a large table even less is no chance
_NO_CHANCE: Final = "偶然とは考えにくい差です。"
_NO_CHANCE_BUT_SLIGHT: Final = "偶然とは考えにくいものの、わずかな差です。"
_TOGETHER: Final = "の検定をまとめて調整しています（ベンジャミニ・ホッホバーグ法、偽発見率5%）。"
_REASONS: Final[dict[Reason, str]] = {
    "few_people": f"両方に答えた人が{LEAST}人に満たないため、検定していません。",
    "one_group": "くらべる区分がないため、検定していません。",
    "one_answer": "答えに違いがないため、検定していません。",
}
_SIZES: Final[dict[Size, str]] = {
    "none": "ごく小さい値",
    "small": "小さい値",
    "medium": "中くらいの値",
    "large": "大きい値",
}


@dataclass(frozen=True)
class Said:
    """A sentence about one cell: the codes of its line and column; of a mean no column."""

    line: str
    column: str
    text: str


def of_cells(table: Crosstab, found: Association) -> Iterator[Said]:
    """A sentence for each marked cell, line by line."""
    whole = table.percents(table.total)
    for line, cells in zip(table.lines, found.cells, strict=True):
        printed = table.percents(line)
        for number, cell in enumerate(cells):
            if cell is None or not cell.marked:
                continue
            points = printed[number] - whole[number]
            share = f"{printed[number]}%" if line.counts[number] else "0人"
            column = table.columns[number]
            text = (
                f"{_among(table.side, line)}{_answer(table.head, column.label)}{share}で、"
                f"全体（{whole[number]}%）より{abs(points)}ポイント{_higher(points)}、"
                f"{_NO_CHANCE if abs(points) >= _SLIGHT else _NO_CHANCE_BUT_SLIGHT}"
            )
            yield Said(line.code, column.code, text)


def of_means(means: Means) -> Iterator[Said]:
    """A sentence for each group whose mean differs from that of all others."""
    unit = pick(means.head.unit)
    for group in means.groups:
        difference = group.difference
        if difference is None or not difference.marked or group.mean is None:
            continue
        ours, others = half_up(group.mean, 2), half_up(difference.others, 2)
        apart = ours - others
        if apart:
            text = (
                f"{_among(means.side, group)}平均が{ours:,}{unit}で、ほかの人（{others:,}{unit}）"
                f"より{abs(apart):,}{unit}{_higher(apart)}、{_NO_CHANCE}"
            )
            yield Said(group.code, "", text)


def how_tested(table: Crosstab, found: Association) -> Iterator[str]:
    """How the table was tested, in a few sentences; or why it was not."""
    if found.reason is not None:
        yield _REASONS[found.reason]
        return
    if found.whole is not None:
        yield of_outcome(found.whole)
    elif found.options:
        options = sum(one is not None for one in found.options)
        yield "複数回答のため、表全体ではなく選択肢ごとに検定しています。"
        yield f"{options}の選択肢{_TOGETHER}"
    else:
        yield "どちらも複数回答のため、表全体ではなくセルごとに検定しています。"
    compared = "その区分とほかの人とをくらべて（調整済み残差）、偶然とは考えにくい差のある"
    marked = any(cell is not None and cell.marked for line in found.cells for cell in line)
    yield f"印のあるセルは、{compared}ものです。" if marked else f"{compared}セルはありません。"
    yield f"{found.tested}セル{_TOGETHER}"
    tested = zip(table.lines, found.cells, strict=True)
    if few := [line for line, cells in tested if line.n and not any(cells)]:
        yield f"くらべる人数が{LEAST}人に満たない区分（{_names(few)}）は、検定していません。"
    yield _on_whom(table.weighed)


def of_outcome(found: Outcome) -> str:
    """One test: its numbers, and how large the association is."""
    numbers = f"χ²={found.chi_square:.1f}、自由度{found.freedom}、{_p('p', found.p)}"
    if found.q is not None:
        numbers += f"、{_p('調整後', found.q)}"
    match found.method:
        case "chi_square":
            name = "カイ二乗検定"
        case "fisher":
            name = "少ないセルがあるため、フィッシャーの正確確率検定"
        case "freeman_halton":
            name = "少ないセルがあるため、フリーマン・ハルトンの正確確率検定"
            numbers += f"、乱数{found.draws:,}回、pの標準誤差{found.error:.4f}"
    size = (
        f"関連の大きさ（クラメールのV）は{found.v:.2f}で、{_SIZES[found.size]}です（コーエンの目安）。"
        if (found.p if found.q is None else found.q) <= LEVEL
        else "関連があると言えるほどの違いは見られません。"
    )
    return f"{name}（無回答を除くn={found.n:,}）: {numbers}。{size}"


def how_means_tested(means: Means) -> Iterator[str]:
    """How the means were compared, in a few sentences."""
    tested = sum(group.difference is not None for group in means.groups)
    if not tested:
        yield f"くらべる人数が{LEAST}人に満たないか、数に違いがないため、検定していません。"
        return
    yield (
        "平均の差は、その区分とほかの人とをくらべたもので（ウェルチの検定）、"
        "95%信頼区間をつけています。"
    )
    yield f"{tested}区分{_TOGETHER}"
    if means.ranks is not None:
        ranks = means.ranks
        yield (
            f"段階を順位とみたクラスカル・ウォリス検定（{ranks.groups}区分）: "
            f"H={ranks.h:.1f}、自由度{ranks.freedom}、{_p('p', ranks.p)}。"
        )
    yield _on_whom(means.total.weighed is not None)


def _among(side: Part, group: Line | GroupMean) -> str:
    """Who is spoken of: 30歳代では, 「満足」と答えた人では; with n where it is small."""
    name = _plain(group.label)
    reference = f"（n={group.n}、参考値）" if group.small else ""
    if is_attribute(side):
        return f"{name}{reference}では"
    chosen = {"any_of": "を選んだ", "ranked": "を1位にした"}
    return f"「{name}」{chosen.get(side.shape, 'と答えた')}人{reference}では"


def _answer(head: Part, label: dict[Language, str]) -> str:
    name = f"「{_plain(label)}」"
    return f"{name}を1位にした人が" if head.shape == "ranked" else f"{name}が"


def _on_whom(weighed: bool) -> str:
    unweighed = "検定と文の数値は、重みをつけない人数によります。" if weighed else ""
    return f"{unweighed}無作為に選ばれた人の調査でなければ、検定は目安です。"


def _higher(points: Decimal) -> str:
    return "高く" if points > 0 else "低く"


def _p(name: str, value: float) -> str:
    return f"{name}<0.001" if value < 0.001 else f"{name}={value:.3f}"


def _names(lines: Sequence[Line]) -> str:
    return "、".join(_plain(line.label) for line in lines)


def _plain(label: dict[Language, str]) -> str:
    return " ".join(pick(label).split())
