"""What each column of a table probably is. Staff correct it before anything is stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from imports import grades, groups, leaving_out, moments, options, splitting
from imports.plan import BLANKS, Choice, Plan
from imports.table import Table
from models.questions.base import NOT_ASKED

ERRORS: Final = frozenset(
    {"#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_MOSTLY: Final = 0.9  # of the cells fit: the others are named, row by row, when they are read
_SAMPLE: Final = 2_000  # cells that are looked at for numbers and dates
_WORDS: Final = 10  # characters on average: more than an option among ご意見 has
_LONG: Final = 20  # characters on average: more than a line holds
_LINE: Final = 100  # characters: a longer answer needs several lines

_WRITTEN = re.compile("意見|感想|要望|理由|自由|具体的|comment", re.IGNORECASE)
_RECOMMEND = re.compile("すすめ|勧め|薦め|推奨|recommend", re.IGNORECASE)
_AMOUNT = re.compile("人数|回数|年齢|何人|何回|何歳|金額|時間|日数|件数|個数|台数|冊数|年数|数を")
_DAY = re.compile("日付|日時|月日|日$")
_CODED = re.compile("性別|年代|年齢層|地域|地区|職業|区分|コード|住まい|居住")


def guess(table: Table) -> tuple[Plan, ...]:
    """A plan for each column, in their order."""
    columns = [table.column(index) for index in range(len(table.headings))]
    said = [_said(cells) for cells in columns]
    times = leaving_out.times(table.headings, said)
    own = leaving_out.is_own(table.headings)
    plans = []
    for index, heading in enumerate(table.headings):
        blanks = tuple(sorted(set(BLANKS) & set(columns[index])))
        plan = Plan(index, heading, "left_out", heading, blanks=blanks)
        if index in times:
            first = index == times[0]
            plans.append(replace(plan, kind="timestamp") if first else replace(plan, reason="time"))
        elif why := leaving_out.reason(heading, said[index], own=own):
            plans.append(replace(plan, reason=why))
        else:
            plans.append(recognised(plan, said[index]))
    return groups.joined(plans, said, recognised)


def recognised(plan: Plan, said: Sequence[str]) -> Plan:
    """The plan with the kind that the filled cells speak for."""
    for look in (_date, _number, _scale, _several, _single):
        found = look(plan, said)
        if found is not None:
            return found
    lengths = [len(text) for text in said]
    long = any("\n" in text for text in said) or max(lengths) > _LINE
    average = sum(lengths) / len(lengths)
    written = long or average > _LONG or _WRITTEN.search(plan.label)
    return replace(plan, kind="long_text" if written else "short_text")


def fitted(plan: Plan, cells: Sequence[str]) -> Plan:
    """The plan, whose kind somebody has chosen, with what that kind needs besides."""
    said = [cell for cell in _said(cells) if cell not in plan.blanks]
    match plan.kind:
        case "single_choice":
            choices = options.options(Counter(said), len(said))
        case "scale":
            choices = grades.ordered(set(said)) or _as_steps(said)
        case "multiple_choice" | "ranking":
            found = splitting.several(said) or splitting.forced(said)
            return replace(plan, choices=found.choices, separator=found.separator)
        case "number":
            numbers = [one for one in map(moments.number, said) if one is not None]
            decimals = min(4, max((one[1] for one in numbers), default=0))
            unit = next((one[2] for one in numbers if one[2]), "")
            return replace(plan, decimals=decimals, unit=unit, choices=())
        case _:
            choices = ()
    return replace(plan, choices=choices)


def _as_steps(said: Sequence[str]) -> tuple[Choice, ...]:
    """Words in their own order, as steps from the highest code down; わからない is no step."""
    inside = {text for text in said if text not in grades.OUTSIDE}
    words = options.in_order(Counter(text for text in said if text in inside))
    steps = grades.numbers_of(inside) or tuple(
        Choice(str(len(words) - number), text, (text,)) for number, text in enumerate(words)
    )
    return (*steps, *grades.beyond(sorted(set(said) - inside)))


def _said(cells: Iterable[str]) -> list[str]:
    nothing = {"", NOT_ASKED, *BLANKS, *ERRORS}
    return [cell for cell in cells if cell not in nothing]


def _date(plan: Plan, said: Sequence[str]) -> Plan | None:
    few = said[:_SAMPLE]
    days = sum(moments.moment(text) is not None for text in few)
    if _DAY.search(plan.label):
        days += sum(moments.serial(text) is not None for text in few)
    return replace(plan, kind="date") if days >= _MOSTLY * len(few) else None


def _number(plan: Plan, said: Sequence[str]) -> Plan | None:
    found = [moments.number(text) for text in said[:_SAMPLE]]
    numbers = [one for one in found if one is not None]
    if len(numbers) < _MOSTLY * len(found):
        return None
    decimals = max(one[1] for one in numbers)
    if decimals > 4:
        return None
    unit = Counter(one[2] for one in numbers if one[2]).most_common(1)
    whole = not decimals and not unit and all(text.isascii() and text.isdigit() for text in said)
    if whole:
        steps = _steps(plan, Counter(int(text) for text in said))
        if steps is not None:
            return steps
        if (
            plan.index == 0
            and not _AMOUNT.search(plan.label)
            and _counts_up([int(text) for text in said])
        ):
            return replace(plan, kind="left_out", reason="id")
    return replace(plan, kind="number", unit=unit[0][0] if unit else "", decimals=decimals)


def _steps(plan: Plan, numbers: Counter[int]) -> Plan | None:
    """Whole numbers that are steps of a scale, or codes of options; None where they count."""
    lowest, highest = min(numbers), max(numbers)
    if _AMOUNT.search(plan.label) or highest > 10:
        return None
    if set(numbers) <= {0, 1} or (_CODED.search(plan.label) and lowest >= 1):
        choices = options.coded(Choice("", str(n), (str(n),)) for n in sorted(numbers))
        return replace(plan, kind="single_choice", choices=choices)
    if _RECOMMEND.search(plan.label) and highest > 5:
        return replace(plan, kind="nps")
    if (lowest >= 1 and len(numbers) >= 2) or highest >= 6:
        return replace(plan, kind="scale", choices=grades.numbers_of({str(n) for n in numbers}))
    return None


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether these number the rows, of which a few may be gone."""
    rising = list(numbers) == sorted(set(numbers))
    return rising and len(numbers) > 1 and numbers[-1] - numbers[0] + 1 <= 1.2 * len(numbers)


def _scale(plan: Plan, said: Sequence[str]) -> Plan | None:
    choices = grades.ordered(set(said))
    return replace(plan, kind="scale", choices=choices) if choices else None


def _several(plan: Plan, said: Sequence[str]) -> Plan | None:
    found = splitting.several(said)
    if found is None:
        return None
    kind: Final = "ranking" if found.ranked else "multiple_choice"
    return replace(plan, kind=kind, choices=found.choices, separator=found.separator)


def _single(plan: Plan, said: Sequence[str]) -> Plan | None:
    counts = Counter(said)
    if _WRITTEN.search(plan.label) and sum(map(len, said)) > _WORDS * len(said):
        return None  # people do write the same words
    if not options.are_options(counts):
        choices = options.options(counts, len(said))
        typed = next((one for one in choices if one.other), None)
        few = Counter({text: n for text, n in counts.items() if n > 1})
        # Many that were typed beside few that were chosen: options all the same.
        if typed is None or not options.are_options(few) or 2 * few.total() < len(said):
            return None
    choices = options.options(counts, len(said))
    if options.too_many(choices):
        return None
    return replace(plan, kind="single_choice", choices=choices)
