"""Readings above their words, as easy Japanese has them."""

from __future__ import annotations

from markupsafe import Markup

from models.multilingual import with_readings

# A browser that sets no ruby shows the reading in brackets behind the word.
_RUBY = Markup("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>")


def ruby(text: str) -> Markup:
    """The text, escaped, with each reading above its word: [公園|こうえん]."""
    return Markup("").join(
        _RUBY.format(word, reading) if reading else word for word, reading in with_readings(text)
    )
