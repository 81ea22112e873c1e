"""The sample surveys as documents, with their dates set around a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from models import document
from models.clock import JST, months_after
from models.document import RESULTS_MONTHS, SurveyDocument
from models.errors import NotFound

FOLDER: Final = Path(__file__).parent
DAYS_LEFT: Final = 10  # the surveys stay open this many days after the given day


@dataclass(frozen=True)
class _Opening:
    """The latest `weekday` (Monday 0) that lies `days` or more back, from `at` on."""

    weekday: int
    days: int
    at: time

    def before(self, today: date) -> datetime:
        latest = today - timedelta(days=self.days)
        day = latest - timedelta(days=(latest.weekday() - self.weekday) % 7)
        return datetime.combine(day, self.at, JST)


# A festival fills a weekend, a drill a Sunday morning, and a children's centre opens on Tuesdays.
_OPENINGS: Final = {
    "festival": _Opening(weekday=5, days=9, at=time(10)),
    "drill": _Opening(weekday=6, days=8, at=time(9)),
    "childcare": _Opening(weekday=1, days=14, at=time(10)),
}
NAMES: Final = tuple(_OPENINGS)
ANSWERS: Final = {"festival": 420, "drill": 310, "childcare": 260}  # as many as look natural


def load(name: str, today: date) -> SurveyDocument:
    """The sample survey `name`, open since an earlier fitting weekday and for DAYS_LEFT more days.

    Results are promised two months after closing, answers kept until 31 March of the year after
    next. Raises NotFound for an unknown name.
    """
    if name not in _OPENINGS:
        raise NotFound("sample survey", name)
    closing_day = today + timedelta(days=DAYS_LEFT)
    return document.load((FOLDER / f"{name}.json").read_bytes()).model_copy(
        update={
            "opens_at": _OPENINGS[name].before(today),
            "closes_at": datetime.combine(closing_day, time(17), JST),
            "retention_until": date(closing_day.year + 2, 3, 31),
            "results_on": months_after(closing_day, RESULTS_MONTHS),
        }
    )


def opening_day(sample: SurveyDocument) -> date:
    """The first day of a loaded sample survey."""
    assert sample.opens_at is not None, "load sets it"
    return sample.opens_at.date()


def days_open(sample: SurveyDocument) -> int:
    """Whole days from the opening day to the day that `load` was given, that day not counted."""
    opens, closes = sample.opens_at, sample.closes_at
    assert opens is not None, "load sets it"
    assert closes is not None, "load sets it"
    return (closes.date() - opens.date()).days - DAYS_LEFT
