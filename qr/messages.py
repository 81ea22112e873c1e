"""Invitations to copy: for LINE, mail, the ward's newsletter and its homepage, in each language.

The words are in `messages.json`, one flat catalog a language. The texts hold no markup and no
readings of easy Japanese: wherever they are pasted, they stand as they are.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from babel.dates import format_datetime

from models.clock import JST, now
from models.document import SurveyDocument
from models.multilingual import HTML_LANG, Language, pick, without_readings, written
from models.wordings import one_line

LINE_MAX = 200  # characters, the address among them
NEWSLETTER_MAX = 120  # characters, the address not counted

CATALOGS: dict[Language, dict[str, str]] = json.loads(
    Path(__file__).with_name("messages.json").read_text(encoding="utf-8")
)

# Where Babel calls a language by another name.
_LOCALES: dict[Language, str] = {"ja-easy": "ja", "zh-Hans": "zh_Hans"}

_JOINER = "\u200d"


@dataclass(frozen=True)
class Invitation:
    """What a message tells, in one language. `url` is the placement's address, as it is to open.

    A title in another language is better than none; a whole purpose in another is left out.
    `opens_at` is None once the survey has opened; `closes_at` without a deadline.
    """

    language: Language
    ward: str
    title: str
    purpose: str
    minutes: int
    opens_at: datetime | None
    closes_at: datetime | None
    section: str
    phone: str
    email: str
    url: str

    @classmethod
    def of(
        cls,
        document: SurveyDocument,
        language: Language,
        *,
        ward: str,
        url: str,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
    ) -> Self:
        """The survey's, by a placement that may open later and close earlier than the survey."""
        opens = [at for at in (document.opens_at, opens_at) if at is not None and at > now()]
        closes = [at for at in (document.closes_at, closes_at) if at is not None]
        return cls(
            language=language,
            ward=ward,
            title=one_line(pick(document.title, language)),
            purpose=_purpose(document, language),
            minutes=document.minutes,
            opens_at=max(opens, default=None),
            closes_at=min(closes, default=None),
            section=one_line(document.contact.section),
            phone=one_line(document.contact.phone),
            email=one_line(document.contact.email),
            url=url,
        )

    def say(self, key: str, **values: str) -> str:
        """The words under `key` with what the invitation knows; '' for a fact that is missing."""
        facts: dict[str, str] = {
            "ward": self.ward,
            "title": self.title,
            "minutes": str(self.minutes),
            "opens": self._moment(self.opens_at),
            "closes": self._moment(self.closes_at),
            "section": self.section,
            "phone": self.phone,
            "email": self.email,
            "url": self.url,
            **values,
        }
        words = CATALOGS[self.language][key]
        needed = re.findall(r"\{(\w+)\}", words)
        return words.format(**facts) if all(facts[name] for name in needed) else ""

    def contact(self) -> str:
        """Who to ask, and how: '' when the survey names nobody."""
        ways = [self.section, self.say("phone"), self.say("email")]
        return " ".join(way for way in ways if way)

    def _moment(self, at: datetime | None) -> str:
        if at is None:
            return ""
        locale = _LOCALES.get(self.language, self.language)
        return format_datetime(at.astimezone(JST), CATALOGS[self.language]["moment"], locale=locale)


@dataclass(frozen=True)
class Mail:
    """A mail: its subject, on one line, and its body."""

    subject: str
    body: str


def line(invitation: Invitation) -> str:
    """For LINE: a few sentences and the address, at most LINE_MAX characters together.

    The contact gives way first, then the minutes, then the end of the title. Only an address
    that is about as long as that by itself leads to more.
    """
    room = LINE_MAX - len(invitation.url) - 1
    said = _fitting(invitation, room, lambda one, keys: one.say("line", said=_said(one, keys)))
    return f"{said}\n{invitation.url}"


def newsletter(invitation: Invitation, printed: str) -> str:
    """For 広報紙: at most NEWSLETTER_MAX characters, and on a line of its own the address as
    it stands beside the code (`qr.links.printed_text`). What gives way is as for LINE.
    """
    return f"{_fitting(invitation, NEWSLETTER_MAX, _said)}\n{printed}"


def mail(invitation: Invitation) -> Mail:
    """A mail with the facts on a line each, and how to see that the page is the ward's."""
    address = urlsplit(invitation.url)
    facts = [invitation.say(f"mail.{fact}") for fact in ("minutes", "opens", "closes", "url")]
    paragraphs = [
        invitation.say("mail.lead"),
        invitation.purpose,
        "\n".join(fact for fact in facts if fact),
        invitation.say("mail.check", site=f"{address.scheme}://{address.netloc}/"),
        invitation.say("mail.contact", contact=invitation.contact()),
    ]
    subject = invitation.say("mail.subject")
    return Mail(subject, "\n\n".join(words for words in paragraphs if words))


def homepage(invitation: Invitation) -> str:
    """A paragraph for an article: what is asked and why, how long it takes, until when, who asks.

    The address is not in it: `pages/components/link_card.py` makes the link.
    """
    said = [
        invitation.say("web.lead"),
        invitation.purpose,
        _sentences(invitation, ("minutes", "opens", "closes")),
        invitation.say("mail.contact", contact=invitation.contact()),
    ]
    return "\n".join(words for words in said if words)


# What a short message says beside the invitation: the first that fits.
_SHORTER = (
    ("opens", "closes", "minutes", "contact"),
    ("opens", "closes", "minutes", "section"),
    ("opens", "closes", "minutes"),
    ("opens", "closes"),
)


def _fitting(
    invitation: Invitation, room: int, write: Callable[[Invitation, tuple[str, ...]], str]
) -> str:
    """The longest text of at most `room` characters; the title is cut when none is that short."""
    said = ""
    for keys in _SHORTER:
        said = write(invitation, keys)
        if len(said) <= room:
            return said
    title = _cut(invitation.title, len(invitation.title) - (len(said) - room))
    return write(replace(invitation, title=title), _SHORTER[-1])


def _said(invitation: Invitation, keys: tuple[str, ...]) -> str:
    return _sentences(invitation, ("invite", *keys))


def _purpose(document: SurveyDocument, language: Language) -> str:
    said, known = written(document.purpose, language)
    if HTML_LANG[known] != HTML_LANG[language]:
        return ""
    return "\n".join(one_line(words) for words in without_readings(said).split("\n"))


def _sentences(invitation: Invitation, keys: tuple[str, ...]) -> str:
    said = [invitation.say(key, contact=invitation.contact()) for key in keys]
    return CATALOGS[invitation.language]["gap"].join(words for words in said if words)


def _cut(text: str, length: int) -> str:
    """The beginning of `text` with an ellipsis, `length` characters at most and one at least; no
    character is parted from its accents."""
    end = max(length - 1, 0)
    while end and (unicodedata.combining(text[end]) or _JOINER in text[end - 1 : end + 1]):
        end -= 1
    return f"{text[:end].rstrip()}…"
