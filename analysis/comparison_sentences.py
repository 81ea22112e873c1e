"""Comparisons and small voices in plain Japanese: what differs, or that nothing can be said to.

Percentages are those that are printed, and points what a reader gets who subtracts them. No
sentence says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analysis.aligning import Aligned, Reason
from analysis.association import LEAST
from analysis.comparing import Comparison, Question
from analysis.differences import Share
from analysis.filters import one_line
from analysis.gaps import Gap, printed
from analysis.rounding import half_up
from analysis.sides import is_attribute
from analysis.small_voices import LEAST as LEAST_OF_GROUP
from analysis.small_voices import Scan, Voice
from analysis.tabulate import SMALL_BASE
from models.questions.base import Category, Part

MOST_TOLD: Final = 3  # differences of one question in words; the table marks all

MOST_NAMED: Final = 20  # groups of too few people

_ADJUSTED: Final = "まとめて調整し（ベンジャミニ・ホッホバーグ法、偽発見率5%）"
_BLANKS: Final = "無回答の多さだけで差があるように見えるときは、差と数えません。"
_ON_WHOM: Final = "無作為に選ばれた人の調査でなければ、検定は目安です。"
_REASONS: Final[dict[Reason, str]] = {
    "shape": "質問の種類が違います。",
    "words": "質問の文が違い、別の質問とみています。",
    "answers": "答えが違い、別の質問とみています。",
    "steps": "段階の数か並びが違います。",
    "unit": "単位が違います。",
}
_SLIGHT: Final = Decimal(1)  # points; a rule of the house, as beside cross tables
_NO_CHANCE: Final = "偶然とは考えにくい差です。"
_NO_CHANCE_BUT_SLIGHT: Final = "偶然とは考えにくいものの、わずかな差です。"
NO_DIFFERENCE: Final = "差があると言えるほどの違いは見られません。"
_UNTESTED: Final = (
    f"くらべる人数が{LEAST}人に満たないか、答えに違いがないため、差を確かめていません。"
)


def of_question(comparison: Comparison, question: Question) -> Iterator[str]:
    """What differs in one question, the largest difference first; or that nothing does."""
    if not question.tested:
        yield _UNTESTED
        return
    found = [
        (gap, group, row.category)
        for row in question.rows
        for group, gap in zip(comparison.groups, row.gaps, strict=False)  # a pair has one gap
        if gap.marked
    ]
    found.sort(key=lambda one: abs(one[0].points), reverse=True)
    others = f"「{comparison.groups[1].name}」" if comparison.pair else "ほかのグループ"
    for gap, group, category in found[:MOST_TOLD]:
        yield (
            f"「{group.name}」{_reference(gap.ours.n)}では{answer(question.part, category)}"
            f"{_gap(gap, others)}"
        )
    if len(found) > MOST_TOLD:
        yield f"ほかに{len(found) - MOST_TOLD}か所、偶然とは考えにくい差があります（表の印）。"
    means = list(_means(comparison, question, others))
    yield from means
    if not found and not means:
        yield NO_DIFFERENCE


def of_chart(comparison: Comparison, question: Question) -> str:
    """A question's chart in words: what each group answered most, and what differs."""
    heads = [
        f"「{group.name}」（n={base:,}）では{_most(question, place)}。"
        for place, (group, base) in enumerate(zip(comparison.groups, question.bases, strict=True))
    ]
    return "".join((*heads, *of_question(comparison, question)))


def of_voice(voice: Voice) -> str:
    """What a group answers differently, with its base."""
    group = voice.group
    name = one_line(group.category.label)
    people = name if is_attribute(group.side) else f"{one_line(group.side.label)}が「{name}」の人"
    base = f"（n={voice.gap.ours.n:,}{'、参考値' if voice.gap.ours.n < SMALL_BASE else ''}）"
    others = f"それ以外の人（n={voice.gap.others.n:,}）"
    return f"{people}{base}では、{answer(voice.head, voice.answer)}{_gap(voice.gap, others)}"


def how_compared(comparison: Comparison) -> Iterator[str]:
    """Who was compared with whom, and how it was tested."""
    if comparison.pair:
        one, other = comparison.groups
        yield f"差は「{one.name}」から「{other.name}」を引いたポイントです。"
    else:
        yield "差は、それぞれのグループから、ほかのグループをあわせたものを引いたポイントです。"
    if comparison.in_several:
        yield (
            f"{comparison.in_several:,}人は2つ以上のグループに入っています。"
            "そのグループに入らない人とだけくらべています。"
        )
    yield (
        "区間は、割合の差ではニューカムの方法、平均の差ではウェルチの方法による"
        "95%信頼区間です。1つずつの区間で、まとめて調整したものではありません。"
    )
    yield (
        "検定は、割合ではカイ二乗検定（人数が少ないときはフィッシャーの正確確率検定）、平均では"
        f"ウェルチの検定です。この画面の{comparison.tests:,}の検定を{_ADJUSTED}ています。"
    )
    yield f"{_BLANKS}{LEAST}人に満たないグループは検定していません。{_ON_WHOM}"


def of_alignment(aligned: Aligned) -> Iterator[str]:
    """What two surveys do not share, and what is compared although its words differ."""
    for apart in aligned.apart:
        yield (
            f"くらべていません：「{apart.here}」と「{apart.there}」（{apart.key}）。"
            f"{_REASONS[apart.reason]}"
        )
    for one in aligned.reworded:
        what = "答えの文" if one.code else "質問の文"
        yield f"{what}が違います：「{one.here}」と「{one.there}」（{one.key}）。"
    for left in aligned.unshared:
        whose = "この調査" if left.only_here else "もう一方の調査"
        yield f"{whose}だけにある答え：「{left.answer}」（{left.key}）。"


def how_scanned(scan: Scan) -> Iterator[str]:
    """Which groups were looked at, how it was tested, and of whom nothing can be said."""
    yield (
        f"{len(scan.groups):,}のグループ（{LEAST_OF_GROUP}人以上で、全体の半分に満たないもの）を"
        f"それ以外の人とくらべました。{scan.tests:,}の検定を{_ADJUSTED}ています。"
        "差の大きさ（コーエンのh）の順で、人数の順ではありません。"
    )
    if scan.few:
        named = "、".join(
            f"{one_line(group.category.label)}{f'（{group.n}人）' if group.n else ''}"
            for group in scan.few[:MOST_NAMED]
        )
        more = len(scan.few) - MOST_NAMED
        beyond = f"、ほかに{more}グループ" if more > 0 else ""
        yield f"{LEAST_OF_GROUP}人に満たないグループは見ていません：{named}{beyond}。"
    yield f"{_BLANKS}{_ON_WHOM}"


def answer(head: Part, category: Category) -> str:
    """「満足」が, of whoever gave that answer."""
    name = f"「{one_line(category.label)}」"
    return f"{name}を1位にした人が" if head.shape == "ranked" and category.code else f"{name}が"


def share(found: Share) -> str:
    """The percentage, or 0人 for nobody."""
    return f"{printed(found)}%" if found.count else "0人"


def _most(question: Question, place: int) -> str:
    """What a group answered most; the ends of a scale, which are several answers, are not meant."""
    codes = {category.code for category in question.part.categories}
    rows = [row for row in question.rows if row.category.code in codes]
    most = max((row.shares[place].count for row in rows), default=0)
    if not most:
        return "答えた人がいません"
    named = [row for row in rows if row.shares[place].count == most]
    names = "と".join(f"「{one_line(row.category.label)}」" for row in named[:MOST_TOLD])
    more = "など" if len(named) > MOST_TOLD else ""
    return f"{names}{more}が{share(named[0].shares[place])}で最も多い"


def _gap(gap: Gap, others: str) -> str:
    ending = _NO_CHANCE if abs(gap.points) >= _SLIGHT else _NO_CHANCE_BUT_SLIGHT
    return (
        f"{share(gap.ours)}で、{others}の{share(gap.others)}より"
        f"{abs(gap.points)}ポイント{_higher(gap.points)}、{ending}"
    )


def _means(comparison: Comparison, question: Question, others: str) -> Iterator[str]:
    unit = one_line(question.part.unit)
    for group, found in zip(comparison.groups, question.means, strict=False):
        difference = found.difference
        if difference is None or not difference.marked or found.mean is None:
            continue
        ours, theirs = half_up(found.mean, 2), half_up(difference.others, 2)
        if apart := ours - theirs:
            yield (
                f"「{group.name}」{_reference(found.n)}では平均が{ours:,}{unit}で、{others}の"
                f"{theirs:,}{unit}より{abs(apart):,}{unit}{_higher(apart)}、{_NO_CHANCE}"
            )


def _reference(n: int) -> str:
    return f"（n={n}、参考値）" if n < SMALL_BASE else ""


def _higher(points: Decimal) -> str:
    return "高く" if points > 0 else "低く"
