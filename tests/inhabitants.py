"""Invented inhabitants for tests: files of the national layout, figures, and who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np

from analysis import build
from analysis.codes import ABSENT
from analysis.columns import Answers, Mask
from models import blocks
from models.inhabitants import Ages, Count, Figures, Sex, Table
from models.questions import AnyQuestion

Who: TypeAlias = tuple[Sex | None, Ages | None, str | None]

AS_OF = date(2026, 4, 1)
FIVES = tuple(Ages(low, low + 4) for low in range(0, 85, 5))
BANDS = (*FIVES, Ages(85))

# The leading columns of both generations, and what stands in them.
OLD = {
    "都道府県コード又は市区町村コード": "139999",
    "NO": "1",
    "都道府県名": "東京都",
    "市区町村名": "ためし市",
    "調査年月日": "2026-04-01",
    "地域コード": "001",
}
NEW = {
    "全国地方公共団体コード": "139999",
    "ID": "1",
    "地方公共団体名": "ためし市",
    "調査年月日": "2026/4/1",
    "地域コード": "001",
}


def headings(leading: Mapping[str, str], bands: Sequence[Ages] = BANDS) -> list[str]:
    """The heading row of a file."""
    names = [
        f"{f'{band.low}歳以上' if band.high is None else f'{band.low}-{band.high}歳'}の{word}"
        for band in bands
        for word in ("男性", "女性")
    ]
    return [*leading, "地域名", "総人口", "男性", "女性", *names, "世帯数", "備考"]


def row(
    leading: Mapping[str, str], area: str, each: int = 10, bands: Sequence[Ages] = BANDS
) -> list[str]:
    """An area with `each` men and one woman more in every band."""
    men, women = each * len(bands), (each + 1) * len(bands)
    told = [str(count) for _ in bands for count in (each, each + 1)]
    return [*leading.values(), area, str(men + women), str(men), str(women), *told, "400", ""]


def csv(*rows: Sequence[str], encoding: str = "utf-8-sig") -> bytes:
    """The file."""
    return "\r\n".join(",".join(cells) for cells in rows).encode(encoding)


def figures(counts: Mapping[Who, int]) -> Figures:
    """Figures in one table."""
    told = tuple(Count(people, *who) for who, people in counts.items())
    return Figures("ためし市", (Table(told, "ためし", AS_OF),))


def answers(
    people: Sequence[Mapping[str, object]], *questions: AnyQuestion, names: Sequence[str] = ()
) -> Answers:
    """The answers of people to ready-made questions (`names`) and others; a key that is not there
    was not asked."""
    asked = [*(one for name in names for one in blocks.questions(name)), *questions]
    columns = {
        part.key: build.column(
            part,
            [one.get(part.key, ABSENT) for one in people],
        )
        for question in asked
        for part in question.parts()
    }
    return Answers(len(people), columns, {}, np.zeros(len(people), np.int64), {})


def everybody(found: Answers) -> Mask:
    """The mask that leaves nobody out."""
    return np.ones(found.n, np.bool_)
