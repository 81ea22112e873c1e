"""Words for residents, by language and key, from `locales/`; and dates in those languages.

A catalog is flat JSON: key → sentence with `{name}` places, or, for the keys `date.*`, a date
pattern of Unicode TR35. Words of easy Japanese carry their readings: [公園|こうえん].
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date, format_datetime

from models.clock import JST
from models.multilingual import Language, without_readings

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

_LOCALES = Path(__file__).parent / "locales"
CATALOGS: dict[Language, dict[str, str]] = {
    language: json.loads((_LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGE_NAMES
}

# Where Babel calls a language by another name.
_NAMES: dict[Language, str] = {"ja-easy": "ja", "zh-Hans": "zh_Hans"}


def say(language: Language, key: str, **values: str | float) -> str:
    """The sentence for `key` as plain text, without readings; numbers get thousands separators.

    KeyError for an unknown key. Values are not escaped: that is for the template to do, once.
    """
    return without_readings(CATALOGS[language][key]).format(**shown(values))


def spell(language: Language, key: str, **values: str | float) -> str:
    """The same with the readings still in it, for a template that sets them above their words."""
    return CATALOGS[language][key].format(**shown(values))


def shown(values: Mapping[str, str | float]) -> dict[str, str]:
    """Numbers as people write them; words as they are."""
    return {
        name: value if isinstance(value, str) else f"{value:,}" for name, value in values.items()
    }


def things(language: Language, number: int) -> str:
    """A number of things to choose: Japanese counts 1つ … 9つ, then 10個."""
    return say(language, "things.few" if number < 10 else "things.many", number=number)


def moment(language: Language, at: datetime) -> str:
    """Date, weekday and time in Japan: 2026年11月23日(月) 17:00."""
    return _moment(language, at, "date.moment")


def hour(language: Language, at: datetime) -> str:
    """The hour in Japan in which something was: 2026年11月23日(月) 17時台."""
    return _moment(language, at, "date.hour")


def day(language: Language, on: date) -> str:
    """Date and weekday: 2026年11月23日(月)."""
    return format_date(on, CATALOGS[language]["date.day"], locale=_locale(language))


def dial(phone: str) -> str:
    """The digits of the first telephone number in `phone`, '' when there is none to call."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", phone))
    return re.sub(r"[^\d+]", "", found.group()) if found else ""


def _moment(language: Language, at: datetime, pattern: str) -> str:
    in_japan = at.astimezone(JST)
    return format_datetime(in_japan, CATALOGS[language][pattern], locale=_locale(language))


def _locale(language: Language) -> str:
    return _NAMES.get(language, language)
