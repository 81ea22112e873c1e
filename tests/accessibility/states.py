"""Every state in which residents can meet a page, in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from models.multilingual import LANGUAGES, Language
from models.questions.choice import SingleChoice
from residents import accessibility, rendering, views
from tests.residents import everything
from tests.residents.questionnaire import (
    BLANK,
    CLOSED,
    DOCUMENT,
    HOME,
    RECEIPT,
    SENT_BACK,
    WRONG,
    card,
)

COMING = card(
    code="b2b2b",
    title={"ja": "図書館についてのアンケート", "en": "Survey on the library"},
    purpose={"ja": "開館時間の見直しに使います。"},
    section="図書館",
    opens_at=DOCUMENT.closes_at,
    closes_at=None,
)
ENDED = card(ended_at=DOCUMENT.closes_at, results_on=date(2027, 1, 31))
VISIT = {"ja": "週に1回くらい"}
SOON = DOCUMENT.model_copy(update={"opens_at": DOCUMENT.closes_at})
ADDRESSES = (
    views.Address("web", "/s/k7m2p", "koe.example.lg.jp/s/k7m2p"),
    views.Address("poster", "/s/b2b2b", "koe.example.lg.jp/s/b2b2b"),
)


def _everywhere(language: Language) -> Mapping[str, object]:
    return {"language": language, "languages": LANGUAGES}


def _error(language: Language) -> str:
    view = views.ErrorView(
        ward="世田谷区", language=language, languages=LANGUAGES, status=503, code="busy"
    )
    return rendering.error_page(view)


def _official(language: Language) -> str:
    contact = DOCUMENT.contact
    listed = views.Listed(
        DOCUMENT.title, contact.section, contact.phone, None, DOCUMENT.closes_at, ADDRESSES
    )
    view = views.OfficialView(
        ward="世田谷区",
        language=language,
        languages=LANGUAGES,
        site="https://koe.example.lg.jp",
        surveys=(listed,),
    )
    return rendering.official_page(view)


def _voice(language: Language, number: str = "") -> str:
    view = views.VoiceView(ward="世田谷区", language=language, languages=LANGUAGES, number=number)
    return rendering.voice_page(view)


def _statement(language: Language) -> str:
    view = views.StatementView(
        ward="世田谷区",
        language=language,
        languages=LANGUAGES,
        tested=date(2026, 11, 25),
        results=accessibility.RESULTS,
    )
    return rendering.statement_page(view)


def _answer(language: Language, view: views.AnswerView, **changes: object) -> str:
    return rendering.answer_page(replace(view, **_everywhere(language), **changes))  # type: ignore[arg-type] # names and values as in AnswerView


def _copy(language: Language) -> str:
    view = views.CopyView(
        ward="世田谷区",
        language=language,
        languages=LANGUAGES,
        code="k7m2p",
        document=DOCUMENT,
        receipt="k7m2pw9xq3td",
        received=datetime(2026, 11, 23, 8, tzinfo=UTC),
        lines=(views.Line(1, {"ja": "どのくらい利用しますか。"}, "週に1回くらい"),),
    )
    return rendering.copy_page(view)


def _receipt(language: Language, **changes: object) -> str:
    return rendering.receipt_page(replace(RECEIPT, **_everywhere(language), **changes))  # type: ignore[arg-type] # the same


def _vote(language: Language) -> str:
    question = next(one for one in DOCUMENT.questions() if isinstance(one, SingleChoice))
    view = views.VoteView(
        ward="世田谷区",
        **_everywhere(language),  # type: ignore[arg-type] # the same
        code="b2b2b",
        document=DOCUMENT,
        version=1,
        question=question,
        option=question.options[1],
        scanned=question.options[1].value,
        submission_id="n-1",
        issued="1",
        closes_at=DOCUMENT.closes_at,
    )
    return rendering.vote_page(view)


def _phase(language: Language, **changes: object) -> str:
    return rendering.phase_page(replace(CLOSED, **_everywhere(language), **changes))  # type: ignore[arg-type] # the same


def _home(language: Language, **changes: object) -> str:
    return rendering.home_page(replace(HOME, **_everywhere(language), **changes))  # type: ignore[arg-type] # the same


# Name → the page in a language.
STATES: dict[str, Callable[[Language], str]] = {
    "blank": lambda language: _answer(language, BLANK),
    "every type": lambda language: _answer(language, everything.BLANK),
    "filled": lambda language: _answer(language, everything.BLANK, sent=everything.RIGHT),
    "sent back": lambda language: _answer(language, SENT_BACK),
    "every type sent back": lambda language: _answer(language, everything.SENT_BACK),
    "busy": lambda language: _answer(language, BLANK, sent=WRONG, notice="busy"),
    "known device": lambda language: _answer(language, BLANK, known=True),
    "trial": lambda language: _answer(language, BLANK, trial=True),
    "slip refused": lambda language: _answer(
        language, BLANK, slip=views.SlipView(typed="K7M2", refusal="slip_mistyped")
    ),
    "vote": _vote,
    "voted": lambda language: _receipt(language, voted=True, choice=VISIT, ticket="t"),
    "kiosk": lambda language: _answer(language, BLANK, mode="kiosk"),
    "preview": lambda language: _answer(language, BLANK, preview=True),
    "full": lambda language: _answer(language, everything.FULL),
    "receipt": lambda language: _receipt(language, copy=True),
    "receipt at a kiosk": lambda language: _receipt(language, mode="kiosk"),
    "receipt later": lambda language: _receipt(language, phase="closed", another=""),
    "copy": _copy,
    "closed": lambda language: _phase(language, ended_at=DOCUMENT.closes_at),
    "upcoming": lambda language: _phase(language, phase="upcoming", document=SOON),
    "paused": lambda language: _phase(language, phase="paused"),
    "retired": lambda language: _phase(language, retired=True, elsewhere="b2b2b"),
    "early": lambda language: _phase(
        language,
        phase="upcoming",
        retired=True,
        elsewhere="b2b2b",
        opens_at=DOCUMENT.closes_at,
    ),
    "home": lambda language: _home(language, open=(card(),), upcoming=(COMING,), ended=(ENDED,)),
    "empty home": _home,
    "official": _official,
    "voice": _voice,
    "number not found": lambda language: _voice(language, "k7m2"),
    "refusal": _error,
    "statement": _statement,
}
