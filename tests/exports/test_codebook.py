from __future__ import annotations

import csv
import io
from typing import get_args

import pytest

from exports.codebook import codebook_csv
from exports.csv import RESPONSE_COLUMNS, responses_csv
from exports.neutral import Encoding
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.questions.text import LongText
from tests.builders import LIKED, document

AGE = SingleChoice(
    key="age",
    label={"ja": "年代"},
    options=(
        Option(value="y", label={"ja": "-39歳"}),
        Option(value="o", label={"ja": "40歳-"}),
    ),
)
AGE_LATER = AGE.model_copy(
    update={"options": (AGE.options[1], Option(value="x", label={"ja": "その他"}, other=True))}
)
VIEW = LongText(key="view", label={"ja": "ご意見\n（自由に）"})
NEWS = LongText(key="news", label={"ja": "広報"})
VERSIONS = {1: document(NEWS, AGE), 2: document(VIEW, NEWS, AGE), 3: document(VIEW, AGE_LATER)}
PLACEMENTS = {"fg4hj": "=ポスター", "ab3de": "図書館, 1階"}

WHOLE = """\
column,question,label,kind,code,code_label,note
*,,すべての列,missing,,無回答,空欄は、たずねましたが答えがなかったことを表します。
*,,すべての列,missing,非該当,非該当,\
たずねていないことを表します。条件に当てはまらない質問、\
その質問や選択肢がない版での回答などです。
*,,すべての列,rule,',先頭の記号,\
= + - @ などで始まる文章（全角、前の空白も含む）と、文章としての「非該当」には、\
表計算ソフトが数式や符号として扱わないよう、先頭に ' を付けています。
*,,すべての列,rule, ,改行,文章の中の改行は、空白1つに置き換えています。
*,,すべての列,encoding,utf-8-sig,UTF-8（BOM付き）,区切りはコンマ、行末はCRLFです（RFC 4180）。
response_id,,回答の番号,id,,,受付の順ではありません。
version,,調査票の版,code,1,第1版,
version,,調査票の版,code,2,第2版,
version,,調査票の版,code,3,第3版,
placement,,配布先の符号,code,ab3de,"図書館, 1階",
placement,,配布先の符号,code,fg4hj,'=ポスター,
placement_name,,配布先の名前,text,,,
language,,回答画面の言語,code,ja,日本語,
language,,回答画面の言語,code,ja-easy,やさしい日本語,
language,,回答画面の言語,code,en,英語,
language,,回答画面の言語,code,zh-Hans,中国語（簡体字）,
language,,回答画面の言語,code,ko,韓国語,
mode,,回答の方法,code,web,ウェブ,
mode,,回答の方法,code,test,試行（公開すると消えます）,
mode,,回答の方法,code,kiosk,会場の端末,
mode,,回答の方法,code,paper,紙（職員が入力）,
mode,,回答の方法,code,interview,聞き取り,
mode,,回答の方法,code,vote,スキャンで一票,
mode,,回答の方法,code,import,取り込み（ほかで集めた回答）,
received,,受付日時,datetime,,,日本時間。分以下は記録していません。
flags,,受け付けたときの印,codes,fast,3秒以内の送信,\
画面が開いてから3秒以内に届きました。機械が送ったのかもしれません。\
人でも、短い調査や、戻って送り直したときには起こります。
flags,,受け付けたときの印,codes,honeypot,見えない欄に記入,\
人には見えない欄に文字が入っていました。機械が送ったのかもしれません。\
ブラウザーの自動入力でも起こります。
flags,,受け付けたときの印,codes,late,締切後に届いた,\
締切の前に開いた画面から、締切のあと30分以内に届きました。\
書いている途中で締切になった人の回答です。
flags,,受け付けたときの印,codes,repeat,同じ端末から2回目以降,\
前にこの調査に答えた端末から届きました。家族で1台を使ったときにも付きます。\
同じ人とは限りません。
flags,,受け付けたときの印,codes,unsigned,画面を開いた記録なし,\
こえばこの画面から送ったと確かめられませんでした。ほかの道具から送ったのかもしれません。
view,view,ご意見 （自由に）,text,,,第2版から
age,age,年代,code,o,40歳-,
age,age,年代,code,x,その他,第3版から
age,age,年代,code,y,'-39歳,第2版まで
age_x_text,age,年代：その他,text,,,\
第3版から。空欄は、この選択肢を選ばなかったか、文字の記入がなかったことを表します。
news,news,広報,text,,,第2版まで
"""


def read(data: bytes, encoding: Encoding = "utf-8-sig") -> list[dict[str, str]]:
    text = io.StringIO(data.decode(encoding), newline="")
    return list(csv.DictReader(text, strict=True))


def test_codebook_whole() -> None:
    expected = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()
    assert codebook_csv(VERSIONS, PLACEMENTS).data == expected


def test_an_option_column_has_a_line_for_chosen_and_for_not() -> None:
    rows = [row for row in read(codebook_csv({1: document(LIKED)}, {}).data) if row["question"]]
    assert [tuple(row.values()) for row in rows[:2]] == [
        ("q2_stage", "q2", "よかったもの：ステージ", "flag", "1", "選んだ", ""),
        ("q2_stage", "q2", "よかったもの：ステージ", "flag", "0", "選ばなかった", ""),
    ]


def test_versions_in_between_are_named() -> None:
    versions = {1: document(AGE), 2: document(NEWS), 3: document(AGE, NEWS), 4: document(NEWS)}
    notes = {row["column"]: row["note"] for row in read(codebook_csv(versions, {}).data)}
    assert notes["age"] == "第1版・第3版のみ"
    assert notes["news"] == "第2版から"


def test_every_column_of_the_responses_is_explained_in_their_order() -> None:
    versions = {1: document(), 2: document(AGE, NEWS)}
    header = responses_csv([], versions, {}).data.decode("utf-8-sig").strip().split(",")
    explained = dict.fromkeys(
        row["column"] for row in read(codebook_csv(versions, {"a": "b"}).data)
    )
    assert list(explained) == ["*", *header]
    assert header[: len(RESPONSE_COLUMNS)] == list(RESPONSE_COLUMNS)


@pytest.mark.parametrize("encoding", get_args(Encoding))
def test_the_codebook_names_its_encoding(encoding: Encoding) -> None:
    rows = read(codebook_csv(VERSIONS, PLACEMENTS, encoding).data, encoding)
    [line] = [row for row in rows if row["kind"] == "encoding"]
    assert line["code"] == encoding
    assert ("〓" in line["note"]) is (encoding == "cp932")
