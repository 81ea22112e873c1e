"""Many comments cut into tokens: what was cut before is read back, the rest is cut and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from analysis.text import cycles, token_store
from analysis.text.token_store import TokenStore, key_of
from analysis.text.tokenizer import pieces
from analysis.text.tokens import Token, tokens_of

BATCH: Final = 500  # comments cut between two savings: a fifth of a second


def tokens(texts: Sequence[str], file: Path | None = None) -> list[tuple[Token, ...]]:
    """The tokens of each normalised text, in the order of `texts`.

    What is kept in `file` (token_store) is not cut again, and what is not is kept there; without a
    file nothing is kept.
    """
    wanted = {key_of(text): text for text in dict.fromkeys(texts)}
    found: dict[str, tuple[Token, ...]] = {}
    with _store(file) as store, cycles.unsearched():
        for keys in _batches(list(wanted)):
            kept = store.pieces(keys) if store is not None else {}
            cut: dict[bytes, Sequence[int]] = {}
            for key in keys:
                text = wanted[key]
                try:
                    found[text] = tokens_of(text, kept[key])
                except (KeyError, ValueError):  # not kept, or not whole
                    cut[key] = pieces(text)
                    found[text] = tokens_of(text, cut[key])
            if store is not None and cut:
                store.keep(cut)
        return [found[text] for text in texts]


def count_new(texts: Sequence[str], file: Path) -> int:
    """How many different normalised texts are not kept in `file`: those that `tokens` will cut."""
    with token_store.opened(file) as store:
        return sum(1 for _ in _new(texts, store))


def cut_new(
    texts: Sequence[str],
    file: Path,
    tell: Callable[[int, int], object] = lambda _done, _all: None,
    share: tuple[int, int] = (0, 1),
) -> None:
    """Cut and keep what is not kept yet: of `share` (n, of) only the n-th part, counted from 0.

    `tell` hears after each batch how many of how many texts are done.
    """
    part, parts = share
    with token_store.opened(file) as store:
        new = [(key, text) for key, text in _new(texts, store) if key[0] % parts == part]
        tell(0, len(new))
        for start in range(0, len(new), BATCH):
            some = new[start : start + BATCH]
            store.keep({key: pieces(text) for key, text in some})
            tell(start + len(some), len(new))


def _new(texts: Sequence[str], store: TokenStore) -> Iterator[tuple[bytes, str]]:
    wanted = {key_of(text): text for text in dict.fromkeys(texts)}
    for keys in _batches(list(wanted)):
        kept = store.pieces(keys)
        yield from ((key, wanted[key]) for key in keys if key not in kept)


def _batches(keys: list[bytes]) -> Iterator[list[bytes]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _store(file: Path | None) -> AbstractContextManager[TokenStore | None]:
    return token_store.opened(file) if file is not None else nullcontext()
