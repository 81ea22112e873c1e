"""A staff member's desk for tests: who sits there, and what a page says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages import drawn

STAFF = "山田花子"
PUBLIC_URL = "https://koe.example.lg.jp"

Open = Callable[..., AppTest]


def elements(at: AppTest, kind: str) -> list[Any]:
    """The elements of a kind for which AppTest has no name of its own."""
    return list(at.get(kind))


def labels(at: AppTest, kind: str) -> list[str]:
    """The labels of all elements of a kind, such as page_link."""
    return [one.label for one in elements(at, kind)]


def takeaways(at: AppTest) -> list[str]:
    """The names under which figures and their numbers can be saved, opened or not."""
    ids = [one.proto.id for one in at.expander]
    return [name for one in ids if (name := one.partition("results.files.")[2])]


def shown(at: AppTest) -> str:
    """Every text on the page, without the marks that keep it from being read as Markdown."""
    assert not at.exception, at.exception
    blocks = (at.title, at.header, at.subheader, at.markdown, at.text, at.caption)
    said = [block.value for group in blocks for block in group]
    said += [
        notice.value for group in (at.error, at.warning, at.success, at.info) for notice in group
    ]
    plain = "\n".join(said).replace("\\", "").replace("\u2060", "")
    return "\n".join(filter(None, (plain, drawn.words(at))))
