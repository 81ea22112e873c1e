"""Cells that no spreadsheet runs, and text in the encodings that offices use.

Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula, whoever wrote it
(OWASP, CSV Injection). A leading `'` makes it text. Prefixing is undone without doubt: a cell `'x`
stands for `x` where `x` itself would be prefixed, else for `'x`.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from models.questions.base import NOT_ASKED

Encoding = Literal["utf-8-sig", "utf-8", "cp932"]

SUBSTITUTE = "〓"  # the printers' mark (geta) for a character that is not at hand

# − (U+2212) is the minus of Japanese keyboards on a Mac, and becomes － in CP932.
_FORMULA_SIGNS = set("=+-@−")
# A formula may hide behind what a reader of the file strips or splits at: blanks and characters
# without width (below, by category), quotes, and the separators of other countries' CSV.
_SKIPPED = set("'\",;|")
_SKIPPED_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}

_LINE_BREAKS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Encoded:
    """A file's bytes; `replaced` counts the characters that the encoding has no place for."""

    data: bytes
    replaced: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many characters became 〓."""
        return sum(self.replaced.values())


def neutral(text: str) -> str:
    """`text` as a cell that is neither formula nor code: with a leading `'` where it might be.

    That is a text whose first visible character, in half or full width, is one of = + - @ −, one
    that begins with TAB, CR or LF, and one that reads just like the code of 非該当.
    """
    bare = text.lstrip("'")
    prefixed = f"'{text}"
    if bare.startswith(("\t", "\r", "\n")) or bare == NOT_ASKED:
        return prefixed
    for character in bare:
        if character in _SKIPPED or unicodedata.category(character) in _SKIPPED_CATEGORIES:
            continue
        sign = unicodedata.normalize("NFKC", character)[0]
        return prefixed if sign in _FORMULA_SIGNS else text
    return text


def cell(text: str) -> str:
    """Written words as one cell on one line: neutral, each line break one space."""
    return _LINE_BREAKS.sub(" ", neutral(text))


def sheet(rows: Iterable[Sequence[str]], encoding: Encoding) -> Encoded:
    """Rows as a CSV file by RFC 4180: commas, CRLF, quotes where needed. Never raises.

    A character that `encoding` lacks becomes 〓 and is counted.
    """
    file = _File(encoding)
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return Encoded(bytes(file.data), dict(sorted(file.replaced.items())))


class _File:
    """Takes written text, keeps bytes: a large file is never held as text as well."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding.removesuffix("-sig")
        self.data = bytearray(codecs.BOM_UTF8 if encoding == "utf-8-sig" else b"")
        self.replaced = Counter[str]()

    def write(self, text: str) -> None:
        try:
            self.data += text.encode(self.encoding)
        except UnicodeEncodeError:
            missing = [character for character in text if not self._fits(character)]
            self.replaced.update(missing)
            fitting = text.translate({ord(character): SUBSTITUTE for character in missing})
            self.data += fitting.encode(self.encoding)

    def _fits(self, character: str) -> bool:
        try:
            character.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True
