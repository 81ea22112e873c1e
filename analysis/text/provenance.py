"""On what the figures of よむ depend, to be handed out with them."""

from __future__ import annotations

import functools
import json
import platform
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from analysis.text.names import Listed, shipped
from analysis.text.stopwords import STOP_WORDS
from analysis.text.study import Settings
from analysis.text.tokenizer import VERSION

_RULES: Final = Path(__file__).parent
_LIBRARIES: Final = ("janome", "networkx", "numpy", "scipy")
_SHOWN: Final = 16  # hexadecimal digits


def record(settings: Settings) -> dict[str, object]:
    """The settings, and the versions of all that reads: ready for JSON, the same in every process.

    Lists of names and stop words, and the rules, are told by digests: they are long.
    """
    return {
        "question": settings.question,
        "seed": settings.seed,
        "topics": settings.topics,
        "parts": settings.parts,
        "least": settings.least,
        "folded": settings.folded,
        "undone_variants": sorted(settings.undone),
        "left_out_terms": sorted(settings.without),
        "names": digest_of_names(settings.names),
        "stop_words": _digest(sorted(STOP_WORDS)),
        "rules": rules(),
        "tokenizer": VERSION,
        "libraries": {name: version(name) for name in _LIBRARIES},
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
    }


def digest_of_names(changes: Iterable[Listed] = ()) -> str:
    """The shipped list of names with what was changed in it."""
    listed = (*shipped(), *changes)
    return _digest([[one.name, one.canonical, one.kind, one.active] for one in listed])


@functools.cache
def rules() -> str:
    """The programs and word lists of this folder; any change in them may change figures."""
    files = sorted(file for file in _RULES.iterdir() if file.suffix in {".py", ".csv"})
    read = [[file.name, file.read_text(encoding="utf-8")] for file in files]  # any line ends
    return _digest(read)


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_SHOWN]
