"""What a resident does with a comment: 称賛 (praises), 不満 (complains), 要望 (asks), その他.

Ranked below by what a ward has to answer first. The list, the denial rule and the request rules
decide; nothing is trained.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analysis.text.stances import Stance, clause_finder

Act = Literal["称賛", "不満", "要望", "その他"]

ACTS: Final[tuple[Act, ...]] = ("称賛", "不満", "要望", "その他")

_HINT_AGAINST: Final = 1.3  # もっと… beside one word of praise still asks
_HEAVY_PRAISE: Final = 2.0  # times the complaint: the complaint is a remark beside it
_LEANING: Final = 0.5

# What a question asks for, if it asks for one thing only.
_ASKING_FOR: Final[tuple[tuple[Act, re.Pattern[str]], ...]] = (
    (
        "要望",
        re.compile(r"求める|要望|望む(?:こと|もの)|してほしい|して欲しい|欲しいもの|必要なもの"),
    ),
    ("不満", re.compile(r"不便|不満|困った|困って|困り(?:ごと|事)|悪かった|悪い(?:点|ところ)")),
    (
        "称賛",
        re.compile(r"(?:良|よ)(?:かった|い)(?:点|ところ|こと)|気に入った|満足した(?:点|こと)"),
    ),
)
_ASKING_FOR_ANYTHING: Final = re.compile(r"意見|感想|理由|自由")


@dataclass(frozen=True, slots=True)
class Span:
    """Words at `start:end` of the normalised text that speak for an act."""

    act: Act
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """The act of a comment, and the words of every act in it, in order, for highlighting.

    Where `assumed`, no word decides: the question asked for it, or similar comments do it.
    """

    act: Act
    spans: tuple[Span, ...]
    assumed: bool = False

    @property
    def deciding(self) -> tuple[Span, ...]:
        """The words that speak for the act of the whole."""
        return tuple(span for span in self.spans if span.act == self.act)


def spoken(stance: Stance, expected: Act | None = None, leaning: float = 0.0) -> Spoken:
    """The act of a comment: the first sentence that asks or complains decides, else praise.

    What follows it mostly explains it: 「窓口で2時間待たされた。予約制にしてほしい」 complains,
    「駐車場を広くしてほしい。停められない」 asks. A complaint beside far heavier praise does not
    count. Where no word decides, `expected` (see `expected_act`) or a clear `leaning` (the
    polarity that the survey taught, see leanings) does.
    """
    sentences = _sentences(stance)
    act = _primary(sentences)
    if act != "その他":
        return Spoken(act, _spans(stance))
    assumed = expected or _leaning_act(leaning)
    return Spoken(assumed or act, _spans(stance), assumed=assumed is not None)


def expected_act(question: str) -> Act | None:
    """What a question asks for: 「施設に求めるもの」 → 要望; None if that is open."""
    if _ASKING_FOR_ANYTHING.search(question):
        return None
    named = [act for act, pattern in _ASKING_FOR if pattern.search(question)]
    return named[0] if len(named) == 1 else None


@dataclass(slots=True)
class _Sentence:
    praise: float = 0.0
    blame: float = 0.0
    asks: bool = False
    hints: bool = False

    @property
    def act(self) -> Act:
        if self.asks or (self.hints and self.praise < self.blame + _HINT_AGAINST):
            return "要望"
        if self.praise == self.blame:
            return "その他"
        return "称賛" if self.praise > self.blame else "不満"


def _sentences(stance: Stance) -> list[_Sentence]:
    sentences = [_Sentence() for _ in range(_count(stance))]
    clause = clause_finder(stance.clauses)
    for judgement in stance.judgements:
        sentence = sentences[clause(judgement.start).sentence]
        sentence.praise += max(judgement.weight, 0)
        sentence.blame += max(-judgement.weight, 0)
    for request in stance.requests:
        sentence = sentences[clause(request.start).sentence]
        sentence.hints = sentence.hints or request.is_hint
        sentence.asks = sentence.asks or not request.is_hint
    return sentences


def _count(stance: Stance) -> int:
    return stance.clauses[-1].sentence + 1 if stance.clauses else 0


def _primary(sentences: Sequence[_Sentence]) -> Act:
    acts = [sentence.act for sentence in sentences]
    praise = sum(one.praise for one, act in zip(sentences, acts, strict=True) if act == "称賛")
    blame = sum(one.blame for one, act in zip(sentences, acts, strict=True) if act == "不満")
    for act in acts:
        if act == "要望" or (act == "不満" and praise < _HEAVY_PRAISE * blame):
            return act
    return next((act for act in acts if act != "その他"), "その他")


def _leaning_act(leaning: float) -> Act | None:
    if abs(leaning) < _LEANING:
        return None
    return "称賛" if leaning > 0 else "不満"


def _spans(stance: Stance) -> tuple[Span, ...]:
    """Judging words and requests; a request covers the judging words inside it."""
    spans = [Span("要望", one.start, one.end) for one in stance.requests]
    ends = [span.end for span in spans]
    for one in stance.judgements:
        at = bisect_right(ends, one.start)
        if at == len(ends) or one.end <= stance.requests[at].start:
            spans.append(Span("称賛" if one.weight > 0 else "不満", one.start, one.end))
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
