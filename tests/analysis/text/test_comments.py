from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.text.comments import is_empty_answer

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    "text",
    [
        "", "　\n", "。", "-", "…", "😊", "なし", "無し", "無", "なしです", "ない", "ありません",
        "特になし", "特に無し。", "とくになし", "特にありません。", "特にございません", "同上",
        "今のところ特になし", "何もありません", "別にない", "意見なし", "特に意見はありません",
        "要望は特にありません", "書くことがない", "思いつきません", "特に思いつかない",
        "特にないです", "特記事項なし", "該当なし",
        "無回答", "上記の通り", "以上です", "Ｎ／Ａ", "none", "Nothing.", "没有", "없음",
    ],
)  # fmt: skip
def test_an_answer_that_says_nothing_is_empty(text: str) -> None:
    assert is_empty_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "わからない", "問題ありません", "不満はない", "駐車場がない", "無料", "ない街", "3", "桜",
        "何もない公園", "特に駅前", "同じ道が混む", "以上の理由で賛成", "夜間の照明がない",
        "意見が届かない", "よい", "特に子育ての支援をお願いします",
    ],
)  # fmt: skip
def test_an_answer_that_says_something_is_not_empty(text: str) -> None:
    assert not is_empty_answer(text)


def test_no_ward_comment_is_taken_for_empty() -> None:
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    assert len(texts) == 156
    assert [text for text in texts if is_empty_answer(text)] == []
