"""地域・地区: a list of places to choose from, as lines."""

from __future__ import annotations

import streamlit as st

from models import blocks
from models.questions import AnyQuestion
from models.questions.place import Place
from pages.components import drafting, fields
from pages.components.editor import inputs, places

_BLOCK = "residence"


def edit(question: Place, published: AnyQuestion | None) -> None:
    """Areas at the edge, their districts set in; or the ward's own list by one click."""
    st.button(
        f"{blocks.BLOCKS[_BLOCK]}を入れる",
        key="build.areas",
        on_click=_fill,
        args=(question.key, published),
    )
    fields.lines(
        f"{question.key}.areas",
        "地域と地区（1行に1つ、地区は字下げ）",
        places.write(question),
        inputs.change(question.key, lambda now, text: places.with_places(now, published, text)),
        most=inputs.MOST_LINES,
        rows=10,
        tidy=lambda text: places.write(places.with_places(Place(key="shown"), None, text)),
        placeholder="玉川地域\n\u3000用賀\n\u3000等々力\n区外",
    )
    st.caption("Excelの「地域」「地区」の2列も、そのまま貼りつけられます。")


def _fill(key: str, published: AnyQuestion | None) -> None:
    [ready] = blocks.questions(_BLOCK)
    assert isinstance(ready, Place)
    text = places.write(ready)

    def fill(now: Place, _: None) -> Place:
        if published is None:  # the ward's own codes, the same in every survey
            return fields.changed(now, areas=ready.areas)
        return places.with_places(now, published, text)

    take = inputs.change(key, fill)
    if drafting.save(lambda document: take(document, None)):
        fields.show(f"{key}.areas", text)
