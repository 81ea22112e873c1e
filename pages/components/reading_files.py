"""Files of よむ: written when somebody asks for one, and noted with who took it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

import settings
from analysis import child
from models import audit, store
from pages.components import cached
from pages.components.reading_desk import Look

P = ParamSpec("P")


def file(
    name: str,
    by: str,
    work: Callable[Concatenate[str, Path, Look, P], bytes],
    look: Look,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Callable[[], bytes]:
    """A function that writes the file and notes that `by` took it, in a thread of its own."""
    url, tokens, opened = settings.current().store_url, cached.tokens(), store.current()

    def write() -> bytes:
        data = child.run(work, url, tokens, look, *args, **kwargs)
        detail = f"{name} {look.source}"
        opened.write(
            lambda session: audit.record(session, by, "survey.export", look.survey, detail)
        )
        return data

    return write
