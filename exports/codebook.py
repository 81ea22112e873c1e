"""codebook.csv: what every column and code of responses.csv means (符号表)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from analysis.frames import merged_questions
from exports.csv import NO_ANSWER
from exports.neutral import SUBSTITUTE, Encoded, Encoding, cell, sheet
from models.document import SurveyDocument
from models.multilingual import Language, pick
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED, Column

ENCODINGS: Mapping[Encoding, str] = {
    "utf-8-sig": "UTF-8（BOM付き）",
    "utf-8": "UTF-8（BOMなし）",
    "cp932": "CP932（Windows-31J）",
}
LANGUAGE_NAMES: Mapping[Language, str] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "英語",
    "zh-Hans": "中国語（簡体字）",
    "ko": "韓国語",
}
MODES = {
    "web": "ウェブ",
    "kiosk": "会場の端末",
    "paper": "紙（職員が入力）",
    "interview": "聞き取り",
}
BESIDE_OPTION = "空欄は、この選択肢を選ばなかったか、文字の記入がなかったことを表します。"


class Entry(NamedTuple):
    """One line of the codebook. `column` is `*` where it holds for the whole file."""

    column: str
    question: str
    label: str
    kind: str
    code: str = ""
    code_label: str = ""
    note: str = ""


def codebook_csv(
    versions: Mapping[int, SurveyDocument],
    placements: Mapping[str, str],
    encoding: Encoding = "utf-8-sig",
) -> Encoded:
    """codebook.csv: one row a column and code, in the order of the columns of responses.csv.

    First come, with `*` as column, the rules that hold for all columns; a note names the versions
    of a question or option that not all versions have.
    """
    entries = (
        *_rules(encoding),
        *_about_responses(versions, placements),
        *_about_questions(versions),
    )
    return sheet((Entry._fields, *entries), encoding)


def _rules(encoding: Encoding) -> Iterator[Entry]:
    everywhere = ("*", "", "すべての列")
    yield Entry(
        *everywhere,
        "missing",
        *NO_ANSWER,
        "空欄は、たずねましたが答えがなかったことを表します。",
    )
    yield Entry(
        *everywhere,
        "missing",
        NOT_ASKED,
        NOT_ASKED,
        "たずねていないことを表します。その質問や選択肢がない版での回答などです。",
    )
    yield Entry(
        *everywhere,
        "rule",
        "'",
        "先頭の記号",
        "= + - @ などで始まる文章（全角、前の空白も含む）と、文章としての「非該当」には、"
        "表計算ソフトが数式や符号として扱わないよう、先頭に ' を付けています。",
    )
    yield Entry(*everywhere, "rule", " ", "改行", "文章の中の改行は、空白1つに置き換えています。")
    lost = f"表せない文字は{SUBSTITUTE}に置き換えています。" if encoding == "cp932" else ""
    yield Entry(
        *everywhere,
        "encoding",
        encoding,
        ENCODINGS[encoding],
        f"区切りはコンマ、行末はCRLFです（RFC 4180）。{lost}",
    )


def _about_responses(
    versions: Mapping[int, SurveyDocument], placements: Mapping[str, str]
) -> Iterator[Entry]:
    yield Entry("response_id", "", "回答の番号", "id", note="受付の順ではありません。")
    for number in sorted(versions):
        yield Entry("version", "", "調査票の版", "code", str(number), f"第{number}版")
    for code, name in sorted(placements.items()):
        yield Entry("placement", "", "配布先の符号", "code", cell(code), cell(name))
    yield Entry("placement_name", "", "配布先の名前", "text")
    for language, name in LANGUAGE_NAMES.items():
        yield Entry("language", "", "回答画面の言語", "code", language, name)
    for mode, name in MODES.items():
        yield Entry("mode", "", "回答の方法", "code", mode, name)
    yield Entry("received", "", "受付日時", "datetime", note="日本時間。分以下は記録していません。")


def _about_questions(versions: Mapping[int, SurveyDocument]) -> Iterator[Entry]:
    present: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, document in versions.items():
        for question in document.questions():
            for column in question.columns():
                for code in ("", *(category.code for category in column.categories)):
                    present[column.name, code].add(number)
    for question in merged_questions(versions):
        for column in question.columns():
            about = (column.name, question.key, _full_label(question, column), column.kind)
            note = _span(present[column.name, ""], versions)
            if column.kind == "flag":
                yield Entry(*about, "1", "選んだ", note)
                yield Entry(*about, "0", "選ばなかった", note)
            elif column.kind == "text":
                beside = "" if question.shape == "prose" else BESIDE_OPTION
                yield Entry(*about, note=f"{note}{'。' if note and beside else ''}{beside}")
            for category in column.categories:
                span = _span(present[column.name, category.code], versions)
                yield Entry(*about, category.code, cell(pick(category.label)), span)


def _full_label(question: AnyQuestion, column: Column) -> str:
    """The question, and the option where the column is about one option."""
    words = dict.fromkeys((pick(question.label), pick(column.label)))
    return cell("：".join(word for word in words if word))


def _span(present: set[int], versions: Mapping[int, SurveyDocument]) -> str:
    """In which versions something exists; '' when in all."""
    numbers = sorted(versions)
    if len(present) == len(numbers):
        return ""
    found = sorted(present)
    if found == numbers[-len(found) :]:
        return f"第{found[0]}版から"
    if found == numbers[: len(found)]:
        return f"第{found[-1]}版まで"
    return "・".join(f"第{number}版" for number in found) + "のみ"
