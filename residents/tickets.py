"""Signed leave to see one's own answer for a while: `receipt.expiry.mac`.

A receipt alone opens nothing: it is read aloud and written on paper. What shows an answer asks
for a ticket, which only the device gets that has just sent it, in a cookie or in an address.
"""

from __future__ import annotations

import hmac
import re
import time
from dataclasses import dataclass
from datetime import timedelta

from residents.form_time import sign

_FORM = re.compile(r"([a-z0-9]{1,16})\.([0-9]{1,10})\.([A-Za-z0-9_-]{16})")


@dataclass(frozen=True)
class Ticket:
    """A ticket that we have made; `fresh` until its time has run out."""

    receipt: str
    fresh: bool


def make(key: bytes, purpose: str, survey_id: str, receipt: str, lifetime: timedelta) -> str:
    """A ticket to the answer with this receipt, for one purpose."""
    expiry = str(int(time.time() + lifetime.total_seconds()))
    return f"{receipt}.{expiry}.{sign(key, purpose, survey_id, receipt, expiry)}"


def read(key: bytes, purpose: str, survey_id: str, text: str) -> Ticket | None:
    """The ticket that `text` is; None unless we have made it for this purpose and survey."""
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    if not hmac.compare_digest(sign(key, purpose, survey_id, form[1], form[2]), form[3]):
        return None
    return Ticket(form[1], int(form[2]) >= time.time())
