"""Residents' pages as HTML text: a view in, a whole page out. Knows no HTTP and no storage.

A page needs `style-src` with the hash of STYLE, and `script-src 'self'`, `img-src 'self'` for the
files in STATIC. It has no inline script, no style attribute, and asks no other host for anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from models import clock
from models.document import SurveyDocument
from models.errors import AnswerError
from models.lifecycle import Phase
from models.multilingual import HTML_LANG, Language, Text, pick
from models.questions.base import Fields
from models.questions.choice import MAX_OTHER
from residents import asked, words

_HERE = Path(__file__).parent


class Asset(NamedTuple):
    """A file that pages ask for."""

    body: bytes
    media_type: str


STYLE = (_HERE / "static" / "style.css").read_text(encoding="utf-8")

STATIC: dict[str, Asset] = {
    f"/assets/{name}": Asset((_HERE / "static" / name).read_bytes(), media_type)
    for name, media_type in (
        ("answer.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    )
}


def _versioned(path: str) -> str:
    return f"{path}?v={hashlib.sha256(STATIC[path].body).hexdigest()[:10]}"


SCRIPT_URL = _versioned("/assets/answer.js")
ICON_URL = _versioned("/assets/icon.svg")

PagePhase: TypeAlias = Phase | Literal["paused"]


@dataclass(frozen=True, kw_only=True)
class _View:
    """What every page is told. `language` is one of `languages`, which are offered at the top."""

    ward: str
    language: Language
    languages: tuple[Language, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerView(_View):
    """The questionnaire; `sent` and `errors` when a sending comes back, `preview` for staff.

    `notice` names the words `notice.<code>.*` of the catalogs.
    """

    code: str
    document: SurveyDocument
    version: int
    submission_id: str
    sent: Fields = field(default_factory=dict)
    errors: Mapping[str, AnswerError] = field(default_factory=dict)
    notice: str | None = None
    preview: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptView(_View):
    """The answers are stored; `receipt` is the number to keep."""

    code: str
    document: SurveyDocument
    receipt: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """A survey on the home page."""

    code: str
    title: Text
    purpose: Text
    minutes: int
    opens_at: datetime | None
    closes_at: datetime | None
    section: str


@dataclass(frozen=True, kw_only=True)
class HomeView(_View):
    """Open and upcoming surveys, in the order given."""

    open: tuple[Card, ...]
    upcoming: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class PhaseView(_View):
    """A survey that takes no answers now; `sent`: some had just been sent, and were refused."""

    code: str
    document: SurveyDocument
    phase: PagePhase
    sent: bool = False


@dataclass(frozen=True, kw_only=True)
class ErrorView(_View):
    """Something else than a page; `code` names the words `error.<code>.*` of the catalogs."""

    status: int
    code: str


def answer_page(view: AnswerView) -> str:
    """The questionnaire. The submission_id stands in it exactly once, near the end."""
    errors = {
        question.key: asked.sentence(question, view.errors[question.key], view.language)
        for question in view.document.questions()
        if question.key in view.errors
    }
    return _render("answer.html", view, sections=asked.sections(view.document, view.sent, errors))


def receipt_page(view: ReceiptView) -> str:
    """Thanks, the receipt number, and what happens next."""
    return _render("receipt.html", view)


def home_page(view: HomeView) -> str:
    """What can be answered now and soon; says so when there is nothing."""
    return _render("home.html", view)


def phase_page(view: PhaseView) -> str:
    """Why the survey takes no answers now, and when it does or did."""
    closed_at = view.document.closes_at
    ended = view.phase == "closed" and closed_at is not None and closed_at <= clock.now()
    return _render("phase.html", view, ended=ended)


def error_page(view: ErrorView) -> str:
    """What happened and what to do next. KeyError for a code without words."""
    return _render("error.html", view)


_environment = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals |= {
    "style": Markup(STYLE),  # noqa: S704 - our own file
    "script_url": SCRIPT_URL,
    "icon_url": ICON_URL,
    "max_other": MAX_OTHER,
    "language_names": words.LANGUAGE_NAMES,
    "html_lang": HTML_LANG,
    "dial": words.dial,
}


def _render(name: str, view: _View, **more: Any) -> str:
    language = view.language
    return _environment.get_template(name).render(
        view=view,
        page_lang=HTML_LANG[words.catalog_of(language)],
        # Links to our own pages keep the language that was chosen.
        query="" if language == view.languages[0] else f"?lang={language}",
        t=partial(words.say, language),
        things=partial(words.things, language),
        moment=partial(words.moment, language),
        day=partial(words.day, language),
        plain=partial(_plain, language),
        text=partial(_text, language),
        japanese=lambda text: _text(language, {"ja": text}),
        **more,
    )


def _plain(language: Language, text: Text) -> str:
    return pick(text, language) or words.say(language, "blank")


def _text(language: Language, text: Text) -> Markup:
    """Staff's words, escaped, marked where they are in another language than the page."""
    if not text:
        return escape(words.say(language, "blank"))
    shown, known = words.spoken(text, language)
    if HTML_LANG[known] == HTML_LANG[words.catalog_of(language)]:
        return escape(shown)
    return Markup('<span lang="{}">{}</span>').format(HTML_LANG[known], shown)
