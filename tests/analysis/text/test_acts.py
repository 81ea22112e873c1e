"""Speech acts: the invented ward comments, sentences whose act is plain, and their places."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.acts import ACTS, Spoken, expected_act, spoken
from analysis.text.normal import normalize
from analysis.text.requests import requests
from analysis.text.stances import stance
from analysis.text.tokens import cut

DATA = Path(__file__).parents[1] / "data"


def read(text: str, **beside: object) -> Spoken:
    normalized = normalize(text)
    return spoken(stance(normalized, cut(normalized)), **beside)  # type: ignore[arg-type]  # passed on


def test_ward_comments_are_told_apart() -> None:
    """Mean F1 of three classes; the rules were written with these comments in sight."""
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    given_acts = [row["act"] for row in rows]
    found = [read(row["text"]).act for row in rows]
    found_acts = ["要望・その他" if act in {"要望", "その他"} else act for act in found]
    scores = []
    for act in ("称賛", "不満", "要望・その他"):
        both = sum(a == b == act for a, b in zip(given_acts, found_acts, strict=True))
        scores.append(2 * both / (given_acts.count(act) + found_acts.count(act)))
    assert sum(scores) / 3 >= 0.95


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("要望", "街灯を増やしてほしい"),
        ("要望", "早急に対応してください。"),
        ("要望", "自転車のルールを見直すべきだ"),
        ("要望", "授乳室があると助かります"),
        ("要望", "ご検討のほどよろしくお願いします"),
        ("要望", "夜間窓口の開設を希望します"),
        ("要望", "ベンチを置いてはどうでしょうか"),
        ("要望", "もう少し安ければ嬉しい"),
        ("要望", "駐輪場の増設"),
        ("要望", "区のバスを増やして。"),
        ("要望", "申請をオンラインでできないでしょうか"),
        ("要望", "近くに遊び場がほしいです"),
        ("要望", "説明会をもっと開いた方が良いと思います"),
        ("不満", "窓口で1時間待たされた"),
        ("不満", "歩道が狭くてベビーカーが通れない"),
        ("不満", "どこに相談すればいいか分からない"),
        ("不満", "説明は丁寧だったが、手続きが複雑だった"),
        ("不満", "踏切が危ない。早く対策してください"),
        ("称賛", "職員の方がとても親切でした"),
        ("称賛", "丁寧に説明してくださいました"),
        ("称賛", "行ってみると楽しかった"),
        ("称賛", "図書館が新しくなって使いやすい"),
        ("その他", "三軒茶屋に住んでいます"),
        ("その他", "😊😊😊"),
        ("その他", ""),
    ],
)
def test_the_act_is_plain(act: str, text: str) -> None:
    assert read(text).act == act


def test_the_first_sentence_that_asks_or_complains_decides() -> None:
    assert read("バスが少ない。増やしてほしい。").act == "不満"
    assert read("バスを増やしてほしい。少なくて困る。").act == "要望"
    assert read("図書館は静かで良い。開館時間を延ばしてほしい。").act == "要望"


def test_a_small_complaint_beside_heavy_praise_is_none() -> None:
    text = "とても親切で楽しく、大満足でした。雨だったのは少し残念。"
    assert read(text).act == "称賛"
    assert [span.act for span in read(text).spans].count("不満") == 1


def test_spans_are_the_deciding_words_of_every_act() -> None:
    text = "受付は親切でした。駐車場が狭いので広げてほしい。"
    found = read(text)
    assert [(span.act, text[span.start : span.end]) for span in found.spans] == [
        ("称賛", "親切"),
        ("不満", "狭い"),
        ("要望", "てほしい"),
    ]
    assert [text[span.start : span.end] for span in found.deciding] == ["てほしい"]


def test_without_a_word_the_question_or_the_survey_may_tell() -> None:
    assert read("水上アスレチック", expected="要望") == Spoken("要望", (), assumed=True)
    assert read("水上アスレチック", leaning=-0.8).act == "不満"
    assert read("水上アスレチック", leaning=0.4) == Spoken("その他", ())
    assert read("とても便利", expected="不満").act == "称賛"


@pytest.mark.parametrize(
    ("act", "question"),
    [
        ("要望", "区の施設に求めるもの"),
        ("不満", "お困りごとをお書きください"),
        ("不満", "不便だったことは何ですか"),
        ("称賛", "良かった点"),
        (None, "ご意見・ご要望"),
        (None, "良かった点、不満な点"),
        (None, "満足度の理由"),
        (None, ""),
    ],
)
def test_a_question_that_asks_for_one_thing_is_known(act: str | None, question: str) -> None:
    assert expected_act(question) == act


@given(st.text("てほしいもっとあれば良い、。ください欲増設\n ", max_size=60))
def test_requests_are_in_order_and_apart(text: str) -> None:
    found = requests(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=60))
def test_any_text_has_one_act_and_spans_inside_it(text: str) -> None:
    normalized = normalize(text)
    found = read(normalized)
    assert found.act in ACTS
    assert all(0 <= span.start < span.end <= len(normalized) for span in found.spans)
