"""予行演習: people who do not exist answer a draft, so that staff see what it will give them.

They fill in the form at random, within what each question allows, and walk it by the real rules.
Nothing is stored, so nothing has to be wiped. The same seed brings the same people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final, TypeAlias, assert_never

from models.clock import hour_of, now
from models.document import SurveyDocument
from models.journey import WORDING, asked, walk
from models.questions import AnyQuestion
from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import AGREED, Consent
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.number import Number
from models.questions.options import Option, Options
from models.questions.place import Place
from models.questions.ranking import Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText
from models.responses import StoredResponse

VERSION: Final = 1  # the draft, as the version that its files and tables name
MARK: Final = "見本"  # on everything that comes of it
PLACEMENT: Final = "mihon"
PLACEMENTS: Final = {PLACEMENT: f"{MARK}（予行演習）"}

_BLANK: Final = 0.07  # of optional questions; of texts, six in ten
_BLANK_TEXT: Final = 0.6
_RARE: Final = 0.2  # times the usual share: その他, わからない and 特にない
_DAYS: Final = 7  # over which they answer

_LINES: Final = (
    "（見本）駅の近く",
    "（見本）朝の時間",
    "（見本）案内の紙",
    "（見本）初めて知りました",
)
_COMMENTS: Final = (
    "（見本）案内がわかりやすく、助かりました。",
    "（見本）もう少し早く知らせてもらえると、予定が立てやすいです。",
    "（見本）ベビーカーで通りにくいところがありました。",
    "（見本）職員の方が親切でした。また利用したいです。",
    "（見本）待ち時間が長く感じました。\n番号札があると安心です。",
    "（見本）夜間や休日にも開いていると助かります。",
    "（見本）文字が小さくて読みにくいところがありました。",
    "（見本）とくに困ったことはありません。",
)

_Fields: TypeAlias = dict[str, list[str]]
_Taken: TypeAlias = Counter[tuple[str, str]]  # (question, option) → people who chose it


def respondents(
    document: SurveyDocument, number: int, seed: int, *, at: datetime | None = None
) -> list[StoredResponse]:
    """What `number` people answer within the week before `at` (None: now), as it would be stored.

    Nobody exceeds the places of an option. There are fewer responses than people when somebody
    cannot finish: no place is left, or a required question of the draft cannot be answered yet.
    """
    chance = Random(f"{seed}")  # noqa: S311 - invents people, keeps no secret
    moment = at or now()
    taken: _Taken = Counter()
    found = []
    for person in range(1, number + 1):
        fields: _Fields = {WORDING: [chance.choice("ab")]}
        for question in document.questions():
            fields |= _Filler(question, chance, seed, taken, moment.date()).fields()
        journey = walk(document, fields)
        back = timedelta(hours=chance.triangular(0, _DAYS * 24))
        language = chance.choice(document.languages)
        if journey.errors:
            continue
        for question in asked(document, journey.answers):
            taken.update((question.key, value) for value in question.limited(journey.answers))
        found.append(
            StoredResponse(
                response_id=f"{PLACEMENT}{person:04}",
                version=VERSION,
                placement=PLACEMENT,
                language=language,
                mode="web",
                received=hour_of(moment - back),
                answers=journey.answers,
            )
        )
    return found


class _Filler:
    """One person in front of one question."""

    def __init__(
        self, question: AnyQuestion, chance: Random, seed: int, taken: _Taken, today: date
    ) -> None:
        self.question = question
        self.chance = chance
        self.seed = seed
        self.taken = taken
        self.today = today

    def fields(self) -> _Fields:
        """What the person sends for the question; nothing when it is left blank."""
        question = self.question
        match question:
            case SingleChoice() | Dropdown():
                return self._maybe(lambda: self._chosen(question, self._one(self._open(question))))
            case MultipleChoice():
                return self._maybe(lambda: self._chosen(question, self._several(question)))
            case Scale():
                return self._maybe(lambda: {question.key: self._one(question.options, True)})
            case Nps() | Place():
                codes = [category.code for category in question.parts()[0].categories]
                return self._maybe(lambda: {question.key: self._weighted(codes)})
            case MatrixSingle():
                return self._rows(lambda: self._one(question.options, question.ordered))
            case MatrixMultiple():
                return self._rows(lambda: self._any(question.options, 1, len(question.options)))
            case Ranking():
                return self._maybe(lambda: {question.key: self._ranked(question)})
            case Number():
                return self._maybe(lambda: {question.key: self._number(question)})
            case Day():
                return self._maybe(lambda: {question.key: self._day(question)})
            case ShortText():
                return self._maybe(lambda: self._text(_LINES, question.max_chars), _BLANK_TEXT)
            case LongText():
                return self._maybe(lambda: self._text(_COMMENTS, question.max_chars), _BLANK_TEXT)
            case Consent():
                return self._maybe(lambda: {question.key: [AGREED]})
            case Statement():
                return {}
            case _:
                assert_never(question)

    def _maybe(self, fill: Callable[[], _Fields], blank: float = _BLANK) -> _Fields:
        left_out = not self.question.required and self.chance.random() < blank
        return {} if left_out else fill()

    def _rows(self, fill: Callable[[], list[str]]) -> _Fields:
        fields: _Fields = {}
        for name in self.question.fields():
            fields |= self._maybe(lambda name=name: {name: fill()})  # type: ignore[misc] # a lambda that binds the row
        return fields

    def _open(self, question: Options) -> list[Option]:
        """Options with a place left."""
        return [
            option
            for option in question.options
            if option.places is None or self.taken[question.key, option.value] < option.places
        ]

    def _chosen(
        self, question: SingleChoice | Dropdown | MultipleChoice, chosen: list[str]
    ) -> _Fields:
        other = question.other_option
        writes = other is not None and other.value in chosen
        beside = {question.other_key: ["（見本）ほかの答え"]} if writes else {}
        return {question.key: chosen} | beside

    def _one(self, options: Sequence[Option], graded: bool = False) -> list[str]:
        """One of the options; of grades the first ones more often, as people are kind."""
        times = [
            _RARE if option.stays_last else 1 - 0.8 * graded * place / len(options)
            for place, option in enumerate(options)
        ]
        return self._weighted([option.value for option in options], times)

    def _several(self, question: MultipleChoice) -> list[str]:
        most = len(question.options) if question.max_choices is None else question.max_choices
        return self._any(self._open(question), max(1, question.min_choices), most)

    def _any(self, options: Sequence[Option], least: int, most: int) -> list[str]:
        """Some of the options, or an exclusive one alone."""
        alone = [option.value for option in options if option.exclusive]
        together = [option.value for option in options if not option.exclusive]
        if alone and (len(together) < least or self.chance.random() < _RARE / 2):
            return [self.chance.choice(alone)]
        usual = min(most, len(together), least + 3)
        return self._drawn(together, self.chance.randint(min(least, usual), usual))

    def _ranked(self, question: Ranking) -> list[str]:
        values = [option.value for option in question.options]
        least = len(question.places) if question.required else min(1, len(question.places))
        return self._drawn(values, self.chance.randint(least, len(question.places)))

    def _drawn(self, values: list[str], count: int) -> list[str]:
        """So many different values, those leant to more often and earlier."""
        shares = self._shares(len(values))
        lots = {v: self.chance.random() ** (1 / w) for v, w in zip(values, shares, strict=True)}
        return sorted(values, key=lots.__getitem__, reverse=True)[:count]

    def _weighted(self, values: list[str], times: Sequence[float] = ()) -> list[str]:
        """One value by the shares of all, each multiplied by `times`; none of none."""
        if not values:
            return []
        factors = times or [1.0] * len(values)
        weights = [s * f for s, f in zip(self._shares(len(values)), factors, strict=True)]
        return self.chance.choices(values, weights)

    def _shares(self, count: int) -> list[float]:
        """What people lean to, drawn by the question: the same for all of them."""
        leaning = Random(f"{self.seed} {self.question.key} {count}")  # noqa: S311 - as above
        return [leaning.uniform(0.2, 1) for _ in range(count)]

    def _number(self, question: Number) -> list[str]:
        least, most = question.minimum, question.maximum
        below = most - 100 if most is not None and most < 1 else 0.0
        low = least if least is not None else below
        high = most if most is not None else low + 100
        scale = 10**question.decimals
        first, last = math.ceil(low * scale), math.floor(high * scale)
        if first > last:
            return []
        drawn = round(self.chance.triangular(first, last, first + (last - first) * 0.3))
        exact = Decimal(min(max(drawn, first), last)).scaleb(-question.decimals)
        return [f"{exact:f}"]

    def _day(self, question: Day) -> list[str]:
        usual = self.today.toordinal()
        first = question.earliest.toordinal() if question.earliest else None
        last = question.latest.toordinal() if question.latest else None
        last = last if last is not None else max(usual, first or usual)
        first = first if first is not None else max(1, last - 60)
        if first > last:
            return []
        return [date.fromordinal(self.chance.randint(first, last)).isoformat()]

    def _text(self, words: Sequence[str], most: int) -> _Fields:
        return {self.question.key: [self.chance.choice(words)[:most]]}
