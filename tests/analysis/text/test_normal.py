from __future__ import annotations

import pytest

from analysis.text.normal import normalize


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("ﾏﾁﾂﾞｸﾘｾﾝﾀｰ", "マチヅクリセンター"),
        ("せたがやＰａｙ", "せたがやPay"),
        ("公園&amp;広場&hellip;", "公園&広場..."),
        ("R&notes and &copy", "R&notes and &copy"),  # no semicolon, no entity
        ("すごーーーい！！！！", "すごーい!"),
        ("え？？ 本当!?", "え? 本当!?"),
        ("よかったwwww", "よかったw"),
        ("www.example.jp", "www.example.jp"),
        ("1〜2月", "1〜2月"),
        ("1～2月", "1~2月"),
        ("駅・・・遠い", "駅・・・遠い"),
        (" \n一行目\n二行目　", "一行目\n二行目"),
        (
            "一行目\r\n二行目\r三行目\x0b四行目\u2028五行目",
            "一行目\n二行目\n三行目\n四行目\n五行目",
        ),
        ("公\u200b園&#8203;の\xad木\ufeff\x00\x1b\u202e", "公園の木"),
        ("半分\ud83d", "半分\ufffd"),
        ("&#" + "1" * 5_000 + ";", "&#" + "1" * 5_000 + ";"),  # int() refuses so many digits
        ("", ""),
    ],
)
def test_one_spelling_for_what_is_written_alike(typed: str, counted: str) -> None:
    assert normalize(typed) == counted


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("わかりずらい", "わかりづらい"),
        ("使いずらかった", "使いづらかった"),
        ("見ずらくて", "見づらくて"),
        ("見ずらさ", "見づらさ"),
        ("時間をずらす", "時間をずらす"),
        ("時間ずらさない", "時間ずらさない"),
        ("毎日ずらそう", "毎日ずらそう"),
        ("横にずらした", "横にずらした"),
        ("ずらりと並ぶ", "ずらりと並ぶ"),
    ],
)
def test_zurai_is_written_zurai_and_zurasu_stays(typed: str, counted: str) -> None:
    assert normalize(typed) == counted
