"""Content words by grammar that say nothing about a matter; only term tables leave them out.

Words of judgement (良い, 悪い, 便利) stay. Bare ない goes: without what it denies it misleads.
"""

from __future__ import annotations

_GROUPS = {
    "being": "する なる ある 有る いる 居る できる 出来る",
    "doing": "やる 行う しまう おく くる 来る",
    "giving": "くれる もらう 貰う いただく 頂く くださる 下さる いたす 致す ござる",
    "thinking and saying": "思う おもう 感じる 感じ 考える 言う いう 願う お願い",
    "wishing and lacking": "ほしい 欲しい ない 無い",
    "time": "今 いま 今回 現在 最近 時 とき 際 前 後 中 以前 以降",
    "place and measure": "上 内 間 以上 以下 以外 程度 部分 全て すべて 全部 全体 一つ ひとつ 一番",
    "reference": "他 ほか 場合 自分 自身 皆さん みなさん 本当",
}

# Some residents write in English; IPADIC takes every word of theirs for a noun.
_ENGLISH = (
    "a about all also am an and any are as at be been but by can could did do does for from get go "
    "had has have he her here his how i if in into is it its just like me more much my no not of "
    "on one or our out really she so some than that the their them there they this to too up us "
    "very was we were what when where which who will with would you your"
)

STOP_WORDS = frozenset(word for group in (*_GROUPS.values(), _ENGLISH) for word in group.split())

_FIRST_KANJI = "㐀"  # Latin letters and kana come before it


def is_noise(word: str) -> bool:
    """Symbols that IPADIC takes for nouns, and single kana or Latin letters."""
    has_letter = any(c.isalpha() for c in word)
    return not has_letter or (len(word) == 1 and word < _FIRST_KANJI)
