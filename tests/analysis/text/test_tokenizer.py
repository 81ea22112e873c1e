"""Which way of cutting is used, and that the pieces are the same on both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analysis.text import tokenizer
from analysis.text.tokens import Token, cut, tokens_of
from tests.analysis.text import wards


@pytest.fixture
def choosing_anew() -> Iterator[None]:
    tokenizer._chosen.cache_clear()
    yield
    tokenizer._chosen.cache_clear()


def test_the_quick_walk_is_used_and_its_pieces_are_janomes() -> None:
    texts = wards.comments()[:40]
    assert tokenizer.is_quick()
    assert [tokenizer.pieces(text) for text in texts] == list(map(tokenizer.stock_pieces, texts))


def test_another_janome_cuts_itself(
    choosing_anew: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = [Token(*token) for token in cut("区報せたがや😊を読む")]
    tokenizer._chosen.cache_clear()
    monkeypatch.setattr(tokenizer, "_KNOWN_INSIDE", "0.4.2")
    assert not tokenizer.is_quick()
    assert list(cut("区報せたがや😊を読む")) == before
    assert [record.message for record in caplog.records] == [
        "Janome is 0.5.0, not 0.4.2: read slowly"
    ]


def test_a_walk_that_cuts_a_sample_otherwise_is_not_used(
    choosing_anew: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tokenizer, "walk", lambda _lexicon, text: [(0, len(text))])
    assert not tokenizer.is_quick()
    assert [token.surface for token in cut("公園が暗い")] == ["公園", "が", "暗い"]
    assert "otherwise than Janome" in caplog.text


def test_tokens_tell_base_reading_and_place_and_leave_blanks_out() -> None:
    assert cut(" よかっ た\nねこ😺") == (
        Token("よかっ", "よい", ("形容詞", "自立", "*", "*"), 1, 4, "ヨカッ"),
        Token("た", "た", ("助動詞", "*", "*", "*"), 5, 6, "タ"),
        Token("ねこ", "ねこ", ("名詞", "一般", "*", "*"), 7, 9, "ネコ"),
        Token("😺", "😺", ("記号", "一般", "*", "*"), 9, 10, ""),
    )


def test_pieces_of_another_text_and_numbers_of_no_word_are_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        tokens_of("公園が", tokenizer.pieces("公園"))
    for word in (500_000, tokenizer.UNKNOWN + 99):
        with pytest.raises(KeyError):
            tokens_of("公園", [word << 8 | 2])
