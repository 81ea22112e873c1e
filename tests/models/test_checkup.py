"""点検: what it finds, what it leaves alone, and where its heuristics are known to err."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.checkup import SERIOUS, Finding, check, estimated_minutes
from models.questions.choice import SingleChoice
from models.questions.matrix import MatrixSingle, Row
from models.questions.options import Option
from models.questions.scale import Scale
from models.questions.statement import Statement
from models.questions.text import LongText
from models.samples import NAMES as SAMPLES
from models.samples import load as load_sample
from models.templates import NAMES as TEMPLATES
from models.templates import load as load_template
from tests.builders import EVERY, SATISFACTION, YES_NO, document
from tests.models.checked import YES, choice, found, many, only_if, rule, text

TODAY = date(2026, 11, 24)


# --- Wording: what the tables say of good and of bad questions ---------------------------------

SATISFIED = ("満足", "やや満足", "どちらともいえない", "やや不満", "不満")
BAD = {
    "内容や時間に満足しましたか": ["double_barrelled"],
    "会場の広さや案内はいかがでしたか": ["double_barrelled"],
    "職員の説明と態度はいかがでしたか": ["double_barrelled"],
    "開館時間および休館日は適切だと思いますか": ["double_barrelled"],
    "説明はわかりやすく、かつ役に立ちましたか": ["double_barrelled"],
    "道路や公園の整備は十分だと思いますか": ["double_barrelled"],
    "この計画はすばらしいと思いませんか": ["leading"],
    "多くの区民が賛成している計画をどう思いますか": ["leading"],
    "ごみの分別は当然だと思いますか": ["leading"],
    "区の取組は評価できるのではないでしょうか": ["leading"],
    "ぜひ続けてほしいと思いますか": ["leading"],
    "無駄な事業を見直すことに賛成ですか": ["leading"],
    "ご存じのとおり進めている事業に賛成ですか": ["leading"],
    "参加しないことはないと思いますか": ["double_negative"],
    "窓口で不便を感じないですか": ["double_negative"],
    "利用しないことに反対ですか": ["double_negative"],
    "説明がなくはないと感じますか": ["double_negative"],
}
GOOD = (
    "催しの内容に満足しましたか",
    "会場の広さはいかがでしたか",
    "職員の説明はわかりやすかったですか",
    "家族と来場されましたか",
    "以前と比べて使いやすくなったと思いますか",
    "この計画は必要だと思いますか",
    "町会と協力した活動に参加したいですか",
    "声かけや見守りなどの活動は必要だと思いますか",
    "会場（屋内や屋外）の広さはいかがでしたか",
    "もっと早く申し込まなければならないと感じましたか",
    "困ったことはありませんでしたか",
    "混んでいて、思うように利用できないことはありますか",
    "区役所や出張所に行きましたか",
    "わからないことを職員に聞けましたか",
    "また参加したいと思いますか",
    "区が行う事業をどのくらい知っていますか",
)
# Known to be wrong, and left so: to mend them would break better ones.
MISSED = (
    "駅前は暗くて人通りも少ないので怖いと感じますか",  # a reason and a leading word in one
    "スタッフの対応・説明に満足しましたか",  # ・ joins synonyms as often as two things
)
WRONG = {"町会や自治会の活動は必要だと思いますか": ["double_barrelled"]}  # one thing, two names


def of_wording(label: str) -> list[str]:
    """Codes found in a question with grades for options."""
    question = choice("q1", label, *SATISFIED)
    codes = {finding.code for finding in check(document(question))}
    return sorted(codes & {"double_barrelled", "leading", "double_negative"})


@pytest.mark.parametrize(("label", "codes"), (BAD | WRONG).items())
def test_bad_wording_is_found(label: str, codes: list[str]) -> None:
    assert of_wording(label) == codes


@pytest.mark.parametrize("label", GOOD + MISSED)
def test_good_wording_is_left_alone(label: str) -> None:
    assert of_wording(label) == []


def test_what_allows_two_answers_may_name_two_things() -> None:
    """Several choices and free texts can say both."""
    label = "内容や時間に満足しましたか"
    assert found(many("q1", label, "内容", "時間", "どれもない")) == []
    assert found(LongText(key="q1", label={"ja": f"{label}。ぜひお聞かせください"})) == []


def test_long_sentences_hard_words_and_gaps_left_to_fill() -> None:
    survey = document(
        text("q1", f"{'とても' * 21}長い質問ですか"),
        text("q2", "アウトリーチの利活用について"),
        Statement(key="q3", label={"ja": "○○まつりについて"}, help={"ja": "短い文です。" * 20}),
        purpose="ステークホルダーの意見を聞きます。",
    )
    assert check(survey) == (
        Finding("jargon", "purpose", "ステークホルダー→関係する人"),
        Finding("long_sentence", "q1", f"{'とても' * 21}長い質問ですか"),
        Finding("jargon", "q2", "アウトリーチ→訪問して行う支援"),
        Finding("jargon", "q2", "利活用→活用"),
        Finding("placeholder", "q3", "○○"),
    )


def test_personal_data_needs_a_purpose_that_says_so() -> None:
    name = text("q1", "お名前")
    asked_not_to = text("q2", "ご意見（お名前は書かないでください）")
    assert found(name, asked_not_to) == [("personal_data", "q1")]
    assert found(name, purpose="抽選の結果をお知らせするため、氏名と連絡先をうかがいます。") == []


# --- Options and effort ------------------------------------------------------------------------


def test_grades_and_views_need_a_way_out() -> None:
    steps = tuple(Option(value=str(n), label={"ja": label}) for n, label in enumerate(SATISFIED))
    scale = Scale(key="q1", label={"ja": "全体の満足度"}, options=steps)
    unsure = Option(value="9", label={"ja": "わからない"}, outside=True)
    rows = (Row(value="hall", label={"ja": "会場"}),)
    grid = MatrixSingle(key="q2", label={"ja": "項目別"}, options=steps, rows=rows, ordered=True)
    assert found(scale, grid) == [("no_unsure", "q1"), ("no_unsure", "q2")]
    ways_out = {"options": (*steps, unsure)}
    assert found(scale.model_copy(update=ways_out), grid.model_copy(update=ways_out)) == []
    assert found(choice("q1", "この案に賛成ですか", "賛成", "反対")) == [("no_unsure", "q1")]
    assert found(choice("q1", "この案に賛成ですか", "賛成", "反対", "わからない")) == []
    assert found(choice("q1", "参加しましたか", "はい", "いいえ")) == []


def test_several_choices_need_an_option_for_none_of_them() -> None:
    labels = ("会場", "案内")
    assert found(many("q1", "改善してほしいこと", *labels)) == [("no_none", "q1")]
    assert found(many("q1", "改善してほしいこと", *labels, "特にない")) == []
    assert found(many("q1", "何で知りましたか", *labels)) == []
    assert found(many("q1", "何で知りましたか", *labels, required=True)) == [("no_none", "q1")]


@pytest.mark.parametrize(
    "labels",
    [
        ("20〜30歳", "30〜40歳", "40歳以上"),
        ("10分以下", "10〜30分", "31分以上"),
        ("1～3回", "3回以上"),
        ("20歳代", "25〜34歳"),
        ("500円以下", "500円以上1,000円未満", "1,000円以上"),
    ],
)
def test_ranges_that_overlap_are_found(labels: tuple[str, ...]) -> None:
    assert ("ranges_overlap", "q1") in found(choice("q1", "どのくらいですか", *labels))


@pytest.mark.parametrize(
    "labels",
    [
        ("10歳代（18・19歳）", "20歳代", "30歳代", "80歳以上"),
        ("10分未満", "10分以上30分未満", "30分以上"),
        ("週に1～2回", "月に1～3回", "年に数回"),
        ("0歳", "1～2歳", "3歳～就学前", "小学1～3年生", "小学4～6年生"),
        ("500円未満", "500円以上1,000円未満", "1,000円以上1万円未満", "1万円以上"),
        ("1回", "2〜3回", "4回以上"),
    ],
)
def test_ranges_side_by_side_are_left_alone(labels: tuple[str, ...]) -> None:
    assert found(choice("q1", "どのくらいですか", *labels)) == []


@pytest.mark.parametrize(
    ("labels", "out"),
    [
        (("満足", "不満", "どちらともいえない", "やや満足"), "どちらともいえない"),
        (("20歳代", "40歳代", "30歳代"), "30歳代"),
        (("賛成", "反対", "どちらともいえない"), "どちらともいえない"),
    ],
)
def test_an_order_that_surprises_is_named(labels: tuple[str, ...], out: str) -> None:
    assert check(document(choice("q1", "どれですか", *labels))) == (
        Finding("odd_order", "q1", out),
    )


def test_other_belongs_at_the_end() -> None:
    other, first = SATISFACTION.options[2], SATISFACTION.options[0]
    survey = document(SATISFACTION.model_copy(update={"options": (other, first)}))
    assert check(survey) == (Finding("odd_order", "q1", "その他"),)
    assert found(choice("q1", "どれですか", *reversed(SATISFIED))) == []


def test_time_and_texts_that_ask_too_much() -> None:
    texts = [text(f"q{n}", "ひとこと", required=True) for n in range(1, 5)]
    assert found(*texts) == [("many_required_texts", "q3")]
    many_texts = [LongText(key=f"q{n}", label={"ja": "ご意見"}) for n in range(40)]
    survey = document(*many_texts, minutes=3)
    assert check(survey) == (
        Finding("minutes_short", "minutes", str(estimated_minutes(survey))),
        Finding("long_survey", "minutes", str(estimated_minutes(survey))),
    )
    assert found(*many_texts[:30], minutes=15) == [("long_survey", "minutes")]


def test_a_question_asked_of_some_counts_half() -> None:
    asked_always = [YES, *(LongText(key=f"q{n}", label={"ja": "ご意見"}) for n in range(20))]
    of_some = rule("yes", "equals", "a1")
    asked_of_some = [YES, *(only_if(question, of_some) for question in asked_always[1:])]
    assert estimated_minutes(document(*asked_always)) == 11
    assert estimated_minutes(document(*asked_of_some)) == 6
    assert estimated_minutes(document(YES_ONLY)) == 1


YES_ONLY = SingleChoice(key="q1", label={"ja": "はい・いいえ"}, options=YES_NO)

# --- Measured on what is shipped ---------------------------------------------------------------

LONG_HELP = ("long_sentence", "area")
IN_SAMPLES = {
    "festival": [("no_unsure", "satisfaction")],
    "drill": [("double_barrelled", "explained"), LONG_HELP],  # 説明や進行: it does ask two things
    "childcare": [LONG_HELP],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_found_in_the_samples(name: str) -> None:
    findings = check(load_sample(name, TODAY))
    assert [(one.code, one.place) for one in findings] == IN_SAMPLES[name]


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("later", [0, 200])
def test_templates_have_nothing_but_gaps_to_fill(name: str, later: int) -> None:
    survey = load_template(name, TODAY + timedelta(days=later))
    assert {finding.code for finding in check(survey)} <= {"placeholder"}
    assert abs(survey.minutes - estimated_minutes(survey)) <= 1


def test_every_type_can_be_read() -> None:
    """No type breaks it, and what it says of each is known."""
    findings = check(document(*EVERY))
    assert [(one.code, one.place) for one in findings] == []
    assert not SERIOUS & {one.code for one in findings}
