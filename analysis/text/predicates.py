"""What is said of a thing: verbs and adjectives in their dictionary form, with ease and denial.

使い/にくい and 使い/づらい are words of their own, not 使う; a predicate that is denied is another
one than the same that is not (text-analysis notes, section 3.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from analysis.text.denial import denial, may_be_denied
from analysis.text.tokens import Token

VERB: Final = ("動詞", "自立")
ADJECTIVE: Final = ("形容詞", "自立")

_EASE: Final = frozenset(["やすい", "にくい", "づらい", "辛い", "難い", "がたい", "やす"])
_DENYING: Final = frozenset(["ない", "無い", "ぬ", "ん", "まい", "なし", "無し"])
# 問題ない and its kind praise as one word, and 仕方ない is no denial either.
_PRAISING: Final = frozenset(["申し分", "遜色", "差し支え", "支障", "問題"])
# What may stand between an event and the denial of it: 予約ができない, not 予約に行けない.
_LEADING: Final = frozenset(["は", "が", "も", "を", "で", "じゃ", "と", "って", "さえ", "すら"])
_HAPPENING: Final = frozenset(
    [
        "ある",
        "する",
        "できる",
        "出来る",
        "なる",
        "いる",
        "せる",
        "れる",
        "られる",
        "言う",
        "言える",
        "思う",
        "思える",
        "いただく",
        "いただける",
        "もらう",
        "もらえる",
        "くれる",
    ]
)
# Ends of other predicates: かもしれない, てはいけない, ざるを得ない.
_ENDS: Final = frozenset(["しれる", "知れる", "いける", "得る", "える"])


class Predicate(NamedTuple):
    """A predicate from one token up to `tokens[last]`, and whether it is denied.

    `text` is its dictionary form without the denial, `kind` is 動詞 or 形容詞. `ending` is the
    number of the token that ends what belongs to it: the denial, or `last`.
    """

    text: str
    kind: str
    last: int
    denied: bool
    ending: int


def predicate(tokens: Sequence[Token], at: int) -> Predicate | None:
    """The predicate that begins with the verb or adjective at `at`; None where it ends another."""
    token = tokens[at]
    if token.base in _ENDS:
        return None
    if token.part_of_speech[:2] == ADJECTIVE:
        return _closed(tokens, token.base, "形容詞", at)
    eased = ease(tokens, at + 1)
    if eased is not None:
        return _closed(tokens, f"{token.surface}{eased[0]}", "形容詞", eased[1])
    wished = at + 1 < len(tokens) and tokens[at + 1].base == "たい"
    return _closed(tokens, token.base, "動詞", at + 1 if wished else at)


def eased_event(tokens: Sequence[Token], last: int) -> Predicate | None:
    """利用/し/やすい: the event that ends at `last` as easy or hard to do, or None."""
    if last + 2 < len(tokens) and tokens[last + 1].base == "する":
        eased = ease(tokens, last + 2)
        if eased is not None and tokens[last + 1].start == tokens[last].end:
            return _closed(tokens, f"し{eased[0]}", "形容詞", eased[1])
    return None


def ease(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """やすい, にくい … at `at` in dictionary form, and its last token (入りやす/さ); or None."""
    if at >= len(tokens) or tokens[at].base not in _EASE or tokens[at].start != tokens[at - 1].end:
        return None
    token = tokens[at]
    if token.base == "やす":  # how IPADIC reads 入りやすさ
        follows = at + 1 < len(tokens) and tokens[at + 1].surface == "さ"
        return ("やすい", at + 1) if follows else None
    return (token.base, at) if token.part_of_speech[:2] == ("形容詞", "非自立") else None


def denied_to(tokens: Sequence[Token], last: int) -> int | None:
    """The number of the token that denies the word ending at `last`; None where nothing does."""
    if not may_be_denied(tokens, last) or not (found := denial(tokens, last)).denied:
        return None
    at = next(n for n in range(last, len(tokens)) if tokens[n].end == found.end)
    return at if tokens[at].base in _DENYING else None


def happens_not(tokens: Sequence[Token], last: int, ending: int) -> bool:
    """Whether the denial at `ending` is of the noun at `last` itself: 説明がない, 利用しない."""
    return all(
        token.surface in _LEADING
        if token.part_of_speech[0] == "助詞" and token.surface != "て"
        else token.part_of_speech[0] != "動詞" or token.base in _HAPPENING
        for token in tokens[last + 1 : ending]
    )


def praise(tokens: Sequence[Token], last: int) -> int | None:
    """The number of the token that ends 問題ない, 問題はありません, 仕方がない …; or None."""
    token = tokens[last]
    known = "ナイ形容詞語幹" in token.part_of_speech or token.surface in _PRAISING
    ending = denied_to(tokens, last) if known else None
    if ending is None or ending > last + 4:
        return None
    return ending if happens_not(tokens, last, ending) else None


def _closed(tokens: Sequence[Token], text: str, kind: str, last: int) -> Predicate:
    ending = denied_to(tokens, last)
    return Predicate(text, kind, last, ending is not None, last if ending is None else ending)
