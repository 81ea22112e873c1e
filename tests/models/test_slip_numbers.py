"""What stands on a slip: drawn at random, known again by its seal, hard to mistype."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from models import slip_numbers, slips
from models.errors import SlipRefused
from models.slip_numbers import LETTERS

KEY = b"k" * 32


def _is_unknown(code: str) -> bool:
    try:
        slip_numbers.read_code(KEY, code)
    except SlipRefused as refusal:
        return refusal.code == "slip_unknown"
    return False


def test_five_thousand_slips_are_all_different() -> None:
    drawn = [slip_numbers.draw(KEY) for _ in range(slips.MOST)]
    assert len({slip.token for slip in drawn}) == len({slip.code for slip in drawn}) == slips.MOST
    assert all(slip_numbers.read_token(KEY, slip.token.lower()) == slip.token for slip in drawn)
    assert all(slip_numbers.read_code(KEY, slip.code) == slip.code for slip in drawn)
    spread = Counter("".join(slip.token[:26] + slip.code[:10] for slip in drawn))
    assert set(spread) == set(LETTERS)
    assert max(spread.values()) < 1.1 * min(spread.values())
    assert "token" not in repr(drawn[0])


def test_every_single_wrong_letter_and_every_swap_is_noticed() -> None:
    """All 360 wrong letters and all swaps of each of 50 numbers, also of letters far apart."""
    for _ in range(50):
        code = slip_numbers.draw(KEY).code
        wrong = {
            code[:place] + letter + code[place + 1 :]
            for place in range(len(code))
            for letter in LETTERS
            if letter != code[place]
        }
        assert len(wrong) == len(code) * (len(LETTERS) - 1)
        for one, other in combinations(range(len(code)), 2):
            letters = [*code]
            letters[one], letters[other] = letters[other], letters[one]
            if "".join(letters) != code:
                wrong.add("".join(letters))
        for mistyped in wrong:
            with pytest.raises(SlipRefused, match="slip_mistyped"):
                slip_numbers.spelled(mistyped)


def test_the_check_letter_tells_apart_whatever_differs_in_one_place() -> None:
    """Not of drawn numbers only: over every place and letter, by the weights themselves."""
    base = "2" * 11
    checks = {
        (place, letter): slip_numbers._check(base[:place] + letter + base[place + 1 :])
        for place in range(11)
        for letter in LETTERS
    }
    for place in range(11):
        assert len({checks[place, letter] for letter in LETTERS}) == len(LETTERS)


def test_a_number_is_read_however_it_is_typed() -> None:
    code = slip_numbers.draw(KEY).code
    printed = slip_numbers.grouped(code)
    assert [len(part) for part in printed.split("-")] == [4, 4, 4]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for typed in (printed, printed.lower(), f" {code} ", printed.replace("-", "ー"), wide):
        assert slip_numbers.read_code(KEY, typed) == code
    for typed in ("", code[:-1], code + "2", printed.replace(code[0], "0", 1), "１" * 12, "x\0y"):
        with pytest.raises(SlipRefused, match="slip_mistyped"):
            slip_numbers.read_code(KEY, typed)


def test_a_slip_of_another_house_is_unknown() -> None:
    other = [slip_numbers.draw(b"o" * 32) for _ in range(100)]
    for slip in other:
        with pytest.raises(SlipRefused, match="slip_unknown"):
            slip_numbers.read_token(KEY, slip.token)
    invented = [slip.code for slip in other if _is_unknown(slip.code)]
    assert len(invented) > 80  # the number's seal is one letter of 31
    for said in ("", "x" * 30, "\0" * 30, "é" * 30, other[0].token[:-1]):
        with pytest.raises(SlipRefused, match="slip_unknown"):
            slip_numbers.read_token(KEY, said)
