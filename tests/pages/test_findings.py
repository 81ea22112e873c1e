"""点検 on the page: every code has words, and every finding leads to its place."""

from __future__ import annotations

import re

import pytest

from models.checkup import Finding, wording
from models.document import SurveyDocument
from models.store import Store
from pages.components import findings
from tests.builders import QUESTIONS, document
from tests.models.checked import choice, only_if, rule
from tests.pages.desk import Open, labels, shown
from tests.stores import add_survey

DETAILS = {
    "jargon": "アウトリーチ→訪問して行う支援",
    "minutes_short": "9",
    "long_sentence": "とても" * 30,
}


@pytest.mark.parametrize("code", findings.SENTENCES)
def test_every_finding_is_said_in_whole_sentences(code: str) -> None:
    said = findings.say(Finding(code, "q1", DETAILS.get(code, "見つけた言葉")))
    assert said.endswith("。")
    assert not re.search(r"[{}→]", said)
    assert len(said) <= 100


def test_no_code_of_the_tables_is_without_words() -> None:
    codes = {sign.code for sign in wording.SIGNS}
    assert codes <= set(findings.SENTENCES)
    assert {"minutes_short", "long_survey", "many_required_texts"} <= set(findings.SENTENCES)


def test_a_long_sentence_is_named_by_its_beginning() -> None:
    said = findings.say(Finding("long_sentence", "q1", "この施設を利用するときに" + "あ" * 60))
    assert said.startswith("「この施設を利用するときに…」は72文字の長い文です。")


def odd() -> SurveyDocument:
    """One finding that breaks the survey, one piece of advice, and a purpose in hard words."""
    hidden = only_if(QUESTIONS[3], rule("q1", "equals", "good"), rule("q1", "equals", "bad"))
    leading = choice("q9", "この案は当然だと思いますか", "はい", "いいえ", "わからない")
    return document(*QUESTIONS[:3], hidden, leading, purpose="ニーズの調査です。")


def test_findings_stand_under_their_places_the_serious_ones_first(
    staff: Open, house: Store
) -> None:
    at = staff("build.py", survey=add_survey(house, odd(), publish=False))
    said = shown(at)
    assert "この質問は、だれにも表示されません。" in said
    assert "「当然」は、答えを誘う言い方かもしれません。" in said
    assert "「ニーズ」は、「必要なこと」のような言葉にすると" in said
    wanted = {"質問4を見る", "質問5を見る", "調査の設定を見る"}
    assert wanted <= set(labels(at, "button"))
    assert said.index("このままでは、正しく聞けません") < said.index("「当然」は")
    assert any(one.label.startswith("見直すとよいところ") for one in at.expander)


def test_a_finding_leads_to_its_question(staff: Open, house: Store) -> None:
    at = staff("build.py", survey=add_survey(house, odd(), publish=False))
    at = at.button(key="build.serious.q4").click().run()
    assert at.query_params["question"] == "q4"
    at = at.button(key="build.advice.").click().run()
    assert "question" not in at.query_params


def test_nothing_is_said_when_nothing_is_found(staff: Open, house: Store) -> None:
    at = staff(
        "build.py",
        survey=add_survey(
            house, document(choice("q1", "参加しましたか", "はい", "いいえ")), publish=False
        ),
    )
    assert "見直すとよいところ" not in "".join(one.label for one in at.expander)
    assert "正しく聞けません" not in shown(at)
