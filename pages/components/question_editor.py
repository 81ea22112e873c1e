"""The inputs of one question, by its type. A new type needs one more `case` here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, assert_never

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.multilingual import MAX_TEXT, pick
from models.questions import AnyQuestion
from models.questions.choice import MAX_OPTIONS, MultipleChoice, Option, SingleChoice
from models.questions.text import LongText, ShortText
from pages.components import fields

Choice: TypeAlias = SingleChoice | MultipleChoice
Special = Literal["other", "exclusive"]

OTHER, NOTHING = "その他", "特にない"
_RENAMED = "公開したあとに選択肢の言葉を変えると、別の選択肢として集計します。"


def edit(question: AnyQuestion, published: AnyQuestion | None) -> None:
    """The inputs of `question`. `published` is the same question as all versions together have
    it: its options keep their values for good, also those removed since. None before publishing.
    """
    key = question.key
    fields.lines(
        f"{key}.label", "質問の文", pick(question.label), _text(key, "label"), most=MAX_TEXT
    )
    fields.line(f"{key}.help", "補足の説明", pick(question.help), _text(key, "help"), most=400)
    fields.switch(f"{key}.required", "必須", question.required, _field(key, "required"))
    match question:
        case SingleChoice():
            _options(question, published)
            _special(question, published, "other", f"「{OTHER}」と記入欄を加える", OTHER)
        case MultipleChoice():
            _options(question, published)
            _special(question, published, "other", f"「{OTHER}」と記入欄を加える", OTHER)
            _special(
                question,
                published,
                "exclusive",
                f"「{NOTHING}」を加える（ほかと同時に選べません）",
                NOTHING,
            )
            _limits(question)
        case ShortText():
            fields.number(
                f"{key}.max_chars",
                "文字数の上限",
                question.max_chars,
                _max_chars(key),
                least=1,
                most=400,
            )
        case LongText():
            fields.number(
                f"{key}.max_chars",
                "文字数の上限",
                question.max_chars,
                _max_chars(key),
                least=1,
                most=4_000,
            )
        case _:
            assert_never(question)


def with_lines(question: Choice, published: AnyQuestion | None, text: str) -> Choice:
    """The question with one option a line of `text`; その他 and 特にない stay at the end."""
    special = [option for option in question.options if _is_special(option)]
    kept = [pick(option.label) for option in special]
    written = [line.strip() for line in text.splitlines()]
    labels = [line for line in written if line and line not in kept]
    options = editing.replace_options(_known(question, published), [*labels, *kept])
    return fields.changed(question, options=options)


def with_special(
    question: Choice, published: AnyQuestion | None, flag: Special, label: str, on: bool
) -> Choice:
    """The question with or without the option that carries `flag`, called `label` when new."""
    if not on:
        left = tuple(option for option in question.options if not getattr(option, flag))
        return fields.changed(question, options=left)
    labels = [pick(option.label) for option in question.options if option.label]
    wanted = labels if label in labels else [*labels, label]
    options = tuple(
        option.model_copy(update={flag: True}) if pick(option.label) == label else option
        for option in editing.replace_options(_known(question, published), wanted)
    )
    return fields.changed(question, options=options)


def _options(question: Choice, published: AnyQuestion | None) -> None:
    ordinary = [option for option in question.options if not _is_special(option)]
    fields.lines(
        f"{question.key}.options",
        "選択肢（1行に1つ）",
        "\n".join(pick(option.label) for option in ordinary if option.label),
        _change(question.key, lambda now, text: with_lines(now, published, text)),
        most=MAX_OPTIONS * 100,
        rows=max(4, len(ordinary)),
    )
    if published is not None:
        st.caption(_RENAMED)


def _special(
    question: Choice, published: AnyQuestion | None, flag: Special, label: str, name: str
) -> None:
    fields.switch(
        f"{question.key}.{flag}",
        label,
        any(getattr(option, flag) for option in question.options),
        _change(question.key, lambda now, on: with_special(now, published, flag, name, on)),
    )


def _limits(question: MultipleChoice) -> None:
    least, most = st.columns(2)
    count = max(1, len(question.options))
    with least:
        fields.number(
            f"{question.key}.min_choices",
            "少なくとも（個）",
            question.min_choices or None,
            _change(question.key, lambda now, n: fields.changed(now, min_choices=n or 0)),
            least=1,
            most=MAX_OPTIONS,
        )
    with most:
        fields.number(
            f"{question.key}.max_choices",
            "多くても（個）",
            question.max_choices,
            _change(question.key, lambda now, n: fields.changed(now, max_choices=n)),
            least=1,
            most=MAX_OPTIONS,
        )
    st.caption(f"空欄は「制限なし」です。選択肢はいま{count}個あります。")


def _known(question: Choice, published: AnyQuestion | None) -> tuple[Option, ...]:
    """Every option whose value is taken: the draft's, and those of versions published before."""
    current = tuple(option for option in question.options if option.label)
    values = {option.value for option in current}
    earlier: Sequence[Option] = getattr(published, "options", ())
    return (*(option for option in earlier if option.value not in values), *current)


def _is_special(option: Option) -> bool:
    return option.other or option.exclusive


def _change(key: str, change: Callable[[Any, Any], AnyQuestion]) -> fields.Take:
    def take(document: SurveyDocument, value: Any) -> SurveyDocument:
        return editing.replace_question(document, change(document.question(key), value))

    return take


def _field(key: str, name: str) -> fields.Take:
    return _change(key, lambda now, value: fields.changed(now, **{name: value}))


def _text(key: str, name: str) -> fields.Take:
    """Change the Japanese words; other languages stay."""
    return _change(
        key, lambda now, text: fields.changed(now, **{name: {**getattr(now, name), "ja": text}})
    )


def _max_chars(key: str) -> fields.Take:
    return _change(key, lambda now, n: fields.changed(now, max_chars=n or now.max_chars))
