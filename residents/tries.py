"""How many wrong numbers of slips are taken in a minute at one placement.

Nobody is counted, only numbers: in a hall hundreds share one address, and none is stored here.
Whoever scans a slip is never in anybody's way.
"""

from __future__ import annotations

import time
from collections.abc import Callable

# With all 5,000 slips of a batch left, one guess hits with 6 in 10**12 (31**10 numbers): at this
# pace, day and night, a month of guessing finds one with 2 in 100,000.
MOST = 60
MINUTE = 60.0  # seconds
_MOST_PLACES = 1_000


class Tries:
    """Counts in this process; a server with several counts in each of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[float, int]] = {}

    def too_many(self, place: str) -> bool:
        """Whether no more numbers are looked at there until the minute is over."""
        began, count = self._wrong.get(place, (0.0, 0))
        return count >= MOST and self._clock() - began < MINUTE

    def wrong(self, place: str) -> None:
        """Note a wrong number; the minute begins with the first."""
        moment = self._clock()
        began, count = self._wrong.get(place, (moment, 0))
        if moment - began >= MINUTE:
            began, count = moment, 0
        if len(self._wrong) >= _MOST_PLACES and place not in self._wrong:
            self._wrong.clear()
        self._wrong[place] = (began, count + 1)
