"""Sheets to print: whole HTML pages in real millimetres, looked at and printed by a browser.

A page needs `img-src 'self'` for a logo, the hash of `STYLE` in `style-src` and `PRINT_SCRIPT`
served at `script_url`; it has no inline script and no style attribute.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.clock import JST
from models.multilingual import HTML_LANG, Language
from qr import code
from qr.links import shown_address

_TEMPLATES = Path(__file__).parent / "templates"

STYLE = (_TEMPLATES / "poster.css").read_text(encoding="utf-8")
PRINT_SCRIPT = (_TEMPLATES / "print.js").read_text(encoding="utf-8")

MESSAGE = "ご意見をお聞かせください"

# Black modules of the poster's code, edge to edge: a phone reads it from about ten times as far.
SYMBOL_MM = 100

# What a reader of each language looks for.
LANGUAGE_MARKS: dict[Language, str] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "ko": "한국어",
}

_WEEKDAYS = "月火水木金土日"

# Text gives way, the code never: width of the text in full-width characters → size in points.
# Lines are 170 mm (482 pt) wide; blocks hold 18 mm (message), 40 mm (title), 17 mm (address).
_STEPS = {
    "message": ((12.5, 38), (15, 32), (17, 28), (20, 24), (float("inf"), 20)),
    "title": ((30, 28), (38, 24), (62, 20), (92, 18), (120, 16), (float("inf"), 14)),
    "address": ((19, 24), (23, 20), (29, 16), (float("inf"), 12)),
}


@dataclass(frozen=True)
class Poster:
    """What an A4 poster says. `url` is the answer link as it stands in the code.

    `language` is the one that `message` and `title` are written in; the fixed words are Japanese.
    Empty texts leave no gap. `closes_at` is an aware datetime, None when there is no deadline.
    """

    ward: str
    title: str
    url: str
    section: str
    phone: str
    minutes: int
    closes_at: datetime | None
    script_url: str
    message: str = MESSAGE
    languages: tuple[Language, ...] = ("ja",)
    placement_name: str = ""
    language: Language = "ja"
    logo_url: str = ""
    level: code.Level = "M"


def poster(content: Poster) -> str:
    """The poster as one HTML page that prints on exactly one A4 sheet, upright.

    Raises NotAllowed('public_url_malformed') for a link that cannot be shown honestly. Whether the
    link may be printed at all is for the caller to ask first: `qr.links.printable`.
    """
    address = shown_address(content.url)
    side = code.modules(content.url, content.level)
    whole_mm = SYMBOL_MM * side / (side - 2 * code.QUIET_MODULES)
    return _environment.get_template("poster.html").render(
        content=content,
        style=Markup(STYLE),  # noqa: S704 - our own file
        code=Markup(code.svg(content.url, whole_mm, content.level)),  # noqa: S704 - escaped there
        address=address,
        points={
            "message": _points("message", content.message),
            "title": _points("title", content.title),
            "address": _points("address", address),
        },
        closes_at=content.closes_at.astimezone(JST) if content.closes_at else None,
        marks=[(HTML_LANG[language], LANGUAGE_MARKS[language]) for language in content.languages],
        html_lang=HTML_LANG[content.language],
    )


def _points(part: str, text: str) -> int:
    width = sum(
        1 if unicodedata.east_asian_width(character) in "WFA" else 0.62 for character in text
    )
    return next(points for widest, points in _STEPS[part] if width <= widest)


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["weekdays"] = _WEEKDAYS
