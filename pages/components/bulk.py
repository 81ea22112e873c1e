"""Many questions at once: 必須 on and off, another section, gone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.multilingual import pick
from pages.components import drafting

_CHOSEN, _SECTION = "build.bulk.chosen", "build.bulk.section"
_MOST_LETTERS = 30


def button(document: SurveyDocument) -> None:
    """The button that opens the dialog."""
    if st.button("まとめて直す", key="build.bulk", width="stretch"):
        _open(document)


def names(document: SurveyDocument) -> dict[str, str]:
    """Key → number and words of each question."""
    return {
        question.key: f"{number}. {_short(pick(question.label)) or question.title}"
        for number, question in enumerate(document.questions(), start=1)
    }


@st.dialog("まとめて直す", width="large")
def _open(document: SurveyDocument) -> None:
    offered = names(document)
    st.text("直す質問を選んでください。")
    with st.container(horizontal=True, gap="small"):
        keys = [*offered]
        st.button("すべて選ぶ", key="build.bulk.all", on_click=_choose, args=(keys,))
        if len(document.sections) > 1:
            for index, section in enumerate(document.sections):
                inside = [question.key for question in section.questions]
                st.button(
                    f"第{index + 1}部を選ぶ",
                    key=f"build.bulk.all.{index}",
                    on_click=_choose,
                    args=(inside,),
                    disabled=not inside,
                )
        st.button("選択をはずす", key="build.bulk.none", on_click=_choose, args=([],))
    chosen = st.multiselect(
        "質問",
        keys,
        format_func=offered.__getitem__,
        key=_CHOSEN,
        placeholder="番号や言葉で選べます",
    )
    _steps(document, tuple(chosen))


def _steps(document: SurveyDocument, chosen: tuple[str, ...]) -> None:
    """What can be done with the chosen questions; each closes the dialog."""
    done = [
        _step("必須にする", "on", chosen, lambda now: editing.set_required(now, chosen, on=True)),
        _step(
            "必須をはずす", "off", chosen, lambda now: editing.set_required(now, chosen, on=False)
        ),
    ]
    if len(document.sections) > 1:
        section = st.selectbox(
            "移す先",
            range(len(document.sections)),
            format_func=lambda index: (
                f"第{index + 1}部　{_short(pick(document.sections[index].title))}"
            ),
            key=_SECTION,
        )
        done.append(
            _step(
                "選んだ部へ移す",
                "move",
                chosen,
                lambda now: editing.move_questions(now, chosen, section),
            )
        )
    sure = st.checkbox(
        f"選んだ{len(chosen)}問を下書きから削除する", key="build.bulk.sure", disabled=not chosen
    )
    done.append(
        _step(
            "削除する",
            "remove",
            chosen if sure else (),
            lambda now: editing.remove_questions(now, chosen),
        )
    )
    if any(done):
        st.rerun()


def _step(
    label: str,
    name: str,
    chosen: tuple[str, ...],
    change: Callable[[SurveyDocument], SurveyDocument],
) -> bool:
    return st.button(
        label,
        key=f"build.bulk.{name}",
        disabled=not chosen,
        on_click=_save,
        args=(change,),
    )


def _save(change: Callable[[SurveyDocument], SurveyDocument]) -> None:
    # Afresh, because the inputs behind the dialog may show what has changed.
    drafting.save(change, afresh=True)


def _choose(keys: list[str]) -> None:
    st.session_state[_CHOSEN] = keys


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MOST_LETTERS else f"{one_line[: _MOST_LETTERS - 1]}…"
