"""The texts of the survey's other languages, beside the Japanese that they translate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from models import editing
from models.document import Section, SurveyDocument
from models.multilingual import MAX_TEXT, Language
from models.questions import AnyQuestion
from pages.components import fields, words
from pages.components.editor import texts

Put = Callable[[SurveyDocument, str, object], SurveyDocument]

_KEY = "build.language"
_MOST_LINES = 20_000

# Field → what staff know it by. Fields that hold no texts are passed over.
_NAMES = {
    "title": "名前",
    "purpose": "調査の目的",
    "closed_message": "受付を終えたあとの言葉",
    "label": "質問の文",
    "label_b": "もう1つの言い方",
    "help": "補足の説明",
    "unit": "単位",
    "low": "0の側の言葉",
    "high": "10の側の言葉",
    "rows": "項目",
    "options": "選択肢",
    "areas": "地域と地区",
    "image": "画像の説明",
}
_SURVEY = ("title", "purpose", "closed_message")


def choose(document: SurveyDocument) -> Language:
    """Which language the editor writes, with the number of texts that it lacks."""
    if len(document.languages) == 1:
        return "ja"
    names = {language: words.LANGUAGES[language] for language in document.languages}
    for language in document.languages:
        if lacking := texts.missing(document, language):
            names[language] = f"{names[language]}（あと{lacking}）"
    chosen: Language | None = st.segmented_control(
        "書く言葉",
        list(names),
        default=document.languages[0],
        format_func=names.__getitem__,
        key=_KEY,
        required=True,
    )
    return chosen or "ja"


def edit_survey(document: SurveyDocument, language: Language) -> None:
    """The texts of the survey itself."""
    for name in _SURVEY:
        _edit("survey", document, name, language, _put_in_document)


def edit_section(section: Section, index: int, language: Language) -> None:
    """The heading of a part."""

    def put(document: SurveyDocument, _: str, value: object) -> SurveyDocument:
        assert isinstance(value, dict)
        return editing.rename_section(document, index, value)

    _edit(f"section{index}", section, "title", language, put)


def edit_question(question: AnyQuestion, language: Language) -> None:
    """Every text of a question, whatever its type."""

    def put(document: SurveyDocument, name: str, value: object) -> SurveyDocument:
        now = document.question(question.key)
        return editing.replace_question(document, fields.changed(now, **{name: value}))

    for name in _NAMES:
        if name in type(question).model_fields:
            _edit(question.key, question, name, language, put)


def _edit(place: str, holder: Any, name: str, language: Language, put: Put) -> None:
    """One field: a text, or a list of texts as lines in the order of the Japanese ones."""
    value = getattr(holder, name)
    several = len(list(texts.texts(value)))
    if not several:
        return
    japanese = texts.as_lines(value, "ja")
    count = f"（{several}行、日本語と同じ順に）" if isinstance(value, tuple) else ""
    with st.container(border=True):
        st.text(japanese)
        fields.lines(
            f"{place}.{name}.{language}",
            f"{_NAMES[name]}　{words.LANGUAGES[language]}{count}",
            value.get(language, "") if isinstance(value, dict) else texts.as_lines(value, language),
            lambda document, written: put(document, name, _taken(value, language, written)),
            most=_MOST_LINES if isinstance(value, tuple) else MAX_TEXT,
            rows=max(1, min(several, 12)),
        )


def _taken(value: object, language: Language, written: str) -> object:
    if isinstance(value, dict):
        return texts.translated(value, language, iter([written]))
    lines = written.rstrip().splitlines()
    most = len(list(texts.texts(value)))
    if len(lines) > most:
        raise words.Refusal(
            f"日本語は{most}行です。訳が{len(lines)}行あるので、行をそろえてください。"
        )
    return texts.translated(value, language, iter(lines))


def _put_in_document(document: SurveyDocument, name: str, value: object) -> SurveyDocument:
    return fields.changed(document, **{name: value})
