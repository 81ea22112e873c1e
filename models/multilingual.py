"""Texts in several languages: language → text, with one rule for what is missing."""

from __future__ import annotations

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


def pick(text: dict[Language, str], language: Language = "ja") -> str:
    """The text in `language`, else in easy Japanese, else Japanese, else any, else ''."""
    for candidate in (language, "ja-easy", "ja") if language != "ja" else ("ja",):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")
