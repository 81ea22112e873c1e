"""What is worked out once for each state of the answers: the only module with `st.cache_data`.

Every key is (survey, data revision, version, plain parameters): `data_revision` rises with each
change of the answers, `version` with the words that are shown. Nothing here ever goes stale. The
work itself is done in the child process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

import settings
from analysis import child
from analysis.coverage import Coverage
from analysis.filters import Topics
from analysis.small_voices import Scan
from analysis.text import token_store
from analysis.text.terms import TermTable
from analysis.weighting import Balance, Refused
from exports import files
from exports.sections import Section
from models.document import Sample
from models.surveys import Summary
from pages.components import answers, crossings, groupings, voices
from pages.components.answers import Results
from pages.components.crossings import Crossed
from pages.components.drawings import drawn
from pages.components.groupings import Compared, Groups
from pages.components.reading_desk import Look
from pages.components.voices import Scheme, Weighed

P = ParamSpec("P")
T = TypeVar("T")

Key = tuple[str, int, int]  # survey, data revision, version (0 before publishing)


def key_of(summary: Summary) -> Key:
    """The state of the answers, and of the codes beside them, that `summary` tells of.

    Neither number ever falls, so that their sum is another one for each state of both.
    """
    revision = summary.data_revision + summary.coding_revision
    return summary.id, revision, summary.version or 0


def text_key_of(summary: Summary) -> Key:
    """The state of the answers alone: what people wrote stays when codes change."""
    return summary.id, summary.data_revision, summary.version or 0


@st.cache_data(max_entries=16, show_spinner="集計しています…")
def results(key: Key, without: tuple[str, ...] = (), rules: str = "") -> Results:
    """What みる shows of those of whom the rules hold, without any flag of `without`."""
    return child.run(answers.results, _url(), key[0], without, rules)


@st.cache_data(max_entries=16, show_spinner="集計しています…")
def sections(
    key: Key, without: tuple[str, ...], rules: str, _sample: Sample | None
) -> Mapping[str, Section]:
    """The same as the page shows it; `_sample` belongs to the version."""
    found = results(key, without, rules)
    return child.run(drawn, found.tables, found.matrices, _sample)


@st.cache_data(max_entries=32, show_spinner="集計しています…")
def crossed(
    key: Key,
    without: tuple[str, ...],
    rules: str,
    heads: tuple[str, ...],
    sides: tuple[str, ...],
    layer: str = "",
    scheme: Scheme | None = None,
) -> list[Crossed]:
    """The cross tables of the same people: each head by each side, in the layers of a third."""
    return child.run(crossings.crossed, _url(), key[0], without, rules, heads, sides, layer, scheme)


@st.cache_data(max_entries=16, show_spinner=False)
def topics(key: Key) -> Topics:
    """What filters over the survey's answers may speak of."""
    return child.run(groupings.topics, _url(), key[0])


@st.cache_data(max_entries=32, show_spinner=False)
def sizes(key: Key, without: tuple[str, ...], rules: str, facet: str) -> dict[str, int]:
    """How many of the same people there are in each category of a facet."""
    return child.run(groupings.sizes, _url(), key[0], without, rules, facet)


@st.cache_data(max_entries=32, show_spinner="くらべています…")
def compared(
    key: Key, without: tuple[str, ...], rules: str, wanted: Groups, other: Key | None = None
) -> Compared:
    """Groups of the same people compared, or these with those of an `other` survey."""
    second = other[0] if other is not None else ""
    return child.run(groupings.compared, _url(), key[0], without, rules, wanted, second)


@st.cache_data(max_entries=16, show_spinner="小さな声をさがしています…")
def heard(key: Key, without: tuple[str, ...], rules: str) -> Scan:
    """The small voices among the same people."""
    return child.run(groupings.heard, _url(), key[0], without, rules)


@st.cache_data(max_entries=16, show_spinner="人口とくらべています…")
def covered(key: Key, without: tuple[str, ...], rules: str, population: str) -> Coverage:
    """The same people beside the inhabitants of these figures, which never change."""
    return child.run(voices.covered, _url(), key[0], without, rules, population)


@st.cache_data(max_entries=32, show_spinner=False)
def balanced(key: Key, without: tuple[str, ...], rules: str, scheme: Scheme) -> Balance | Refused:
    """What weights of the same people come to, or why there are none."""
    return child.run(voices.balanced, _url(), key[0], without, rules, scheme)


@st.cache_data(max_entries=32, show_spinner="重みをつけています…")
def weighed(
    key: Key, without: tuple[str, ...], rules: str, scheme: Scheme, part_key: str
) -> Weighed | Refused:
    """One question of the same people by weights, or why there are none."""
    return child.run(voices.weighed, _url(), key[0], without, rules, scheme, part_key)


def read(
    work: Callable[Concatenate[str, Path, Look, P], T],
    look: Look,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What one of the functions behind よむ (pages.components.reading_*) finds of a look."""
    name = f"{work.__module__}.{work.__name__}"
    return cast("T", _read(name, look, args, kwargs, work))


@st.cache_data(max_entries=256, show_spinner="ご意見を読んでいます…")
def _read(
    name: str,
    look: Look,
    args: tuple[object, ...],
    kwargs: dict[str, object],
    _work: Callable[..., Any],
) -> Any:
    del name  # it tells apart what is kept; `_work` does not
    return child.run(_work, _url(), tokens(), look, *args, **kwargs)


@st.cache_data(max_entries=16, show_spinner="言葉を数えています…")
def terms(key: Key, stored_key: str) -> TermTable:
    """The terms of what people wrote."""
    return child.run(answers.terms, _url(), key[0], stored_key)


@st.cache_data(max_entries=8, show_spinner="文字を確かめています…")
def replaced(key: Key) -> dict[str, int]:
    """Characters that the survey's CP932 files cannot hold."""
    return child.run(files.replaced, _url(), key[0])


def tokens() -> Path:
    """The file in which the tokens of comments are kept."""
    return settings.current().data_dir / token_store.FILE


def _url() -> str:
    return settings.current().store_url
