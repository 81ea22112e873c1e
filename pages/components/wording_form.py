"""The words on printed pieces, where staff want others than usual; for each placement and piece."""

from __future__ import annotations

import streamlit as st

from models import store, wordings
from models.document import SurveyDocument
from models.multilingual import pick
from models.placements import Placement
from pages.components import identity, notices
from qr.pieces import PIECES


def draw(place: Placement, document: SurveyDocument, said: wordings.Wordings, first: str) -> None:
    """A fold with the words of one piece at a time, `first` to begin with; what is left empty is
    printed as usual."""
    key = f"distribute.{place.code}.wording"
    with st.expander("印刷物の言葉", key=key, on_change="rerun") as fold:
        if not fold.open:
            return
        chosen = st.selectbox(
            "印刷物",
            list(PIECES),
            list(PIECES).index(first),
            format_func=lambda one: PIECES[one].name,
            key=f"{key}.piece",
        )
        own = said.get(chosen, {})
        with st.form(f"{key}.{chosen}", border=False, enter_to_submit=False):
            for name, field in PIECES[chosen].fields.items():
                usual = pick(document.title) if name == "title" else field.default
                st.text_input(
                    field.label,
                    own.get(name, ""),
                    max_chars=field.most,
                    placeholder=usual or None,
                    key=f"{key}.{chosen}.{name}",
                )
            st.caption("空けておくと、うすい字の言葉を印刷します。")
            st.form_submit_button(
                "言葉を保存する",
                key=f"{key}.{chosen}.save",
                on_click=_save,
                args=(place.code, chosen),
            )


def _save(placement_code: str, piece: str) -> None:
    by = identity.name()
    fields = {
        field: st.session_state[f"distribute.{placement_code}.wording.{piece}.{field}"]
        for field in PIECES[piece].fields
    }
    with notices.refusals():
        store.current().write(
            lambda session: wordings.save(session, placement_code, piece, fields, by=by)
        )
        notices.tell("done", f"{PIECES[piece].name}の言葉を保存しました。")
