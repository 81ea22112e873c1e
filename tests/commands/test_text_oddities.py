"""`manage.py text` with what people also type: sensible files, never a hang or a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_text import given, read, run

LONG = "公園の遊具が古くて危ないので直してほしいです。" * 450  # 10,000 characters and more
NAMES = {"comments.csv", "terms.csv", "topics.csv", "network.csv", "words_by_番号.csv"}

ODDITIES = {
    "one comment": ["公園が広い"],
    "nothing but emoji": ["😊", "👍👍", "🎉"],
    "nothing at all": ["特になし", "なし", "同上"],
    "a very long one": [LONG, "公園が広い"],
    "a long row of one sign": ["あ" * 10_000, "w" * 10_000, "、" * 10_000, "漢" * 10_000],
    "other languages": [
        "The park is too small and dark.",
        "公园太小了，希望增加座椅。",
        "공원이 너무 작아요",
        "Công viên nhỏ quá",
        "الحديقة صغيرة جدا",
        "Парк слишком маленький",
    ],
    "entities": ["公園&amp;図書館&hellip;広い", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    "control characters": [
        "公園\x01が\x7f広い\x1f",
        "公園\u202eが\u200b広い\ufeff",
        "\u2028川\u2029",
    ],
    "formulas": ["=1+1", "+81", "@SUM(A1)", "-公園", "\t=公園"],
    "half of a pair": ["公園\ud83dが広い".encode("utf-8", "replace").decode(), "川が近い"],
}


@pytest.mark.parametrize("comments", ODDITIES.values(), ids=ODDITIES)
def test_odd_comments(tmp_path: Path, comments: list[str]) -> None:
    """All files, a row for each comment, and no cell that a spreadsheet would run."""
    out = tmp_path / "out"
    done = run(given(tmp_path, *comments), "--column", "意見", "--by", "番号", "--out", out)
    assert (done.exit_code, done.stderr) == (0, "")
    assert {file.name for file in out.iterdir()} == {*NAMES, "settings.json"}
    assert len(read(out / "comments.csv")) == len(comments)
    for name in NAMES:
        for row in read(out / name):
            for heading, cell in row.items():
                assert heading in {"polarity", "log_odds", "z"} or not cell.startswith(
                    ("=", "+", "-", "@", "\t")
                )


def test_one_comment_many_times(tmp_path: Path) -> None:
    """A letter that was sent 2,000 times: counted, told as repeated, one topic."""
    out = tmp_path / "out"
    letter = "駅前の駐輪場を24時間使えるようにしてください"
    assert run(given(tmp_path, *[letter] * 2_000), "--column", "意見", "--out", out).exit_code == 0
    told = json.loads((out / "settings.json").read_text(encoding="utf-8"))
    assert (told["comments"], told["repeating_another"]) == (2_000, 1_999)
    assert {row["respondents"] for row in read(out / "terms.csv")} == {"2000"}
    assert {row["topic"] for row in read(out / "comments.csv")} == {"1"}
    assert {row["act"] for row in read(out / "comments.csv")} == {"要望"}
