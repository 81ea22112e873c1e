"""Where everything stands on a voting poster: A4 in millimetres and points; A3 is the same, larger.

The codes lie so far apart that a phone aimed at one does not catch its neighbour. All labels are
set in one size, so that no option looks greater than another; the code never shrinks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from models.errors import NotAllowed
from qr import fitting

WIDTH, HEIGHT = 210.0, 297.0
APART_MM = 25.0  # from symbol to symbol, at least
LEAST_ADDRESS = 12.0

_LEFT, _ROOM = 15.0, 180.0  # of what is not an option
_BOTTOM = 253.0  # of the options
_GAP, _ROW_GAP, _LINE_GAP = 4.0, 7.0, 1.0

_WARD = (18, 14, 11, 9)
_TITLE = (14, 12, 11, 10, 9)
_QUESTION = (34, 30, 26, 22, 20, 18, 16, 14, 12, 11)
_LABEL = (36, 32, 28, 24, 21, 19, 17, 16, 15, 14, 13, 12, 11)
_ADDRESS = (20, 18, 16, 14, LEAST_ADDRESS)
_CONTACT = (12, 11, 10, 9, 8, 7)
_SMALL = 14  # points; smaller labels are for where nothing else helps
_GLANCE = 15  # points; below, larger letters on more lines are read better
_PHRASE_EMS, _PLAIN_EMS = 2.5, 1.0  # what a line may waste, with phrases kept whole and without
_HAIR = 1e-6

LEADING = {
    "ward": 1.1,
    "survey": 1.4,
    "question": 1.3,
    "option": 1.25,
    "address": 1.2,
    "whom": 1.4,
}

Box: TypeAlias = tuple[float, float, float, float]  # left, top, width, height

_HEAD: dict[str, Box] = {
    "ward": (_LEFT, 14.0, 58.0, 10.0),
    "marks": (75.0, 14.0, 120.0, 10.0),
}
_FOOT: Box = (_LEFT, 257.0, _ROOM, 26.0)
_WORDS_TOP, _TITLE_MM, _QUESTION_MM, _HOW_MM = 28.0, 12.0, 32.0, 15.0
CONTACT_SHARE = 0.54  # of the foot; the rest is for the sticker warning and small print


@dataclass(frozen=True)
class Arrangement:
    """How options lie: how many in each row, the symbol's side, from centre to centre, and the
    width of their words."""

    rows: tuple[int, ...]
    symbol: float
    pitch: float
    width: float


ARRANGEMENTS = {
    2: Arrangement((2,), 65, 92, 82),
    3: Arrangement((3,), 42, 67, 52),
    4: Arrangement((2, 2), 40, 92, 82),
    5: Arrangement((3, 2), 35, 62, 57),
    6: Arrangement((3, 3), 35, 62, 57),
    7: Arrangement((4, 3), 24, 49, 39),
    8: Arrangement((4, 4), 24, 49, 39),
}


@dataclass(frozen=True)
class Spot:
    """One option's place: its left edge, the top of its label, and how tall the label may be."""

    left: float
    top: float
    label: float


@dataclass(frozen=True)
class Plan:
    """Sizes by part in points, where each part and option stands, and the hairlines between them.

    `quiet` is the white zone around each symbol. `phrases`: lines of a label end where phrases do.
    """

    arrangement: Arrangement
    quiet: float
    points: dict[str, float]
    phrases: bool
    boxes: dict[str, Box]
    spots: tuple[Spot, ...]
    lines: tuple[Box, ...]


@dataclass(frozen=True)
class Words:
    """What is to be set: `contact` are the lines about whom to ask."""

    ward: str
    title: str
    question: str
    labels: tuple[str, ...]
    addresses: tuple[str, ...]
    contact: tuple[str, ...]


def plan(words: Words, quiet: float) -> Plan:
    """The largest sizes at which everything has its place.

    `quiet`: how far the quiet zone of a symbol of 1 mm reaches out. Raises
    NotAllowed('too_much_text').
    """
    # The question gives way to labels that would be small beside it.
    for least in (_SMALL, min(_LABEL)):
        for size in _QUESTION:
            try:
                found = _plan(words, quiet, size)
            except NotAllowed:
                continue
            if found.points["option"] >= least:
                return found
    raise NotAllowed("too_much_text")


def _plan(words: Words, quiet: float, question: float) -> Plan:
    """The same with the question in that size."""
    arrangement = ARRANGEMENTS[len(words.labels)]
    boxes, points = _around(words, question)
    _, above, _, tall = boxes["steps"]
    top, rows = above + tall + _GAP, len(arrangement.rows)
    room = (_BOTTOM - top - _ROW_GAP * (rows - 1)) / rows
    zone = quiet * arrangement.symbol
    square = arrangement.symbol + 2 * zone
    points["address"], address_mm = _address(words.addresses, arrangement.width, room - square)
    points["option"], label_mm, phrases = _labels(
        words.labels, arrangement.width, room - square - address_mm
    )
    tall = label_mm + square + address_mm
    tops = [top + row * (room + _ROW_GAP) + (room - tall) / 2 for row in range(rows)]
    spots = tuple(
        Spot(centre - arrangement.width / 2, tops[row], label_mm)
        for row, count in enumerate(arrangement.rows)
        for centre in _centres(count, arrangement.pitch)
    )
    between = [top + row * (room + _ROW_GAP) - _ROW_GAP / 2 for row in range(1, rows)]
    lines = (
        *_upright(arrangement, tops, tall),
        *((_LEFT, height, _ROOM, 0.0) for height in between),
    )
    return Plan(arrangement, zone, points, phrases, boxes, spots, lines)


def _around(words: Words, question: float) -> tuple[dict[str, Box], dict[str, float]]:
    """Places and sizes of all but the options: what the question leaves free is theirs."""
    points = {
        "ward": _fit(words.ward, _HEAD["ward"][2:], _WARD, "ward"),
        "survey": _fit(words.title, (_ROOM, _TITLE_MM), _TITLE, "survey"),
        "question": _fit(words.question, (_ROOM, _QUESTION_MM), (question,), "question"),
        "whom": _contact(words.contact),
    }
    tall = sum(
        fitting.height_mm(text, points[part], _ROOM, LEADING[part], loss=fitting.PHRASE_EMS)
        for part, text in (("survey", words.title), ("question", words.question))
    )
    tall = min(tall, _TITLE_MM + _QUESTION_MM) + _LINE_GAP
    how = _WORDS_TOP + tall + 1.5 * _GAP
    boxes = {
        **_HEAD,
        "asking": (_LEFT, _WORDS_TOP, _ROOM, tall),
        "steps": (_LEFT, how, _ROOM, _HOW_MM),
        "below": _FOOT,
    }
    return boxes, points


def _centres(count: int, pitch: float) -> list[float]:
    """Where the options of a row lie, around the middle of the sheet."""
    return [WIDTH / 2 + (number - (count - 1) / 2) * pitch for number in range(count)]


def _upright(arrangement: Arrangement, tops: Sequence[float], tall: float) -> Iterator[Box]:
    """Hairlines between neighbours."""
    for count, top in zip(arrangement.rows, tops, strict=True):
        for centre in _centres(count, arrangement.pitch)[1:]:
            yield centre - arrangement.pitch / 2, top, 0.0, tall


def _labels(labels: Sequence[str], width: float, room: float) -> tuple[float, float, bool]:
    """One size for all labels, how tall the tallest one then is, and whether lines end with
    phrases: two such lines are read at a glance; longer labels need every line in full."""

    def tall(points: float, loss: float) -> float:
        heights = (
            fitting.height_mm(one, points, width, LEADING["option"], loss=loss) for one in labels
        )
        return max(heights)

    for points in _LABEL:
        two = 2 * points * LEADING["option"] * fitting.POINT_MM
        if points >= _GLANCE and tall(points, _PHRASE_EMS) <= min(room, two) + _HAIR:
            return points, tall(points, _PHRASE_EMS), True
    for points in _LABEL:
        if tall(points, _PLAIN_EMS) <= room:
            return points, tall(points, _PLAIN_EMS), False
    raise NotAllowed("too_much_text")


def _address(addresses: Sequence[str], width: float, room: float) -> tuple[float, float]:
    """The largest size at which no address is broken within its path, else the smallest."""

    def tall(points: float) -> float:
        return max(fitting.address_mm(one, points, width, LEADING["address"]) for one in addresses)

    whole = (
        points
        for points in _ADDRESS
        if all(fitting.is_divided(one, points, width) for one in addresses)
    )
    points = next(whole, LEAST_ADDRESS)
    if tall(points) > room:
        raise NotAllowed("too_much_text")
    return points, tall(points)


def _contact(lines: Sequence[str]) -> float:
    _, _, width, height = _FOOT
    for points in _CONTACT:
        tall = sum(
            fitting.height_mm(line, points, width * CONTACT_SHARE, LEADING["whom"])
            for line in lines
        )
        if tall <= height - 3:  # below the line
            return points
    raise NotAllowed("too_much_text")


def _fit(text: str, box: tuple[float, ...], sizes: Sequence[float], part: str) -> float:
    width, height = box
    found = fitting.largest(
        text, (width, height), sizes, LEADING[part], loss=fitting.PHRASE_EMS
    ) or fitting.largest(text, (width, height), sizes, LEADING[part])
    if found is None:
        raise NotAllowed("too_much_text")
    return found
