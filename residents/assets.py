"""The files that pages ask for, and what stands in every page: its sheet and its icon."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

_STATIC = Path(__file__).parent / "static"


class Asset(NamedTuple):
    """A file that pages ask for, also compressed."""

    body: bytes
    media_type: str
    packed: bytes


# Strings and regular expressions, which stay as they are; comments; spaces that nothing needs.
_SCRIPT = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|(?<=[(=!])/(?:\\.|[^/\\])+/)"""
    r"""|//[^\n]*|\s*([{}()[\],;:=?<>&|])\s*|(\s)\s*"""
)
_SHEET = re.compile(r"""("[^"]*")|/\*.*?\*/|\s*([{};,])\s*|((?<=:)) |(\s)\s*""", re.DOTALL)


def source(name: str) -> str:
    """A file as we write it."""
    return (_STATIC / name).read_text(encoding="utf-8")


def _squeezed(pieces: re.Pattern[str], *names: str) -> str:
    """Our own sources as one text without what is there for readers: comments and spaces.

    Not for any source: statements end in a semicolon, and a regular expression has no slash in it
    and stands right after a bracket.
    """
    sources = "".join(source(name) for name in names)
    return pieces.sub(lambda found: "".join(filter(None, found.groups())), sources)


STYLE = _squeezed(_SHEET, "style.css")
# What only pages about surveys need, so that the questionnaire stays small.
PUBLIC_STYLE = _squeezed(_SHEET, "public.css")
COPY_STYLE = _squeezed(_SHEET, "copy.css")
STYLES = (STYLE, PUBLIC_STYLE, COPY_STYLE)

# In the page itself: a phone would ask for it again at every survey.
ICON = "data:image/svg+xml," + quote(source("icon.svg").strip().replace('"', "'"), safe=" '()/:;=,")


def _script(*names: str) -> Asset:
    body = _squeezed(_SCRIPT, *names).encode()
    return Asset(body, "text/javascript; charset=utf-8", gzip.compress(body, 9, mtime=0))


# One file for all that a page's script does: a phone waits longer for a second one than for its
# bytes. Most surveys have no conditions, and need not wait for what reads them.
_ANSWER = ("check.js", "pages.js", "draft.js", "post.js", "queue.js")
SCRIPTS = {
    "/assets/answer.js": ("answer.js", *_ANSWER),
    "/assets/answer-paths.js": ("answer.js", "paths.js", *_ANSWER),
    "/assets/kiosk.js": ("kiosk.js",),
    "/assets/unsent.js": ("post.js", "unsent.js"),
}
STATIC: dict[str, Asset] = {path: _script(*names) for path, names in SCRIPTS.items()}

# Not under /assets: a service worker works below the path of its own file.
SERVICE_WORKER = _script("sw.js")


def _versioned(path: str) -> str:
    return f"{path}?v={hashlib.sha256(STATIC[path].body).hexdigest()[:10]}"


SCRIPT_URL = _versioned("/assets/answer.js")
PATHS_URL = _versioned("/assets/answer-paths.js")
UNSENT_URL = _versioned("/assets/unsent.js")
KIOSK_URL = _versioned("/assets/kiosk.js")
