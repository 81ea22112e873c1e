"""What columns are taken for: types, options in order, personal data, questions of many columns."""

from __future__ import annotations

import csv
import io
import itertools

import pytest

from imports import guessing
from imports.plan import Choice, Plan
from tests.imports.sheets import GOOGLE, look_at, plan_of


def labels(plan: Plan) -> list[str]:
    return [choice.label for choice in plan.choices]


def codes(plan: Plan) -> list[str]:
    return [choice.code for choice in plan.choices]


def test_google_forms() -> None:
    plans = look_at(GOOGLE).plans
    assert [(plan.kind, plan.reason) for plan in plans] == [
        ("timestamp", ""),
        ("left_out", "mail"),
        ("scale", ""),
        ("multiple_choice", ""),
        ("scale", ""),
        ("scale", ""),
        ("long_text", ""),
    ]
    assert labels(plans[2]) == ["満足", "やや満足", "やや不満", "不満"]
    assert codes(plans[2]) == ["4", "3", "2", "1"]
    assert [(plan.label, plan.group) for plan in plans[4:6]] == [("会場", "評価"), ("案内", "評価")]
    assert plans[4].choices[:2] == plans[5].choices[:2]


def test_microsoft_forms() -> None:
    orders = [";".join(order) + ";" for order in itertools.permutations(("駅", "道", "公園"))]
    heading = ("ID", "開始時刻", "完了時刻", "メール", "名前", "理由", "大切な順", "最終変更時刻")
    rows = [
        (n, "2026-04-01 10:00:00", "4/1/26 15:05:12", "anonymous", "", "近い;安い;", order, "")
        for n, order in enumerate(orders, start=1)
    ]
    plans = look_at([heading, *rows]).plans
    assert [(plan.kind, plan.reason) for plan in plans] == [
        ("left_out", "id"),
        ("left_out", "time"),
        ("timestamp", ""),
        ("left_out", "mail"),
        ("left_out", "empty"),
        ("multiple_choice", ""),
        ("ranking", ""),
        ("left_out", "empty"),
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("氏名", "山田", "name"),
        ("お名前を教えてください", "山田", "name"),
        ("連絡先", "03-1234-5678", "phone"),
        ("その他の方法", "03-1234-5678", "phone"),
        ("当選の知らせを送る先", "a@example.jp", "mail"),
        ("ご住所", "世田谷区砧1-1-1", "address"),
        ("生年月日", "1980/1/1", "birth"),
        ("IPアドレス", "192.0.2.1", "device"),
        ("回答番号", "77", "id"),
        ("スコア", "8 / 10", "points"),
    ],
)
def test_what_tells_who_somebody_is_stays_outside(heading: str, cell: str, reason: str) -> None:
    plan = plan_of(*[cell] * 3, heading=heading)
    assert (plan.kind, plan.reason) == ("left_out", reason)


@pytest.mark.parametrize(
    "heading",
    ["電話での対応はいかがでしたか", "名前を聞いたことがある施設", "メールでの案内の満足度"],
)
def test_a_question_about_a_phone_is_no_phone_number(heading: str) -> None:
    assert plan_of("よい", "わるい", "よい", "わるい", heading=heading).kind != "left_out"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("令和8年4月1日", "R8.4.2", "２０２６年４月３日"), "date"),
        (("2026-04-01 10:00:00", "2026-04-02"), "date"),
        (("1,200円", "300円", "５００円"), "number"),
        (("12.5", "13", "-4"), "number"),
        (("10", "200", "31"), "number"),
        (("楽しかった", "暑かった", "また来ます"), "short_text"),
        (("文が" * 60, "短い文"), "long_text"),
        (("一行目\n二行目", "短い文"), "long_text"),
        (("A、B", "B、C", "A", "C、A"), "multiple_choice"),
        (("1,2", "2,3", "1", "3,1"), "multiple_choice"),
        (("はい", "いいえ", "はい"), "single_choice"),
    ],
)
def test_kinds(said: tuple[str, ...], kind: str) -> None:
    assert plan_of(*said).kind == kind


@pytest.mark.parametrize(
    ("heading", "said", "kind", "steps"),
    [
        ("満足度", "1 2 3 5", "scale", "5 4 3 2 1"),
        ("満足度", "1 2 3 7", "scale", "7 6 5 4 3 2 1"),
        ("評価", "0 3 8 10", "scale", "10 9 8 7 6 5 4 3 2 1 0"),
        ("人にすすめたいですか", "0 3 8 10", "nps", ""),
        ("来場した人数", "1 2 3 5", "number", ""),
        ("性別", "1 2 1 2", "single_choice", "1 2"),
        ("参加した", "0 1 1 0", "single_choice", "0 1"),
    ],
)
def test_whole_numbers(heading: str, said: str, kind: str, steps: str) -> None:
    plan = plan_of(*said.split(), heading=heading)
    assert plan.kind == kind
    assert codes(plan) == steps.split()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("満足 不満 どちらともいえない", "満足 どちらともいえない 不満"),
        ("やや不満 とても満足", "とても満足 やや満足 やや不満 とても不満"),
        ("2.やや満足 1.満足 4.不満", "1.満足 2.やや満足 やや不満 4.不満"),
        ("反対 どちらかといえば賛成 賛成", "賛成 どちらかといえば賛成 やや反対 反対"),
        ("知らない よく知っている 聞いたことがある", "よく知っている 聞いたことがある 知らない"),
        (
            "まったくそう思わない そう思う",
            "とてもそう思う そう思う そう思わない まったくそう思わない",
        ),
        ("満足 わからない 不満", "満足 不満 わからない"),
    ],
)
def test_worded_steps_come_in_order_with_their_counterparts(said: str, expected: str) -> None:
    plan = plan_of(*said.split())
    assert plan.kind == "scale"
    assert labels(plan) == expected.split()
    assert [c.label for c in plan.choices if c.outside] == [w for w in ["わからない"] if w in said]


def test_options_are_ordered_by_their_numbers_or_by_how_many_chose_them() -> None:
    assert labels(plan_of(*["80歳以上", "20代", "18歳未満", "30代"] * 2)) == [
        *("18歳未満", "20代", "30代", "80歳以上")
    ]
    said = ["特にない"] * 5 + ["広報紙"] * 2 + ["ポスター"] * 3
    assert labels(plan_of(*said)) == ["ポスター", "広報紙", "特にない"]


def test_codes_of_an_older_survey_stay_codes() -> None:
    assert codes(plan_of("good", "bad", "good", "bad", "good")) == ["good", "bad"]
    assert codes(plan_of("よい", "わるい会場", "よい", "わるい会場")) == ["a1", "a2"]


def test_what_was_typed_beside_other_is_no_option() -> None:
    said = ["駅", "駅", "区報", "区報", "その他：友人", "その他（学校で）", "その他"]
    plan = plan_of(*said)
    assert labels(plan) == ["区報", "駅", "その他"]
    assert plan.choices[-1] == Choice("other", "その他", ("その他",), other=True)


def test_what_google_puts_in_the_place_of_an_option_is_typed() -> None:
    said = ["駅のポスター"] * 20 + ["区報"] * 15 + ["友人から聞いて", "孫の学校", "通りがかり"]
    assert labels(plan_of(*said)) == ["駅のポスター", "区報", "その他"]


def test_options_that_hold_the_separator_stay_whole() -> None:
    brackets = ["展示（絵, 写真）, 体験", "体験", "展示（絵, 写真）, 体験", "展示（絵, 写真）"]
    assert set(labels(plan_of(*brackets))) == {"展示（絵, 写真）", "体験"}
    always = [
        "はい, 使った",
        "いいえ, まだ",
        "はい, 使った",
        "はい, 使った",
        "いいえ, まだ",
        "いいえ, まだ",
    ]
    plan = plan_of(*always)
    assert (plan.kind, set(labels(plan))) == ("single_choice", {"はい, 使った", "いいえ, まだ"})


def test_sentences_with_commas_are_no_options() -> None:
    said = [f"広くて、きれいで、{word}でした" for word in ("安全", "便利", "静か", "明るい道")]
    assert plan_of(*said).kind == "short_text"


def test_ticked_columns_are_one_question() -> None:
    heading = ("問1_駅", "問1_区報", "問1_友人", "会場", "案内", "料金", "ご意見")
    rows = [
        (1, 0, 0, "○", "", "", "a"),
        (0, 1, 0, "○", "○", "", "b"),
        (0, 0, 0, "", "○", "", ""),
    ]
    plans = look_at([heading, *rows]).plans
    assert [(plan.kind, plan.group, plan.label) for plan in plans[:5]] == [
        ("flag", "問1", "駅"),
        ("flag", "問1", "区報"),
        ("flag", "問1", "友人"),
        ("flag", "会場 ほか", "会場"),
        ("flag", "会場 ほか", "案内"),
    ]


def test_rows_that_share_no_options_are_questions_apart() -> None:
    heading = ("当日 [人数]", "当日 [様子]")
    plans = look_at([heading, ("10", "楽しかった"), ("25", "暑かった"), ("3", "また来たい")]).plans
    assert [(plan.kind, plan.group) for plan in plans] == [("number", ""), ("short_text", "")]


def test_spellings_of_no_answer_are_no_options() -> None:
    plan = plan_of("はい", "無回答", "いいえ", "-", "はい", "N/A", "いいえ")
    assert labels(plan) == ["いいえ", "はい"]
    assert plan.blanks == ("-", "N/A", "無回答")


def test_two_hundred_columns_and_three_hundred_options() -> None:
    heading = [f"問{number}" for number in range(200)]
    rows = [[f"{row % 3}番" for _ in heading] for row in range(30)]
    assert {plan.kind for plan in look_at([heading, *rows]).plans} == {"single_choice"}
    many = [f"選択肢{number}" for number in range(300)] * 12
    assert plan_of(*many).kind == "short_text"


def test_a_kind_that_staff_choose_gets_what_it_needs() -> None:
    plan = plan_of("安い;近い", "高い;遠い", "明るい")
    assert plan.kind == "short_text"
    cells = ["安い;近い", "高い;遠い", "明るい", "", "無回答"]
    several = guessing.fitted(Plan(0, "q", "multiple_choice", "q", blanks=("無回答",)), cells)
    assert (several.separator, set(labels(several))) == (
        ";",
        {"安い", "近い", "高い", "遠い", "明るい"},
    )
    scale = guessing.fitted(Plan(0, "q", "scale", "q"), ["梅", "竹", "松", "松"])
    assert codes(scale) == ["3", "2", "1"]
    number = guessing.fitted(Plan(0, "q", "number", "q"), ["12.5km", "3km", "遠い"])
    assert (number.unit, number.decimals) == ("km", 1)
    single = guessing.fitted(Plan(0, "q", "single_choice", "q"), ["赤", "青"])
    assert set(labels(single)) == {"赤", "青"}
    assert guessing.fitted(Plan(0, "q", "long_text", "q"), ["a"]).choices == ()


def test_our_own_file_of_answers_is_known() -> None:
    text = (
        "response_id,version,placement,placement_name,language,mode,received,flags,q1,q2_a,q2_b\r\n"
        "r1,1,abcde,駅,ja,web,2026-11-23T17:00+09:00,,good,1,0\r\n"
        "r2,1,abcde,駅,ja,web,2026-11-23T18:00+09:00,,bad,非該当,非該当\r\n"
        "r3,1,abcde,駅,ja,web,2026-11-23T18:00+09:00,,good,0,1\r\n"
        "r4,1,abcde,駅,ja,web,2026-11-23T18:00+09:00,,bad,0,1\r\n"
    )
    plans = look_at(csv.reader(io.StringIO(text))).plans
    assert [plan.reason for plan in plans[:8]] == ["id", *["own"] * 5, "", "empty"]
    assert [plan.kind for plan in plans[6:]] == [
        *("timestamp", "left_out", "single_choice", "flag", "flag")
    ]
