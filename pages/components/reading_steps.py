"""The changes that staff made to topics: taking one, taking it back, and what they were."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from analysis.text.topic_edits import LONGEST_SAID, Step, TopicEdits
from analysis.text.topics import Topics
from models import lifecycle, store, topic_edits
from pages.components import cached, identity, notices, reading_topics
from pages.components.reading_desk import Look
from pages.components.reading_topics import Shown
from pages.components.words import Refusal

UNSORTED_NAME: Final = "分けられない"
_MEANWHILE: Final = (
    "ほかの人が、先に話題を変えました。いまの話題を確かめてから、もう一度行ってください。"
)


def draw(look: Look, shown: Shown) -> None:
    """The last change with the way back, and all of them; nothing where there are none."""
    if not shown.changes:
        return
    st.text(f"最後の変更：{shown.changes[-1].said}")
    refused = sum(bool(one.refused) for one in shown.changes)
    if refused:
        st.text(f"いまのご意見には行えない変更が、{refused}件あります。変更の一覧に理由が出ます。")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "最後の変更を戻す",
            key="read.edits.undo",
            icon=":material/undo:",
            on_click=undo,
            args=(look,),
        )
        with st.popover(f"変更の一覧（{len(shown.changes)}件）", key="read.edits.list"):
            for number, one in enumerate(shown.changes, start=1):
                refusal = f"\n行えません：{one.refused}" if one.refused else ""
                st.text(f"{number}. {one.said}{refusal}")
            st.caption("すべて戻すと、機械が分けたままの話題になります。変更はもとに戻せません。")
            st.button("すべて戻す", key="read.edits.clear", on_click=_clear, args=(look,))


def names(topics: Topics) -> dict[str, str]:
    """Id → name and size of each topic, then of each part; no two are the same."""
    sized = [(topic.id, topic.name, topic.respondents) for topic in topics.topics]
    sized += [
        (part.id, f"{topic.name} ＞ {part.name}", part.respondents)
        for topic in topics.topics
        for part in topic.parts
    ]
    told: dict[str, str] = {}
    for node, name, people in sized:
        label = f"{name}（{people:,}人）"
        same = sum(other.startswith(label) for other in told.values())
        told[node] = f"{label}{same + 1}" if same else label
    return told


def name(topics: Topics, node: str) -> str:
    """The bare name of a topic or part, 分けられない for none."""
    everything = (one for topic in topics.topics for one in (topic, *topic.parts))
    return next((one.name for one in everything if one.id == node), UNSORTED_NAME)


def quoted(*names: str) -> str:
    """Names in a row, as sentences hold them."""
    return "と".join(f"「{one}」" for one in names)


def politely(said: str) -> str:
    """What was done, as the page tells whoever did it: 移した is 移しました。"""
    return f"{said.removesuffix('た')}ました。"


def take(look: Look, step: Step, said: str, *, loud: bool = True) -> str:
    """Keep one more step, `said` in words: the edits with it, "" where it was refused.

    It is told at the top of the page if `loud`.
    It is refused, in words there, where somebody else changed the topics meanwhile.
    """
    clipped = said if len(said) <= LONGEST_SAID else f"{said[: LONGEST_SAID - 1]}…"
    told = step.model_copy(update={"said": clipped})
    document = cached.read(reading_topics.changed, look, told)
    return document if _save(look, document, politely(said) if loud else "") else ""


def undo(look: Look) -> None:
    """Take the last step back."""
    known = TopicEdits.model_validate_json(look.edits)
    left = known.model_copy(update={"steps": known.steps[:-1]})
    _save(look, left.model_dump_json() if left.steps else "", "最後の変更を戻しました。")


def _clear(look: Look) -> None:
    _save(look, "", "話題の変更を、すべて戻しました。")


def _save(look: Look, document: str, done: str) -> bool:
    """Put the edits in place of those that the page was drawn with; whether that was possible."""
    by = identity.name()

    def write(session: Any) -> None:
        lifecycle.hold(session, {look.survey})
        if topic_edits.of(session, look.survey, look.source) != look.edits:
            raise Refusal(_MEANWHILE)
        topic_edits.save(session, look.survey, look.source, document, by=by)

    with notices.refusals():
        store.current().write(write)
        if done:
            notices.tell("done", done)
        return True
    return False
