"""Words for residents, by language and key, from `locales/`; and dates in those languages.

A catalog is flat JSON: key → sentence with `{name}` places, or, for the keys `date.*`, a date
pattern of Unicode TR35. A language without a catalog of its own gets Japanese words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date, format_datetime

from models.clock import JST
from models.multilingual import Language, Text, pick

FALLBACK: Language = "ja"

# Each language by the name its readers look for.
LANGUAGE_NAMES: dict[Language, str] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "ko": "한국어",
}

# A telephone number with whatever people write for a hyphen: dashes, minus, the long vowel mark.
_NUMBER = re.compile(r"\+?\d[\d\-\u2010-\u2015\u2212\u30fc() ]{6,}")

CATALOGS: dict[str, dict[str, str]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "locales").glob("*.json"))
}


def catalog_of(language: Language) -> Language:
    """The language whose words a page in `language` uses."""
    return language if language in CATALOGS else FALLBACK


def say(language: Language, key: str, **values: str | float) -> str:
    """The sentence for `key` as plain text; numbers get thousands separators.

    KeyError for an unknown key. Values are not escaped: that is for the template to do, once.
    """
    shown = {
        name: value if isinstance(value, str) else f"{value:,}" for name, value in values.items()
    }
    return CATALOGS[catalog_of(language)][key].format(**shown)


def things(language: Language, number: int) -> str:
    """A number of things to choose: Japanese counts 1つ … 9つ, then 10個."""
    return say(language, "things.few" if number < 10 else "things.many", number=number)


def moment(language: Language, at: datetime) -> str:
    """Date, weekday and time in Japan: 2026年11月23日(月) 17:00."""
    words = catalog_of(language)
    return format_datetime(at.astimezone(JST), CATALOGS[words]["date.moment"], locale=words)


def day(language: Language, on: date) -> str:
    """Date and weekday: 2026年11月23日(月)."""
    words = catalog_of(language)
    return format_date(on, CATALOGS[words]["date.day"], locale=words)


def spoken(text: Text, language: Language) -> tuple[str, Language]:
    """The words of `text` for a reader of `language`, and the language they really are in."""
    shown = pick(text, language)
    return shown, next((known for known in (language, *text) if text.get(known) == shown), language)


def dial(phone: str) -> str:
    """The digits of the first telephone number in `phone`, '' when there is none to call."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", phone))
    return re.sub(r"[^\d+]", "", found.group()) if found else ""
