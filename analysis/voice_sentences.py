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
from analysis.rounding import half_up, settled
from analysis.tabulate import SMALL_BASE
from analysis.weighting import LEAST, Balance, Refused
from models.document import Design, Sample
from models.few_answers import SHOWN_FROM, is_few
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
UNTESTED_BY_WEIGHTS: Final = "検定は人数で行うものなので、重みつきの表にはつけていません。"
_HIDDEN: Final = (
    f"{SHOWN_FROM}人に満たないグループと、引き算でその数が分かってしまうグループは、"
    f"数を出さず、{coverage.HIDDEN}にしています。"
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
    if comparison.hidden:
        yield _HIDDEN
    elif not rare and not silent:
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
        outside = _people(found.outside, found.hides_few)
        yield f"ここに住んでいないと答えた{outside}は、除いています。"
    for label, count in found.other_ages:
        people = _people(count, found.hides_few)
        yield f"「{label}」の{people}は、人口の資料の区切りに合わないので、除いています。"


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
    people = _people(why.people, why.hides_few)
    match why.reason:
        case "nothing":
            return "人口に合わせる項目がないので、重みはつけられません。"
        case "few":
            return (
                f"{kind}「{why.group}」の回答が{people}で、{LEAST}人に足りません。"
                "この項目を外すと、重みをつけられることがあります。"
            )
        case "one_group":
            return (
                f"{kind}の分かる回答が{people}で、{LEAST}人ずつの区切りが2つになりません。"
                "この項目を外すと、重みをつけられることがあります。"
            )
        case "nobody_lives":
            return (
                f"{kind}「{why.group}」の回答が{people}ありますが、"
                "人口の資料では0人です。資料を確かめてください。"
            )
        case "hidden":
            return f"{SHOWN_FROM}人に満たない回答の集計は出さない調査のため、重みはつけられません。"
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


def of_weighted_tables(balance: Balance, bounds: Bounds | None) -> Iterator[str]:
    """What the shares of tables with weights are, what they cost, and what is not said of them."""
    kinds = "・".join(TRAIT_WORDS[trait] for trait, _ in balance.fitted)
    within = f"（重みは{bounds.low:g}〜{bounds.high:g}）" if bounds is not None else ""
    sources = "".join(dict.fromkeys(map(source_of, balance.sources)))
    yield f"{kinds}の割合を人口に合わせた、重みつきの割合です{within}。{sources}"
    n, effect = settled(balance.effective_n, 0), settled(balance.design_effect, 2)
    yield (
        f"n は重みをつけない人数です。{balance.n:,}人の回答が、重みをつけると{n:,}人分の確かさに"
        f"なります（有効な人数、デザイン効果{effect}）。"
        f"有効な人数が{SMALL_BASE}人に満たない行は参考値です。"
    )
    yield f"{UNTESTED_BY_WEIGHTS}{WEIGHTS_CAUTION}"


def unweighted(why: Refused) -> str:
    """Why tables can have no weights now, and where what is fitted is chosen."""
    where = "" if why.reason == "nothing" else "項目と人口の資料は「誰の声か」で選べます。"
    return f"人口に合わせた重みは、いまはつけられません。{refused(why)}{where}"


def of_errors(sample: Sample) -> str:
    """What 標本誤差早見表 shows, and by which formula."""
    known = "" if sample.population is None else f"（N={sample.population:,}）"
    return f"割合ごとの標本誤差（±ポイント、信頼度95%）です。{_FORMULAS[sample.design]}{known}"


def _people(count: int, hides_few: bool) -> str:
    return f"{SHOWN_FROM}人未満" if hides_few and is_few(count) else f"{count:,}人"


def _inhabitants(source: Source) -> str:
    """The inhabitants that count, before their number."""
    if source.ages is None or named(source.ages) == "全年齢":
        return "すべての年齢の人口"
    return f"{named(source.ages)}の人口"
