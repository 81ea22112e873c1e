"""Worded steps from one end to the other, as surveys in Japan word them, and their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imports.plan import Choice


@dataclass(frozen=True)
class Family:
    """Ways of wording the upper steps, best first, and their lower counterparts, worst last.

    Each step has the spellings that mean it; the first is its label where nobody chose it.
    """

    upper: tuple[tuple[str, ...], ...]
    lower: tuple[tuple[str, ...], ...]

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """Every step in order, the middle ones between the two sides."""
        return (*self.upper, _MIDDLE, *self.lower)


_MIDDLE: Final = (
    *("どちらともいえない", "どちらとも言えない", "どちらでもない", "普通", "ふつう", "変わらない"),
    *("Neither", "Neutral", "どちらでも", "まあまあ", "ちょうどよい"),
)
OUTSIDE: Final = frozenset(
    {"わからない", "分からない", "わかりません", "どれともいえない", "該当しない", "利用していない"}
    | {"Don't know", "unsure", "不明", "利用したことがない", "その他"}
)


def _sides(best: str, worst: str, *, verbs: bool = False) -> Family:
    """A family from its two words: とても満足 … 満足 … やや満足, and the same of 不満."""
    very = ("とても", "大変", "たいへん", "非常に", "かなり", "大いに")
    rather = ("やや", "まあ", "どちらかといえば", "どちらかというと", "ある程度", "少し", "まぁ")
    ends = ("", "である", "している", "です") if not verbs else ("",)

    def side(word: str) -> tuple[tuple[str, ...], ...]:
        return (
            tuple(f"{front}{word}{end}" for front in very for end in ends),
            tuple(f"{word}{end}" for end in ends),
            tuple(f"{front}{word}{end}" for front in rather for end in ends),
        )

    return Family(side(best), side(worst)[::-1])


FAMILIES: Final[tuple[Family, ...]] = (
    _sides("満足", "不満"),
    _sides("良い", "悪い"),
    _sides("よい", "わるい"),
    _sides("よかった", "よくなかった"),
    _sides("良かった", "悪かった"),
    _sides("賛成", "反対"),
    _sides("重要", "重要でない"),
    _sides("必要", "必要でない"),
    _sides("安心", "不安"),
    _sides("便利", "不便"),
    _sides("簡単", "難しい"),
    _sides("わかりやすい", "わかりにくい"),
    _sides("参考になった", "参考にならなかった", verbs=True),
    _sides("役に立った", "役に立たなかった", verbs=True),
    _sides("住みやすい", "住みにくい"),
    Family(
        (
            ("とてもそう思う", "強くそう思う", "非常にそう思う"),
            ("そう思う",),
            ("ややそう思う", "まあそう思う", "どちらかといえばそう思う", "ある程度そう思う"),
        ),
        (
            ("あまりそう思わない", "ややそう思わない", "どちらかといえばそう思わない"),
            ("そう思わない",),
            ("まったくそう思わない", "全くそう思わない", "全然そう思わない"),
        ),
    ),
    Family(
        (
            ("とても当てはまる", "非常に当てはまる", "とてもあてはまる"),
            ("当てはまる", "あてはまる"),
            ("やや当てはまる", "ややあてはまる"),
        ),
        (
            ("あまり当てはまらない", "あまりあてはまらない"),
            ("当てはまらない", "あてはまらない"),
            ("まったく当てはまらない", "全く当てはまらない", "まったくあてはまらない"),
        ),
    ),
    Family(
        (("Very satisfied",), ("Satisfied",), ("Somewhat satisfied", "Fairly satisfied")),
        (
            ("Somewhat dissatisfied", "Fairly dissatisfied"),
            ("Dissatisfied",),
            ("Very dissatisfied",),
        ),
    ),
    Family(
        (("Strongly agree",), ("Agree",), ("Somewhat agree",)),
        (("Somewhat disagree",), ("Disagree",), ("Strongly disagree",)),
    ),
)
# Steps that go down from much to nothing.
LADDERS: Final[tuple[tuple[tuple[str, ...], ...], ...]] = (
    (
        ("よく知っている", "詳しく知っている"),
        ("知っている", "ある程度知っている", "少し知っている"),
        ("聞いたことがある", "名前は聞いたことがある", "名前だけ知っている"),
        ("知らない", "知らなかった", "まったく知らない"),
    ),
    (
        ("よく利用する", "よく利用している", "いつも利用する"),
        ("ときどき利用する", "時々利用する", "たまに利用する"),
        ("あまり利用しない", "ほとんど利用しない"),
        ("利用しない", "まったく利用しない", "全く利用しない"),
    ),
    (
        ("いつも",),
        ("よくある", "よく", "しばしば"),
        ("ときどき", "時々", "ときどきある"),
        ("たまに", "まれに", "あまりない"),
        ("ほとんどない",),
        ("まったくない", "全くない", "ない"),
    ),
    (
        ("毎日", "ほぼ毎日", "ほとんど毎日"),
        ("週に数回", "週2〜3回", "週に2〜3回", "週に1回以上"),
        ("週1回", "週に1回", "週1回程度", "週に1回程度"),
        ("月に数回", "月2〜3回", "月に2〜3回"),
        ("月1回", "月に1回", "月1回程度", "月に1回程度"),
        ("年に数回", "年2〜3回"),
        ("年1回", "年に1回", "年1回程度", "年1回以下"),
    ),
)

_NUMBERED = re.compile(r"^[(（]?\d{1,2}[)）.．:：、\s]+(?=\D)|^[①-⑳]\s*")


def bare(text: str) -> str:
    """The words of a step without a number in front: 「1. 満足」 and 「１：満足」 are 満足."""
    return _NUMBERED.sub("", unicodedata.normalize("NFKC", text).strip()).strip()


def ordered(said: Collection[str]) -> tuple[Choice, ...]:
    """The scale that these words are steps of, best first; () where they are none.

    Where nobody chose the counterpart of a step that somebody chose, it is there all the same.
    """
    words = {text: bare(text) for text in said}
    steps = {text for text, word in words.items() if word not in OUTSIDE}
    if len(steps) < 2:
        return ()
    outside = sorted(set(said) - steps)
    if numbers := numbers_of(steps):
        return (*numbers, *beyond(outside))
    for family in FAMILIES:
        places = _places(family.steps, steps, words)
        if places is not None and len(set(places.values())) >= 2:
            return _choices(_mirrored(family, places), outside)
    for ladder in LADDERS:
        places = _places(ladder, steps, words)
        if places is not None and len(set(places.values())) == len(steps) >= 3:
            named = [(step, label) for label, step in places.items()]
            return _choices([((text,), text) for _, text in sorted(named)], outside)
    return ()


def numbers_of(said: Collection[str]) -> tuple[Choice, ...]:
    """The scale from 1 or 0 that small numbers are steps of, () where they are none.

    It ends at 5, 7 or 10, as scales do.
    """
    if not said or not all(text.isascii() and text.isdigit() and int(text) <= 10 for text in said):
        return ()
    numbers = {int(text) for text in said}
    lowest = min(1, *numbers)
    highest = next(top for top in (5, 7, 10) if max(numbers) <= top) if lowest else 10
    return tuple(
        Choice(str(step), str(step), (str(step),) if step in numbers else ())
        for step in range(highest, lowest - 1, -1)
    )


def _places(
    steps: Sequence[tuple[str, ...]], said: Iterable[str], words: dict[str, str]
) -> dict[str, int] | None:
    """The step of each word, None where one is no step."""
    at = {
        unicodedata.normalize("NFKC", spelling): number
        for number, spellings in enumerate(steps)
        for spelling in spellings
    }
    found = {text: at[words[text]] for text in said if words[text] in at}
    return found if len(found) == len(set(said)) else None


def _mirrored(family: Family, places: dict[str, int]) -> list[tuple[tuple[str, ...], str]]:
    """Spellings and label of each step that somebody chose, and of its counterpart."""
    last = len(family.steps) - 1
    wanted = sorted({step for place in places.values() for step in (place, last - place)})
    found = []
    for step in wanted:
        spellings = tuple(sorted(text for text, place in places.items() if place == step))
        found.append((spellings, spellings[0] if spellings else family.steps[step][0]))
    return found


def _choices(
    steps: Sequence[tuple[tuple[str, ...], str]], outside: Sequence[str]
) -> tuple[Choice, ...]:
    highest = len(steps)
    graded = [
        Choice(str(highest - number), label, spellings)
        for number, (spellings, label) in enumerate(steps)
    ]
    return (*graded, *beyond(outside))


def beyond(outside: Sequence[str]) -> Iterator[Choice]:
    """わからない and its kind, behind the steps."""
    for number, text in enumerate(outside):
        code = f"unsure{number}" if number else "unsure"
        yield Choice(code, text, (text,), outside=True)
