"""Residents' pages as HTML text: a view in, a whole page out. Knows no HTTP and no storage.

A page needs `style-src` with the hash of STYLE, and `script-src 'self'`, `img-src 'self'` for the
files in STATIC. It has no inline script, no style attribute, and asks no other host for anything.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from models import clock, journey, piping
from models.document import SurveyDocument
from models.errors import AnswerError
from models.lifecycle import Phase
from models.multilingual import HTML_LANG, Language, Text, pick
from models.questions.choice import MAX_OTHER
from models.questions.consent import AGREED, AGREED_LABEL
from models.questions.number import Number
from models.questions.scale import UNSURE, UNSURE_LABEL
from models.questions.values import Answers, Fields
from residents import asked, variants, words
from residents.asked import Asked, Taken
from residents.readings import LAST_DAY

_HERE = Path(__file__).parent


class Asset(NamedTuple):
    """A file that pages ask for, also compressed."""

    body: bytes
    media_type: str
    packed: bytes


STYLE = (_HERE / "static" / "style.css").read_text(encoding="utf-8")


def _asset(media_type: str, *names: str) -> Asset:
    body = b"".join((_HERE / "static" / name).read_bytes() for name in names)
    return Asset(body, media_type, gzip.compress(body, 9, mtime=0))


# One file for all that the script does: a phone waits longer for a second than for its bytes.
STATIC: dict[str, Asset] = {
    "/assets/answer.js": _asset("text/javascript; charset=utf-8", "answer.js", "paths.js"),
    "/assets/icon.svg": _asset("image/svg+xml", "icon.svg"),
}


def _versioned(path: str) -> str:
    return f"{path}?v={hashlib.sha256(STATIC[path].body).hexdigest()[:10]}"


SCRIPT_URL = _versioned("/assets/answer.js")
ICON_URL = _versioned("/assets/icon.svg")


@dataclass(frozen=True, kw_only=True)
class _View:
    """What every page is told. `language` is one of `languages`, which are offered at the top."""

    ward: str
    language: Language
    languages: tuple[Language, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerView(_View):
    """The questionnaire; `sent` and `errors` when a sending comes back, `preview` for staff.

    `notice` names the words `notice.<code>.*` of the catalogs, `seed` the variant of the page,
    `images` the address below which pictures are found by question key. `taken` counts who chose
    options with limited places, None when that is not known; `full` names those that were chosen
    too late. `trial`: answers are taken, and removed before the survey opens.
    """

    code: str
    document: SurveyDocument
    version: int
    submission_id: str
    images: str = ""
    seed: int = 0
    sent: Fields = field(default_factory=dict)
    errors: Mapping[str, AnswerError] = field(default_factory=dict)
    taken: Taken | None = field(default_factory=dict)
    full: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notice: str | None = None
    preview: bool = False
    trial: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptView(_View):
    """The answers are stored; `receipt` is the number to keep."""

    code: str
    document: SurveyDocument
    receipt: str
    trial: bool = False


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
    phase: Phase
    sent: bool = False


@dataclass(frozen=True, kw_only=True)
class ErrorView(_View):
    """Something else than a page; `code` names the words `error.<code>.*` of the catalogs."""

    status: int
    code: str


def answer_page(view: AnswerView) -> str:
    """The questionnaire. The submission_id stands in it exactly once, near the end."""
    sending = asked.Sending(
        language=view.language,
        seed=view.seed,
        sent=view.sent,
        errors=view.errors,
        taken=view.taken,
        full=view.full,
    )
    variant = {}
    if variants.count(view.document) > 1:
        variant["order"] = str(view.seed)
    if view.document.has_two_wordings:
        variant["wording"] = variants.wording(view.seed)
    return _render(
        "answer.html",
        view,
        parts=asked.parts(view.document, sending),
        variant=variant,
        said=partial(_said, view, _answers(view)),
    )


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
    "agreed": AGREED,
    "agreed_label": AGREED_LABEL,
    "unsure": UNSURE,
    "unsure_label": UNSURE_LABEL,
    "last_day": LAST_DAY,
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
        amount=partial(_amount, language),
        plain=partial(_plain, language),
        text=partial(_text, language),
        japanese=lambda text: _text(language, {"ja": text}),
        **more,
    )


def _answers(view: AnswerView) -> Answers:
    """What was sent, as far as it can be read."""
    return journey.walk(view.document, view.sent).answers if view.sent else {}


def _said(view: AnswerView, answers: Answers, one: Asked, text: Text) -> Markup:
    """A question's words, with earlier answers where they quote them."""
    if not text:
        return _text(view.language, text)
    shown, known = words.spoken(text, view.language)
    pieces = Markup("").join(
        piece
        if isinstance(piece, str)
        else _quote(view, answers, piece.key, one.earlier[piece.key])
        for piece in piping.split(shown, one.earlier)
    )
    return _marked(view.language, pieces, known)


def _quote(view: AnswerView, answers: Answers, key: str, number: int) -> Markup:
    """An earlier answer, in neutral words while there is none; the script keeps it current."""
    blank = words.say(view.language, "quote.blank", number=number)
    shown = view.document.question(key).display(answers, view.language)
    return Markup('<span data-quote="{}" data-blank="{}">{}</span>').format(
        key, blank, shown or blank
    )


def _amount(language: Language, question: Number, number: float) -> str:
    """A limit of the question as its answers are shown: with its unit, 3 rather than 3.0."""
    whole = int(number) if float(number).is_integer() else number
    return question.display({question.key: whole}, language)


def _plain(language: Language, text: Text) -> str:
    return pick(text, language) or words.say(language, "blank")


def _text(language: Language, text: Text) -> Markup:
    """Staff's words, escaped, marked where they are in another language than the page."""
    if not text:
        return escape(words.say(language, "blank"))
    shown, known = words.spoken(text, language)
    return _marked(language, escape(shown), known)


def _marked(language: Language, shown: Markup, known: Language) -> Markup:
    if HTML_LANG[known] == HTML_LANG[words.catalog_of(language)]:
        return shown
    return Markup('<span lang="{}">{}</span>').format(HTML_LANG[known], shown)
