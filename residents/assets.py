"""The files that pages ask for, and what stands in every page: its sheet and its icon."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from rcssmin import cssmin
from rjsmin import jsmin

_STATIC = Path(__file__).parent / "static"


class Asset(NamedTuple):
    """A file that pages ask for, also compressed."""

    body: bytes
    media_type: str
    packed: bytes


def source(name: str) -> str:
    """A file as we write it."""
    return (_STATIC / name).read_text(encoding="utf-8")


# Comments and spaces are for us: what is sent has none.
STYLE: str = cssmin(source("style.css"))
# What only pages about surveys need, so that the questionnaire stays small.
PUBLIC_STYLE: str = cssmin(source("public.css"))
COPY_STYLE: str = cssmin(source("copy.css"))
STYLES = (STYLE, PUBLIC_STYLE, COPY_STYLE)
WALL_STYLE: str = cssmin(source("wall.css"))  # alone on its page

# In the page itself: a phone would ask for it again at every survey.
ICON = "data:image/svg+xml," + quote(source("icon.svg").strip().replace('"', "'"), safe=" '()/:;=,")


def _script(*names: str) -> Asset:
    body = jsmin("".join(source(name) for name in names)).encode()
    return Asset(body, "text/javascript; charset=utf-8", gzip.compress(body, 9, mtime=0))


# One file for all that a page's script does: a phone waits longer for a second one than for its
# bytes. Most surveys have no conditions, and need not wait for what reads them.
_ANSWER = ("check.js", "pages.js", "draft.js", "post.js", "queue.js")
SCRIPTS = {
    "/assets/answer.js": ("answer.js", *_ANSWER),
    "/assets/answer-paths.js": ("answer.js", "paths.js", *_ANSWER),
    "/assets/kiosk.js": ("kiosk.js",),
    "/assets/slip.js": ("slip.js",),
    "/assets/unsent.js": ("post.js", "unsent.js"),
    "/assets/wall.js": ("wall.js",),
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
SLIP_URL = _versioned("/assets/slip.js")
WALL_URL = _versioned("/assets/wall.js")
