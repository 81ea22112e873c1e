"""Wrong passwords: each makes the next try wait longer, and nobody is locked out for good."""

from __future__ import annotations

import pytest

from gate import attempts
from gate.attempts import FORGET, FREE, LONGEST, Attempts
from models.errors import SignInRefused

MOMENT = 0.001
NAME, HERE = "yamada", "192.0.2.1"


class Clock:
    """The part of `time` that is looked at, moved by the test."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def monotonic(self) -> float:
        return self.seconds

    def move(self, by: float) -> None:
        self.seconds += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock for this one module; the rest of the process keeps its own."""
    clock = Clock()
    monkeypatch.setattr(attempts, "time", clock)
    return clock


def fail(tries: Attempts, times: int, name: str = NAME, source: str = HERE) -> None:
    for _ in range(times):
        tries.failed(name, source)


def wait(tries: Attempts, name: str = NAME, source: str = HERE) -> int:
    """The seconds somebody is told to wait; 0 when they may try."""
    try:
        tries.check(name, source)
    except SignInRefused as refusal:
        return refusal.wait_seconds
    return 0


def test_some_wrong_passwords_are_free(clock: Clock) -> None:
    """Everybody mistypes; the wait begins after the third."""
    tries = Attempts()
    for _ in range(FREE):
        assert wait(tries) == 0
        fail(tries, 1)
    with pytest.raises(SignInRefused) as refusal:
        tries.check(NAME, HERE)
    assert refusal.value.code == "wait"
    assert refusal.value.wait_seconds > 0


def test_each_failure_doubles_the_wait_up_to_a_minute(clock: Clock) -> None:
    """Over just when it was said to be over, or a moment before."""
    tries = Attempts()
    fail(tries, FREE)
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60, 60):
        assert wait(tries) in (seconds, seconds + 1)
        clock.move(seconds - MOMENT)
        assert wait(tries) == 1
        clock.move(MOMENT)
        assert wait(tries) == 0
        fail(tries, 1)
    assert LONGEST == 60


def test_asking_while_waiting_makes_it_no_longer(clock: Clock) -> None:
    """Impatience is no failure."""
    tries = Attempts()
    fail(tries, FREE + 3)
    for _ in range(100):
        assert wait(tries) > 0
    clock.move(8)
    assert wait(tries) == 0


def test_the_owner_elsewhere_is_not_locked_out(clock: Clock) -> None:
    """Counted by account and source together: a stranger makes only himself wait."""
    tries = Attempts()
    fail(tries, 50, source="203.0.113.9")
    assert wait(tries, source="203.0.113.9") > 0
    assert wait(tries, source=HERE) == 0
    assert wait(tries, name="sato", source="203.0.113.9") == 0
    fail(tries, 1)
    assert wait(tries) == 0


def test_success_forgets_the_failures_of_that_account_and_source(clock: Clock) -> None:
    tries = Attempts()
    fail(tries, FREE + 5)
    fail(tries, FREE, source="192.0.2.2")
    tries.succeeded(NAME, HERE)
    tries.succeeded("nobody", HERE)
    assert wait(tries) == 0
    assert wait(tries, source="192.0.2.2") > 0
    fail(tries, FREE - 1)
    assert wait(tries) == 0


def test_failures_are_forgotten_after_a_quarter_of_an_hour(clock: Clock) -> None:
    """Later one has all the free tries again; a moment earlier the count goes on."""
    tries = Attempts()
    fail(tries, FREE + 5)
    clock.move(FORGET)
    fail(tries, 1)
    assert wait(tries) in (60, 61)
    clock.move(FORGET + MOMENT)
    fail(tries, FREE - 1)
    assert wait(tries) == 0
    fail(tries, 1)
    assert wait(tries) in (1, 2)


@pytest.mark.parametrize("times", [100, 1_026, 1_027, 1_028, 20_000])
def test_however_many_failures_the_wait_is_a_minute(clock: Clock, times: int) -> None:
    """A machine that guesses all night, or sends many guesses at one instant."""
    tries = Attempts()
    fail(tries, times)
    assert wait(tries) in (60, 61)
    clock.move(LONGEST)
    assert wait(tries) == 0


def test_remembering_has_an_end(clock: Clock) -> None:
    """Guesses under countless names do not fill the memory; the newest still count."""
    tries = Attempts()
    for number in range(25_000):
        fail(tries, 1, name=f"guess-{number}")
    assert len(tries._failures) <= 10_000
    fail(tries, FREE)
    assert wait(tries) > 0
