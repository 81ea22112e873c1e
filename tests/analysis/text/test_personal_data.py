"""Personal data found and masked; ordinary comments left alone; staff's decisions kept apart."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.comments import Comment
from analysis.text.masking import for_publication, places_of, undecided
from analysis.text.normal import normalize
from analysis.text.personal_data import MASK, Finding, find, masked
from analysis.text.personal_patterns import Written
from analysis.text.tokens import cut
from models.maskings import Choice, Decision, Kind

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("kind", "text", "published"),
    [
        ("氏名", "福祉課の田中さんの対応がひどかった。", "福祉課の●●さんの対応がひどかった。"),
        ("氏名", "窓口の佐藤という職員に怒鳴られた", "窓口の●●という職員に怒鳴られた"),
        ("氏名", "山田太郎と申します。", "●●と申します。"),
        ("氏名", "私は渡辺です。", "私は●●です。"),
        ("氏名", "氏名:鈴木花子", "氏名:●●"),
        ("氏名", "隣の鈴木さん宅の犬", "隣の●●さん宅の犬"),
        ("氏名", "高橋先生のおかげです", "●●先生のおかげです"),
        ("氏名", "山口さんに聞いた", "●●さんに聞いた"),
        ("電話番号", "電話は090-1234-5678です", "電話は●●です"),
        ("電話番号", "０９０ー１２３４ー５６７８まで", "●●まで"),
        ("電話番号", "03(1234)5678に連絡", "●●に連絡"),
        ("電話番号", "(03)1234-5678に連絡", "●●に連絡"),
        ("電話番号", "0312345678です", "●●です"),
        ("電話番号", "+819012345678", "●●"),
        ("住所", "自宅は世田谷4丁目21番27号です", "自宅は●●です"),
        ("住所", "太子堂２－１７－３に住む", "●●に住む"),
        ("住所", "〒154-0017", "●●"),
        ("メール", "koe.bako+1@example.co.jp まで", "●● まで"),
        ("メール", "ｋｏｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "●●"),
        ("URL", "https://example.com/users/koe を見て", "●● を見て"),
        ("URL", "x.com/koe_bako の投稿", "●● の投稿"),
        ("アカウント", "@koe_bako に返信", "●● に返信"),
        ("アカウント", "LINEのID:koebako です", "●● です"),
        ("車両番号", "品川 300 あ 12-34 の車", "●● の車"),
        ("車両番号", "世田谷500さ1234", "●●"),
        ("個人番号", "1234 5678 9012", "●●"),
        ("中傷", "職員は死ね!", "職員は●●!"),
        ("中傷", "馬鹿野郎", "●●"),
    ],
)
def test_each_kind_is_found_and_masked(kind: str, text: str, published: str) -> None:
    found = find(text)
    assert [one.kind for one in found] == [kind]
    assert masked(text, found) == published


@pytest.mark.parametrize(
    "text",
    [
        "お客さんが多い。皆さん親切。店員さんも",
        "三軒茶屋2丁目の交差点が危ない",
        "10-12時、2024-11-03、1-2日、2-3人",
        "https://www.city.example.lg.jp/ を見た",
        "馬鹿にならない金額で、木くずも多い。死ねないと思った",
        "勝海舟の銅像、桜丘中学校、山口県",
        "予算は1234567890円、150000人、第3-5条",
        "おでかけひろばさんへ",
        "千歳烏山からバスで来ました",
        "サンタさんが来てうれしかった",
        "103号線が混む",
        "ゴミが多い。ごみ置き場",
        "税金の無駄遣い。ひどい対応",
        "24時間365日、0120まで覚えた",
        "A@B",
        "",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_no_false_alarm_in_comments_that_name_nobody() -> None:
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    assert [text for text in texts if find(text)] == []


@pytest.mark.parametrize(
    "text", ["福祉課の田中さん、鈴木花子", "福祉課の田中さん！！、ＡＢＣの鈴木花子 "]
)
def test_tokens_that_are_known_change_nothing(text: str) -> None:
    normal = normalize(text)
    assert len(find(text)) == 2
    assert find(text, (normal, cut(normal))) == find(text)


def test_places_are_of_the_text_as_it_was_typed() -> None:
    """㈱ becomes three characters when normalised, and the combined が one."""
    text = "㈱か\u3099 ０３-１２３４-５６７８"
    (found,) = find(text)
    assert text[found.start : found.end] == "０３-１２３４-５６７８"


def test_touching_and_overlapping_places_become_one_mask() -> None:
    places = [Finding("氏名", 4, 6), Finding("住所", 0, 3), Finding("住所", 3, 5)]
    assert masked("0123456789", places) == f"{MASK}6789"
    assert masked("0123456789", [Finding("氏名", 2, 3), Finding("氏名", 5, 10)]) == "01●●34●●"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 4), (2, 2), (3, 1)])
def test_a_place_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="place"):
        masked("abc", [Finding("氏名", start, end)])


@given(st.text("田中さん090-1234-5678a@b.cm死ね!「」。 ０丁目番", max_size=50))
def test_what_is_masked_is_gone_and_the_rest_stays(text: str) -> None:
    found = find(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    kept, last = [], 0
    for one in found:
        kept.append(text[last : one.start])
        last = one.end
    assert masked(text, found).replace(MASK, "") == "".join([*kept, text[last:]])


TEXT = "田中さんと佐藤さんへ。三階の赤い傘の人へ。"
COMMENT = Comment("r1", TEXT)


def decision(words: str, choice: Choice, *, response_id: str = "r1") -> Decision:
    start = TEXT.index(words)
    return Decision(response_id, start, start + len(words), "氏名", choice)


def test_staff_leave_one_name_mask_another_and_a_place_no_rule_found() -> None:
    found = find(TEXT)
    decisions = [decision("田中", "leave"), decision("赤い傘の人", "mask")]
    assert [TEXT[one.start : one.end] for one in undecided(COMMENT, found, decisions)] == ["佐藤"]
    assert for_publication(COMMENT, found, decisions) == "田中さんと●●さんへ。三階の●●へ。"
    assert COMMENT.text == TEXT


def test_undecided_places_are_masked_and_the_later_decision_counts() -> None:
    found = find(TEXT)
    assert for_publication(COMMENT, found, []) == "●●さんと●●さんへ。三階の赤い傘の人へ。"
    changed = [decision("田中", "leave"), decision("田中", "mask")]
    assert for_publication(COMMENT, found, changed).startswith("●●さん")


def test_a_decision_about_another_comment_or_beyond_the_text_is_not_applied() -> None:
    found = find(TEXT)
    decisions = [
        decision("田中", "leave", response_id="r2"),
        Decision("r1", 0, len(TEXT) + 1, "氏名", "leave"),
        Decision("r1", 1, 3, "氏名", "leave"),  # half of the name
    ]
    assert undecided(COMMENT, found, decisions) == found
    assert for_publication(COMMENT, found, decisions) == for_publication(COMMENT, found, [])


def test_a_wider_place_that_is_masked_hides_what_was_left_inside_it() -> None:
    decisions = [decision("田中", "leave"), decision("田中さんと佐藤さん", "mask")]
    assert for_publication(COMMENT, find(TEXT), decisions) == "●●へ。三階の赤い傘の人へ。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("たなか", ((0, 3), (6, 9))),
        ("koe 1", ((10, 15),)),
        ("ＫＯＥ", ((10, 13),)),
        ("なし", ()),
        ("  ", ()),
    ],
)
def test_words_are_found_at_every_place(words: str, found: tuple[tuple[int, int], ...]) -> None:
    assert places_of("たなかとXİたなか Ｋoe １", words) == found


def test_a_kind_can_be_kept_that_can_be_found() -> None:
    found = {*get_args(Written), "氏名", "中傷"}
    assert set(get_args(Kind)) == {*found, "その他"}
    assert all(len(kind) <= 8 for kind in get_args(Kind))  # the column's width
