"""Slips (整理券) to cut out: ten on a sheet of A4, each with a code of its own.

91 × 55 mm, as business cards are: they fit perforated card sheets as well as scissors. The file
is made once and in pieces, since of what stands in it only hashes are kept; it needs no server
afterwards, and is printed again from where it was saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.errors import NotAllowed
from models.slip_numbers import Slip, grouped
from qr import code, content, fitting
from qr.content import SHORT_MARKS, Content
from qr.links import shown_address
from qr.sheets import PAPER, PRINT_SCRIPT, breakable

COLUMNS, ROWS = 2, 5
ON_A_SHEET = COLUMNS * ROWS

# Black modules of a slip's code, edge to edge, and the least that one may have.
SYMBOL_MM = 25.0
MODULE_MM = 0.5

# Width and height that words may fill, in millimetres, and sizes to try, in points.
_BOXES = {
    "title": ((51.5, 9.2), (11, 10, 9, 8, 7, 6)),
    "deadline": ((51.5, 3.2), (8, 7.5, 7, 6.5, 6)),
    "facts": ((51.5, 2.7), (6.5, 6)),
    "contact": ((51.5, 5.4), (7, 6.5, 6)),
}
_LEADING = 1.2
_ADDRESS_MM, _ADDRESS_TALL = 83.0, 10.2
_ADDRESS_POINTS = 12  # people type it: it gives way to nothing

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = PAPER + (_TEMPLATES / "slips.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Printing:
    """What all slips of a batch share; `said.url` is the answer link of their placement.

    Raises NotAllowed: 'module_too_small', 'too_much_text', 'address_too_long',
    'public_url_malformed'.
    """

    said: Content
    name: str
    held_on: date | None
    count: int

    def __post_init__(self) -> None:
        """Refuse before the first slip exists what would only show on paper."""
        if SYMBOL_MM / (self._modules - 2 * code.QUIET_MODULES) < MODULE_MM:
            raise NotAllowed("module_too_small")
        _ = self.points

    @property
    def sheets(self) -> int:
        """How many sheets of paper."""
        return -(-self.count // ON_A_SHEET)

    @cached_property
    def points(self) -> dict[str, float]:
        """The size of each part's words."""
        found: dict[str, float] = {}
        for part, (box, sizes) in _BOXES.items():
            size = fitting.largest(self.words[part], box, sizes, _LEADING)
            if size is None:
                raise NotAllowed("too_much_text")
            found[part] = size
        tall = fitting.address_mm(self.address, _ADDRESS_POINTS, _ADDRESS_MM, _LEADING)
        if tall > _ADDRESS_TALL:
            raise NotAllowed("address_too_long")
        found["address"] = _ADDRESS_POINTS
        return found

    @cached_property
    def words(self) -> dict[str, str]:
        """What stands on each slip beside its own code."""
        deadline = " ".join(("".join(self.said.deadline[:2]), self.said.deadline[2])).strip()
        marks = [SHORT_MARKS[language] for language in self.said.offered]
        facts = [self.said.duration, *(marks if len(marks) > 1 else [])]
        return {
            "title": self.said.title,
            "deadline": f"締切 {deadline}" if deadline else "締切はありません",
            "facts": " ".join(facts),
            "contact": " ".join(part for part in (self.said.who, self.said.way) if part),
        }

    @cached_property
    def address(self) -> str:
        """What to type where no camera helps; the slip's own code holds another one."""
        return shown_address(self.said.url)

    @cached_property
    def typed(self) -> Markup:
        """The address as it is set: divided before its path, or after a dot."""
        return breakable(self.address, _ADDRESS_POINTS, _ADDRESS_MM)

    def link(self, slip: Slip) -> str:
        """What the slip's code holds: all in capitals, which takes fewer modules."""
        return f"{self._site}/t/{slip.token}".upper()

    def symbol(self, slip: Slip) -> Markup:
        """Its code, so large with its quiet zone that the black symbol has SYMBOL_MM.

        The mask is the one that suits the first of such links best. ISO/IEC 18004 (7.8) lets each
        code choose among eight, and readers take any; choosing is what takes the time.
        """
        side = SYMBOL_MM * self._modules / (self._modules - 2 * code.QUIET_MODULES)
        drawn = code.svg(self.link(slip), round(side, 3), mask=self._mask)
        return Markup(drawn)  # noqa: S704 - escaped there

    @cached_property
    def _site(self) -> str:
        return self.said.url.rpartition("/s/")[0]

    @cached_property
    def _modules(self) -> int:
        return code.modules(self.link(_LIKE_ANY))

    @cached_property
    def _mask(self) -> int:
        return code.best_mask(self.link(_LIKE_ANY))


def opening(printing: Printing) -> str:
    """The file's beginning: style, and words on the screen about what it is."""
    return _part(
        "opening",
        printing,
        style=Markup(_STYLE),  # noqa: S704 - our own file
        script=Markup(PRINT_SCRIPT),  # noqa: S704 - the same
    )


def sheets(printing: Printing, slips: Sequence[Slip], first: int) -> str:
    """Sheets with these slips; `first` is the number of the first sheet. Only the last sheet of a
    batch may be left with empty places."""
    groups = [slips[start : start + ON_A_SHEET] for start in range(0, len(slips), ON_A_SHEET)]
    return _part("sheets", printing, groups=groups, first=first)


def closing(printing: Printing) -> str:
    """The file's end: who sees it has all of it."""
    return _part("closing", printing)


def _part(name: str, printing: Printing, **more: object) -> str:
    return _environment.get_template(f"slips_{name}.html").render(printing=printing, **more)


_LIKE_ANY = Slip("K7M2PXWRT4" * 3, "")

_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["grouped"] = grouped
_environment.globals |= {"sticker": content.STICKER, "trademark": content.TRADEMARK}
