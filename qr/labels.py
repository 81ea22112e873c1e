"""Labels and cards: faces so small that every word on them has to be weighed.

Whatever its size, a label holds all that a poster holds. The address keeps its 12 points and the
code its modules; other words go down to 6 points, and where that is not enough, the label is
refused: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Literal

from models.errors import NotAllowed
from qr import fitting, measure
from qr.content import LANGUAGE_MARKS, SHORT_MARKS, STICKER, TRADEMARK, Content
from qr.faces import Box
from qr.panels import LEAST_ADDRESS, STICKER_LOSS

# How close lines and sentences stand: on lines of their own, the small print run together, or all
# but the title run together between narrow margins.
Density = Literal["lined", "run", "dense"]
_LEADING: dict[Density, dict[str, float]] = {
    "lined": {"message": 1.25, "title": 1.25, "body": 1.3, "fine": 1.25, "address": 1.1},
    "run": {"message": 1.25, "title": 1.25, "body": 1.3, "fine": 1.2, "address": 1.1},
    "dense": {"message": 1.15, "title": 1.15, "body": 1.18, "fine": 1.18, "address": 1.05},
}
_MARGIN: dict[Density, float] = {"lined": 0.06, "run": 0.06, "dense": 0.04}  # of the short side
_LEAST_MARGIN_MM, _MOST_MARGIN_MM = 1.5, 5.0
_LIKED: dict[Density, float] = {"lined": 0.25, "run": 0.1, "dense": 0}
_TITLE = (24, 20, 16, 14, 12, 11, 10, 9, 8, 7, 6.5, 6)
_SYMBOLS = (60, 50, 40, 35, 30, 27.5, 25, 22.5, 20, 18, 16, 15, 14, 13)
_LEAST = 6
_BROKEN = 0.6  # what an address's height in its own size costs
_SAFE_MM = 0.5  # between the quiet zone and the edge: where the knife may stray
_GAP_MM = 0.8
_RISE_MM = 0.4  # of a first line above its letters

MARK_SEPARATOR = "・"
SEPARATOR = "　"
NO_DEADLINE = "締切はありません"


@dataclass(frozen=True)
class Sentence:
    """Some words; `phrases`: their lines may end where phrases do, since that costs no line."""

    text: str
    phrases: bool


@dataclass(frozen=True)
class Words:
    """The words of a label as they suit its column: whom to ask on one line or on two, then
    languages, the warning of stickers, and the owner of the word QR code."""

    title: Sentence
    contact: tuple[str, ...]
    fine: tuple[Sentence, ...]


@dataclass(frozen=True)
class Plan:
    """How a label is set: the black symbol, the words beside it, the address; sizes in points.

    What of it is on lines of its own is told by `density`.
    """

    symbol: Box
    column: Box
    address: Box
    points: dict[str, float]
    density: Density
    words: Words

    @property
    def leading(self) -> dict[str, float]:
        """Line heights in ems."""
        return _LEADING[self.density]

    @property
    def side(self) -> float:
        """Of the black symbol."""
        return self.symbol.width


def facts(content: Content) -> str:
    """Duration and deadline on one line."""
    year, day, time = content.deadline
    return f"{content.duration}　" + (f"締切 {year}{day} {time}" if day else NO_DEADLINE)


def plan(content: Content, width: float, height: float) -> Plan | None:
    """The best way to set a label of that size; None when it cannot hold everything.

    A larger code counts most, then larger words and an address on few lines. Raises
    NotAllowed('module_too_small') where even the largest code there is room for is too fine.
    """
    found: list[tuple[float, Plan]] = []
    too_fine = 0
    sides = [side for side in _SYMBOLS if side < min(width, height)]
    for side in sides:
        try:
            verdict = measure.verdict(content.url, side, content.level)
        except NotAllowed:
            too_fine += 1
            continue
        for arrange, density in product((_strip, _beside, _stacked), _LIKED):
            best = _largest(content, (width, height), side, arrange, density)
            if best is not None:
                score = 2 * min(1, side / _ideal_side(width, height))
                score += min(1, best.points["title"] / min(24, max(9, height * 0.2)))
                score += _LIKED[density] - _BROKEN * best.address.height / best.points["address"]
                found.append((score - 0.5 * verdict.warning, best))
    if sides and too_fine == len(sides):
        raise NotAllowed("module_too_small")
    return max(found, key=lambda one: one[0])[1] if found else None


def _ideal_side(width: float, height: float) -> float:
    return min(50, max(15, 0.5 * min(width, height)))


@dataclass(frozen=True)
class _Frame:
    """What an arrangement needs to know of a label."""

    width: float
    height: float
    pad: float
    side: float
    quiet: float
    start: float  # left and top of the symbol
    head: float  # top of the words
    address: str
    points: float  # of the address
    leading: float

    def address_mm(self, width: float) -> float:
        return fitting.address_mm(self.address, self.points, width, self.leading)

    @property
    def beside(self) -> float:
        """Where words may begin to the right of the symbol."""
        return self.start + self.side + max(self.quiet, 2)


_Boxes = tuple[Box, Box, Box]


def _strip(frame: _Frame) -> _Boxes:
    """The address along the bottom, the words to the right of the code."""
    inner = frame.width - frame.start - frame.pad
    tall = frame.address_mm(inner)
    top = frame.height - frame.pad - tall
    room = frame.width - frame.pad - frame.beside
    return (
        Box(frame.start, frame.start, frame.side, frame.side),
        Box(frame.beside, frame.head, room, top - _GAP_MM - frame.head),
        Box(frame.start, top, inner, tall),
    )


def _beside(frame: _Frame) -> _Boxes:
    """Words and address to the right of the code, for long flat labels."""
    room = frame.width - frame.pad - frame.beside
    tall = frame.address_mm(room)
    top = frame.height - frame.pad - tall
    return (
        Box(frame.start, max(frame.start, (frame.height - frame.side) / 2), frame.side, frame.side),
        Box(frame.beside, frame.pad, room, top - _GAP_MM - frame.pad),
        Box(frame.beside, top, room, tall),
    )


def _stacked(frame: _Frame) -> _Boxes:
    """All below the code, for upright labels."""
    inner = frame.width - 2 * frame.pad
    tall = frame.address_mm(inner)
    top = frame.height - frame.pad - tall
    below = frame.start + frame.side + max(frame.quiet, 1)
    return (
        Box((frame.width - frame.side) / 2, frame.start, frame.side, frame.side),
        Box(frame.pad, below, inner, top - _GAP_MM - below),
        Box(frame.pad, top, inner, tall),
    )


def _largest(
    content: Content,
    size: tuple[float, float],
    side: float,
    arrange: Callable[[_Frame], _Boxes],
    density: Density,
) -> Plan | None:
    """The arrangement with the largest words that fit it."""
    width, height = size
    pad = min(_MOST_MARGIN_MM, max(_LEAST_MARGIN_MM, _MARGIN[density] * min(size)))
    quiet = measure.quiet_mm(content.url, side, content.level)
    start = max(pad, quiet + _SAFE_MM)
    # Words begin level with the code, unless every millimetre is needed.
    head = pad if density == "dense" else start - _RISE_MM
    leading = _LEADING[density]["address"]
    for title in _TITLE:
        points = _points(title)
        large = points["address"]
        frame = _Frame(
            width, height, pad, side, quiet, start, head, content.address, large, leading
        )
        symbol, column, address = arrange(frame)
        floor = height - _SAFE_MM if arrange is _beside else address.top
        if (
            column.width >= 4 * title * fitting.POINT_MM
            and symbol.left - quiet > _SAFE_MM - 1e-6
            and symbol.left + side + quiet <= width - _SAFE_MM
            and symbol.top + side + quiet <= floor
        ):
            points["message"] = _message(content.message, points["message"], column.width)
            words = _words(content, points, column.width, density)
            if _tall(content, words, points, column.width, density) <= column.height:
                return Plan(symbol, column, address, points, density, words)
    return None


def _points(title: float) -> dict[str, float]:
    """All sizes of a label whose title has that size."""
    return {
        "title": title,
        "message": max(_LEAST, round(title * 1.6) / 2),
        "body": max(_LEAST, round(title * 1.5) / 2),
        "fine": max(_LEAST, round(title * 1.3) / 2),
        "address": max(LEAST_ADDRESS, title),
    }


def _message(message: str, largest: float, width: float) -> float:
    """A size at which the message stays on one line, or the smallest."""
    steps = int((largest - _LEAST) * 2) + 1
    sizes = [largest - step / 2 for step in range(steps)]
    fits = (size for size in sizes if fitting.ems(message) <= width / fitting.POINT_MM / size)
    return next(fits, float(_LEAST))


def _words(content: Content, points: dict[str, float], width: float, density: Density) -> Words:
    def room(part: str) -> float:
        return width / fitting.POINT_MM / points[part]

    def sentence(text: str, part: str, loss: float) -> Sentence:
        lines = (fitting.lines(text, room(part)), fitting.lines(text, room(part), loss=loss))
        return Sentence(text, lines[0] == lines[1])

    body = "fine" if density == "dense" else "body"
    contact = " ".join(part for part in (content.who, content.way) if part)
    whole = fitting.ems(contact) <= room(body) or not content.way
    marks = [
        MARK_SEPARATOR.join(marks[language] for language in content.offered)
        for marks in (LANGUAGE_MARKS, SHORT_MARKS)
    ]
    offered = marks[0] if density == "lined" and fitting.ems(marks[0]) <= room("fine") else marks[1]
    return Words(
        sentence(content.title, "title", fitting.PHRASE_EMS),
        (contact,) if whole else (content.who, content.way),
        (
            Sentence(offered, phrases=False),
            sentence(STICKER, "fine", STICKER_LOSS),
            Sentence(TRADEMARK, phrases=False),
        ),
    )


def _tall(
    content: Content, words: Words, points: dict[str, float], width: float, density: Density
) -> float:
    """How much of the column the words take."""

    def tall(part: str, *texts: str) -> float:
        leading = _LEADING[density][part]
        return sum(fitting.height_mm(text, points[part], width, leading) for text in texts)

    fine = [sentence.text for sentence in words.fine]
    head = tall("message", content.message) + tall("title", content.title)
    if density == "dense":
        *above, last = words.contact
        flow = SEPARATOR.join((last, *fine))
        return head + _GAP_MM + tall("fine", facts(content), *above, flow)
    body = tall("body", facts(content), *words.contact)
    small = fine if density == "lined" else [SEPARATOR.join(fine)]
    return head + _GAP_MM + body + _GAP_MM + tall("fine", *small)
