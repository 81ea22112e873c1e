"""What a placement is: its kind, where it hangs, and what it narrows of its survey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models import lifecycle
from models.document import SurveyDocument

# kind → the word staff know it by, in the order in which they are offered
KINDS = {
    "web": "ホームページ",
    "poster": "ポスター",
    "handout": "配布資料",
    "table": "机上・受付",
    "newsletter": "広報紙",
    "message": "メール・LINE",
    "kiosk": "据え置き端末",
    "interview": "職員による聞き取り",
    "slip": "整理券",
    "vote": "スキャンで一票",
}
Mode = Literal["web", "kiosk", "interview"]
# On a device that people share, a page keeps nothing of the one before.
SHARED: frozenset[Mode] = frozenset({"kiosk", "interview"})
# What hangs or lies about where anybody could stick another code over it.
HANGING = frozenset({"poster", "handout", "table", "vote"})
# What belongs to its survey: to that one's slips, or to an option of that one's question.
BOUND = frozenset({"slip", "vote"})


def mode_of(kind: str) -> Mode:
    """How people answer at a placement of this kind; it is stored with each answer."""
    return "kiosk" if kind == "kiosk" else "interview" if kind == "interview" else "web"


@dataclass(frozen=True)
class Placement:
    """One placement. `responses` came by it to its survey; `find` and `in_use` do not count them.

    `language` is the one it opens in, '' for the survey's first. Its own times narrow those of the
    survey. `preset` is `KEY=VALUE` of the option a scan votes for. `former` are the surveys that it
    led to before, in that order.
    """

    code: str
    survey_id: str
    name: str
    kind: str
    active: bool
    responses: int = 0
    place: str = ""
    language: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    preset: str = ""
    outdoor: bool = False
    inspected_at: datetime | None = None
    former: tuple[str, ...] = ()
    created_at: datetime | None = None

    @property
    def mode(self) -> Mode:
        """How people answer here."""
        return mode_of(self.kind)

    @property
    def is_timed(self) -> bool:
        """Whether it has times of its own."""
        return self.opens_at is not None or self.closes_at is not None

    def phase(self, survey: lifecycle.Phase, moment: datetime) -> lifecycle.Phase:
        """What a resident meets here while the survey is in that phase."""
        if not self.active and survey != "draft":
            return "closed"
        return lifecycle.narrowed(survey, self.opens_at, self.closes_at, moment)

    def closing(self, survey: SurveyDocument) -> datetime | None:
        """The last moment to answer here: the earlier of its own and the survey's."""
        return lifecycle.earlier(self.closes_at, survey.closes_at)
