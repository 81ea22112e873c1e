"""The templates as documents, with their dates set from a given day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from models import document
from models.clock import JST, months_after, next_fiscal_year_end
from models.document import RESULTS_MONTHS, SurveyDocument

FOLDER: Final = Path(__file__).parent

# name → what staff choose it by, in the order in which they are offered
NAMES: Final[Mapping[str, str]] = {
    "event": "催しの満足度アンケート",
    "facility": "施設の利用者アンケート",
    "workshop": "講座・ワークショップのアンケート",
    "plan": "計画案への意見募集",
    "drill": "防災訓練の参加者アンケート",
    "childcare": "子育て支援アンケート",
    "library": "図書館の利用者アンケート",
    "counter": "窓口サービスのアンケート",
    "signup": "催しの参加申し込み（定員あり）",
    "slots": "相談の予約（時間枠ごとに定員）",
}

# Days that a survey takes to go round; views on a plan get the three weeks that Setagaya gives.
_DAYS: Final = {"plan": 22, "facility": 28, "library": 28, "counter": 28, "childcare": 21}
_USUAL_DAYS: Final = 14


def load(name: str, today: date) -> SurveyDocument:
    """The template `name`, open from publishing until 17:00 some weeks from `today`.

    Answers are kept until the end of the fiscal year after the one in which it closes, and results
    promised two months after closing. Raises KeyError for a name that is not in NAMES.
    """
    if name not in NAMES:
        raise KeyError(name)
    last = today + timedelta(days=_DAYS.get(name, _USUAL_DAYS))
    return document.load((FOLDER / f"{name}.json").read_bytes()).model_copy(
        update={
            "closes_at": datetime.combine(last, time(17), JST),
            "retention_until": next_fiscal_year_end(last),
            "results_on": months_after(last, RESULTS_MONTHS),
        }
    )
