"""Wrong passwords make the next try wait, longer each time; nobody is locked out for good."""

from __future__ import annotations

import time

from models.errors import SignInRefused

FREE = 3  # wrong tries without a wait
LONGEST = 60.0  # seconds
FORGET = 15 * 60.0  # seconds without a try
_MOST = 10_000


class Attempts:
    """Counts failures by account and source, so that a stranger cannot lock the owner out."""

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], tuple[int, float]] = {}

    def check(self, name: str, source: str) -> None:
        """Raise SignInRefused('wait') while that account and source must wait."""
        count, last = self._failures.get((name, source), (0, 0.0))
        left = last + self._delay(count) - time.monotonic()
        if count >= FREE and left > 0:
            raise SignInRefused("wait", wait_seconds=int(left) + 1)

    def failed(self, name: str, source: str) -> None:
        """Note a wrong password."""
        moment = time.monotonic()
        count, last = self._failures.pop((name, source), (0, 0.0))
        if len(self._failures) >= _MOST:
            del self._failures[next(iter(self._failures))]  # the one tried longest ago
        self._failures[name, source] = (1 if moment - last > FORGET else count + 1, moment)

    def succeeded(self, name: str, source: str) -> None:
        """Forget the failures."""
        self._failures.pop((name, source), None)

    @staticmethod
    def _delay(count: int) -> float:
        return min(LONGEST, 2.0 ** min(count - FREE, 10))  # no float holds 2 to the power of 1,024
