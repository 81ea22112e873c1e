"""The questionnaire's HTML: its fields, what comes back in it, its words, and its weight."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import replace

import pytest

from models.document import SurveyDocument
from models.errors import AnswerError
from models.questions import QUESTION_TYPES
from models.questions.base import Question
from residents import assets, rendering, sentences
from residents.views import AnswerView
from tests.residents.questionnaire import (
    BLANK,
    DOCUMENT,
    OWN,
    SENT_BACK,
    WRONG,
    Form,
    read,
    title,
)

MOST_BYTES = 14_000  # about ten TCP segments: what a phone gets before it must answer


def test_the_form_has_exactly_the_documented_fields() -> None:
    form = Form(rendering.answer_page(BLANK))
    expected = [name for question in DOCUMENT.questions() for name in question.fields()]
    assert list(dict.fromkeys(form.names)) == [
        "lang",
        "version",
        *expected,
        "submission_id",
        "issued",
        "_homepage",
        "_end",
    ]
    assert form.form["method"] == "post"
    assert form.form["action"] == "/s/k7m2p"
    assert form.form["accept-charset"] == "utf-8"
    assert "novalidate" in form.form
    assert [field for field in form.fields if field[1]] == [
        ("lang", "ja"),
        ("version", "3"),
        ("submission_id", "ID-4711"),
        ("issued", "1764000000.AAAAAAAAAAAAAAAA"),
        ("_end", "1"),
    ]


def test_every_option_can_be_chosen() -> None:
    html = rendering.answer_page(BLANK)
    for question in DOCUMENT.questions():
        for option in getattr(question, "options", ()):
            assert html.count(f'name="{question.key}" value="{option.value}"') == 1


@pytest.mark.parametrize("view", [BLANK, SENT_BACK])
def test_the_submission_id_stands_once_behind_everything_else(view: AnswerView) -> None:
    before, after = rendering.answer_page(view).split("ID-4711")
    assert len(after) < len(before) / 10


def test_everything_sent_is_shown_again() -> None:
    form = Form(rendering.answer_page(SENT_BACK))
    shown = [(name, value) for name, value in form.fields if name not in OWN and value]
    sent = [(name, value) for name, values in WRONG.items() for value in values]
    assert shown == [field for field in sent if field != ("content", "gone")]


@pytest.mark.parametrize("text", ["\n前", "\n\n前", "a\nb", "</textarea><b>", "&amp;", "𠮷👨‍👩‍👧"])
def test_long_texts_come_back_to_the_letter(text: str) -> None:
    form = Form(rendering.answer_page(replace(BLANK, sent={"idea": (text,)})))
    assert ("idea", text) in form.fields


@pytest.mark.criterion("3.3.1", "3.3.3")
def test_mistakes_are_listed_first_and_told_beside_the_question_in_the_same_words() -> None:
    html = rendering.answer_page(SENT_BACK)
    assert title(html) == "エラー：公園の再整備についてのアンケート | 世田谷区"
    main = html.split('<main id="main">')[1]
    assert main.lstrip().startswith('<div class="alert" role="alert" tabindex="-1"')
    listed = re.findall(r'<li><a href="#(q\d+)-1">問(\d+)：(.*?)</a></li>', html)
    keys = [question.key for question in DOCUMENT.questions()]
    assert [keys[int(number) - 1] for _, number, _ in listed] == [
        key for key in keys if key in SENT_BACK.errors
    ]
    assert len(listed) == 6
    for place, number, sentence in listed:
        assert place == f"q{number}"
        assert f'<p class="error" id="{place}-error"><b>エラー：</b>{sentence}</p>' in html
        assert html.count(f' id="{place}-1"') == 1
        assert re.search(f' aria-describedby="[^"]*{place}-error', html)
    assert html.count('class="question wrong"') == 6


def test_a_page_without_mistakes_has_no_trace_of_them() -> None:
    html = rendering.answer_page(BLANK)
    assert title(html) == "公園の再整備についてのアンケート | 世田谷区"
    body = html.split("<body>")[1]
    for trace in ("エラー", "alert", "aria-invalid", "-error"):
        assert trace not in body


@pytest.mark.parametrize(
    ("key", "code", "limits", "said"),
    [
        ("visit", "choose_one", {}, "1つ選んでください。"),
        ("aim", "choose_any", {}, "あてはまるものを選んでください。"),
        ("aim", "exclusive", {}, "「特にない」だけを選ぶか、「特にない」を外してください。"),
        ("news", "other_not_chosen", {}, "「その他」を選ぶか、書いた内容を消してください。"),
        ("top", "too_many", {"limit": 3, "length": 4}, "3つまでにしてください（いまは4つ）。"),
        (
            "top",
            "too_few",
            {"limit": 10, "length": 4},
            "10個以上選んでください（いまは4つ）。",
        ),
        (
            "idea",
            "too_long",
            {"limit": 1000, "length": 1234},
            "1,000文字までにしてください（いまは1,234文字）。",
        ),
    ],
)
def test_each_mistake_says_what_to_do(
    key: str, code: str, limits: dict[str, int], said: str
) -> None:
    assert sentences.sentence(DOCUMENT.question(key), AnswerError(code, **limits), "ja") == said


@pytest.mark.parametrize(
    ("least", "most", "rule"),
    [
        (0, None, "あてはまるものをすべて選んでください"),
        (1, None, "あてはまるものをすべて選んでください"),
        (0, 3, "3つまで選んでください"),
        (2, None, "2つ以上選んでください"),
        (2, 3, "2つから3つまで選んでください"),
        (2, 2, "2つ選んでください"),
        (0, 4, "あてはまるものをすべて選んでください"),
    ],
)
@pytest.mark.criterion("3.3.2")
def test_the_count_rule_is_told_inside_the_legend(least: int, most: int | None, rule: str) -> None:
    options = [{"value": f"o{n}", "label": f"選択肢{n}"} for n in range(4)]
    question = {
        "type": "multiple_choice",
        "key": "aim",
        "label": "目的",
        "options": options,
        "min_choices": least,
        "max_choices": most,
    }
    document = SurveyDocument.model_validate({"sections": [{"questions": [question]}]})
    html = rendering.answer_page(replace(BLANK, document=document))
    assert f'<span class="rule">{rule}</span>' in html.split("<legend>")[1].split("</legend>")[0]


def test_required_is_said_in_words() -> None:
    html = rendering.answer_page(BLANK)
    required = [question for question in DOCUMENT.questions() if question.required]
    assert html.count('<b class="tag">必須</b>') == len(required) == 2
    assert "「必須」のない質問は、空欄のままで送信できます。" in html


def test_names_are_asked_for_nowhere() -> None:
    places = [name for q in DOCUMENT.questions() for name in q.fields() if name.endswith(".other")]
    free = [q for q in DOCUMENT.questions() if q.shape == "prose"]
    html = rendering.answer_page(BLANK)
    assert html.count("お名前や連絡先は書かないでください。") == len(places) + len(free) == 4


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_question_type_has_its_template(kind: str) -> None:
    question = {"type": kind, "key": "a", "label": "ご意見はありますか。"}
    document = SurveyDocument.model_validate({"sections": [{"questions": [question]}]})
    html = rendering.answer_page(replace(BLANK, document=document))
    assert re.search(r'class="ask">ご意見はありますか。</', html)
    found: Question = document.question("a")
    assert set(Form(html).names) <= {*found.fields(), *OWN}


def test_the_first_screen_says_who_asks_what_for_how_long_and_until_when() -> None:
    said = read(rendering.answer_page(BLANK)).split("回答をはじめる")[0]
    for words in (
        "世田谷区",
        "公園緑地課",
        "公園の再整備についてのアンケート",
        "公園をより安全にする計画づくりに使います。",
        "約4分（全10問）",
        "2026年11月23日(月) 17:00まで",
        "０３−6432-7902（内線12）",
        "どなたのものか分からない形で集計し、2027年3月31日(水)まで保管したあと消去します。",
    ):
        assert words in said
    assert 'href="tel:0364327902"' in rendering.answer_page(BLANK)


@pytest.mark.parametrize("view", [BLANK, SENT_BACK])
def test_what_was_written_is_not_lost_to_another_language(view: AnswerView) -> None:
    """Buttons of the form, and no link that would open an empty page."""
    html = rendering.answer_page(view)
    switches = [found for tag, found in Form(html).tags if found.get("name") == "_language"]
    assert [(one["value"], one["form"]) for one in switches] == [("en", "answers")]
    assert 'href="?lang=' not in html
    assert "_language" not in rendering.answer_page(replace(view, languages=("ja",)))


def test_a_known_device_is_told_before_the_first_question() -> None:
    html = rendering.answer_page(replace(BLANK, known=True))
    said = "この端末からのお答えを、すでに受け取っています。"
    assert html.index(said) < html.index("<form")
    assert said not in rendering.answer_page(BLANK)


def test_programs_find_a_field_that_people_do_not() -> None:
    """The honeypot: off the screen, out of the keyboard's way and of the tree for readers."""
    html = rendering.answer_page(BLANK)
    assert re.search(r'<div class="trap" aria-hidden="true"><label>[^<]+ <input', html)
    [trap] = [found for _, found in Form(html).tags if found.get("name") == "_homepage"]
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert "value" not in trap


def test_words_in_another_language_than_the_page_say_so() -> None:
    html = rendering.answer_page(replace(BLANK, language="en"))
    assert '<html lang="en">' in html
    assert "<h1>Survey on renewing the park</h1>" in html
    assert '<span class="ask">How often do you visit?</span>' in html
    assert '<span lang="ja">ほとんど毎日</span>' in html
    assert '<p class="ward"><span lang="ja">世田谷区</span></p>' in html
    assert "Mon, 23 November 2026, 17:00" in html


@pytest.mark.parametrize("code", ["already_sent", "busy", "no_submission_id"])
def test_a_notice_comes_first_and_keeps_everything(code: str) -> None:
    html = rendering.answer_page(replace(BLANK, sent=WRONG, notice=code))
    main = html.split('<main id="main">')[1].lstrip()
    assert main.startswith('<div class="alert notice" role="alert" tabindex="-1"')
    assert ("news.other", "回覧板") in Form(html).fields
    heading = re.search(r'<h2 id="alert">(.*?)</h2>', html)
    assert heading is not None
    assert title(html).startswith(heading.group(1))


def test_a_preview_has_no_button_that_sends() -> None:
    html = rendering.answer_page(replace(BLANK, preview=True))
    buttons = [found for tag, found in Form(html).tags if tag == "button"]
    able = [button for button in buttons if "disabled" not in button]
    assert {button.get("type", "submit") for button in able} == {"button"}
    assert html.count("プレビュー（送信されません）") == 2


def test_a_draft_with_nothing_in_it_can_be_previewed() -> None:
    questions = [{"type": kind, "key": f"q{n}"} for n, kind in enumerate(QUESTION_TYPES)]
    document = SurveyDocument.model_validate({"sections": [{"questions": questions}]})
    html = rendering.answer_page(replace(BLANK, document=document, preview=True))
    assert read(html).count("（まだ書かれていません）") == 1 + len(questions)


def test_addresses_of_files_change_with_their_content() -> None:
    for url in (assets.SCRIPT_URL, assets.UNSENT_URL, assets.KIOSK_URL):
        path, version = url.split("?v=")
        assert hashlib.sha256(assets.STATIC[path].body).hexdigest().startswith(version)


def test_the_first_view_of_ten_questions_fits_the_first_packets() -> None:
    html = rendering.answer_page(BLANK).encode()
    script = assets.STATIC["/assets/answer.js"].body
    assert len(list(DOCUMENT.questions())) == 10
    assert len(gzip.compress(html, 9)) + len(gzip.compress(script, 9)) <= MOST_BYTES
