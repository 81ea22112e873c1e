"""What stands on a slip: a token in its code, and a number to type where no camera helps.

Both end in a seal made with the database's key. A slip that is used up is in no table any more;
by its seal it is still known to have been one, and is told apart from an invented one.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass, field

from models import keys, tokens
from models.errors import SlipRefused

# Capitals make the printed code smaller. 31 letters: a prime, which the check character needs.
LETTERS = tokens.ALPHABET.upper()

TOKEN_RANDOM, TOKEN_SEAL = 26, 4  # 128.8 random bits, 19.8 of the seal
CODE_RANDOM, CODE_SEAL = 10, 1  # 49.5 random bits; what may be tried is limited besides
_CODE = CODE_RANDOM + CODE_SEAL + 1
_GROUP = 4

_TOKEN = re.compile(f"[{LETTERS}]{{{TOKEN_RANDOM + TOKEN_SEAL}}}")
_TYPED = re.compile(f"[{LETTERS}]{{{_CODE}}}")
_BETWEEN = re.compile(r"[\s\-‐-―−ー_.・]+")  # what people write between the groups


@dataclass(frozen=True)
class Slip:
    """One slip as it is printed. Neither half is stored, and neither leads to the other."""

    token: str = field(repr=False)
    code: str = field(repr=False)


def draw(key: bytes) -> Slip:
    """A new slip under the database's key (models.keys.form_key)."""
    token = tokens.short(TOKEN_RANDOM).upper()
    code = tokens.short(CODE_RANDOM).upper()
    code += _seal(key, "slip-code", code, CODE_SEAL)
    return Slip(token + _seal(key, "slip-token", token, TOKEN_SEAL), code + _check(code))


def read_token(key: bytes, said: str) -> str:
    """The token as printed, whatever the case. Raises SlipRefused('slip_unknown')."""
    token = said.upper()
    if not _TOKEN.fullmatch(token):
        raise SlipRefused("slip_unknown")
    _refuse_invented(token, _seal(key, "slip-token", token[:TOKEN_RANDOM], TOKEN_SEAL))
    return token


def spelled(typed: str) -> str:
    """The number that was typed, in the letters of the print; wide ones and any hyphens are fine.

    Raises SlipRefused('slip_mistyped') for what no slip can say: a letter is wrong or missing.
    """
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    if not _TYPED.fullmatch(code) or _check(code[:-1]) != code[-1]:
        raise SlipRefused("slip_mistyped")
    return code


def read_code(key: bytes, typed: str) -> str:
    """`spelled`, of a slip that was once made. Raises SlipRefused('slip_unknown'), too."""
    code = spelled(typed)
    _refuse_invented(code[:-1], _seal(key, "slip-code", code[:CODE_RANDOM], CODE_SEAL))
    return code


def fingerprint(said: str) -> str:
    """What is stored of a token or a number: its SHA-256."""
    return tokens.digest(said)


def grouped(code: str) -> str:
    """The number as it is printed: in groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _check(code: str) -> str:
    """The last letter, by which a mistyped number is noticed.

    The weighted sum of ISBN-10 (ISO 2108) over 31 letters instead of 11 digits: weights 12 to 1,
    sum 0 modulo a prime larger than every weight. So any one wrong letter changes the sum, and so
    does any swap of two different letters, neighbours or not (Verhoeff 1969, on such codes).
    """
    weighted = (
        weight * LETTERS.index(letter)
        for weight, letter in zip(range(_CODE, 1, -1), code, strict=True)
    )
    return LETTERS[-sum(weighted) % len(LETTERS)]


def _refuse_invented(said: str, seal: str) -> None:
    if not hmac.compare_digest(said[-len(seal) :], seal):
        raise SlipRefused("slip_unknown")


def _seal(key: bytes, purpose: str, said: str, length: int) -> str:
    number = int.from_bytes(keys.mac(key, purpose, said))
    letters = ""
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters
