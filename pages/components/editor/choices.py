"""Options to choose from: 単一回答, プルダウン, 複数回答, 順位."""

from __future__ import annotations

import streamlit as st

from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice
from models.questions.options import MAX_OPTIONS, Options
from models.questions.ranking import MAX_RANKS, Ranking
from pages.components import drafting, fields
from pages.components.editor import inputs, lines, options

_SWITCHES: dict[options.Special, str] = {
    "other": "「その他」と記入欄を加える",
    "exclusive": "「特にない」を加える（ほかと同時に選べません）",
    "outside": "「わからない」を加える（段階には数えません）",
}
_RENAMED = "公開したあとに選択肢の言葉を変えると、別の選択肢として集計します。"
_PLACES = "人数に限りがある選択肢は「午前の部 | 20」のように書きます。"


def edit(question: Options, published: AnyQuestion | None) -> None:
    """Options as lines, with places where the type has them; その他 and 特にない as switches."""
    read = lines.read_with_places if question.limitable else lines.read_plain
    ordinary = options.lines(question)
    fields.lines(
        f"{question.key}.options",
        "選択肢（1行に1つ）",
        lines.write(ordinary if question.limitable else lines.without_places(ordinary)),
        inputs.change(
            question.key,
            lambda now, text: options.with_lines(now, published, read(text)),
        ),
        most=inputs.MOST_LINES,
        rows=max(4, min(len(ordinary), 12)),
        tidy=lambda text: lines.write(read(text)),
    )
    st.caption(f"Excelのセルをそのまま貼りつけられます。{_PLACES if question.limitable else ''}")
    note_renaming(published)
    specials(question, published)


def specials(question: Options, published: AnyQuestion | None) -> None:
    """A switch for each special option of the type."""
    for flag in options.SPECIAL[type(question)]:
        st.toggle(
            _SWITCHES[flag],
            any(getattr(option, flag) for option in question.options),
            key=drafting.field(f"{question.key}.{flag}"),
            on_change=_switch,
            args=(question.key, published, flag),
        )


def limits(question: MultipleChoice) -> None:
    """How many may be chosen."""
    least, most = st.columns(2)
    count = max(1, len(question.options))
    with least:
        fields.number(
            f"{question.key}.min_choices",
            "少なくとも（個）",
            question.min_choices or None,
            inputs.change(question.key, lambda now, n: fields.changed(now, min_choices=n or 0)),
            least=1,
            most=MAX_OPTIONS,
        )
    with most:
        fields.number(
            f"{question.key}.max_choices",
            "多くても（個）",
            question.max_choices,
            inputs.whole(question.key, "max_choices"),
            least=1,
            most=MAX_OPTIONS,
        )
    st.caption(f"空欄は「制限なし」です。選択肢はいま{count}個あります。")


def ranks(question: Ranking) -> None:
    """How many places are asked for."""
    fields.number(
        f"{question.key}.ranks",
        "何位まで選んでもらうか",
        question.ranks,
        inputs.change(question.key, lambda now, n: fields.changed(now, ranks=n or now.ranks)),
        least=1,
        most=MAX_RANKS,
    )


def note_renaming(published: AnyQuestion | None) -> None:
    """What a changed word means once the question was published."""
    if published is not None:
        st.caption(_RENAMED)


def _switch(key: str, published: AnyQuestion | None, flag: options.Special) -> None:
    on = st.session_state[drafting.field(f"{key}.{flag}")]
    name = options.NAMES[flag]
    take = inputs.change(key, lambda now, on: options.with_special(now, published, flag, on))
    if drafting.save(lambda document: take(document, on)):
        # The word may have been written as a line before; it stands behind the switch now.
        shown = st.session_state[drafting.field(f"{key}.options")]
        left = [line for line in lines.read_plain(shown) if line.label != name]
        fields.show(f"{key}.options", lines.write(left))
