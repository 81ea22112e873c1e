"""The filter of a survey's results: where it is kept, and the steps that change it.

It is in the address, so that a link shows what the sender saw; and in the session, since the menu
drops the address.
"""

from __future__ import annotations

import streamlit as st

from models import filters
from models.errors import DefinitionError
from models.filters import EVERYBODY, MAX_RULES, Rule, Rules
from pages.components import notices

FILTER = "filter"  # in the address

_FULL = f"条件は{MAX_RULES}までです。使わないものを外してください。"


def current(survey_id: str) -> Rules:
    """The filter now. Raises DefinitionError for an address that holds none."""
    text = st.query_params.get(FILTER) or st.session_state.get(_key(survey_id), "")
    found = filters.read(text)
    _keep(survey_id, found)
    return found


def put(survey_id: str, rules: Rules) -> None:
    """Look at other answers from now on."""
    _keep(survey_id, rules)


def everybody(survey_id: str) -> None:
    """Look at all answers again."""
    _keep(survey_id, EVERYBODY)


def add(survey_id: str, rule: Rule) -> None:
    """One rule more."""
    rules = _readable(survey_id)
    if rule in rules.rules:
        return
    if len(rules.rules) >= MAX_RULES:
        notices.tell("refused", _FULL)
        return
    _keep(survey_id, Rules(match=rules.match, rules=(*rules.rules, rule)))


def remove(survey_id: str, rule: Rule) -> None:
    """Without that rule."""
    rules = _readable(survey_id)
    left = tuple(one for one in rules.rules if one != rule)
    _keep(survey_id, Rules(match=rules.match, rules=left))


def _readable(survey_id: str) -> Rules:
    try:
        return current(survey_id)
    except DefinitionError:
        return EVERYBODY


def _keep(survey_id: str, rules: Rules) -> None:
    st.session_state[_key(survey_id)] = rules.text
    if rules.text:
        st.query_params[FILTER] = rules.text
    else:
        st.query_params.pop(FILTER, None)


def _key(survey_id: str) -> str:
    return f"results.{survey_id}.filter"
