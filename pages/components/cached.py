"""What is worked out once for each state of the answers: the only module with `st.cache_data`.

Every key is (survey, data revision, version, plain parameters): `data_revision` rises with each
change of the answers, `version` with the words that are shown. Nothing here ever goes stale. The
work itself is done in the child process.
"""

from __future__ import annotations

import streamlit as st

import settings
from analysis import child
from analysis.text.kwic import Line
from analysis.text.terms import TermTable
from exports import files
from models.surveys import Summary
from pages.components import answers
from pages.components.answers import Results, Written

Key = tuple[str, int, int]  # survey, data revision, version (0 before publishing)


def key_of(summary: Summary) -> Key:
    """The state of the answers that `summary` tells of."""
    return summary.id, summary.data_revision, summary.version or 0


@st.cache_data(max_entries=16, show_spinner="集計しています…")
def results(key: Key, without: tuple[str, ...] = ()) -> Results:
    """What みる shows, leaving out whoever carries a flag of `without`."""
    return child.run(answers.results, _url(), key[0], without)


@st.cache_data(max_entries=16, show_spinner="ご意見を読んでいます…")
def written(key: Key, stored_key: str) -> Written:
    """What people wrote under `stored_key`."""
    return child.run(answers.written, _url(), key[0], stored_key)


@st.cache_data(max_entries=16, show_spinner="言葉を数えています…")
def terms(key: Key, stored_key: str) -> TermTable:
    """The terms of what people wrote."""
    return child.run(answers.terms, _url(), key[0], stored_key)


@st.cache_data(max_entries=64, show_spinner="言葉をさがしています…")
def places(key: Key, stored_key: str, term: str) -> tuple[Line, ...]:
    """Every place of `term` in what people wrote."""
    return child.run(answers.places, _url(), key[0], stored_key, term)


@st.cache_data(max_entries=8, show_spinner="文字を確かめています…")
def replaced(key: Key) -> dict[str, int]:
    """Characters that the survey's CP932 files cannot hold."""
    return child.run(files.replaced, _url(), key[0])


def _url() -> str:
    return settings.current().store_url
