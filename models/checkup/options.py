"""Options that do not fit: no way out, ranges that overlap, an order that surprises."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.checkup.finding import Finding
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.matrix import MatrixSingle
from models.questions.options import Option, Options
from models.questions.scale import Nps

# Labels with which a person says that the question does not touch them.
_UNSURE = re.compile(
    r"(わか|分か|判)(らない|りません)|知らない|覚えていない|回答しない|答えたくない|無回答|なんとも"
    r"|(利用|参加|使用|経験|体験)(し(ていない|なかった|たことがない)|が?ない)|(使|見|行)(っていない|ていない|かなかった)"
)
_MIDDLE = re.compile(r"どちら(とも|でも)|ふつう|普通|中立")
_NONE = re.compile(
    r"(特|とく)に(は)?(な(い|し)|ありません|何も|していない)|(どれ|いずれ)(で|に)も|あてはまるものは?ない"
    r"|(何も|まったく).*(ない|いない)|^な(い|し)$"
)

# Questions about what a person thinks; a fact needs no わからない, a view does.
_VIEW = re.compile(
    r"思いますか|感じますか|考えますか|お考え|賛成|反対|評価|満足|べき(です|でしょう)か"
)
_WISH = re.compile(
    r"困っ|困り|不便|不満|不安|改善|直して|充実|力を入れ|期待|希望|望(む|み|まれ)|必要|ほしい|欲しい"
    r"|参加したい|よかった|良かった|楽しかった|役に立っ"
)

# Wordings from one end to the other; three of a row in another order surprise the reader.
_LADDERS = tuple(
    tuple(re.compile(step) for step in ladder)
    for ladder in (
        (
            r"(とても|大変|非常に)満足",
            r"満足",
            r"(やや|まあ|どちらかといえば)満足",
            r"どちらとも.*|ふつう|普通",
            r"(やや|少し|どちらかといえば)不満",
            r"不満",
            r"(とても|大変|非常に)不満",
        ),
        (
            r"(とても|強く)そう思う",
            r"そう思う",
            r"(やや|まあ|どちらかといえば)そう思う",
            r"どちらとも.*",
            r"(あまり|どちらかといえば)そう思わない",
            r"そう思わない",
            r"(まったく|全く)そう思わない",
        ),
        (
            r"賛成",
            r"(やや|どちらかといえば)賛成",
            r"どちらとも.*",
            r"(やや|どちらかといえば)反対",
            r"反対",
        ),
        (
            r"(いつも|毎日).*",
            r"よく.*",
            r"((とき|時)(どき|々)|たまに).*",
            r"あまり.*",
            r"(?!どちら).*ない",
        ),
    )
)

_NUMBER = r"(?P<{0}>\d+(?:\.\d+)?)(?P<{0}_myriad>万)?"
_UNIT = r"(?P<unit>[^\d~〜\-以未超代]*?)"
_LOW, _HIGH = _NUMBER.format("low"), _NUMBER.format("high")
_FROM_TO = re.compile(
    rf"(?P<before>\D*?){_LOW}[^\d]{{0,4}}?(?:[~〜\-–]|から){_HIGH}{_UNIT}(?:まで)?"
)
_WITHIN = re.compile(rf"(?P<before>\D*?){_LOW}\D*以上{_HIGH}{_UNIT}(?P<end>未満|以下)")
_ONE_SIDE = re.compile(rf"(?P<before>\D*?){_LOW}{_UNIT}(?P<end>以上|以下|未満|を?超.*|より多い|代)")


@dataclass(frozen=True)
class _Span:
    """What a label such as 20〜29歳 covers; with `open_end`, `high` itself is left out."""

    label: str
    measure: str  # the words around the numbers: only spans of one measure compare
    low: float
    high: float
    open_end: bool = False

    def overlaps(self, later: _Span) -> bool:
        return later.low < self.high or (later.low == self.high and not self.open_end)


def misfits(document: SurveyDocument) -> Iterator[Finding]:
    """What is odd about the options of each question."""
    for question in document.questions():
        yield from _no_way_out(question)
        if isinstance(question, Options):
            yield from _odd_order(question.key, question.options)
            yield from _overlaps(question.key, question.options)


def _no_way_out(question: AnyQuestion) -> Iterator[Finding]:
    label = pick(question.label)
    if isinstance(question, Nps):
        if question.required and not question.unsure:
            yield Finding("no_unsure", question.key)
        return
    if not isinstance(question, Options) or len(question.options) < 2:
        return
    labels = [pick(option.label) for option in question.options]
    unsure = any(option.stays_last for option in question.options) or _any(_UNSURE, labels)
    graded = question.shape == "ordered" or (
        isinstance(question, MatrixSingle) and question.ordered
    )
    if graded:
        if not unsure:
            yield Finding("no_unsure", question.key)
    elif question.shape == "one_of":
        if _VIEW.search(label) and not unsure and not _any(_MIDDLE, labels):
            yield Finding("no_unsure", question.key)
    elif question.shape == "any_of":
        wanted = question.required or _WISH.search(label)
        if wanted and not unsure and not _any(_NONE, labels):
            yield Finding("no_none", question.key)


def _odd_order(key: str, options: Sequence[Option]) -> Iterator[Finding]:
    """その他, 特にない and わからない before the others; grades and numbers in no order."""
    for option, following in pairwise(options):
        if option.stays_last and not following.stays_last:
            yield Finding("odd_order", key, pick(option.label))
            return
    labels = [pick(option.label) for option in options if not option.stays_last]
    for ranks in (*(_ranks(labels, ladder) for ladder in _LADDERS), _lows(labels)):
        numbers = [rank for _, rank in ranks]
        if len(ranks) >= 3 and numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
            out = next(
                label
                for (label, rank), (_, before) in zip(ranks[1:], ranks, strict=False)
                if (rank < before) != (numbers[1] < numbers[0])
            )
            yield Finding("odd_order", key, out)
            return


def _ranks(labels: list[str], ladder: tuple[re.Pattern[str], ...]) -> list[tuple[str, float]]:
    """The labels that are steps of the ladder, each with its place there."""
    places = (
        (label, next((place for place, step in enumerate(ladder) if step.fullmatch(label)), None))
        for label in labels
    )
    return [(label, place) for label, place in places if place is not None]


def _lows(labels: list[str]) -> list[tuple[str, float]]:
    spans = [span for label in labels if (span := _span(label)) is not None]
    return [(s.label, s.low) for s in spans] if len({s.measure for s in spans}) == 1 else []


def _overlaps(key: str, options: Sequence[Option]) -> Iterator[Finding]:
    spans = [span for option in options if (span := _span(pick(option.label))) is not None]
    ordered = sorted(spans, key=lambda span: (span.measure, span.low, span.high))
    for one, later in pairwise(ordered):
        if one.measure == later.measure and one.overlaps(later):
            yield Finding("ranges_overlap", key, f"{one.label} / {later.label}")


def _span(label: str) -> _Span | None:
    """The numbers that a label covers; what stands in brackets only explains it."""
    text = re.sub(r"\(.*?\)|,|\s", "", unicodedata.normalize("NFKC", label))
    if found := _FROM_TO.fullmatch(text) or _WITHIN.fullmatch(text):
        end = found.groupdict().get("end")
        low, high = _value(found, "low"), _value(found, "high")
        return _Span(label, _measure(found), low, high, open_end=end == "未満")
    if found := _ONE_SIDE.fullmatch(text):
        low, end = _value(found, "low"), found["end"]
        measure = _measure(found)
        if end == "代":
            return _Span(label, measure, low, low + 9)
        if end in ("以下", "未満"):
            return _Span(label, measure, float("-inf"), low, open_end=end == "未満")
        above = low if end == "以上" else low + 0.5
        return _Span(label, measure, above, float("inf"))
    return None


def _value(found: re.Match[str], name: str) -> float:
    return float(found[name]) * (10_000 if found[f"{name}_myriad"] else 1)


def _measure(found: re.Match[str]) -> str:
    return f"{found['before']}|{found['unit']}"


def _any(pattern: re.Pattern[str], labels: list[str]) -> bool:
    return any(pattern.search(label) for label in labels)
