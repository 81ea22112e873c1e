"""Random names: short ones to type from a poster, long ones nobody can guess."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import threading

# No 0/O, 1/l/I: what is printed must be readable aloud and typed on a phone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


_pool = bytearray()
_door = threading.Lock()
os.register_at_fork(after_in_child=_pool.clear)  # two processes never draw the same bytes


def _random(size: int) -> bytes:
    """Bytes of the system's generator, fetched 4 kB at a time: asking is what takes the time."""
    with _door:
        if len(_pool) < size:
            _pool.extend(secrets.token_bytes(4096))
        drawn = bytes(_pool[-size:])
        del _pool[-size:]
    return drawn


def short(length: int) -> str:
    """`length` random characters of ALPHABET (4.95 bits each); unique only if checked."""
    found = ""
    while len(found) < length:
        # Five bits of each byte; the one value beyond the alphabet is thrown away, not folded,
        # so that every character stays equally likely.
        drawn = (byte & 31 for byte in _random(2 * length))
        found += "".join(ALPHABET[number] for number in drawn if number < len(ALPHABET))
    return found[:length]


def unguessable() -> str:
    """128 random bits as 22 characters of the URL alphabet."""
    return base64.urlsafe_b64encode(_random(16))[:22].decode()


def secret() -> str:
    """256 random bits for a URL or cookie; store only `digest` of it."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a secret: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
