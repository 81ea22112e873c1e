"""What each residents' page is made of: plain values, a class a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.document import SurveyDocument
from models.errors import AnswerError
from models.lifecycle import Phase
from models.multilingual import Language, Text
from models.placements import Mode
from models.questions.choice import Dropdown, SingleChoice
from models.questions.options import Option
from models.questions.values import Fields
from residents.asked import Taken


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page is told. `language` is one of `languages`, which are offered at the top."""

    ward: str
    language: Language
    languages: tuple[Language, ...]


@dataclass(frozen=True)
class SlipView:
    """What a page where answers need a slip says of it: it was `scanned`, or its number is asked
    for. `typed` is what was written, `refusal` names the words `refused.<code>`, '' for none."""

    scanned: bool = False
    typed: str = ""
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerView(View):
    """The questionnaire; `sent` and `errors` when a sending comes back, `preview` for staff.

    `notice` names the words `notice.<code>.*` of the catalogs, `seed` the variant of the page,
    `images` the address below which pictures are found by question key. `taken` counts who chose
    options with limited places, None when that is not known; `full` names those that were chosen
    too late. `trial`: answers are taken, and removed before the survey opens. `issued` is the
    signed time of the page (residents.form_time), `mode` how people answer here, and `known` says
    that this device has already sent an answer. `survey` keeps its drafts apart from those of
    another survey under the same code; `closes_at` is when the code stops before the survey. Who
    goes on after a vote has a `ticket`, and `begins` holds the fields that are filled in when the
    page opens. `slip`: answers need one at this code.
    """

    code: str
    document: SurveyDocument
    version: int
    submission_id: str
    survey: str = ""
    closes_at: datetime | None = None
    images: str = ""
    seed: int = 0
    sent: Fields = field(default_factory=dict)
    errors: Mapping[str, AnswerError] = field(default_factory=dict)
    taken: Taken | None = field(default_factory=dict)
    full: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notice: str | None = None
    preview: bool = False
    trial: bool = False
    issued: str = ""
    mode: Mode = "web"
    known: bool = False
    ticket: str = ""
    begins: Fields = field(default_factory=dict)
    slip: SlipView | None = None


@dataclass(frozen=True, kw_only=True)
class VoteView(View):
    """One option to vote for by one press, and the others of its question.

    `option` is None when what was scanned is gone, `question` when nobody can vote on it any more;
    then `elsewhere` is another code of the survey, '' without one. `scanned` is the value that the
    code stands for. `error` is a sentence; `notice` and the rest are as for the questionnaire.
    """

    code: str
    document: SurveyDocument
    version: int
    question: SingleChoice | Dropdown | None
    option: Option | None
    scanned: str
    submission_id: str
    issued: str
    closes_at: datetime | None = None
    notice: str | None = None
    error: str = ""
    trial: bool = False
    known: bool = False
    elsewhere: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptView(View):
    """The answers are stored; `receipt` is the number to keep (声のゆくえ番号).

    `phase` is that of the survey, `another` the code at which somebody else may answer, with the
    language, '' where nobody can. `copy`: this browser has just sent them, and may have a printed
    copy. `mode` is that of the placement: at a shared device the page returns to the start by
    itself. `voted`: they are one vote, for `choice`, and with a `ticket` the other questions can be
    answered, too.
    """

    code: str
    document: SurveyDocument
    receipt: str
    phase: Phase = "open"
    another: str = ""
    trial: bool = False
    mode: Mode = "web"
    copy: bool = False
    voted: bool = False
    choice: Text = field(default_factory=dict)
    ticket: str = ""


@dataclass(frozen=True)
class Line:
    """A question that was asked and its answer in words, '' for none."""

    number: int
    label: Text
    answer: str


@dataclass(frozen=True, kw_only=True)
class CopyView(View):
    """One's own answers to print; of the time only the hour is known."""

    code: str
    document: SurveyDocument
    receipt: str
    received: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A survey on the home page, and the first of its languages; `ended_at` and `results_on` of
    one that is over, if known."""

    code: str
    language: Language
    title: Text
    purpose: Text
    minutes: int
    opens_at: datetime | None
    closes_at: datetime | None
    section: str
    ended_at: datetime | None = None
    results_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """Open, upcoming and ended surveys, in the order given."""

    open: tuple[Card, ...]
    upcoming: tuple[Card, ...]
    ended: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Address:
    """A place where a code hangs, by its kind, and the address as people compare it."""

    kind: str
    path: str
    shown: str


@dataclass(frozen=True)
class Listed:
    """A survey with every address at which it is answered."""

    title: Text
    section: str
    phone: str
    opens_at: datetime | None
    closes_at: datetime | None
    addresses: tuple[Address, ...]


@dataclass(frozen=True, kw_only=True)
class OfficialView(View):
    """Every official address; `site` is how each begins, '' when that is not set."""

    site: str
    surveys: tuple[Listed, ...]


@dataclass(frozen=True, kw_only=True)
class VoiceView(View):
    """Looking up a number; `number` is what was typed and not found."""

    number: str = ""


@dataclass(frozen=True, kw_only=True)
class PhaseView(View):
    """A survey that takes no answers now; `sent`: some had just been sent, and were refused.

    `retired`: only this code takes none, or none yet, while the survey goes on; `elsewhere` is
    another one that does, if there is any. `opens_at` is when the code begins after it.
    """

    code: str
    document: SurveyDocument
    phase: Phase
    sent: bool = False
    opens_at: datetime | None = None
    ended_at: datetime | None = None
    retired: bool = False
    elsewhere: str = ""


@dataclass(frozen=True)
class Result:
    """What the tests found for one success criterion; `absent`: why nothing falls under it."""

    number: str
    level: str
    name: str
    origin: str
    absent: str
    proofs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StatementView(View):
    """The statement on accessibility: every criterion, and the day of the tests."""

    tested: date
    results: tuple[Result, ...]


@dataclass(frozen=True, kw_only=True)
class ErrorView(View):
    """Something else than a page; `code` names the words `error.<code>.*` of the catalogs."""

    status: int
    code: str


@dataclass(frozen=True, kw_only=True)
class WallView(View):
    """What hangs on a projector, in Japanese: the code's text, '' where there is none, and the
    `address` that stands beside it. `first` is the state (residents.screens) at this moment, as
    JSON, `edition` that of the page: in a later state it may differ."""

    title: str
    key: str
    edition: str
    code: str
    address: str
    closes_at: datetime | None
    first: str
