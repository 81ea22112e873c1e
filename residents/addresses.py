"""Addresses of our own pages, in the language that a reader has chosen."""

from __future__ import annotations

from models.multilingual import Language


def language_query(language: Language, first: Language) -> str:
    """The end of the address of a page that speaks `first` unless it is asked for another."""
    return "" if language == first else f"?lang={language}"
