from __future__ import annotations

from janome.tokenizer import Tokenizer

from analysis.text.tokens import cut


def test_cut_is_what_janome_says() -> None:
    text = "病児保育の予約が取りにくい。"
    stock = [(token.surface, token.base_form) for token in Tokenizer().tokenize(text)]
    assert [(token.surface, token.base) for token in cut(text)] == stock
