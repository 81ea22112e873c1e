"""codebook.csv: what every column and code of responses.csv means (符号表)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from analysis.text.coded import NOTE
from exports.coded import blocks
from exports.csv import NO_ANSWER, RECEIPT, lots
from exports.neutral import SUBSTITUTE, Encoded, Encoding, cell, sheet
from models.codings import Codings
from models.document import SurveyDocument
from models.flags import FLAGS
from models.journey import WORDING
from models.multilingual import pick
from models.origins import LANGUAGE_NAMES, MODES
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED, Column
from models.questions.day import Day
from models.questions.number import Number, plain
from models.versions import has_places, has_two_wordings, merged_questions

T = TypeVar("T", float, date)

ENCODINGS: Mapping[Encoding, str] = {
    "utf-8-sig": "UTF-8（BOM付き）",
    "utf-8": "UTF-8（BOMなし）",
    "cp932": "CP932（Windows-31J）",
}
OUTSIDE = "段階の外の答えです。平均などには入れません。"
UNRANKED = "空欄は、この順位に選んだものがないことを表します。"
ISO_DATE = "年-月-日（ISO 8601）です。"
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
    codings: Mapping[str, Codings] | None = None,
) -> Encoded:
    """codebook.csv: one row a column and code, in the order of the columns of responses.csv.

    First come, with `*` as column, the rules that hold for all columns; a note names the versions
    of a question or option that not all versions have.
    """
    entries = (
        *_rules(encoding),
        *_about_responses(versions, placements),
        *_about_questions(versions),
        *_about_codes(versions, codings or {}),
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
        "たずねていないことを表します。条件に当てはまらない質問、その質問や選択肢がない版での"
        "回答などです。",
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
    for flag, words in FLAGS.items():
        yield Entry("flags", "", "受け付けたときの印", "codes", flag, words.name, words.meaning)
    if has_places(versions):
        note = "定員のある調査だけにあります。区民の画面に出た番号と照らし合わせます。"
        yield Entry(RECEIPT, "", "声のゆくえ番号", "id", note=note)
    if has_two_wordings(versions):
        yield from _about_wordings(versions)


def _about_wordings(versions: Mapping[int, SurveyDocument]) -> Iterator[Entry]:
    """What a and b stand for, and how each question read in both, as last published."""
    yield Entry(WORDING, "", "質問の文", "code", "a", "1つ目の文")
    yield Entry(WORDING, "", "質問の文", "code", "b", "2つ目の文")
    seen: set[str] = set()
    for number in sorted(versions, reverse=True):
        for question in versions[number].questions():
            if question.label_b and question.key not in seen:
                seen.add(question.key)
                for code, label in (("a", question.label), ("b", question.label_b)):
                    yield Entry(WORDING, question.key, "質問の文", "code", code, cell(pick(label)))


def _about_questions(versions: Mapping[int, SurveyDocument]) -> Iterator[Entry]:
    present: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, document in versions.items():
        for question in document.questions():
            for column in question.columns():
                for code in ("", *(category.code for category in column.categories)):
                    present[column.name, code].add(number)
    for question in merged_questions(versions):
        outside = _outside(question)
        limits = _limits(question, versions)
        for place, column in enumerate(question.columns()):
            about = (column.name, question.key, _full_label(question, column), column.kind)
            note = _span(present[column.name, ""], versions)
            if column.kind == "flag":
                yield Entry(*about, "1", "選んだ", note)
                yield Entry(*about, "0", "選ばなかった", note)
            elif column.kind == "text":
                beside = "" if question.shape == "prose" else BESIDE_OPTION
                yield Entry(*about, note=_noted(note, beside))
            elif column.kind in ("number", "date"):
                yield Entry(*about, note=_noted(note, limits))
            for category in column.categories:
                span = _span(present[column.name, category.code], versions)
                beyond = OUTSIDE if category.code in outside.get(place, ()) else ""
                label = cell(pick(category.label))
                yield Entry(*about, category.code, label, _noted(span, beyond))
            if question.shape == "ranked" and place:
                yield Entry(*about, "", "順位なし", _noted(note, UNRANKED))


def _about_codes(
    versions: Mapping[int, SurveyDocument], codings: Mapping[str, Codings]
) -> Iterator[Entry]:
    """The codes of what people wrote, each with the rule that proposed it."""
    for block in blocks(versions, codings):
        rules = {
            code.label: f"規則：{cell(code.rule)}" for code in block.codings.codes if code.rule
        }
        for column in block.columns:
            label = pick(column.label)
            about = (column.name, block.question, cell(f"{block.label}：{label}"), column.kind)
            yield Entry(*about, "1", "当てはまる", _noted(NOTE, rules.get(label, "")))
            yield Entry(*about, "0", "当てはまらない", NOTE)


def _outside(question: AnyQuestion) -> dict[int, frozenset[str]]:
    """Codes outside the scale, by the place of their column."""
    codes = {part.key: part.outside for part in question.parts() if part.shape == "ordered"}
    return {
        place: codes[lot.key] for lot in lots(question) for place in lot.places if lot.key in codes
    }


def _limits(question: AnyQuestion, versions: Mapping[int, SurveyDocument]) -> str:
    """What numbers and dates were taken, in the widest of the versions, and their unit."""
    same = [
        q for document in versions.values() for q in document.questions() if q.key == question.key
    ]
    match question:
        case Number():
            numbers = [q for q in same if isinstance(q, Number)]
            least, most = _widest([(q.minimum, q.maximum) for q in numbers])
            unit = pick(question.unit)
            return _noted(
                f"単位は{cell(unit)}です。" if unit else "",
                _range(
                    f"{plain(Decimal(str(least)))}以上" if least is not None else "",
                    f"{plain(Decimal(str(most)))}以下" if most is not None else "",
                ),
            )
        case Day():
            days = [q for q in same if isinstance(q, Day)]
            first, last = _widest([(q.earliest, q.latest) for q in days])
            return _noted(
                ISO_DATE,
                _range(
                    f"{first}から" if first is not None else "",
                    f"{last}まで" if last is not None else "",
                ),
            )
    return ""


def _range(least: str, most: str) -> str:
    return f"{least}{most}です。" if least or most else ""


def _widest(ranges: Sequence[tuple[T | None, T | None]]) -> tuple[T | None, T | None]:
    """The smallest beginning and the greatest end; None where one of the ranges is open."""
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    return (
        min(lows) if len(lows) == len(ranges) else None,
        max(highs) if len(highs) == len(ranges) else None,
    )


def _full_label(question: AnyQuestion, column: Column) -> str:
    """The question, and the option or row where the column is about one."""
    whole, part = pick(question.label), pick(column.label)
    return cell(
        part if part.startswith(whole) else "：".join(word for word in (whole, part) if word)
    )


def _noted(*notes: str) -> str:
    """Notes in a row, each a sentence; a single one stays as it is."""
    written = [note for note in notes if note]
    return "".join(n if n.endswith("。") or len(written) == 1 else f"{n}。" for n in written)


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
