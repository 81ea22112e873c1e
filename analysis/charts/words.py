"""The words in and beside a figure: n, remarks, amounts, and the chart as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from analysis.areas import Areas
from analysis.matrices import Matrix
from analysis.ranks import Ranks
from analysis.tabulate import NO_ANSWER, SMALL_BASE, Tabulation, percent_text
from models.multilingual import Language, pick

NOBODY_YET: Final = "まだ回答がありません。"
SEVERAL: Final[dict[Language, str]] = {
    "ja": "複数回答",
    "ja-easy": "いくつでも",
    "en": "several answers",
    "zh-Hans": "可多选",
    "ko": "복수 응답",
}
REFERENCE: Final[dict[Language, str]] = {
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
        notes += [SEVERAL[language], f"M.T. {percent_text(tabulation.marks, base)}%"]
    if no_answer and tabulation.no_answer:
        blank = amount(tabulation.no_answer, base)
        notes.append(f"{pick(NO_ANSWER.label, language)} {blank}")
    if tabulation.small:
        notes.append(REFERENCE[language])
    return f"n = {base:,}{_in_brackets(notes, language)}"


def base_sentence(tabulation: Tabulation) -> str:
    """Whom the percentages are of, in a line of Japanese, with what limits them."""
    small = f"、{REFERENCE['ja']}" if tabulation.small else ""
    said = [f"n={tabulation.n_asked:,}（この質問をたずねた人{small}）。"]
    if tabulation.marks is not None:
        total = percent_text(tabulation.marks, tabulation.n_asked)
        said.append(f"複数回答（M.T. {total}%）。" if tabulation.marks else "複数回答。")
    return "".join(said)


def matrix_base(matrix: Matrix) -> str:
    """The same for a matrix, whose lines may have been put to different people."""
    bases = sorted({line.table.n_asked for line in matrix.lines})
    said = f"n={bases[0]:,}" + (f"～{bases[-1]:,}" if len(bases) > 1 else "")
    several = "複数回答。" if matrix.shape == "any_of" else ""
    small = f"{SMALL_BASE}人に満たない項目は参考値です。" if bases[0] < SMALL_BASE else ""
    return f"{said}（項目ごとに、たずねた人）。{several}{small}"


def amount(count: float, base: float) -> str:
    """Count and percentage as they stand beside a bar."""
    return f"{count:,} ({percent_text(count, base)}%)" if count else "0"


def text_alternative(tabulation: Tabulation) -> str:
    """The chart in a few plain Japanese sentences: what leads, what follows, 無回答."""
    base = tabulation.n_asked
    if not base:
        return NOBODY_YET
    notes = [SEVERAL["ja"]] if tabulation.marks is not None else []
    notes += [REFERENCE["ja"]] if tabulation.small else []
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


def _leading(named: Sequence[tuple[str, float]], base: float) -> str:
    """The most frequent, and what comes next, as a sentence; nobody at all is no sentence."""
    some = sorted((pair for pair in named if pair[1]), key=lambda pair: -pair[1])
    groups = [list(pairs) for _, pairs in groupby(some, lambda pair: pair[1])]
    if len(groups) == 1:
        return f"{_share(groups[0], base)}でした。"
    return f"{_share(groups[0], base)}で最も多く、次いで{_share(groups[1], base)}でした。"


def _share(named: Sequence[tuple[str, float]], base: float) -> str:
    """Options of equal count, up to three by name: 「A」と「B」がそれぞれ10人（20.0%）."""
    names = [f"「{' '.join(name.split())}」" for name, _ in named]
    joined = "と".join(names) if len(names) <= 3 else f"{names[0]}など{len(names)}項目"
    return f"{joined}が{'それぞれ' if len(names) > 1 else ''}{_people(named[0][1], base)}"


def _people(count: float, base: float) -> str:
    return f"{count:,}人（{percent_text(count, base)}%）"


def _in_brackets(notes: Sequence[str], language: Language = "ja") -> str:
    if not notes:
        return ""
    return f" ({', '.join(notes)})" if language in ("en", "ko") else f"（{'、'.join(notes)}）"
