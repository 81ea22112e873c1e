"""What a step led to, said once at the top of the next page: callbacks cannot draw themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st
from pydantic import ValidationError

from models import writer
from models.errors import KoebakoError
from pages.components import words
from pages.components.plain import plain

Kind = Literal["done", "refused"]

_KEY = "frame.notice"


def tell(kind: Kind, sentence: str) -> None:
    """Say `sentence`, which may hold anybody's words, when the page is drawn next."""
    st.session_state[_KEY] = (kind, sentence)


def show() -> None:
    """Draw the sentence that waits, if there is one."""
    kind, sentence = st.session_state.pop(_KEY, ("", ""))
    if kind == "done":
        st.success(plain(sentence))
    elif kind == "refused":
        st.error(f"エラー：{plain(sentence)}")


def refused() -> bool:
    """Whether the sentence that waits tells of a refusal."""
    return bool(st.session_state.get(_KEY, ("",))[0] == "refused")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the steps inside into a notice; what cannot be stored is refused too."""
    try:
        yield
    except KoebakoError as error:
        tell("refused", words.say(error))
    except ValidationError:
        tell("refused", words.UNREADABLE)
    except Exception as error:
        if not writer.is_storage_failure(error):
            raise
        tell("refused", words.NOT_NOW)
