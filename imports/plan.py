"""What becomes of a column: guessed first, then corrected by staff. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "single_choice",
    "multiple_choice",
    "flag",
    "scale",
    "nps",
    "ranking",
    "number",
    "date",
    "short_text",
    "long_text",
    "timestamp",
    "left_out",
]
Reason = Literal[
    "",
    "empty",
    "id",
    "name",
    "mail",
    "phone",
    "address",
    "birth",
    "device",
    "time",
    "points",
    "own",
]

# In the words of staff, in the order in which they are offered.
KINDS: Final[Mapping[Kind, str]] = {
    "single_choice": "単一回答",
    "multiple_choice": "複数回答",
    "flag": "複数回答の1つの選択肢",
    "scale": "段階評価",
    "nps": "推奨度（0〜10）",
    "ranking": "順位",
    "number": "数値",
    "date": "日付",
    "short_text": "短文",
    "long_text": "自由記述",
    "timestamp": "回答の日時",
    "left_out": "取り込まない",
}
REASONS: Final[Mapping[Reason, str]] = {
    "": "",
    "empty": "何も書かれていません。",
    "id": "回答の番号で、集計に使いません。",
    "name": "氏名は取り込みません。",
    "mail": "メールアドレスは取り込みません。",
    "phone": "電話番号は取り込みません。",
    "address": "住所は取り込みません。",
    "birth": "生年月日は取り込みません。",
    "device": "端末や接続元の情報は取り込みません。",
    "time": "回答の日時は、別の列から取り込みます。",
    "points": "点数は集計に使いません。",
    "own": "こえばこが付けた列です。",
}
WITH_CHOICES: Final = frozenset({"single_choice", "multiple_choice", "scale", "ranking"})
GROUPED: Final = frozenset({"single_choice", "multiple_choice", "scale", "flag"})

# What people write for 無回答, where a column holds it.
BLANKS: Final = (
    *("無回答", "未回答", "回答なし", "無記入", "未記入", "（無回答）", "(無回答)"),
    *("N/A", "n/a", "NA", "#N/A", "NULL", "null", "-", "－", "ー", "―", "—", "‐"),
)


@dataclass(frozen=True)
class Choice:
    """One option: `said` are the spellings in the file that mean it; none where nobody chose it.

    The first of the choices that is `other` takes every text that is no option.
    """

    code: str
    label: str
    said: tuple[str, ...] = ()
    outside: bool = False
    other: bool = False


@dataclass(frozen=True)
class Plan:
    """The column `index` of the table. Columns with the same `group` are one question: rows of a
    matrix, or options of a multiple choice where their kind is `flag`.

    `blanks` are spellings of 無回答, `separator` stands between several answers in a cell, `reason`
    says why a column is left out.
    """

    index: int
    heading: str
    kind: Kind
    label: str
    group: str = ""
    choices: tuple[Choice, ...] = ()
    blanks: tuple[str, ...] = ()
    separator: str = ""
    unit: str = ""
    decimals: int = 0
    reason: Reason = ""

    @property
    def grouped(self) -> bool:
        """Whether it is one of several columns of a question, as far as its kind can be."""
        return bool(self.group) and self.kind in GROUPED
