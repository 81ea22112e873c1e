"""The row of filters above the results: what is looked at, how many that are, and its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from analysis.filters import Topics, described, said
from models import segments, store
from models.errors import KoebakoError
from models.filters import EVERYBODY, Rules
from models.segments import MAX_NAME, Segment
from models.surveys import Summary
from pages.components import cached, filtering, identity, notices, rule_form
from pages.components.plain import plain

_MATCH: Final[dict[Literal["all", "any"], str]] = {
    "all": "すべてに当てはまる",
    "any": "どれかに当てはまる",
}
_UNFIT: Final = "この絞り込みは、この調査では使えません。すべての回答をみています。"
_NOBODY: Final = "当てはまる回答はありません。条件を外すと出ます。"


def draw(summary: Summary, without: tuple[str, ...] = ()) -> str:
    """The row, and in words what it lets through; returns the rules as `Rules.text`.

    Rules that do not fit the survey are said to be so, and let everybody through.
    """
    key = cached.key_of(summary)
    known = cached.topics(key)
    rules, words = _fitting(summary.id, known)
    with store.current().reading() as session:
        named = segments.listing(session, summary.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("絞り込む", icon=":material/filter_alt:", key="results.filter.rules"):
            _rules(summary.id, rules, known)
        with st.popover("保存した絞り込み", key="results.filter.segments"):
            _segments(summary.id, rules, named)
        if rules.rules:
            st.button(
                "すべての回答に戻す",
                key="results.filter.clear",
                on_click=filtering.everybody,
                args=(summary.id,),
            )
        found = cached.results(key, without, rules.text)
        people = found.people
        whole = f"（全{summary.responses:,}件のうち）" if people != summary.responses else ""
        # A number of too few, or of all but a few, would be a cell of a table that is not shown.
        counted = "" if found.is_hidden else f"n={people:,}{whole}"
        st.text(f"{words}をみています。{counted}")
    if not people and rules.rules and not found.is_hidden:
        st.text(_NOBODY)
    return rules.text


def _fitting(survey_id: str, known: Topics) -> tuple[Rules, str]:
    try:
        rules = filtering.current(survey_id)
        return rules, described(rules, known)
    except KoebakoError:
        filtering.everybody(survey_id)
        st.warning(_UNFIT)
        return EVERYBODY, described(EVERYBODY, known)


def _rules(survey_id: str, rules: Rules, known: Topics) -> None:
    for number, rule in enumerate(rules.rules):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(said(rule, known))
            st.button(
                "外す",
                type="tertiary",
                help=plain(f"{said(rule, known)}を外す"),
                key=f"results.filter.remove.{number}",
                on_click=filtering.remove,
                args=(survey_id, rule),
            )
    if len(rules.rules) > 1:
        # Named by what holds, so that a filter that is loaded is not turned back by an old choice.
        key = f"results.filter.match.{rules.match}"
        st.radio(
            "条件の",
            list(_MATCH),
            index=list(_MATCH).index(rules.match),
            format_func=_MATCH.__getitem__,
            horizontal=True,
            key=key,
            on_change=_match,
            args=(survey_id, rules, key),
        )
    rule_form.draw(survey_id, known)


def _match(survey_id: str, rules: Rules, key: str) -> None:
    filtering.put(survey_id, Rules(match=st.session_state[key], rules=rules.rules))


def _segments(survey_id: str, rules: Rules, named: Sequence[Segment]) -> None:
    if not named:
        st.text("保存した絞り込みは、まだありません。")
    else:
        names = {segment.id: segment.name for segment in named}
        chosen = st.selectbox(
            "保存した絞り込み",
            list(names),
            index=None,
            format_func=lambda segment_id: names.get(segment_id, ""),
            placeholder="名前を選んでください",
            key="results.segment.chosen",
        )
        with st.container(horizontal=True):
            found = next((segment for segment in named if segment.id == chosen), None)
            st.button(
                "使う",
                type="primary",
                key="results.segment.use",
                disabled=found is None,
                on_click=filtering.put,
                args=(survey_id, found.rules if found is not None else EVERYBODY),
            )
            st.button(
                "消す",
                key="results.segment.delete",
                disabled=found is None,
                on_click=_delete,
                args=(chosen,),
            )
    name = st.text_input("名前", max_chars=MAX_NAME, key="results.segment.name")
    with st.container(horizontal=True):
        st.button(
            "いまの絞り込みを保存",
            key="results.segment.save",
            disabled=not rules.rules,
            on_click=_save,
            args=(survey_id, name, rules),
        )
        if named:
            st.button(
                "選んだものの名前を変える",
                key="results.segment.rename",
                disabled=chosen is None,
                on_click=_rename,
                args=(chosen, name),
            )


def _save(survey_id: str, name: str, rules: Rules) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: segments.save(session, survey_id, name, rules, by=by))
        notices.tell("done", f"絞り込み「{name.strip()}」を保存しました。")
        st.session_state["results.segment.name"] = ""


def _rename(segment_id: str, name: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: segments.rename(session, segment_id, name, by=by))
        notices.tell("done", f"名前を「{name.strip()}」に変えました。")
        st.session_state["results.segment.name"] = ""


def _delete(segment_id: str) -> None:
    by = identity.name()
    with notices.refusals():
        store.current().write(lambda session: segments.delete(session, segment_id, by=by))
        notices.tell("done", "保存した絞り込みを消しました。回答は消していません。")
