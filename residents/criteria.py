"""The success criteria of levels A and AA: those of JIS X 8341-3:2016, and what WCAG added since.

Numbers are those of the standard and of WCAG alike. A criterion that has nothing to apply to on
residents' pages says why; every other is proven by tests (residents/accessibility.json).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["A", "AA"]
Origin: TypeAlias = Literal["JIS", "2.1", "2.2"]


@dataclass(frozen=True)
class Criterion:
    """One success criterion; `absent` is the reason why nothing on the pages falls under it."""

    number: str
    level: Level
    name: str
    origin: Origin = "JIS"
    absent: str = ""


_NO_SOUND = "音声と動画はありません。"
_NO_SECOND_WAY = "画面に触れる操作は、1か所を押すことだけです。"

CRITERIA: tuple[Criterion, ...] = (
    Criterion("1.1.1", "A", "非テキストコンテンツ"),
    Criterion("1.2.1", "A", "音声だけ及び映像だけ（収録済み）", absent=_NO_SOUND),
    Criterion("1.2.2", "A", "キャプション（収録済み）", absent=_NO_SOUND),
    Criterion(
        "1.2.3",
        "A",
        "音声解説又はメディアに対する代替コンテンツ（収録済み）",
        absent=_NO_SOUND,
    ),
    Criterion("1.2.4", "AA", "キャプション（ライブ）", absent=_NO_SOUND),
    Criterion("1.2.5", "AA", "音声解説（収録済み）", absent=_NO_SOUND),
    Criterion("1.3.1", "A", "情報及び関係性"),
    Criterion("1.3.2", "A", "意味のある順序"),
    Criterion("1.3.3", "A", "感覚的な特徴"),
    Criterion("1.4.1", "A", "色の使用"),
    Criterion("1.4.2", "A", "音声の制御", absent=_NO_SOUND),
    Criterion("1.4.3", "AA", "コントラスト（最低限レベル）"),
    Criterion("1.4.4", "AA", "テキストのサイズ変更"),
    Criterion("1.4.5", "AA", "文字画像"),
    Criterion("2.1.1", "A", "キーボード"),
    Criterion("2.1.2", "A", "キーボードトラップなし"),
    Criterion("2.2.1", "A", "タイミング調整可能"),
    Criterion("2.2.2", "A", "一時停止，停止及び非表示"),
    Criterion(
        "2.3.1", "A", "3回の閃光，又は閾値以下", absent="光ったり点滅したりするものはありません。"
    ),
    Criterion("2.4.1", "A", "ブロックスキップ"),
    Criterion("2.4.2", "A", "ページタイトル"),
    Criterion("2.4.3", "A", "フォーカス順序"),
    Criterion("2.4.4", "A", "リンクの目的（コンテキスト内）"),
    Criterion("2.4.5", "AA", "複数の手段"),
    Criterion("2.4.6", "AA", "見出し及びラベル"),
    Criterion("2.4.7", "AA", "フォーカスの可視化"),
    Criterion("3.1.1", "A", "ページの言語"),
    Criterion("3.1.2", "AA", "一部分の言語"),
    Criterion("3.2.1", "A", "フォーカス時"),
    Criterion("3.2.2", "A", "入力時"),
    Criterion("3.2.3", "AA", "一貫したナビゲーション"),
    Criterion("3.2.4", "AA", "一貫した識別性"),
    Criterion("3.3.1", "A", "エラーの特定"),
    Criterion("3.3.2", "A", "ラベル又は説明"),
    Criterion("3.3.3", "AA", "エラー修正の提案"),
    Criterion("3.3.4", "AA", "エラー回避（法的，金融及びデータ）"),
    Criterion("4.1.1", "A", "構文解析"),
    Criterion("4.1.2", "A", "名前（name），役割（role）及び値（value）"),
    Criterion("1.3.4", "AA", "表示の向き", "2.1"),
    Criterion(
        "1.3.5",
        "AA",
        "入力目的の特定",
        "2.1",
        absent="お名前や住所など、ご本人を表すことを書く欄はありません。",
    ),
    Criterion("1.4.10", "AA", "リフロー", "2.1"),
    Criterion("1.4.11", "AA", "非テキストのコントラスト", "2.1"),
    Criterion("1.4.12", "AA", "テキストの間隔", "2.1"),
    Criterion(
        "1.4.13",
        "AA",
        "ホバー又はフォーカスで表示されるコンテンツ",
        "2.1",
        absent="指し示すだけで現れるものはありません。",
    ),
    Criterion(
        "2.1.4",
        "A",
        "文字キーのショートカット",
        "2.1",
        absent="文字キーに割り当てた操作はありません。",
    ),
    Criterion("2.5.1", "A", "ポインタのジェスチャ", "2.1", absent=_NO_SECOND_WAY),
    Criterion("2.5.2", "A", "ポインタのキャンセル", "2.1"),
    Criterion("2.5.3", "A", "ラベルを含む名前（name）", "2.1"),
    Criterion("2.5.4", "A", "動きによる起動", "2.1", absent="端末を動かして行う操作はありません。"),
    Criterion("4.1.3", "AA", "ステータスメッセージ", "2.1"),
    Criterion("2.4.11", "AA", "隠されないフォーカス（最低限）", "2.2"),
    Criterion("2.5.7", "AA", "ドラッグ動作", "2.2", absent=_NO_SECOND_WAY),
    Criterion("2.5.8", "AA", "ターゲットのサイズ（最低限）", "2.2"),
    Criterion("3.2.6", "A", "一貫したヘルプ", "2.2"),
    Criterion("3.3.7", "A", "冗長な入力項目", "2.2"),
    Criterion(
        "3.3.8",
        "AA",
        "アクセシブルな認証（最低限）",
        "2.2",
        absent="区民の画面に、ご本人かどうかを確かめる手続きはありません。",
    ),
)
