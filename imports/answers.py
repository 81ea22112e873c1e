"""From rows to answers, by the rules of the questions; and every cell that does not fit them."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from imports import building, groups, moments, options, splitting
from imports.building import Asked, Built
from imports.guessing import ERRORS
from imports.plan import Plan
from imports.table import Table
from models.journey import walk
from models.questions.base import NOT_ASKED
from models.questions.values import StoredValue

REASONS: Final[Mapping[str, str]] = {
    "unknown_option": "選択肢にありません。",
    "exclusive": "ほかの選択肢と一緒には選べません。",
    "sent_twice": "1つだけにしてください。",
    "number": "数として読めません。",
    "whole_number": "小数は取り込めません。",
    "decimals": "小数の桁が多すぎます。",
    "too_small": "数が小さすぎます。",
    "too_large": "数が大きすぎます。",
    "date": "日付として読めません。",
    "no_such_date": "暦にない日付です。",
    "too_long": "文が長すぎます。",
    "rank_gap": "順位が飛んでいます。",
    "rank_twice": "同じ選択肢が2つの順位にあります。",
    "mark": "○か1、×か0で書いてください。",
    "moment": "日時として読めません。",
    "formula": "数式の計算がエラーになっています。",
    "beyond": "見出しより列が多くあります。区切りや引用符を確かめてください。",
}
_SHOWN: Final = 40  # characters of a cell that is named


class Misfit(NamedTuple):
    """A cell that cannot be taken: the row of the file, its heading, what stands there, and why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One row of the file. `at` is an ISO 8601 time, None where none is known. A row with misfits
    is no response."""

    number: int
    at: str | None
    answers: dict[str, StoredValue]
    misfits: tuple[Misfit, ...] = ()


Fields = dict[str, list[str]]


@dataclass(frozen=True)
class _Cell:
    """A column on its way into the form: `put` writes what a cell says into the fields.

    `field` is the name that its question reads it by.
    """

    plan: Plan
    field: str
    put: Callable[[str, Fields], None]


class _Unfit(Exception):
    """A cell that says nothing its column knows; `code` names the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rows(table: Table, built: Built) -> Iterator[Row]:
    """Each row as answers, with every cell of it that does not fit."""
    questions = [(asked, _cells(asked)) for asked in built.asked]
    width = len(table.headings)
    for number, texts in zip(table.numbers, table.rows, strict=True):
        misfits: dict[str, str] = {}  # by heading: the first reason of each cell
        fields: Fields = {}
        asked_of: set[str] = set()  # fields that the person was asked: 非該当 is not in all cells
        for _, cells in questions:
            for cell in cells:
                text = texts[cell.plan.index]
                if text == NOT_ASKED:
                    continue
                asked_of.add(cell.field)
                if text in ERRORS:
                    misfits[cell.plan.heading] = "formula"
                elif text and text not in cell.plan.blanks:
                    try:
                        cell.put(text, fields)
                    except _Unfit as error:
                        misfits[cell.plan.heading] = error.code
        at = _at(texts, built.when)
        if at == "" and built.when is not None:
            misfits[built.when.heading] = "moment"
        walked = walk(built.document, fields)
        for asked, cells in questions:
            if asked.key in walked.errors:
                misfits.setdefault(_culprit(cells, fields), walked.errors[asked.key].code)
            for key in {cell.field for cell in cells} - asked_of:
                walked.answers.pop(key, None)
        named = [
            Misfit(number, heading, texts[table.headings.index(heading)][:_SHOWN], REASONS[code])
            for heading, code in misfits.items()
        ]
        if len(texts) > width:
            named.append(Misfit(number, "…", texts[width][:_SHOWN], REASONS["beyond"]))
        yield Row(number, at or None, walked.answers, tuple(named))


def _culprit(cells: Sequence[_Cell], fields: Fields) -> str:
    """The heading of the column that a question could not read: the first that said anything."""
    said = (cell for cell in cells if fields.get(cell.field))
    return next(said, cells[0]).plan.heading


def _at(texts: Sequence[str], when: Plan | None) -> str | None:
    """The time of the row, None where none is written, '' where it cannot be read."""
    if when is None or texts[when.index] in ("", NOT_ASKED, *when.blanks):
        return None
    found = moments.moment(texts[when.index]) or moments.serial(texts[when.index])
    return found.isoformat() if found is not None else ""


def _cells(asked: Asked) -> list[_Cell]:
    plans = asked.plans
    if plans[0].kind == "flag":
        return [
            _Cell(plan, asked.key, _ticking(asked.key, code))
            for plan, code in zip(plans, building.codes(plans), strict=True)
        ]
    codes = building.codes(plans) if plans[0].grouped else ()
    names = [f"{asked.key}.{code}" for code in codes] or [asked.key]
    pairs = zip(plans, names, strict=True)
    return [_Cell(plan, name, _putting(plan, name)) for plan, name in pairs]


def _ticking(field: str, code: str) -> Callable[[str, Fields], None]:
    def tick(text: str, fields: Fields) -> None:
        if text in groups.MARKS:
            fields.setdefault(field, []).append(code)
        elif text not in groups.NO_MARKS:
            raise _Unfit("mark")

    return tick


def _putting(plan: Plan, field: str) -> Callable[[str, Fields], None]:
    """How a cell of the plan's kind becomes a field of the form."""
    match plan.kind:
        case "single_choice" | "scale":
            return _choosing(plan, field, lambda text: [text])
        case "multiple_choice" | "ranking":
            known = [text for choice in plan.choices for text in choice.said or (choice.label,)]
            return _choosing(
                plan, field, lambda text: splitting.answers(text, plan.separator, known)
            )
        case "date":
            return lambda text, fields: fields.update({field: [moments.day_in(text)]})
        case "nps":
            return lambda text, fields: fields.update({field: [_same(text)]})
    return lambda text, fields: fields.update({field: [text]})


def _choosing(
    plan: Plan, field: str, split: Callable[[str], list[str]]
) -> Callable[[str, Fields], None]:
    meaning = {
        spelling: choice.code
        for choice in reversed(plan.choices)
        for text in (*choice.said, choice.label)
        for spelling in (_same(text), text)
    }
    other = next((choice.code for choice in plan.choices if choice.other), None)

    @functools.cache  # most cells say what many say
    def read(text: str) -> tuple[list[str], list[str]]:
        chosen: list[str] = []
        typed: list[str] = []
        for answer in split(text):
            code = meaning.get(answer) or meaning.get(_same(answer))
            if code is None and other is None:
                raise _Unfit("unknown_option")
            if code is None:
                typed.append(options.other_text(answer) or answer)
            chosen.append(code or other or "")
        return list(dict.fromkeys(chosen)), typed

    def choose(text: str, fields: Fields) -> None:
        fields[field], typed = read(text)
        if typed:
            fields[f"{field}.other"] = [(plan.separator or "、").join(typed)]

    return choose


def _same(text: str) -> str:
    """The text as it is compared: 「５」 is 「5」, and letters are small."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
