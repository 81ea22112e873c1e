"""A form as it was sent, and what it says of itself: version, language, number, when opened.

Nothing here is about the answers; those are read by the questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from models import journey
from models.document import SurveyDocument
from models.errors import FormError, SurveyNotOpen
from models.multilingual import Language
from residents import form_time, variants
from residents.published import Published

Fields = Mapping[str, Sequence[str]]

ISSUED, TRAP, SWITCH, VOTE = "issued", "_homepage", "_language", "_vote"
SLIP = "_slip"  # the number of a slip, where answers need one
_OWN_FIELDS = frozenset(
    {
        *("submission_id", "version", "lang", "order", journey.WORDING),
        *(ISSUED, TRAP, SWITCH, VOTE, SLIP),
    }
)
_SUBMISSION_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


@dataclass(frozen=True)
class Sheet:
    """One form that was sent. `submission_id` is '' when there was none that can be used.

    `opened` is when its page was opened, None unless a good stamp says so; `stamp` is that one,
    '' without one. `stale`: there was a stamp, and it is not good (any more). `switch`: a button
    was pressed to read on in another language, which is then `language`.
    """

    published: Published
    version: int
    language: Language
    submission_id: str
    stamp: str
    opened: datetime | None
    stale: bool
    switch: bool
    trapped: bool
    fields: Fields = field(repr=False)

    @property
    def document(self) -> SurveyDocument:
        """The document whose page was sent."""
        return self.published.versions[self.version]

    @property
    def is_vote(self) -> bool:
        """Whether it is one vote, and not the answers to a whole questionnaire."""
        return VOTE in self.fields

    @property
    def seed(self) -> int:
        """The variant of the page that was sent, to show it again as it was."""
        said = "".join(self.fields.get("order", ()))
        seeds = {str(seed): seed for seed in range(variants.count(self.document))}
        return seeds.get(said, 0)

    @property
    def filled(self) -> dict[str, tuple[str, ...]]:
        """The fields of questions in which something stands, by name."""
        return {
            name: tuple(values)
            for name, values in self.fields.items()
            if name not in _OWN_FIELDS and any(values)
        }

    def flags(self, *, known: bool) -> tuple[str, ...]:
        """What is unusual about the sending; `known`: its device has sent an answer before."""
        fast = self.opened is not None and form_time.is_quick(self.opened)
        found = {
            "honeypot": self.trapped,
            "fast": fast and not self.is_vote,  # one press takes nobody longer
            "unsigned": self.opened is None,
            "repeat": known,
        }
        return tuple(flag for flag, is_so in found.items() if is_so)


def read(published: Published, fields: Fields, stamps: form_time.Stamps) -> Sheet:
    """The form behind `fields`.

    Raises FormError for a field that is not of this survey, SurveyNotOpen for a version that is
    gone: it was tried out before the survey opened.
    """
    version = _version(published, fields)
    document = published.versions[version]
    for name, values in fields.items():
        if name in _OWN_FIELDS:
            if len(values) > 1:
                raise FormError("sent_twice_field")
        elif name not in published.fields[version]:
            raise FormError("unknown_field")
    if VOTE in fields and not published.placement.preset:
        raise FormError("unknown_field")
    own = {name: only(fields, name) for name in _OWN_FIELDS}
    stamp = own[ISSUED]
    opened = stamps.read(stamp, published.survey_id)
    said = own["lang"] if own["lang"] in document.languages else published.offered(document)[0]
    wanted = own[SWITCH] if own[SWITCH] in document.languages else said
    return Sheet(
        published=published,
        version=version,
        language=next(known for known in document.languages if known == wanted),
        submission_id=number_of(fields),
        stamp=stamp if opened is not None else "",
        opened=opened,
        stale=opened is None and ISSUED in fields,
        switch=SWITCH in fields,
        trapped=bool(own[TRAP].strip()),
        fields=fields,
    )


def only(fields: Fields, name: str) -> str:
    """What was sent in a field of our own, '' without it."""
    return "".join(fields.get(name, ()))


def number_of(fields: Fields) -> str:
    """The submission_id, '' when there is none that can be used."""
    number = only(fields, "submission_id")
    return number if _SUBMISSION_ID.fullmatch(number) else ""


def _version(published: Published, fields: Fields) -> int:
    """The version whose page was sent; the one asked now when the form does not say."""
    said = "".join(fields.get("version", ()))
    if not said:
        return published.current
    if not (said.isascii() and said.isdigit() and len(said) < 6):
        raise FormError("unknown_field")
    if int(said) not in published.versions:
        raise SurveyNotOpen(published.phase())
    return int(said)
