"""The signed time of a page: it was ours, for this survey, and opened then.

`<unix seconds>.<mac>` stands in every form. It tells a page of ours from a sending made up
elsewhere, one opened before the closing from one opened after it, and a person from a program
that sends at once. It names nobody: all who open a survey in one second get the same.
"""

from __future__ import annotations

import base64
import hmac
import re
import time
from datetime import UTC, datetime, timedelta

from models import keys

LIFETIME = timedelta(hours=24)
AHEAD = timedelta(minutes=1)  # how much the clocks of several machines may differ
QUICKEST = timedelta(seconds=3)  # nobody reads a page and answers it in less

_PURPOSE = "form-time"
_MAC_LENGTH = 16  # 96 bits
_FORM = re.compile(rf"([0-9]{{1,10}})\.([A-Za-z0-9_-]{{{_MAC_LENGTH}}})")
_MOST_KEPT = 1_000


class Stamps:
    """Makes and reads stamps with the key that every process on the database shares."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._latest: dict[str, tuple[int, str]] = {}

    def now(self, survey_id: str) -> str:
        """The stamp of a page of this survey that is opened now; made once a second."""
        second = int(time.time())
        latest = self._latest.get(survey_id)
        if latest is not None and latest[0] == second:
            return latest[1]
        if len(self._latest) >= _MOST_KEPT:
            self._latest.clear()
        stamp = self.at(survey_id, second)
        self._latest[survey_id] = (second, stamp)
        return stamp

    def at(self, survey_id: str, second: int) -> str:
        """The stamp of a page that was opened at that second."""
        return f"{second}.{sign(self._key, _PURPOSE, survey_id, str(second))}"

    def read(self, stamp: str, survey_id: str) -> datetime | None:
        """When the page was opened; None unless it was ours, this survey's, and within a day."""
        if not self.is_ours(stamp, survey_id):
            return None
        opened = datetime.fromtimestamp(int(stamp.partition(".")[0]), UTC)
        return opened if -AHEAD <= datetime.now(UTC) - opened <= LIFETIME else None

    def is_ours(self, stamp: str, survey_id: str) -> bool:
        """Whether we made the stamp for a page of this survey, however long ago."""
        form = _FORM.fullmatch(stamp)
        if form is None:
            return False
        mac = sign(self._key, _PURPOSE, survey_id, form[1])
        return hmac.compare_digest(mac, form[2])


def is_quick(opened: datetime) -> bool:
    """Whether a page opened then comes back sooner than a person could answer it."""
    return datetime.now(UTC) - opened < QUICKEST


def sign(key: bytes, *said: str) -> str:
    """96 bits that only the holder of `key` can make for exactly these words."""
    return base64.urlsafe_b64encode(keys.mac(key, *said))[:_MAC_LENGTH].decode()
