"""The inspection list (点検表): what hangs where, to go round with and compare code by code.

Someone may have stuck another code over ours. The list shows the very code that was printed, and
what a phone must show after reading it; there is room to tick, for initials and the day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.clock import JST
from models.document import SurveyDocument
from models.multilingual import pick
from models.placements import HANGING, KINDS, Placement
from models.wordings import one_line
from qr import code, links, sheets

LEAST_MM = 20.0  # side of a code on the list, quiet zone included
MODULE_MM = 0.5  # so that every phone reads it from the paper in the hand

# Heads of the boxes to tick, in phrases that stay on one line.
CHECKS = (
    ("シールが", "貼られて", "いない"),
    ("汚れ・", "破れがない"),
    ("読み取ると", "同じ", "アドレスが", "開く"),
)

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = sheets.STYLE + (_TEMPLATES / "inspection.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Hanging:
    """One placement on the list; `url` is its answer link, as it is printed in its code."""

    name: str
    kind: str
    place: str
    url: str
    level: code.Level = "M"
    inspected_at: datetime | None = None

    @classmethod
    def of(cls, placement: Placement, public_url: str) -> Self:
        """The placement as it hangs. Raises NotAllowed as `qr.links.answer_url` does."""
        return cls(
            name=one_line(placement.name),
            kind=KINDS[placement.kind],
            place=one_line(placement.place),
            url=links.answer_url(public_url, placement.code),
            level="Q" if placement.outdoor else "M",
            inspected_at=placement.inspected_at,
        )

    @property
    def symbol(self) -> Markup:
        """Its code, the same pattern that was printed, as large as its modules need."""
        text = links.code_text(self.url)
        side = max(LEAST_MM, math.ceil(MODULE_MM * code.modules(text, self.level)))
        return Markup(code.svg(text, side, self.level))  # noqa: S704 - escaped there

    @property
    def address(self) -> tuple[str, str]:
        """What stands beside the printed code, before and from its path on."""
        host, slash, path = links.printed_text(self.url).partition("/")
        return host, f"{slash}{path}"

    @property
    def inspected(self) -> date | None:
        """The day in Japan on which somebody looked at it last."""
        return self.inspected_at.astimezone(JST).date() if self.inspected_at else None


@dataclass(frozen=True)
class Round:
    """Everything to look at for one survey; `contact` is whom to tell what was found."""

    ward: str
    title: str
    section: str
    contact: str
    day: date
    hanging: tuple[Hanging, ...]
    script_url: str

    @classmethod
    def of(
        cls,
        document: SurveyDocument,
        placements: Iterable[Placement],
        *,
        ward: str,
        public_url: str,
        day: date,
        script_url: str,
    ) -> Self:
        """The placements in use that hang somewhere. Raises as `Hanging.of` does."""
        contact = document.contact
        return cls(
            ward=ward,
            title=one_line(pick(document.title)),
            section=one_line(contact.section),
            contact=one_line(contact.phone or contact.email),
            day=day,
            hanging=tuple(
                Hanging.of(place, public_url)
                for place in placements
                if place.active and place.kind in HANGING
            ),
            script_url=script_url,
        )


def sheet(content: Round) -> str:
    """The list as one HTML page that prints on as many upright A4 sheets as it needs.

    Each sheet repeats the head of the table, and no row is cut in two. Whether its addresses may be
    printed at all is for the caller to ask first: `qr.links.printable`.
    """
    return _environment.get_template("inspection.html").render(
        content=content,
        checks=CHECKS,
        style=Markup(_STYLE),  # noqa: S704 - our own file
    )


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
