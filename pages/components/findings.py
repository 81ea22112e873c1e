"""What 点検 found, in the words of a kind colleague, beside a button that leads to its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from models.checkup import SERIOUS, Finding
from models.document import SurveyDocument
from pages.components import outline

SENTENCES = {
    "never_shown": "この質問は、だれにも表示されません。表示する人の条件を見直してください。",
    "follows_unshown": "もとになる質問がだれにも表示されないので、この質問も表示されません。",
    "section_never_shown": "この部は、だれにも表示されません。表示する人の条件を見直してください。",
    "ranges_overlap": "「{detail}」が重なっています。境目の人が、どちらを選ぶか迷います。",
    "no_unsure": "「わからない」がありません。わからない人が、ほかの答えを選ぶことがあります。",
    "no_none": "「特にない」がありません。当てはまるものがない人が、答えられません。",
    "odd_order": "選択肢の並びを確かめてください。「{detail}」の場所が、ほかとそろっていません。",
    "double_barrelled": "「{detail}」は、1度に2つのことを聞いているかもしれません。"
    "分けると、それぞれの答えがわかります。",
    "leading": "「{detail}」は、答えを誘う言い方かもしれません。",
    "double_negative": "「{detail}」は、打ち消しが重なっているかもしれません。"
    "「はい」の意味が、人によって変わります。",
    "jargon": "「{term}」は、「{plainer}」のような言葉にすると伝わりやすくなります。",
    "long_sentence": "「{start}…」は{length}文字の長い文です。2つに分けると読みやすくなります。",
    "placeholder": "「{detail}」が残っています。実際の名前や日付に書きかえてください。",
    "personal_data": "「{detail}」をたずねています。何に使うかを、調査の目的に書いてください。",
    "minutes_short": "答えるのに{detail}分ほどかかりそうです。"
    "「回答にかかる時間」を直すか、質問を減らしてください。",
    "long_survey": "答えるのに{detail}分ほどかかりそうです。長いと、途中でやめる人が増えます。",
    "many_required_texts": "必ず書いてもらう質問が3つ以上あります。"
    "選ぶ質問にするか、必須をはずせないか考えてください。",
}

_START = 12  # characters of a long sentence, enough to find it again


def say(finding: Finding) -> str:
    """The finding in one or two sentences: what was seen, and what to do or why it matters."""
    term, _, plainer = finding.detail.partition("→")
    return SENTENCES[finding.code].format(
        detail=finding.detail,
        term=term,
        plainer=plainer,
        start=finding.detail[:_START],
        length=len(finding.detail),
    )


def draw(findings: Sequence[Finding], document: SurveyDocument) -> None:
    """Findings under their places, what breaks the survey first; nothing when all is well."""
    serious = [finding for finding in findings if finding.code in SERIOUS]
    advice = [finding for finding in findings if finding.code not in SERIOUS]
    if serious:
        st.markdown("**このままでは、正しく聞けません**")
        _draw(serious, document, "serious")
    if advice:
        with st.expander(f"見直すとよいところ　{len(advice)}件"):
            _draw(advice, document, "advice")


def _draw(findings: Iterable[Finding], document: SurveyDocument, kind: str) -> None:
    numbers = {question.key: n for n, question in enumerate(document.questions(), start=1)}
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        key = finding.place if finding.place in numbers else outline.SETTINGS
        places.setdefault(key, []).append(finding)
    for key, here in places.items():
        name = f"質問{numbers[key]}" if key in numbers else "調査の設定"
        st.button(
            f"{name}を見る",
            key=f"build.{kind}.{key}",
            on_click=outline.select,
            args=(key,),
        )
        for finding in here:
            st.text(say(finding))
