"""The words in and beside a figure: n, remarks, amounts, and the chart as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from analysis.areas import Areas
from analysis.ranks import Ranks
from analysis.tabulate import NO_ANSWER, Tabulation, percent_text
from models.multilingual import Language, pick

NOBODY_YET: Final = "まだ回答がありません。"
_SEVERAL: Final[dict[Language, str]] = {
    "ja": "複数回答",
    "ja-easy": "いくつでも",
    "en": "several answers",
    "zh-Hans": "可多选",
    "ko": "복수 응답",
}
_REFERENCE: Final[dict[Language, str]] = {
    "ja": "参考値",
    "ja-easy": "人数が少ないです",
    "en": "small base",
    "zh-Hans": "仅供参考",
    "ko": "참고치",
}


def base_line(tabulation: Tabulation, language: Language = "ja", *, no_answer: bool = False) -> str:
    """n with its remarks; 無回答 too, where the figure has no place for it."""
    base = tabulation.n_asked
    notes = []
    if tabulation.marks is not None:
        notes += [_SEVERAL[language], f"M.T. {percent_text(tabulation.marks, base)}%"]
    if no_answer and tabulation.no_answer:
        blank = amount(tabulation.no_answer, base)
        notes.append(f"{pick(NO_ANSWER.label, language)} {blank}")
    if tabulation.small:
        notes.append(_REFERENCE[language])
    return f"n = {base:,}{_in_brackets(notes, language)}"


def amount(count: int, base: int) -> str:
    """Count and percentage as they stand beside a bar."""
    return f"{count:,} ({percent_text(count, base)}%)" if count else "0"


def text_alternative(tabulation: Tabulation) -> str:
    """The chart in a few plain Japanese sentences: what leads, what follows, 無回答."""
    base = tabulation.n_asked
    if not base:
        return NOBODY_YET
    notes = [_SEVERAL["ja"]] if tabulation.marks is not None else []
    notes += [_REFERENCE["ja"]] if tabulation.small else []
    opening = f"回答者{base:,}人{_in_brackets(notes)}のうち、"
    if not tabulation.n_answered:
        return f"{opening}全員が無回答でした。"
    blank = tabulation.no_answer
    silence = f"無回答は{_people(blank, base)}でした。" if blank else ""
    return f"{opening}{_finding(tabulation)}{silence}"


def _finding(tabulation: Tabulation) -> str:
    base = tabulation.n_asked
    chosen = [(pick(r.label), r.count) for r in tabulation.rows if r.code != NO_ANSWER.code]
    match tabulation.summary:
        case Ranks() as ranks:
            first = [
                (name, option.counts[0])
                for (name, _), option in zip(chosen, ranks.options, strict=True)
            ]
            anywhere = _leading(chosen, base)
            return f"1位に選んだ人は、{_leading(first, base)}順位に入れた人は、{anywhere}"
        case Areas(areas):
            wider = [(pick(area.label), area.count) for area in areas]
            return f"地域では{_leading(wider, base)}地区では{_leading(chosen, base)}"
    if tabulation.shape == "prose":
        return f"{_people(tabulation.n_answered, base)}が記入しました。"
    return _leading(chosen, base)


def _leading(named: Sequence[tuple[str, int]], base: int) -> str:
    """The most frequent, and what comes next, as a sentence; nobody at all is no sentence."""
    some = sorted((pair for pair in named if pair[1]), key=lambda pair: -pair[1])
    groups = [list(pairs) for _, pairs in groupby(some, lambda pair: pair[1])]
    if len(groups) == 1:
        return f"{_share(groups[0], base)}でした。"
    return f"{_share(groups[0], base)}で最も多く、次いで{_share(groups[1], base)}でした。"


def _share(named: Sequence[tuple[str, int]], base: int) -> str:
    """Options of equal count, up to three by name: 「A」と「B」がそれぞれ10人（20.0%）."""
    names = [f"「{' '.join(name.split())}」" for name, _ in named]
    joined = "と".join(names) if len(names) <= 3 else f"{names[0]}など{len(names)}項目"
    return f"{joined}が{'それぞれ' if len(names) > 1 else ''}{_people(named[0][1], base)}"


def _people(count: int, base: int) -> str:
    return f"{count:,}人（{percent_text(count, base)}%）"


def _in_brackets(notes: Sequence[str], language: Language = "ja") -> str:
    if not notes:
        return ""
    return f" ({', '.join(notes)})" if language in ("en", "ko") else f"（{'、'.join(notes)}）"
