"""The faces of pieces that are not tiny: where each part stands, in millimetres.

Every part has its fixed place, so nothing can push the code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A part's place on the panel."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Panel:
    """A face of `width` × `height`; `symbol` is the side of the black symbol at `symbol_at`.

    `text` and `facts` scale the sizes of an A4 poster; `row`: the facts stand side by side.
    `invites`: every language has a line instead of the message; `hangs`: it says where, for those
    who put it up, so that alone may be cut short. `small` is the small print's share of the foot's
    width. The quiet zone of a code of the
    lowest version, the widest there is, stays clear of every box.
    """

    width: float
    height: float
    symbol: float
    symbol_at: tuple[float, float]
    boxes: dict[str, Box]
    how: tuple[str, ...]
    text: float = 1
    facts: float = 1
    row: bool = False
    invites: bool = False
    hangs: bool = True
    small: float = 0.44


_HOW = ("スマートフォンの", "カメラで読み取って", "お答えください")

POSTER_A4 = Panel(
    210,
    297,
    100,
    (20, 110),
    {
        "ward": Box(20, 15, 60, 10),
        "marks": Box(82, 15, 108, 10),
        "words": Box(20, 30, 170, 60),
        "facts": Box(140, 110, 50, 83),
        "sticker": Box(140, 193, 50, 17),
        "link": Box(20, 230, 170, 25),
        "foot": Box(20, 258, 170, 24),
    },
    _HOW,
)
POSTER_A3 = Panel(
    297,
    420,
    150,
    (29, 155),
    {
        "ward": Box(29, 22, 84, 14),
        "marks": Box(115, 22, 153, 14),
        "words": Box(29, 42, 239, 84),
        "facts": Box(208, 155, 60, 112),
        "sticker": Box(208, 283, 60, 22),
        "link": Box(29, 334, 239, 32),
        "foot": Box(29, 370, 239, 28),
    },
    _HOW,
    text=1.4,
    facts=1.25,
)
DOOR = Panel(
    210,
    297,
    90,
    (20, 122),
    {
        "ward": Box(20, 15, 170, 10),
        "words": Box(20, 31, 170, 73),
        "facts": Box(130, 122, 60, 76),
        "sticker": Box(130, 199, 60, 13),
        "link": Box(20, 230, 170, 25),
        "foot": Box(20, 258, 170, 24),
    },
    _HOW,
    invites=True,
)
TENT = Panel(
    210,
    105,
    50,
    (15, 27),
    {
        "ward": Box(75, 11, 40, 7),
        "marks": Box(116, 11, 79, 7),
        "words": Box(75, 20, 120, 25),
        "facts": Box(75, 46.5, 120, 14.5),
        "link": Box(75, 64, 120, 13),
        "foot": Box(75, 78, 120, 15.5),
        "sticker": Box(15, 87, 50, 6.5),
    },
    ("スマートフォンのカメラで", "読み取ってお答えください"),
    text=0.68,
    facts=0.62,
    row=True,
)
HANDOUT = Panel(
    105,
    148.5,
    40,
    (12, 56),
    {
        "ward": Box(12, 12, 81, 5),
        "marks": Box(12, 17, 81, 4),
        "words": Box(12, 22, 81, 26),
        "facts": Box(60, 56, 33, 46),
        "link": Box(12, 104, 81, 14),
        "sticker": Box(12, 119, 81, 3.5),
        "foot": Box(12, 124, 81, 12.5),
    },
    ("カメラで読み取って", "お答えください"),
    text=0.56,
    facts=0.58,
    hangs=False,
    small=0.6,
)
