"""How an answer came, in the words of staff: the languages of the page, the ways of answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "英語",
    "zh-Hans": "中国語（簡体字）",
    "ko": "韓国語",
}
MODES: Final[Mapping[str, str]] = {
    "web": "ウェブ",
    "test": "試行（公開すると消えます）",
    "kiosk": "会場の端末",
    "paper": "紙（職員が入力）",
    "interview": "聞き取り",
    "vote": "スキャンで一票",
    "import": "取り込み（ほかで集めた回答）",
}
