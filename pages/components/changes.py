"""What differs between two drafts or versions, shown plainly: before, after, and which words.

Removed words are struck through in the line 前, added ones bold and underlined in the line 後: the
labels tell it to whoever does not see that. Everything written is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Literal

import streamlit as st

from models.changes import Change, broken_at
from models.document import SurveyDocument
from models.questions.conditions import Condition
from pages.components import dates, words
from pages.components.editor import targets

SENTENCES = {
    "field": "{field}が変わりました。",
    "section_title": "第{detail}部の見出しが変わりました。",
    "section_condition": "第{detail}部を表示する人が変わりました。",
    "section_added": "第{detail}部が加わりました。",
    "section_removed": "第{detail}部がなくなりました。",
    "question_added": "加わりました。",
    "question_removed": "なくなりました。",
    "question_moved": "並ぶ場所が変わりました。",
    "question_section": "第{before}部から第{after}部へ移りました。",
    "type": "種類が「{before}」から「{after}」に変わりました。",
    "label": "質問の文が変わりました。",
    "label_b": "2つ目の質問の文が変わりました。",
    "help": "説明が変わりました。",
    "required": "必須になりました。",
    "optional": "必須でなくなりました。",
    "condition": "表示する人が変わりました。",
    "setting": "{setting}が変わりました。",
    "option_added": "選択肢「{detail}」が加わりました。",
    "option_removed": "選択肢「{detail}」がなくなりました。",
    "option_moved": "選択肢「{detail}」の並ぶ場所が変わりました。",
    "option_label": "選択肢の文が変わりました。",
    "option_other": "選択肢「{detail}」に文を書けるかどうかが変わりました。",
    "option_exclusive": "選択肢「{detail}」をほかと一緒に選べるかどうかが変わりました。",
    "option_outside": "選択肢「{detail}」を段階に数えるかどうかが変わりました。",
    "option_places": "選択肢「{detail}」の定員が変わりました。",
    "row_added": "項目「{detail}」が加わりました。",
    "row_removed": "項目「{detail}」がなくなりました。",
    "row_moved": "項目「{detail}」の並ぶ場所が変わりました。",
    "row_label": "項目の文が変わりました。",
}
FIELDS = {
    "title": "調査の名前",
    "purpose": "調査の目的",
    "closed_message": "受付が終わったあとの案内",
    "section": "所管課",
    "phone": "電話番号",
    "email": "メールアドレス",
    "minutes": "回答にかかる時間",
    "opens_at": "受付の始まり",
    "closes_at": "受付の終わり",
    "retention_until": "回答を消す日",
    "results_on": "結果を公表する日",
    "languages": "言語",
    "design": "答える人の選び方",
    "population": "選んだもとの人数",
    "hides_few": "回答が10件集まるまで結果を表示しない約束",
}
SETTINGS = {
    "decimals": "小数の桁数",
    "earliest": "いちばん早い日",
    "high": "右端の言葉",
    "image": "画像",
    "latest": "いちばん遅い日",
    "low": "左端の言葉",
    "max_chars": "文字数の上限",
    "max_choices": "選べる数の上限",
    "maximum": "数の上限",
    "min_choices": "選べる数の下限",
    "minimum": "数の下限",
    "ordered": "段階として集計するかどうか",
    "ranks": "順位の数",
    "shuffle": "選択肢の並びを人ごとに変えるかどうか",
    "unit": "単位",
    "unsure": "「わからない」を置くかどうか",
}
_LANGUAGES = {"ja-easy": "やさしい日本語", "en": "英語", "zh-Hans": "中国語", "ko": "韓国語"}

# Sentences that say all, or say it with `before` and `after` inside.
_WITHOUT_TEXTS = frozenset({"type", "question_section"})
_MARKS: dict[str, str] = {
    "removed": '<del style="text-decoration:line-through">{}</del>',
    "added": '<ins style="text-decoration:underline;font-weight:700">{}</ins>',
    "kept": "{}",
}
_NOTHING = "（なし）"


def draw(changes: Sequence[Change]) -> None:
    """Every change under the question or setting it belongs to; one sentence when there is none."""
    if not changes:
        st.text("変わったところはありません。")
        return
    st.html(markup(changes))


def notes(versions: Mapping[int, SurveyDocument]) -> dict[str, str]:
    """Question → what to say beside its results, where its words changed between versions."""
    return {
        key: f"{'・'.join(f'第{number}版' for number in numbers)}で質問や選択肢の文が変わりました。"
        "前の版の回答と合わせて読むときは、注意してください。"
        for key, numbers in broken_at(versions).items()
    }


def markup(changes: Sequence[Change]) -> str:
    """The changes as HTML, in their order."""
    parts = []
    for (_, about), here in groupby(changes, key=lambda change: (change.place, change.about)):
        name = f"質問「{_one_line(about)}」" if about else ""
        heading = f"<p><strong>{escape(name)}</strong></p>" if name else ""
        lines = "".join(f"<li>{_line(change)}</li>" for change in here)
        parts.append(f'{heading}<ul style="margin:0 0 12px;padding-left:1.2em">{lines}</ul>')
    return "".join(parts)


def _line(change: Change) -> str:
    sentence = SENTENCES[change.code].format(
        detail=_one_line(change.detail),
        before=change.before,
        after=change.after,
        field=FIELDS.get(change.detail or change.place, ""),
        setting=SETTINGS.get(change.detail, "設定"),
    )
    if change.language in _LANGUAGES:
        sentence = f"{_LANGUAGES[change.language]}の{sentence}"
    said = escape(sentence)
    if change.code in ("condition", "section_condition"):
        old, new = change.documents
        return said + _pair(escape(_shown_to(change, old)), escape(_shown_to(change, new)))
    if change.code in _WITHOUT_TEXTS or not (change.before or change.after):
        return said
    if change.code in ("field", "setting") or change.code.startswith("option_p"):
        before, after = _value(change, change.before), _value(change, change.after)
        if (before, after) != (change.before, change.after):
            return said + _pair(escape(before), escape(after))
    return said + _pair(_marked(change, "removed"), _marked(change, "added"))


def _pair(before: str, after: str) -> str:
    lines = (("前", before), ("後", after))
    return "".join(f"<br>{label}：{words or _NOTHING}" for label, words in lines)


def _marked(change: Change, mark: Literal["removed", "added"]) -> str:
    """The text before or after, with the words that only it has marked."""
    shown = (one for one in change.pieces() if one.mark in ("kept", mark))
    words = "".join(_MARKS[one.mark].format(escape(one.text)) for one in shown)
    return words.replace("\n", "<br>")


def _value(change: Change, value: str) -> str:
    """A setting as staff know it: dates with their weekday, languages by name."""
    if change.place in ("opens_at", "closes_at") and value:
        return dates.moment(datetime.fromisoformat(value))
    days = change.place in ("retention_until", "results_on")
    if (days or change.detail in ("earliest", "latest")) and value:
        return dates.day(datetime.fromisoformat(value).date())
    if change.place == "sample" and value:
        return words.DESIGNS[value] if change.detail == "design" else f"{int(value):,}人"
    if change.place == "languages":
        return "、".join({"ja": "日本語", **_LANGUAGES}.get(one, one) for one in value.split())
    if value == "yes" or (not value and "yes" in (change.before, change.after)):
        return "はい" if value else "いいえ"
    return value


def _shown_to(change: Change, document: SurveyDocument) -> str:
    """Who a question or section is shown to in that document, as a sentence."""
    where: str | int
    condition: Condition | None
    if change.code == "condition":
        where, condition = change.place, document.question(change.place).show_if
    else:
        where = int(change.detail) - 1
        condition = document.sections[where].show_if
    if condition is None:
        return "すべての人に表示します。"
    return targets.sentence(condition, targets.before(document, where))


def _one_line(text: str) -> str:
    return " ".join(text.split())
