"""Twenty questions as a ward asks them, in three forms: a survey of Koebako, a bare HTML file, and
a Streamlit page. Benchmarks compare the three; nothing here is part of the product.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

TITLE = "世田谷区 公園の利用についてのアンケート"
FIRST = "ふだん、どのくらい公園を利用しますか"  # the question whose appearance is timed

_HOW_OFTEN = ("ほとんど毎日", "週に1〜2回", "月に1〜2回", "年に数回", "利用しない")
_SATISFIED = ("満足", "やや満足", "どちらともいえない", "やや不満", "不満")
_AIMS = ("散歩・休憩", "子どもの遊び", "運動・スポーツ", "自然の観察", "催しへの参加")
_WISHES = ("日陰とベンチ", "遊具の新しさ", "トイレの清潔さ", "夜の明るさ", "段差のない園路")
_AGES = ("10歳代", "20歳代", "30歳代", "40歳代", "50歳代", "60歳代", "70歳以上", "答えない")

QUESTIONS: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("single_choice", FIRST, _HOW_OFTEN),
    ("multiple_choice", "どのような目的で利用しますか", _AIMS),
    ("scale", "公園の清潔さについて、どう思いますか", _SATISFIED),
    ("scale", "公園の安全について、どう思いますか", _SATISFIED),
    ("scale", "遊具について、どう思いますか", _SATISFIED),
    ("scale", "木や花の手入れについて、どう思いますか", _SATISFIED),
    ("multiple_choice", "これから力を入れてほしいことを選んでください", _WISHES),
    ("short_text", "いちばんよく行く公園の名前", ()),
    ("single_choice", "その公園までどうやって行きますか", ("歩いて", "自転車で", "電車・バスで")),
    ("single_choice", "だれと行くことが多いですか", ("ひとりで", "家族と", "友人と", "そのほか")),
    ("dropdown", "利用することが多い時間帯", ("朝", "昼", "夕方", "夜")),
    ("long_text", "公園でよかったことを教えてください", ()),
    ("long_text", "公園で困ったことを教えてください", ()),
    ("single_choice", "ボール遊びの場所を増やすことに賛成ですか", ("賛成", "反対", "分からない")),
    ("single_choice", "犬の散歩の場所を分けることに賛成ですか", ("賛成", "反対", "分からない")),
    ("multiple_choice", "参加してみたい活動を選んでください", ("清掃", "花の世話", "見守り")),
    ("dropdown", "年代", _AGES),
    ("single_choice", "区内にお住まいですか", ("区内", "区外に住み区内に通う", "区外")),
    ("single_choice", "小学生以下のお子さんと暮らしていますか", ("はい", "いいえ")),
    ("long_text", "そのほか、ご意見をお書きください", ()),
)


def definition() -> str:
    """The survey as `manage.py surveys import` takes it."""
    contact = {"section": "公園緑地課", "phone": "03-0000-0000"}
    document = {
        "title": TITLE,
        "purpose": "公園をより使いやすくする計画づくりに使います。",
        "contact": contact,
        "minutes": 5,
        "sections": [{"questions": [_question(n, *one) for n, one in enumerate(QUESTIONS, 1)]}],
    }
    return json.dumps(document, ensure_ascii=False)


def _question(number: int, kind: str, label: str, options: Sequence[str]) -> dict[str, Any]:
    asked: dict[str, Any] = {"type": kind, "key": f"q{number}", "label": label}
    if options:
        asked["options"] = [
            {"value": str(value), "label": option} for value, option in enumerate(options, 1)
        ]
    return asked


def static_html() -> str:
    """The same questions as plain as HTML can be: no style, no script."""
    asked = "".join(_fields(f"q{number}", *one) for number, one in enumerate(QUESTIONS, 1))
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>{TITLE}</title>'
        '<meta name="viewport" content="width=device-width"><form method="post">'
        f"<h1>{TITLE}</h1>{asked}<button>送信</button></form></html>"
    )


def _fields(key: str, kind: str, label: str, options: Sequence[str]) -> str:
    if kind == "short_text":
        return f'<p><label>{escape(label)} <input name="{key}"></label></p>'
    if kind == "long_text":
        return f'<p><label>{escape(label)} <textarea name="{key}"></textarea></label></p>'
    if kind == "dropdown":
        rows = "".join(f"<option>{escape(option)}</option>" for option in options)
        return f'<p><label>{escape(label)} <select name="{key}">{rows}</select></label></p>'
    control = "checkbox" if kind == "multiple_choice" else "radio"
    rows = "".join(
        f'<label><input type="{control}" name="{key}" value="{value}"> {escape(option)}</label><br>'
        for value, option in enumerate(options, 1)
    )
    return f"<fieldset><legend>{escape(label)}</legend>{rows}</fieldset>"


def streamlit_script() -> str:
    """The same questions as a Streamlit page."""
    return "\n".join(("import streamlit as st", f"st.title({TITLE!r})", *_widgets())) + "\n"


def _widgets() -> Iterator[str]:
    for kind, label, options in QUESTIONS:
        if kind == "short_text":
            yield f"st.text_input({label!r})"
        elif kind == "long_text":
            yield f"st.text_area({label!r})"
        elif kind == "dropdown":
            yield f"st.selectbox({label!r}, {list(options)!r}, index=None)"
        elif kind == "multiple_choice":
            yield f"st.multiselect({label!r}, {list(options)!r})"
        else:
            yield f"st.radio({label!r}, {list(options)!r}, index=None)"
    yield "st.button('送信')"


def answers(number: int) -> dict[str, str]:
    """What one person sends, by form field; `number` tells people apart."""
    fields: dict[str, str] = {}
    for place, (kind, _, options) in enumerate(QUESTIONS, 1):
        if options:
            fields[f"q{place}"] = str((number * 7 + place) % len(options) + 1)
        elif kind == "short_text":
            fields[f"q{place}"] = "羽根木公園"
        else:
            fields[f"q{place}"] = f"{number}人目です。日陰で休める場所がもっとあるとうれしいです。"
    return fields
