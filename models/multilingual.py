"""Texts in several languages: language → text, with one rule for what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator

Language = Literal["ja", "ja-easy", "en", "zh-Hans", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# BCP 47 tags for the HTML lang attribute; easy Japanese is Japanese to a screen reader.
HTML_LANG: dict[Language, str] = {
    "ja": "ja",
    "ja-easy": "ja",
    "en": "en",
    "zh-Hans": "zh-Hans",
    "ko": "ko",
}

# What stands between the things of a list.
COMMA: dict[Language, str] = {"ja": "、", "ja-easy": "、", "en": ", ", "zh-Hans": "、", "ko": ", "}

# A word with its reading, as easy Japanese has it: [公園|こうえん]. What is read is kana, so that
# other things in brackets stay as they are written.
_READING = re.compile(r"\[([^\[\]|\n]+)\|([\u3041-\u3096\u30a1-\u30fa\u30fc]+)\]")


def _from_plain(value: object) -> object:
    """A bare string is Japanese: the language in which staff write first."""
    return {"ja": value} if isinstance(value, str) else value


def _trimmed(value: dict[Language, str]) -> dict[Language, str]:
    for language, text in value.items():
        if len(text) > MAX_TEXT:
            raise ValueError(f"{language}: longer than {MAX_TEXT} characters")
        if any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF for c in text):
            raise ValueError(f"{language}: contains control characters")
    return {language: text.strip() for language, text in value.items() if text.strip()}


MAX_TEXT = 2_000

Text = Annotated[
    dict[Language, str],
    BeforeValidator(_from_plain),
    AfterValidator(_trimmed),
]


def written(text: Mapping[Language, str], language: Language = "ja") -> tuple[str, Language]:
    """The text as staff wrote it, and the language it is in: `language`, else easy Japanese, else
    Japanese, else any. Easy Japanese may hold readings; '' where nothing is written."""
    for candidate in (language, "ja-easy", "ja") if language != "ja" else ("ja",):
        if candidate in text:
            return text[candidate], candidate
    return next(((said, known) for known, said in text.items()), ("", language))


def pick(text: Mapping[Language, str], language: Language = "ja") -> str:
    """The text that `written` finds, without the readings of easy Japanese."""
    said, known = written(text, language)
    return without_readings(said) if known == "ja-easy" else said


def with_readings(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text in easy Japanese, each with its reading, '' for what has none."""
    end = 0
    for found in _READING.finditer(text):
        yield text[end : found.start()], ""
        yield found[1], found[2]
        end = found.end()
    yield text[end:], ""


def without_readings(text: str) -> str:
    """公園 for [公園|こうえん]: where a reading cannot stand above its word."""
    return "".join(word for word, _ in with_readings(text))
