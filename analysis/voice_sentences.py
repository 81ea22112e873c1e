"""誰の声か in plain Japanese: who is compared with whom, who lacks, and what weights came to.

Every percentage is one that is printed beside it; no sentence says why anybody did not answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analysis import coverage
from analysis.ages import named
from analysis.coverage import Comparison, Coverage, Of
from analysis.population import Impossible, Source
from analysis.raking import Bounds
from analysis.rounding import half_up
from analysis.weighting import LEAST, Balance, Refused
from models.document import Design, Sample
from models.inhabitants import Trait

TRAIT_WORDS: Final[dict[Trait, str]] = {"age": "年代", "sex": "性別", "area": "地域"}
OF_WORDS: Final[dict[Of, str]] = {
    "age": TRAIT_WORDS["age"],
    "sex": TRAIT_WORDS["sex"],
    "age_sex": "年代と性別",
    "area": TRAIT_WORDS["area"],
}

NOBODY_LACKS: Final = "回答の割合が人口の割合の半分に満たないグループは、ありません。"
NO_BASE: Final = "くらべられる回答が、まだありません。"
WEIGHTS_CAUTION: Final = (
    "重みは、答えた人の偏りをならすものです。答えなかった人の考えは分かりません。"
)
_SECOND_HAND: Final = (
    "この人口は、公表されたものを写した頁によります。使う前に、公表された数と確かめてください。"
)
_FORMULAS: Final[dict[Design, str]] = {
    "simple": "単純無作為抽出の式 ±1.96√{(N−n)/(N−1)・P(100−P)/n} によります。",
    "stratified_two_stage": "層化二段無作為抽出の式 ±2√{2・(N−n)/(N−1)・P(100−P)/n} によります。",
}
_MOST_NAMED: Final = 3  # areas that do not fit


def of_comparison(comparison: Comparison) -> Iterator[str]:
    """Groups under half their share, each with both percentages, and those without answers."""
    if not comparison.n:
        yield NO_BASE
        return
    rare, silent = coverage.lacking(comparison), coverage.silent(comparison)
    for one in rare:
        yield f"{one.name}は人口の{one.population}%、回答の{one.respondents}%です。"
    for one in silent:
        yield f"{one.name}は人口の{one.population}%ですが、回答は1件もありません。"
    if not rare and not silent:
        yield NOBODY_LACKS


def base_of(comparison: Comparison) -> Iterator[str]:
    """Who is compared with whom, and who is not."""
    kind = OF_WORDS[comparison.of]
    reference = "（参考値）" if comparison.small else ""
    yield (
        f"{kind}の分かる{comparison.n:,}人{reference}を、{_inhabitants(comparison.source)}"
        f"{comparison.inhabitants:,}人とくらべています。"
    )
    if comparison.left_out:
        others = "、".join(f"{label} {people:,}人" for label, people in comparison.left_out)
        yield f"ほかに、{others}がいます。"
    if comparison.source.unknown:
        yield f"年齢の分からない人口{comparison.source.unknown:,}人は、入れていません。"


def source_of(source: Source) -> str:
    """Where the inhabitants come from, and their day."""
    on = source.as_of
    second = _SECOND_HAND if source.second_hand else ""
    return f"人口は{on.year}年{on.month}月{on.day}日現在。出典：{source.words}。{second}"


def left_out(found: Coverage) -> Iterator[str]:
    """Who is in no comparison."""
    if found.outside:
        yield f"ここに住んでいないと答えた{found.outside:,}人は、除いています。"
    for label, people in found.other_ages:
        yield f"「{label}」の{people:,}人は、人口の資料の区切りに合わないので、除いています。"


def why_not(impossible: Impossible) -> str:
    """Why a trait is not compared, and what would help."""
    kind = TRAIT_WORDS[impossible.trait]
    match impossible.reason:
        case "no_question":
            return f"{kind}は、この調査でたずねていないので、くらべられません。"
        case "no_figures":
            return f"{kind}は、この人口の資料にないので、くらべられません。"
        case "bands":
            survey, figures = "、".join(impossible.survey), "、".join(impossible.figures)
            return (
                f"{kind}は、くらべられません。調査の区切り（{survey}）と人口の区切り（{figures}）が"
                "合わないためです。5歳ごとの人口の資料を加えると、くらべられます。"
            )
        case "names":
            strange = "」「".join(impossible.figures[:_MOST_NAMED])
            more = "など" if len(impossible.figures) > _MOST_NAMED else ""
            named_so = f"「{strange}」{more}" if strange else "地域"
            return (
                f"{kind}は、くらべられません。人口の資料の{named_so}が、調査の選択肢と合いません。"
            )


def refused(why: Refused) -> str:
    """Why there are no weights."""
    kind = TRAIT_WORDS[why.trait] if why.trait is not None else ""
    match why.reason:
        case "nothing":
            return "人口に合わせる項目がないので、重みはつけられません。"
        case "few":
            return (
                f"{kind}「{why.group}」の回答が{why.people:,}人で、{LEAST}人に足りません。"
                "この項目を外すと、重みをつけられることがあります。"
            )
        case "one_group":
            return (
                f"{kind}の分かる回答が{why.people:,}人で、{LEAST}人ずつの区切りが2つになりません。"
                "この項目を外すと、重みをつけられることがあります。"
            )
        case "nobody_lives":
            return (
                f"{kind}「{why.group}」の回答が{why.people:,}人ありますが、"
                "人口の資料では0人です。資料を確かめてください。"
            )
        case "unsettled":
            return "選んだ項目を同時に人口に合わせる重みがありません。項目を減らしてください。"


def of_balance(balance: Balance, bounds: Bounds | None) -> Iterator[str]:
    """What was fitted, whom it leaves as they are, and how close it came."""
    kinds = "・".join(TRAIT_WORDS[trait] for trait, _ in balance.fitted)
    yield f"{kinds}の割合を、人口に合わせました（{balance.rounds:,}回の計算）。"
    if balance.joined:
        bands = "」「".join(balance.joined)
        yield f"「{bands}」は、回答が{LEAST}人に満たない年代を、となりと合わせた区切りです。"
    if balance.beside:
        yield f"合わせた項目の分からない{balance.beside:,}人は、重みを1にしています。"
    off = half_up(Decimal(balance.off), 1)
    if bounds is not None:
        yield f"重みは{bounds.low:g}〜{bounds.high:g}に収めました。"
    if off:
        yield f"そのため、割合が最大{off}ポイント、人口と合っていません。"
    yield f"次の表は、くらべている{balance.n:,}人の集計です。{WEIGHTS_CAUTION}"


def of_errors(sample: Sample) -> str:
    """What 標本誤差早見表 shows, and by which formula."""
    known = "" if sample.population is None else f"（N={sample.population:,}）"
    return f"割合ごとの標本誤差（±ポイント、信頼度95%）です。{_FORMULAS[sample.design]}{known}"


def _inhabitants(source: Source) -> str:
    """The inhabitants that count, before their number."""
    if source.ages is None or named(source.ages) == "全年齢":
        return "すべての年齢の人口"
    return f"{named(source.ages)}の人口"
