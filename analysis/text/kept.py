"""What was worked out of many comments at once, kept beside their tokens in numbers and words.

It is kept under a name, with a digest of all that it follows from: the rules themselves, the
libraries that calculate, and what the caller names; so what is found is what would be worked out
again. What was damaged is not found. Nothing is run as a program when it is read (decision 0022).
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

import numpy as np
import scipy
from numpy.typing import NDArray

from analysis.text import token_store
from analysis.text.tokenizer import VERSION

T = TypeVar("T")
Arrays: TypeAlias = Mapping[str, NDArray[Any]]

_HERE: Final = Path(__file__).parent
_RULES: Final = ("*.py", "*.csv")
_SUM: Final = 32  # bytes before the arrays that tell whether they are whole


class Place(NamedTuple):
    """Where something is kept, None for nowhere, and the digest of all that it follows from."""

    file: Path | None
    name: str
    digest: bytes


def place(file: Path | None, name: str, parts: Iterable[str]) -> Place:
    """The place of what follows from these `parts`, in their order, and from the rules."""
    digest = hashlib.sha256(rules())
    for part in parts:
        told = part.encode("utf-8", "surrogatepass")
        digest.update(len(told).to_bytes(8, "little"))
        digest.update(told)
    return Place(file, name, digest.digest())


def once(
    at: Place,
    work: Callable[[], T],
    packed: Callable[[T], Arrays],
    unpacked: Callable[[Arrays], T],
) -> T:
    """What is kept at a place; if nothing whole is, what `work` gives, kept from now on."""
    if at.file is None:
        return work()
    with token_store.opened(at.file) as store:
        told = store.whole(at.name, at.digest) or b""
        if told and hashlib.sha256(told[_SUM:]).digest() == told[:_SUM]:
            with np.load(io.BytesIO(told[_SUM:]), allow_pickle=False) as arrays:
                return unpacked(dict(arrays))
        found = work()
        into = io.BytesIO()
        np.savez(into, **packed(found))  # type: ignore[arg-type] # no array is named allow_pickle
        written = into.getvalue()
        store.keep_whole(at.name, at.digest, hashlib.sha256(written).digest() + written)
        return found


def words(told: object) -> NDArray[np.uint8]:
    """Plain values (lists, texts, numbers) as an array."""
    return np.frombuffer(json.dumps(told).encode("ascii"), np.uint8)


def of_words(array: NDArray[np.uint8]) -> Any:
    """The plain values of such an array."""
    return json.loads(array.tobytes())


@functools.cache
def rules() -> bytes:
    """A digest of every rule and list of words here, and of what they calculate with."""
    made_by = "\0".join((VERSION, sys.version, np.__version__, scipy.__version__))
    digest = hashlib.sha256(made_by.encode())
    for pattern in _RULES:
        for file in sorted(_HERE.glob(pattern)):
            digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.digest()
