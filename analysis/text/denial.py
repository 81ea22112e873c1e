"""Whether what a word says is denied: 良くない, 不満はありません, 清潔とは言えない, 悪くなくはない.

A small rule over Janome's tokens. It walks on from the word over what belongs to its predicate
(auxiliaries, particles, helping verbs) and counts denials; two of them cancel each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.text.tokens import Token

_FARTHEST: Final = 9  # tokens from the word to the end of its predicate
_DENYING: Final = frozenset({"ない", "無い", "ぬ", "ん", "まい", "なし", "無し"})
_DENYING_KINDS: Final = frozenset({"助動詞", "形容詞"})
# 魅力に欠ける and 渋滞が減った deny the noun before them as ない does.
_LACKING: Final = frozenset(
    {"なくなる", "無くなる", "減る", "欠ける", "乏しい", "少ない", "すくない", "ゼロ"} | {"皆無"}
)
# 「良いのではないか」「よくないですか」 deny nothing: they ask for agreement.
_ASKING: Final = frozenset({"か", "でしょ", "だろ", "かな", "かしら"})
_POLITE: Final = frozenset({"だ", "です", "ます", "う", "た"})
# Verbs and nouns that carry the word to its denial: 良いとは言えない, 不満に思うことはない.
_CARRYING: Final = frozenset(
    {"ある", "する", "なる", "できる", "出来る", "言う", "いう", "言える", "いえる"}
    | {"思う", "おもう", "思える", "感じる", "得る", "える", "いく", "行く", "いける"}
    | {"いる", "居る", "おる", "いただく", "いただける", "もらう", "もらえる", "くれる"}
    | {"くださる", "見える", "みえる", "見当たる"}
)
_FAVOURS: Final = frozenset({"くれる", "もらえる", "いただける", "くださる", "下さる", "頂ける"})
_HARD: Final = frozenset({"難い", "がたい", "にくい", "づらい"})
_TELLING: Final = _DENYING | _LACKING | _HARD  # without one of them nothing is denied
_SAYING: Final = frozenset({"言う", "いう", "思う"})  # 良いとは言い難い
_NOTHING: Final = frozenset({"何", "なに", "誰", "だれ", "どこ", "一つ", "ひとつ"})
_EMPTY_NOUNS: Final = frozenset({"こと", "の", "もの", "わけ", "ところ", "点", "よう", "程"})
_DEGREES: Final = frozenset(
    {"あまり", "余り", "全く", "全然", "特に", "別に", "そんなに", "それほど"} | {"さほど"}
)
_NOT_CARRYING: Final = frozenset({"ほど", "より", "まで", "だけ", "ばかり"})
_JOINING: Final = frozenset({"て", "で", "ちゃ"})
# 行かなきゃ, 行かないとだめ, 行かなくてはならない: what has to be is not denied.
_DUTIES: Final = frozenset({"なきゃ", "なけりゃ"})
_OR: Final = (("と",), ("ば",), ("て", "は"), ("ちゃ",))
_ELSE: Final = frozenset(
    {"なる", "いける", "いく", "いかん", "だめ", "駄目", "ダメ", "あかん", "困る", "まずい"}
)


@dataclass(frozen=True, slots=True)
class Denial:
    """How the predicate of a word ends, and where the deciding words end.

    `withheld` is denial of a favour: 待ってくれない is bad, whatever is not done.
    """

    denied: bool
    withheld: bool
    end: int


def denial(tokens: Sequence[Token], last: int) -> Denial:
    """What becomes of the word whose last token is `tokens[last]`; reads a bounded way ahead.

    `end` is the end of the last denying token, or of the word itself where there is none; a ない
    that asks (良いのではないか) or obliges (行かないといけない) denies nothing but belongs to the
    word.
    """
    times, favour, end = 0, False, tokens[last].end
    for at in range(last + 1, min(len(tokens), last + 1 + _FARTHEST)):
        token = tokens[at]
        if token.start != tokens[at - 1].end:
            break
        if _denies(token):
            end = token.end
            if tokens[at - 1].surface == "しか" or _asks(tokens, at) or _obliges(tokens, at):
                break
            times += 1
        elif token.base in _HARD and tokens[at - 1].base in _SAYING:
            times, end = times + 1, token.end
        elif token.base in _LACKING:
            if tokens[last].part_of_speech[0] == "名詞":
                times, end = times + 1, token.end
            break
        elif not _belongs(tokens, at):
            break
        favour = favour or token.base in _FAVOURS
    denied = times % 2 == 1
    return Denial(denied, denied and favour, end)


def may_be_denied(tokens: Sequence[Token], last: int) -> bool:
    """Whether `denial` may find that word denied: a quick look, for most are not."""
    near = [token.base for token in tokens[last + 1 : last + 1 + _FARTHEST]]
    return not _TELLING.isdisjoint(near)


def _denies(token: Token) -> bool:
    return token.base in _DENYING and token.part_of_speech[0] in _DENYING_KINDS


def _asks(tokens: Sequence[Token], at: int) -> bool:
    for following in tokens[at + 1 : at + 4]:
        if following.surface in _ASKING:
            return True
        if following.base not in _POLITE:
            return False
    return False


def _obliges(tokens: Sequence[Token], at: int) -> bool:
    """Whether the denial at `at` begins a duty, said to its end or broken off (行かなければ。)."""
    if tokens[at].surface in _DUTIES:
        return True
    for words in _OR:
        end = at + 1 + len(words)
        if tuple(token.surface for token in tokens[at + 1 : end]) == words:
            return _is_over(tokens, end) or tokens[end].base in _ELSE
    return False


def _is_over(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence ends before `at`; to Janome many a mark is a noun."""
    if at == len(tokens) or tokens[at].part_of_speech[1] == "終助詞":
        return True
    return tokens[at].surface not in {"、", ","} and not any(map(str.isalnum, tokens[at].surface))


def _belongs(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is still part of the predicate that began before it."""
    token = tokens[at]
    kind, detail = token.part_of_speech[:2]
    if kind == "助詞":
        return _leads_on(tokens, at) if detail == "接続助詞" else _is_inside(token)
    if kind == "助動詞":
        return token.base != "たい"
    if kind == "動詞":
        return detail in {"非自立", "接尾"} or token.base in _CARRYING
    if kind == "名詞":
        return detail == "接尾" or token.surface in _EMPTY_NOUNS | _NOTHING
    if kind == "形容詞":
        return detail in {"非自立", "接尾"}
    return kind == "副詞" and token.base in _DEGREES


def _is_inside(token: Token) -> bool:
    return token.part_of_speech[1] != "終助詞" and token.surface not in _NOT_CARRYING


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether て leads to a helping verb: 混んでいない."""
    if tokens[at].surface not in _JOINING or at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    helps = following.part_of_speech[1] == "非自立" and following.part_of_speech[0] == "動詞"
    return helps or following.surface in {"は", "も"} or _denies(following)
