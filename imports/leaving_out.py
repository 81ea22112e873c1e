"""Columns that are no answers: numbers, times, and whatever would tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from imports import moments
from imports.plan import Reason

# What the headings of such columns look like. A question about a phone is no phone number, so
# the words stand at the beginning, or are asked for.
_HEADINGS: Final[Mapping[Reason, re.Pattern[str]]] = {
    "mail": re.compile(r"(e-?mail|mail|メール|電子メール)(\s*アドレス|\s*address)?", re.IGNORECASE),
    "name": re.compile(
        r"(お|ご)?(名前|氏名|なまえ)(（.*）|\(.*\))?|name|full name|フルネーム|ユーザー名"
        r"|ふりがな|フリガナ|(お|ご)?(名前|氏名|なまえ)を.*(ください|下さい).*",
        re.IGNORECASE,
    ),
    "phone": re.compile(
        r"(お|ご)?(電話番号|連絡先|携帯電話|携帯番号|電話)|tel|phone( number)?"
        r"|(お|ご)?(電話番号|連絡先)を.*(ください|下さい).*",
        re.IGNORECASE,
    ),
    "address": re.compile(r"(ご)?住所|郵便番号|address|(ご)?住所を.*(ください|下さい).*"),
    "birth": re.compile(r"生年月日|誕生日|date of birth|birthday", re.IGNORECASE),
    "device": re.compile(
        r"IP(アドレス| ?address)?|ユーザーエージェント|user[ -]?agent|端末|ブラウザ(ー)?",
        re.IGNORECASE,
    ),
    "points": re.compile(
        r"スコア|score|合計ポイント|total points|クイズのフィードバック|quiz feedback"
        r"|(ポイント|フィードバック|points|feedback) - .*",
        re.IGNORECASE,
    ),
    "id": re.compile(
        r"(回答|受付|整理|通し|調査票)?(ID|No\.?|№|番号|＃|#)|response[ _]?id|ID", re.IGNORECASE
    ),
}
# Those of our own responses.csv, and what tools note of a response.
_OWN: Final = frozenset(
    {"version", "placement", "placement_name", "language", "mode", "flags", "receipt", "wording"}
)
# The first of these that is there tells when the answer came.
_TIMES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"タイムスタンプ|timestamp",
        r"完了時刻|完了日時|completion time",
        r"received|受付日時|回答日時|送信日時|登録日時|投稿日時|回答日|受付日",
        r"開始時刻|開始日時|start time",
        r"最終変更時刻|last modified time|更新日時",
    )
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?:\+81|0)\d{0,4}[-−‐ (]?\d{1,4}[-−‐ )]?\d{3,4}")
_SAMPLE: Final = 500  # cells that are looked at
_MOST: Final = 0.6  # of the cells look so


def reason(heading: str, said: Sequence[str], *, own: bool) -> Reason:
    """Why the column with these filled cells is left out, '' where it is not.

    `own`: the file is one of Koebako's.
    """
    name = heading.strip()
    if not said:
        return "empty"
    if own and name in _OWN:
        return "own"
    for why, words in _HEADINGS.items():
        if words.fullmatch(name):
            return why
    few = said[:_SAMPLE]
    if _share(_MAIL, few) >= _MOST:
        return "mail"
    digits = [text for text in few if sum(c.isdigit() for c in text) in (10, 11, 12)]
    return "phone" if digits and _share(_PHONE, few) >= _MOST else ""


def is_own(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a responses.csv of Koebako's."""
    return "response_id" in headings and len(_OWN & set(headings)) >= 3


def times(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
    """The columns that tell when an answer was sent or begun, the best first."""
    found = []
    for words in _TIMES:
        for index, heading in enumerate(headings):
            if words.fullmatch(heading.strip()) and _mostly_moments(columns[index]):
                found.append(index)
    return found


def _mostly_moments(said: Sequence[str]) -> bool:
    few = said[:50]
    return bool(few) and sum(_is_moment(text) for text in few) > len(few) / 2


def _is_moment(text: str) -> bool:
    return (moments.moment(text) or moments.serial(text)) is not None


def _share(pattern: re.Pattern[str], said: Sequence[str]) -> float:
    return sum(1 for text in said if pattern.fullmatch(text)) / len(said)
