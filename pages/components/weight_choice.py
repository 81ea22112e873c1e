"""人口に合わせた重み: what is chosen in 誰の声か, offered wherever tables can be weighed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis import voice_sentences
from analysis.raking import Bounds
from analysis.weighting import TRIMMED, Refused
from models import populations, store
from models.inhabitants import TRAITS
from models.populations import Population
from pages.components import cached
from pages.components.cached import Key
from pages.components.plain import plain
from pages.components.population_files import CHOSEN
from pages.components.voices import Scheme

_LABEL: Final = "人口に合わせた重みをつける"
_WITHOUT: Final = "重みを外すと、検定と▲▽が出ます。"


def populations_known() -> dict[str, Population]:
    """The figures that can be chosen, by id; the shipped ones first, and chosen at first."""
    with store.current().reading() as session:
        known = {one.id: one for one in populations.listing(session)}
    if st.session_state.get(CHOSEN) not in known:
        st.session_state[CHOSEN] = populations.SHIPPED
    return known


def traits_key(survey_id: str, population: str) -> str:
    """Where the choice of traits to fit is kept."""
    return f"voices.{survey_id}.{population}.margins"


def trimmed_key(survey_id: str) -> str:
    """Where it is kept whether weights lie between bounds."""
    return f"voices.{survey_id}.trimmed"


def scheme(survey_id: str) -> Scheme:
    """What is chosen in 誰の声か, or would be at first: all traits, no bounds."""
    populations_known()
    population = st.session_state[CHOSEN]
    wanted = st.session_state.get(traits_key(survey_id, population), TRAITS)
    traits = tuple(trait for trait in TRAITS if trait in wanted)
    return Scheme(population, traits, bounds(survey_id))


def bounds(survey_id: str) -> Bounds | None:
    """Between which weights are to lie, where they are."""
    return TRIMMED if st.session_state.get(trimmed_key(survey_id)) else None


def draw(survey_id: str, key: Key, without: tuple[str, ...], rules: str) -> Scheme | None:
    """The toggle, or a sentence why there are no weights; what is chosen while it is on."""
    wanted = scheme(survey_id)
    found = cached.balanced(key, without, rules, wanted)
    if isinstance(found, Refused):
        st.caption(plain(voice_sentences.unweighted(found)))
        return None
    if not st.toggle(_LABEL, key=f"results.{survey_id}.weighted", persist_state="session"):
        return None
    with st.container(gap=None):
        for sentence in voice_sentences.of_weighted_tables(found, wanted.bounds):
            st.caption(plain(sentence))
        st.caption(_WITHOUT)
    return wanted
