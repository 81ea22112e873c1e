"""What the page's script must know of a question to read it as the server will, as plain data.

Only questions whose answers others depend on, or quote, are described to it.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import assert_never

from models.multilingual import COMMA, Language, pick
from models.questions import AnyQuestion
from models.questions.choice import MAX_OTHER, Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import Consent
from models.questions.day import DATES, Day
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.number import LARGEST, Number
from models.questions.options import Options
from models.questions.place import Place
from models.questions.ranking import PLACES, Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText

LAST_DAY = date.max  # years have four digits


def reading(question: AnyQuestion, language: Language, *, quoted: bool) -> str:
    """The description as JSON; with `quoted` also the words in which answers are shown."""
    found = {"key": question.key} | _rules(question)
    if quoted:
        found |= _words(question, language)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _rules(question: AnyQuestion) -> dict[str, object]:
    match question:
        case SingleChoice() | Dropdown():
            return {"kind": "one", **_other(question)}
        case MultipleChoice():
            return {
                "kind": "any",
                "least": question.min_choices,
                "most": question.max_choices or len(question.options),
                "alone": _alone(question),
                **_other(question),
            }
        case Scale() | Nps() | Place() | Consent():
            return {"kind": "one"}
        case MatrixSingle() | MatrixMultiple():
            return {
                "kind": "grid",
                "rows": question.asked_keys(),
                "whole": question.required,
                "many": isinstance(question, MatrixMultiple),
                "alone": _alone(question),
            }
        case Ranking():
            return {"kind": "ranked", "least": len(question.places) if question.required else 0}
        case Number():
            return {
                "kind": "number",
                "least": -LARGEST if question.minimum is None else question.minimum,
                "most": LARGEST if question.maximum is None else question.maximum,
                "decimals": question.decimals,
                "units": [
                    "".join(unicodedata.normalize("NFKC", unit).split())
                    for unit in question.unit.values()
                ],
            }
        case Day():
            return {
                "kind": "date",
                "least": str(question.earliest or ""),
                "most": str(question.latest or LAST_DAY),
            }
        case ShortText() | LongText():
            return {"kind": "text", "most": question.max_chars}
        case Statement():
            return {}
        case _:
            assert_never(question)


def _other(question: SingleChoice | Dropdown | MultipleChoice) -> dict[str, object]:
    option = question.other_option
    return {"other": option.value, "most_other": MAX_OTHER} if option is not None else {}


def _alone(question: Options) -> list[str]:
    return [option.value for option in question.options if option.exclusive]


def _words(question: AnyQuestion, language: Language) -> dict[str, object]:
    """Labels by code, and what stands around them: the same that `display` uses."""
    match question:
        case Number():
            unit = pick(question.unit, language)
            return {"unit": f" {unit}" if unit and unit.isascii() else unit}
        case Day():
            pattern = DATES.get(language, "$&")
            return {"date": pattern.format(year="$1", month="$2", day="$3")}
        case ShortText() | LongText() | Statement():
            return {}
        case _:
            codes = question.parts()[0].categories if question.parts() else ()
            labels = [(code.code, pick(code.label, language) or code.code) for code in codes]
            found: dict[str, object] = {"words": labels, "join": COMMA[language]}
            if isinstance(question, MatrixSingle | MatrixMultiple):
                rows = [pick(row.label, language) or row.value for row in question.rows]
                return found | {"heads": rows}
            if isinstance(question, Ranking):
                return found | {"place": PLACES[language].format("#") + " "}
            return found
