"""Characteristic words and words over time in plain Japanese sentences, and how they were tested.

No sentence says why. Percentages are rounded half up; a number of fewer than SMALL_CELL people is
never printed, and no percentage of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.tabulate import percent
from analysis.text.characteristic import Characteristic, Group, Word
from analysis.text.periods import Step, named
from analysis.text.trends import LEAST_PERIODS, Trend, Trends
from analysis.text.word_groups import LEAST, SMALL_CELL

_NO_CHANCE: Final = "偶然とは考えにくい差です。"
_TOGETHER: Final = "をまとめて調整しています（ベンジャミニ・ホッホバーグ法、偽発見率5%）。"
_ON_WHOM: Final = "無作為に選ばれた人の調査でなければ、検定は目安です。"
_FEW: Final = f"{SMALL_CELL}人未満"
_STEPS: Final[dict[Step, str]] = {"day": "日", "week": "週", "month": "月"}


def of_groups(found: Characteristic) -> Iterator[str]:
    """A sentence for each marked word, group by group; or that there is none."""
    for group in found.groups:
        for word in (*group.more, *group.less):
            if word.marked:
                yield of_word(group, word)
    if not any(group.marked for group in found.groups):
        yield of_nothing(found)


def of_word(group: Group, word: Word) -> str:
    """How a word differs between a group and all others."""
    ours = f"{percent(word.people, group.n)}%（{word.people:,}人）" if word.people else _FEW
    others = f"{percent(word.others, group.others)}%" if word.others else _FEW
    way = "多く" if word.marked == "higher" else "少なく"
    return (
        f"{group.label}では「{word.text}」と書いた人が{ours}で、"
        f"ほかの人（{others}）より{way}、{_NO_CHANCE}"
    )


def of_nothing(found: Characteristic) -> str:
    """Why no word is marked."""
    if len(found.groups) < 2:
        return f"くらべられる区分（{LEAST}人以上）が2つに満たないため、くらべていません。"
    if not found.tests:
        return f"{SMALL_CELL}人以上が書いた言葉がないため、くらべていません。"
    return "区分による言葉の違いは、偶然の範囲を超えるものが見つかりませんでした。"


def how_compared(found: Characteristic) -> Iterator[str]:
    """How the words were ranked and tested, in a few sentences; who was left out."""
    if found.tests:
        yield (
            "言葉の順番は、その区分の人が、ほかの人にくらべてどれだけ多く書いたかによります"
            "（対数オッズ比、ディリクレ事前分布つき）。同じ人が何度書いても1人と数えます。"
        )
        yield (
            f"印は、言葉と区分の組み合わせ{found.tests:,}通りの検定"
            f"（フィッシャーの正確確率検定、n={found.n:,}）{_TOGETHER}"
        )
        yield _ON_WHOM
    if found.few:
        yield f"{LEAST}人に満たない区分（{'、'.join(found.few)}）は、のぞいています。"


def of_trends(found: Trends) -> Iterator[str]:
    """A sentence for each word that rises or falls, the surest first; or that there is none."""
    for word in found.marked:
        yield of_trend(found, word)
    if not found.tests:
        yield (
            f"{LEAST}人以上が書いた時期が{LEAST_PERIODS}つに満たないか、{SMALL_CELL}人以上が"
            "書いた言葉がないため、増減は検定していません。"
        )
    elif not found.marked:
        yield "増えている、減っていると言えるほどの言葉は見つかりませんでした。"


def of_trend(found: Trends, word: Trend) -> str:
    """Where the share of a word goes; with two printed shares, if they show it."""
    way = "増えています" if word.way == "rising" else "減っています"
    printed = [
        (percent(count, period.n), named(period.start, found.step))
        for period, count in zip(found.periods, word.counts, strict=True)
        if count is not None and period.n
    ]
    shown = ""
    if printed:
        (first, then), (last, now) = printed[0], printed[-1]
        if first != last and (last > first) == (word.way == "rising"):
            shown = f"（{then}は{first}%、{now}は{last}%）"
    return f"「{word.text}」と書いた人の割合は{way}{shown}。偶然とは考えにくい変化です。"


def how_trends_tested(found: Trends) -> Iterator[str]:
    """How the words were tested over time."""
    if found.tests:
        yield (
            f"{_STEPS[found.step]}ごとの割合がまっすぐ増減するかの検定（コクラン・アーミテージ検定、"
            f"n={found.n:,}）を、{found.tests:,}語{_TOGETHER}"
        )
        yield "配り始めた場所や時期によって書く人が変われば、言葉も変わります。"
        yield _ON_WHOM
