"""Dates and times as other tools write them, and numbers as people do."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta, timezone
from typing import Final

from models.clock import JST
from models.errors import AnswerError
from models.questions.day import Day
from models.questions.number import Number

UNITS: Final = (
    *("歳", "才", "人", "名", "回", "円", "分", "時間", "日", "週間", "か月", "年", "件", "個"),
    *("冊", "台", "匹", "本", "枚", "点", "%", "km", "m", "cm", "kg"),
)

_DAY: Final = Day(key="day")
# Google: 2026/04/01 10:39:40 午前 GMT+9. Microsoft and English: 4/1/2026 3:05:12 PM.
_MOMENT = re.compile(
    r"(?P<day>\S+?)"
    r"(?:(?:T|\s+)(?P<before>午前|午後)?\s*(?P<hour>\d{1,2})[:時](?P<minute>\d{2})分?"
    r"(?::?(?P<second>\d{2})(?:\.\d+)?秒?)?\s*(?P<after>午前|午後|AM|PM)?"
    r"\s*(?P<zone>Z|(?:GMT|UTC)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?)?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
# Excel's number of a day, and the part of the day that is over: 46113.5 is 2026-04-01 12:00.
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_BEFORE_EXCEL: Final = datetime(1899, 12, 30, tzinfo=JST)
_NUMBER = re.compile(r"-?[\d,]+(?:\.(\d+))?([^\d.,]*)")


def moment(text: str) -> datetime | None:
    """The time that the text tells, in Japan unless it names a zone; None when it tells none."""
    found = _MOMENT.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    day = iso_day(found["day"]) or _american(found["day"])
    if day is None:
        return None
    hour = int(found["hour"] or 0)
    half = (found["before"] or found["after"] or "").upper()
    if half:
        hour = hour % 12 + (12 if half in ("午後", "PM") else 0)
    try:
        at = time(hour, int(found["minute"] or 0), int(found["second"] or 0))
        return datetime.combine(datetime.fromisoformat(day), at, _zone(found["zone"] or ""))
    except ValueError:
        return None


def serial(text: str) -> datetime | None:
    """The time, between 1954 and 2118, of a number that Excel shows where a date lost its format.

    Any number looks so: only for a column that is known to hold dates.
    """
    plain = unicodedata.normalize("NFKC", text)
    if not _SERIAL.fullmatch(plain):
        return None
    return _BEFORE_EXCEL + timedelta(seconds=round(float(plain) * 86_400))


def iso_day(text: str) -> str | None:
    """The day as ISO 8601, read by the rules of a date question; None where there is none."""
    try:
        found = _DAY.parse({"day": [text]})["day"]
    except AnswerError:
        return None
    return str(found) if found is not None else None


def day_in(text: str) -> str:
    """The text without the time of day that a tool has written behind its date.

    A date that has become a number is a date again.
    """
    whole = moment(text) or serial(text)
    return whole.date().isoformat() if whole is not None else text


def number(text: str) -> tuple[float, int, str] | None:
    """The number in the text, its decimals and its unit; None where it is no plain number."""
    tidy = unicodedata.normalize("NFKC", "".join(text.split()))
    found = _NUMBER.fullmatch(tidy)
    if found is None or (found[2] and found[2] not in UNITS):
        return None
    decimals = len(found[1] or "")
    question = Number(key="n", unit={"ja": found[2]} if found[2] else {}, decimals=min(decimals, 4))
    try:
        value = question.parse({"n": [text]})["n"]
    except AnswerError:
        return None
    return (float(value), decimals, found[2]) if isinstance(value, int | float) else None


def _american(text: str) -> str | None:
    found = _AMERICAN.fullmatch(text)
    if found is None:
        return None
    month, day, year = found.groups()
    return iso_day(f"{year if len(year) == 4 else f'20{year}'}-{month}-{day}")


def _zone(text: str) -> timezone:
    if text.upper() in ("Z", "GMT", "UTC"):
        return timezone(timedelta(0))
    found = _ZONE.search(text)
    if found is None:
        return JST
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(ahead if found[1] == "+" else -ahead)
