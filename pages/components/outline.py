"""The survey at a glance: its parts to choose from, and ways to add to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from models import blocks, editing, store, surveys
from models.document import Section, SurveyDocument
from models.multilingual import pick
from models.questions import QUESTION_TYPES, AnyQuestion
from pages.components import bulk, drafting
from pages.components.plain import plain

SETTINGS = ""  # what is chosen when neither a question nor a section is

_UNWRITTEN = "（まだ書いていない質問）"
_MOST = 40  # characters of a question's text in the outline
_TALL = 12  # parts, beyond which the outline scrolls by itself
_HEIGHT = 640
_SECTION = "section-"  # no question key holds a hyphen


class Part(NamedTuple):
    """What is being edited: the settings, a section by its index, or a question by its key."""

    kind: Literal["settings", "section", "question"]
    name: str
    section: int = 0


def section_name(index: int) -> str:
    """The name of a section as a part of the survey, in the address and for `select`."""
    return f"{_SECTION}{index + 1}"


def choose(document: SurveyDocument) -> Part:
    """Draw the outline; returns the chosen part."""
    names = _names(document)
    key = drafting.field("outline")
    wanted = st.session_state.get(key, st.query_params.get(drafting.PART, SETTINGS))
    st.session_state[key] = wanted if wanted in names else SETTINGS
    st.subheader("調査のなかみ", anchor=False)
    tall = len(names) > _TALL
    with st.container(height=_HEIGHT if tall else "content", border=tall):
        chosen: str = st.radio(
            "調査のなかみ",
            list(names),
            format_func=lambda name: names[name][0],
            captions=[note for _, note in names.values()],
            key=key,
            label_visibility="collapsed",
        )
    _remember(chosen)
    part = part_of(document, chosen)
    _add_buttons(document, part)
    return part


def part_of(document: SurveyDocument, name: str) -> Part:
    """The part of that name; for a question with the index of its section."""
    if name.startswith(_SECTION):
        return Part("section", name, int(name.removeprefix(_SECTION)) - 1)
    for index, section in enumerate(document.sections):
        if any(question.key == name for question in section.questions):
            return Part("question", name, index)
    return Part("settings", SETTINGS, len(document.sections) - 1)


def has_sections(document: SurveyDocument) -> bool:
    """Whether staff see sections at all: one without a heading is the whole survey."""
    return len(document.sections) > 1 or bool(document.sections[0].title)


def title_of(section: Section, index: int) -> str:
    """第2部 with its heading."""
    return f"第{index + 1}部 {_short(pick(section.title))}".rstrip()


def select(name: str) -> None:
    """Choose a question by its key, a section by its name, or SETTINGS. For callbacks."""
    st.session_state[drafting.field("outline")] = name


def move(key: str, steps: int) -> None:
    """Move a question up (-1) or down (1), also into the next section. For callbacks."""
    drafting.save(lambda document: editing.move_question(document, key, steps))


def duplicate(key: str) -> None:
    """Put a copy of a question behind it, which is chosen then. For callbacks."""
    used = _used_keys()
    _save_and_select(lambda document: editing.duplicate_question(document, key, used))


def remove(key: str) -> None:
    """Remove a question; the part before it is chosen then. For callbacks."""

    def change(document: SurveyDocument) -> tuple[SurveyDocument, str]:
        keys = [SETTINGS, *(question.key for question in document.questions())]
        return editing.remove_question(document, key), keys[keys.index(key) - 1]

    _save_and_select(change)


def add_section() -> None:
    """Add a section at the end, which is chosen then. For callbacks."""
    _save_and_select(lambda now: (editing.add_section(now), section_name(len(now.sections))))


def move_section(index: int, steps: int) -> None:
    """Move a section with all its questions; it stays chosen. For callbacks."""

    def change(document: SurveyDocument) -> tuple[SurveyDocument, str]:
        there = min(max(index + steps, 0), len(document.sections) - 1)
        return editing.move_section(document, index, steps), section_name(there)

    # Afresh, because the inputs of a section are named by its place.
    _save_and_select(change, afresh=True)


def remove_section(index: int) -> None:
    """Remove a section; its questions join the one before. For callbacks."""

    def change(document: SurveyDocument) -> tuple[SurveyDocument, str]:
        left = editing.remove_section(document, index)
        return left, section_name(max(index - 1, 0)) if has_sections(left) else SETTINGS

    _save_and_select(change, afresh=True)


def _add_buttons(document: SurveyDocument, part: Part) -> None:
    """What is added goes into the section that is chosen."""
    st.menu_button(
        "質問を追加",
        list(QUESTION_TYPES),
        format_func=lambda name: QUESTION_TYPES[name].title,
        key="build.add",
        on_click=_add,
        args=(part.section,),
        width="stretch",
    )
    st.menu_button(
        "年代・性別などを追加",
        list(blocks.BLOCKS),
        format_func=blocks.BLOCKS.__getitem__,
        key="build.block",
        on_click=_add_block,
        args=(part.section,),
        width="stretch",
    )
    with st.container(horizontal=True, gap="small"):
        st.button("部を追加", key="build.section.add", on_click=add_section, width="stretch")
        if any(document.questions()):
            bulk.button(document)


def _add(section: int) -> None:
    name, used = st.session_state["build.add"], _used_keys()
    _save_and_select(lambda now: editing.add_question(now, name, used, section))


def _add_block(section: int) -> None:
    ready, used = blocks.questions(st.session_state["build.block"]), _used_keys()

    def change(document: SurveyDocument) -> tuple[SurveyDocument, str]:
        grown, keys = editing.add_questions(document, ready, used, section)
        return grown, keys[0]

    _save_and_select(change)


def _used_keys() -> frozenset[str]:
    with store.current().reading() as session:
        return surveys.used_keys(session, drafting.survey_id())


def _save_and_select(
    change: Callable[[SurveyDocument], tuple[SurveyDocument, str]], *, afresh: bool = False
) -> None:
    """Save a change that also says which part is chosen then; that stays when it is refused."""
    parts: list[str] = []

    def noting(document: SurveyDocument) -> SurveyDocument:
        changed, part = change(document)
        parts.append(part)
        return changed

    if drafting.save(noting, afresh=afresh):
        select(parts[-1])


def _names(document: SurveyDocument) -> dict[str, tuple[str, str]]:
    """Part → its words in the outline, as Markdown in which nothing written is markup, and a note
    below them."""
    names = {SETTINGS: ("調査の設定", "名前・目的・期間など")}
    number = 0
    for index, section in enumerate(document.sections):
        if has_sections(document):
            title = f"**{plain(title_of(section, index))}**"
            names[section_name(index)] = (title, _note(f"{len(section.questions)}問", section))
        for question in section.questions:
            number += 1
            words = _short(pick(question.label) or pick(question.help)) or _UNWRITTEN
            kind = question.title.partition("（")[0]
            if question.required:
                kind = f"{kind}・必須"
            names[question.key] = (plain(f"{number}. {words}"), _note(kind, question))
    return names


def _note(note: str, part: Section | AnyQuestion) -> str:
    return note if part.show_if is None else f"{note}・条件つき"


def _remember(chosen: str) -> None:
    if chosen == st.query_params.get(drafting.PART, SETTINGS):
        return
    if chosen:
        st.query_params[drafting.PART] = chosen
    else:
        st.query_params.pop(drafting.PART, None)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MOST else f"{one_line[: _MOST - 1]}…"
