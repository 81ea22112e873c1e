"""The button that hands a file out: written when it is clicked, and noted in the audit log."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import settings
from analysis import child
from exports import files
from exports.neutral import Encoding
from models import audit, store
from pages.components import identity
from pages.components.plain import plain


def button(survey_id: str, name: str, encoding: Encoding) -> None:
    """The download of one file of `files.NAMES`."""
    st.download_button(
        f"{plain(name)} をダウンロード",
        written(survey_id, name, encoding, by=identity.name()),
        name,
        "text/csv",
        key=f"export.{name}",
        on_click="ignore",
    )


def written(survey_id: str, name: str, encoding: Encoding, *, by: str) -> Callable[[], bytes]:
    """A function that writes the file in the child process and notes who took how much.

    Streamlit calls it in a thread of its own after the click, so everything is read beforehand.
    """
    url, opened = settings.current().store_url, store.current()

    def write() -> bytes:
        file = child.run(files.write, url, survey_id, [name], encoding)[name]
        detail = f"{name} {encoding} {file.rows}行"
        opened.write(lambda session: audit.record(session, by, "survey.export", survey_id, detail))
        return file.data

    return write
