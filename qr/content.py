"""What every printed piece says, whatever its size: a reader can trust it and knows whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from models.clock import JST
from models.document import SurveyDocument
from models.multilingual import HTML_LANG, LANGUAGES, Language, pick
from models.placements import Placement
from models.wordings import one_line
from qr import code
from qr.links import answer_url, code_text, printed_text

STICKER = "このQRコードの上にシールが貼られていたら、読み取らずに係員へ"
TRADEMARK = "QRコードは(株)デンソーウェーブの登録商標です"

# What a reader of each language looks for.
LANGUAGE_MARKS: dict[Language, str] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "ko": "한국어",
}
# Where there is no room for more.
SHORT_MARKS: dict[Language, str] = {**LANGUAGE_MARKS, "en": "EN", "zh-Hans": "中文"}

# Beside a door, in each language that the survey can be answered in.
INVITATIONS: dict[Language, str] = {
    "ja": "アンケート受付中",
    "ja-easy": "アンケートに こたえてください",
    "en": "Please take our survey",
    "zh-Hans": "正在进行问卷调查",
    "ko": "설문조사를 진행하고 있습니다",
}

_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Content:
    """The words of a piece. `url` is the answer link; `level` the correction of its code.

    `language` is the one that `message`, `title` and `note` are written in; the fixed words are
    Japanese. Empty texts leave no gap. `closes_at` is aware, None when there is no deadline.
    """

    ward: str
    title: str
    url: str
    section: str
    phone: str
    minutes: int
    closes_at: datetime | None
    email: str = ""
    message: str = ""
    note: str = ""
    languages: tuple[Language, ...] = ("ja",)
    place: str = ""
    language: Language = "ja"
    logo_url: str = ""
    level: code.Level = "M"

    @classmethod
    def of(cls, document: SurveyDocument, placement: Placement, *, ward: str, site: str) -> Self:
        """What a placement of the survey says at the address `site`; no piece's own words yet.

        Raises NotAllowed as `qr.links.answer_url` does.
        """
        return cls(
            ward=ward,
            title=pick(document.title),
            url=answer_url(site, placement.code),
            section=document.contact.section,
            phone=document.contact.phone,
            email=document.contact.email,
            minutes=document.minutes,
            closes_at=placement.closing(document),
            languages=document.languages,
            place=placement.place or placement.name,
            level="Q" if placement.outdoor else "M",
        ).cleaned()

    def cleaned(self) -> Self:
        """The same with each text on one line, and nothing in it that turns its neighbours."""
        return replace(
            self,
            ward=one_line(self.ward),
            title=one_line(self.title),
            section=one_line(self.section),
            phone=one_line(self.phone),
            email=one_line(self.email),
            message=one_line(self.message),
            note=one_line(self.note),
            place=one_line(self.place),
        )

    @property
    def code_text(self) -> str:
        """What the code holds."""
        return code_text(self.url)

    @property
    def address(self) -> str:
        """What stands beside it. Raises NotAllowed('public_url_malformed')."""
        return printed_text(self.url)

    @property
    def who(self) -> str:
        """Ward and section, as one asks for them."""
        return " ".join(part for part in (self.ward, self.section) if part)

    @property
    def way(self) -> str:
        """How to reach them."""
        if self.phone:
            return f"電話 {self.phone}"
        return f"メール {self.email}" if self.email else ""

    @property
    def duration(self) -> str:
        """How long answering takes."""
        return f"約{self.minutes}分"

    @property
    def deadline(self) -> tuple[str, str, str]:
        """Year, day and time of the deadline in Japan; three empty texts without one."""
        if self.closes_at is None:
            return "", "", ""
        end = self.closes_at.astimezone(JST)
        day = f"{end.month}月{end.day}日({_WEEKDAYS[end.weekday()]})"
        return f"{end.year}年", day, f"{end.hour}:{end.minute:02d}"

    @property
    def offered(self) -> tuple[Language, ...]:
        """The survey's languages in the order in which residents' pages name them."""
        return tuple(language for language in LANGUAGES if language in self.languages)

    @property
    def html_lang(self) -> str:
        """The language of message, title and note for a browser."""
        return HTML_LANG[self.language]
