"""Flags: what looked unusual when an answer came. Hints for staff, no proof; none is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Flag(NamedTuple):
    """The words staff see: a short one, and a sentence that says how little it proves."""

    name: str
    meaning: str


FLAGS: dict[str, Flag] = {
    "fast": Flag(
        "3秒以内の送信",
        "画面が開いてから3秒以内に届きました。機械が送ったのかもしれません。人でも、短い調査や、"
        "戻って送り直したときには起こります。",
    ),
    "honeypot": Flag(
        "見えない欄に記入",
        "人には見えない欄に文字が入っていました。機械が送ったのかもしれません。"
        "ブラウザーの自動入力でも起こります。",
    ),
    "late": Flag(
        "締切後に届いた",
        "締切の前に開いた画面から、締切のあと30分以内に届きました。書いている途中で締切に"
        "なった人の回答です。",
    ),
    "repeat": Flag(
        "同じ端末から2回目以降",
        "前にこの調査に答えた端末から届きました。家族で1台を使ったときにも付きます。"
        "同じ人とは限りません。",
    ),
    "unsigned": Flag(
        "画面を開いた記録なし",
        "こえばこの画面から送ったと確かめられませんでした。ほかの道具から送ったのかもしれません。",
    ),
}


def joined(flags: Iterable[str]) -> str:
    """As stored: sorted codes with commas, '' for none. ValueError for a code nobody defined."""
    found = sorted(set(flags))
    unknown = [flag for flag in found if flag not in FLAGS]
    if unknown:
        raise ValueError(f"no such flag: {', '.join(unknown)}")
    return ",".join(found)


def split(stored: str) -> tuple[str, ...]:
    """The codes in a stored text, sorted."""
    return tuple(stored.split(",")) if stored else ()
