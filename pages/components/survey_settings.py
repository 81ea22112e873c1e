"""What holds for the whole survey: what residents read first, when it runs, who is asked."""

from __future__ import annotations

from datetime import time
from typing import Any

import streamlit as st

from models.document import MAX_PEOPLE, Sample, SurveyDocument
from models.few_answers import SHOWN_FROM
from models.multilingual import LANGUAGES, MAX_TEXT, pick
from pages.components import fields, words

# field → what it is called, and what it means for residents
_DAYS = {
    "results_on": (
        "結果を公表する日",
        "答え終えた画面と、受付を終えたあとの画面に、「結果は、この日ごろに公表します」と出ます。",
    ),
    "retention_until": (
        "回答を消す日",
        "この日を過ぎると、回答を消します。答える前の画面に出て、区民の方への約束になります。",
    ),
}
_HIDES_FEW = (
    f"オンにすると、回答が{SHOWN_FROM}件集まるまで、集計とご意見を表示しません。"
    "区民の画面にもそう書きます。"
)


def edit(document: SurveyDocument) -> None:
    """The inputs of the survey's settings."""
    contact = document.contact
    st.subheader("調査の設定", anchor=False)
    fields.line("title", "調査の名前", pick(document.title), _text("title"), most=200)
    fields.lines(
        "purpose",
        "調査の目的（区民の画面のはじめに出ます）",
        pick(document.purpose),
        _text("purpose"),
        most=MAX_TEXT,
        rows=4,
    )
    fields.line("section", "所管課", contact.section, _contact("section"), most=100)
    phone, mail = st.columns(2)
    with phone:
        fields.line("phone", "電話番号", contact.phone, _contact("phone"), most=40)
    with mail:
        fields.line("email", "メールアドレス", contact.email, _contact("email"), most=200)
    fields.number(
        "minutes", "回答にかかる時間（分）", document.minutes, _minutes, least=1, most=120
    )
    opens, closes = document.opens_at, document.closes_at
    fields.moment("opens_at", "受付の始まり", opens, _field("opens_at"), usual=time(9, 0))
    fields.moment("closes_at", "受付の終わり", closes, _field("closes_at"), usual=time(17, 0))
    for place, (name, (label, meaning)) in zip(st.columns(2), _DAYS.items(), strict=True):
        with place:
            fields.day(name, label, getattr(document, name), _field(name), help=meaning)
    _sample(document.sample)
    fields.switch(
        "hides_few",
        f"集計は{SHOWN_FROM}件集まってから",
        document.hides_few,
        _field("hides_few"),
    )
    st.caption(_HIDES_FEW)
    fields.lines(
        "closed_message",
        "受付を終えたあとに出す言葉",
        pick(document.closed_message),
        _text("closed_message"),
        most=MAX_TEXT,
        placeholder="結果は12月に区のホームページでお知らせします。",
    )
    others: dict[str, str] = {one: words.LANGUAGES[one] for one in LANGUAGES if one != "ja"}
    fields.several(
        "languages",
        "日本語のほかに用意する言葉",
        [language for language in document.languages if language != "ja"],
        others,
        lambda now, chosen: fields.changed(
            now, languages=("ja", *(one for one in others if one in chosen))
        ),
        placeholder="選んでください",
    )
    st.caption("言葉を選ぶと、上に「書く言葉」が出て、質問ごとに訳を書けます。")


def _sample(sample: Sample | None) -> None:
    """How people are drawn; only where they are, from how many."""
    fields.one_of(
        "sample",
        "答える人の選び方",
        sample.design if sample is not None else "",
        words.DESIGNS,
        _drawn,
        help="無作為に選ぶ調査だけ、「みる」に標本誤差（±）が出ます。",
    )
    if sample is not None:
        fields.number(
            "population",
            "選んだもとの人数（名簿にのっている人。分からないときは空けておく）",
            sample.population,
            lambda document, value: fields.changed(
                document,
                sample=fields.changed(document.sample or sample, population=value),
            ),
            least=1,
            most=MAX_PEOPLE,
        )


def _drawn(document: SurveyDocument, design: str) -> SurveyDocument:
    people = document.sample.population if document.sample is not None else None
    return fields.changed(
        document, sample={"design": design, "population": people} if design else None
    )


def _field(name: str) -> fields.Take:
    return lambda document, value: fields.changed(document, **{name: value})


def _text(name: str) -> fields.Take:
    """Change the Japanese words; other languages stay."""
    return lambda document, value: fields.changed(
        document, **{name: {**getattr(document, name), "ja": value}}
    )


def _contact(name: str) -> fields.Take:
    return lambda document, value: fields.changed(
        document, contact=fields.changed(document.contact, **{name: value.strip()})
    )


def _minutes(document: SurveyDocument, value: Any) -> SurveyDocument:
    return fields.changed(document, minutes=value or document.minutes)
