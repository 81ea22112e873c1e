"""Residents' pages as HTML text: a view in, a whole page out. Knows no HTTP and no storage.

A page needs `style-src` with the hash of STYLE, and `script-src 'self'`, `img-src 'self'` for the
files in assets.STATIC. It has no inline script, no style attribute, and asks no other host for
anything.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from models import clock, journey, piping
from models.few_answers import SHOWN_FROM
from models.multilingual import HTML_LANG, LANGUAGES, Language, Text, pick, written
from models.questions.choice import MAX_OTHER
from models.questions.consent import AGREED, AGREED_LABEL
from models.questions.number import Number
from models.questions.scale import UNSURE, UNSURE_LABEL
from models.questions.values import Answers
from qr import code
from residents import asked, variants, words
from residents.addresses import language_query
from residents.asked import Asked
from residents.assets import (
    COPY_STYLE,
    ICON,
    KIOSK_URL,
    PATHS_URL,
    PUBLIC_STYLE,
    SCRIPT_URL,
    SLIP_URL,
    STYLE,
    UNSENT_URL,
    WALL_STYLE,
    WALL_URL,
)
from residents.readings import LAST_DAY
from residents.ruby import ruby
from residents.views import (
    AnswerView,
    CopyView,
    ErrorView,
    HomeView,
    OfficialView,
    PhaseView,
    ReceiptView,
    StatementView,
    View,
    VoiceView,
    VoteView,
    WallView,
)

_HERE = Path(__file__).parent


def answer_page(view: AnswerView) -> str:
    """The questionnaire. The submission_id stands in it exactly once, near the end."""
    sending = asked.Sending(
        language=view.language,
        seed=view.seed,
        sent=view.sent or view.begins,
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


def vote_page(view: VoteView) -> str:
    """One option and the button that votes for it. Reading the page alone stores nothing."""
    return _render("vote.html", view)


def receipt_page(view: ReceiptView) -> str:
    """Thanks, the number to keep, what happens next and where the survey stands in it."""
    return _render("receipt.html", view, step=_step(view))


def copy_page(view: CopyView) -> str:
    """One's own answers on a sheet to print. Needs the hash of COPY_STYLE, too."""
    return _render("copy.html", view)


def home_page(view: HomeView) -> str:
    """What can be answered now and soon; says so when there is nothing."""
    return _render("home.html", view)


def official_page(view: OfficialView) -> str:
    """Every address at which the ward asks, and how to check a code before reading it."""
    return _render("official.html", view)


def voice_page(view: VoiceView) -> str:
    """Where a number is typed; what to do when it was not found."""
    return _render("voice.html", view)


def phase_page(view: PhaseView) -> str:
    """Why the survey takes no answers now, and when it does or did."""
    return _render("phase.html", view)


def wall_page(view: WallView) -> str:
    """What hangs on a projector. Needs the hash of WALL_STYLE, and of no other sheet."""
    lines = [
        (HTML_LANG[language], ruby(words.CATALOGS[language]["wall.scan"]))
        for language in view.languages
        if language != "ja"
    ]
    square = Markup(code.svg(view.code)) if view.code else ""  # noqa: S704 - escaped there
    return _render("wall.html", view, lines=lines, square=square)


def statement_page(view: StatementView) -> str:
    """What is promised on accessibility, and the result for each criterion."""
    return _render("accessibility.html", view)


def overload_page(ward: str) -> str:
    """That too many have come at once, in Japanese and English: one page for everybody."""
    view = View(ward=ward, language="ja", languages=("ja",))
    return _render("overload.html", view, other=partial(words.say, "en"))


def error_page(view: ErrorView) -> str:
    """What happened and what to do next. KeyError for a code without words."""
    return _render("error.html", view)


def prepare() -> None:
    """Compile every template now: the first reader, and all who come meanwhile, need not wait."""
    for name in _environment.list_templates():
        _environment.get_template(name)


_environment = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    auto_reload=False,  # or the time stamp of every file is read for every page
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["ruby"] = ruby
_environment.globals |= {
    "style": Markup(STYLE),  # noqa: S704 - our own file
    "public_style": Markup(PUBLIC_STYLE),  # noqa: S704 - the same
    "copy_style": Markup(COPY_STYLE),  # noqa: S704 - the same
    "script_url": SCRIPT_URL,
    "paths_url": PATHS_URL,
    "unsent_url": UNSENT_URL,
    "kiosk_url": KIOSK_URL,
    "slip_url": SLIP_URL,
    "wall_style": Markup(WALL_STYLE),  # noqa: S704 - the same
    "wall_url": WALL_URL,
    "icon": ICON,
    "max_other": MAX_OTHER,
    "agreed": AGREED,
    "agreed_label": AGREED_LABEL,
    "unsure": UNSURE,
    "unsure_label": UNSURE_LABEL,
    "last_day": LAST_DAY,
    "shown_from": SHOWN_FROM,
    "language_names": words.LANGUAGE_NAMES,
    "html_lang": HTML_LANG,
    "dial": words.dial,
}


def _render(name: str, view: View, **more: Any) -> str:
    language = view.language
    return _environment.get_template(name).render(
        view=view,
        page_lang=HTML_LANG[language],
        # Links keep the language that was chosen: `query` those to other pages of the survey,
        # `home` those to pages about all surveys, `query_from` those to another survey.
        query=language_query(language, view.languages[0]),
        home=language_query(language, LANGUAGES[0]),
        query_from=partial(language_query, language),
        today=clock.now().date(),
        t=partial(_told, language),
        w=partial(words.say, language),
        things=partial(words.things, language),
        moment=partial(words.moment, language),
        day=partial(words.day, language),
        hour=partial(words.hour, language),
        amount=partial(_amount, language),
        plain=partial(_plain, language),
        text=partial(_text, language),
        japanese=lambda text: _text(language, {"ja": text}),
        **more,
    )


def _told(language: Language, key: str, **values: str | float) -> Markup:
    """Our own words for `key`, with their readings above them. Values are escaped, once."""
    return ruby(words.CATALOGS[language][key]).format(**words.shown(values))


def _spelled(text: str, known: Language) -> Markup:
    """Staff's words: only in easy Japanese do they have readings."""
    return ruby(text) if known == "ja-easy" else escape(text)


def _step(view: ReceiptView) -> str:
    """Where the survey stands: collect, count or results."""
    if view.phase != "closed":
        return "collect"
    day = view.document.results_on
    return "results" if day is not None and day <= clock.now().date() else "count"


def _answers(view: AnswerView) -> Answers:
    """What is filled in, as far as it can be read."""
    filled = view.sent or view.begins
    return journey.walk(view.document, filled).answers if filled else {}


def _said(view: AnswerView, answers: Answers, one: Asked, text: Text) -> Markup:
    """A question's words, with earlier answers where they quote them."""
    if not text:
        return _text(view.language, text)
    shown, known = written(text, view.language)
    pieces = Markup("").join(
        _spelled(piece, known)
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
        return _told(language, "blank")
    shown, known = written(text, language)
    return _marked(language, _spelled(shown, known), known)


def _marked(language: Language, shown: Markup, known: Language) -> Markup:
    if HTML_LANG[known] == HTML_LANG[language]:
        return shown
    return Markup('<span lang="{}">{}</span>').format(HTML_LANG[known], shown)
