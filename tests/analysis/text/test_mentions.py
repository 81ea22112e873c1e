"""What sentences mention: predicates with ease and denial, the listed exceptions, courtesies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.mentions import Mention, mentions
from analysis.text.names import ward
from analysis.text.normal import normalize
from analysis.text.tokens import cut


def found(typed: str) -> list[Mention]:
    text = normalize(typed)
    return list(mentions(ward().merge(cut(text)), text))


def said(typed: str) -> list[str]:
    """Mentions, a denied one with ! and a thing that is missing with ? behind it."""
    return [f"{m.text}{'!' * m.denied}{'?' * m.missing}" for m in found(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("使いづらいアプリ", ["使いづらい", "アプリ"]),
        ("使いずらいアプリ", ["使いづらい", "アプリ"]),
        ("サイトが利用しにくくて困る", ["サイト", "利用しにくい", "困る"]),
        ("相談しやすい窓口", ["相談しやすい", "窓口"]),
        ("入りやすさ", ["入りやすい"]),
        ("信じがたい話", ["信じがたい", "話"]),
        ("分かりやすくない", ["分かりやすい!"]),
        ("見やすく表示", ["見やすい", "表示"]),
    ],
)
def test_ease_and_difficulty_are_one_word_with_the_verb(typed: str, expected: list[str]) -> None:
    assert said(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("つながらない", ["つながる!"]),
        ("助かりませんでした", ["助かる!"]),
        ("待たされなかった", ["待たす!"]),
        ("行きたくない", ["行く!"]),
        ("混んでいない", ["混む!"]),
        ("混んでいません", ["混む!"]),
        ("汚くない", ["汚い!"]),
        ("快適ではなかった", ["快適!"]),
        ("清潔とは言えない", ["清潔!"]),
        ("不満はありません", ["不満!"]),
        ("利用されていない", ["利用!"]),
        ("予約ができない", ["予約!"]),
        ("予約に行けない", ["予約", "行ける!"]),
        ("駐車場がない", ["駐車場?", "ない"]),
        ("遊びができない", ["遊び?", "できる!"]),
        ("値段が安くなく、狭い", ["値段", "安い!", "狭い"]),
        ("行かないと買えない", ["行く!", "買える!"]),
        ("行かないと、間に合わない", ["行く!", "間に合う!"]),
        ("使わなければよい", ["使う!"]),
        ("行かなくてもよい", ["行く!"]),
    ],
)
def test_denial_belongs_to_the_nearest_word_of_content(typed: str, expected: list[str]) -> None:
    assert said(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("使えないことはない", "使える"),
        ("使えなくはない", "使える"),
        ("悪くなくはない", "悪い"),
        ("行かなければならない", "行く"),
        ("行かないといけない", "行く"),
        ("行かなきゃ", "行く"),
        ("行かなくちゃ。", "行く"),
        ("行かないとならない", "行く"),
        ("行かなくてはいけない", "行く"),
        ("行かなくてはだめ", "行く"),
        ("行かないとまずい", "行く"),
        ("行かねば。", "行く"),
        ("利用しなければ。", "利用"),
        ("利用しないと…", "利用"),
        ("行かざるを得ない", "行く"),
        ("待つしかない", "待つ"),
        ("良いのではないか", "良い"),
        ("増やせないでしょうか", "増やせる"),
        ("来るかもしれない", "来る"),
        ("問題ないです", "問題ない"),
        ("問題はありません", "問題ない"),
        ("申し分ない", "申し分ない"),
        ("仕方がない", "仕方ない"),
        ("支障ありません", "支障ない"),
        ("もったいない", "もったいない"),
    ],
)
def test_what_only_looks_like_denial_is_none(typed: str, expected: str) -> None:
    first = found(typed)[0]
    assert (first.text, first.denied, first.missing) == (expected, False, False)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("お魚とご意見", ["魚", "意見"]),
        ("お土産屋さん", ["土産屋"]),
        ("ご当地グルメ", ["ご当地グルメ"]),
        ("田中さんの", ["田中さん"]),
        ("障がい者用トイレ", ["障害者用トイレ"]),
        ("歩きスマホ", ["歩きスマホ"]),
        ("食べ歩きの良さ", ["食べ歩き", "良さ"]),
        ("12月25日に3人で", []),
    ],
)
def test_courtesies_go_and_words_that_were_torn_are_mended(typed: str, expected: list[str]) -> None:
    assert said(typed) == expected


@settings(max_examples=100, deadline=None)
@given(st.text("使いにくくない問題ありませんでは駐車場がしかないとお店さん三茶。 \n", max_size=40))
def test_mentions_lie_in_order_and_never_overlap(typed: str) -> None:
    end = 0
    for mention in found(typed):
        assert end <= mention.tokens[0].start < mention.tokens[-1].end
        end = mention.tokens[-1].end
        assert mention.text
        assert not (mention.denied and mention.missing)
