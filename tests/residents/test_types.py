"""The HTML of every type of question: its fields, what comes back in it, its sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.document import SurveyDocument
from models.errors import AnswerError
from models.journey import walk
from models.questions import AnyQuestion
from residents import rendering
from residents.sentences import sentence
from tests.builders import DAY, GRID, GRID_MANY, LIKED, NUMBER, RANKING, document
from tests.residents.everything import BLANK, DOCUMENT, FULL, RIGHT, SENT_BACK, WRONG, options
from tests.residents.questionnaire import OWN, Form, read

HTML = rendering.answer_page(BLANK)


def page_of(*questions: Any, **changes: Any) -> str:
    """The page of a survey of these questions."""
    made = SurveyDocument.model_validate({"sections": [{"questions": list(questions)}]})
    return rendering.answer_page(replace(BLANK, document=made, taken={}, **changes))


def test_the_form_has_the_fields_of_every_question() -> None:
    names = [name for question in DOCUMENT.questions() for name in question.fields()]
    assert [name for name in dict.fromkeys(Form(HTML).names) if name not in OWN] == names


def test_everything_sent_is_shown_again() -> None:
    html = rendering.answer_page(replace(BLANK, sent=RIGHT))
    fields: dict[str, list[str]] = {}
    for name, value in Form(html).fields:
        fields.setdefault(name, []).append(value)
    texts = {"people", "day", "news.other", "why"}
    assert {name: fields[name] for name in texts} == {name: list(RIGHT[name]) for name in texts}
    chosen = re.findall(r'<option value="(\w+)"[^>]* selected>', html)
    assert chosen == ["other", "yoga", "o3", "o1"]
    for name in set(RIGHT) - texts - {"news", "home", "next"}:
        assert fields[name] == list(RIGHT[name])


def test_mistakes_stand_beside_their_questions() -> None:
    html = rendering.answer_page(SENT_BACK)
    wrong = [one for one in DOCUMENT.questions() if one.key in SENT_BACK.errors]
    assert [question.key for question in wrong] == [
        *("agreed", "people", "advise", "parts", "where", "next", "help"),
    ]
    for place, number in re.findall(r'<li><a href="#(q\d+)-1">問(\d+)：', html):
        assert int(place[1:]) == int(number) + 1  # a text stands before the first question
        assert html.count(f' id="{place}-1"') == 1
        assert re.search(rf'aria-describedby="[^"]*{place}-error', html)
    assert html.count('class="question wrong"') == len(wrong)
    assert 'value="約10"' in html
    assert WRONG["people"] == ("約10",)


def test_the_error_of_a_matrix_names_its_row_and_leads_there() -> None:
    html = rendering.answer_page(SENT_BACK)
    assert "「スタッフの案内」：この項目もお答えください。" in html
    assert "「スタッフの案内」：「特にない」だけを選ぶか、「特にない」を外してください。" in html
    assert re.search(r'name="parts.staff" value="5" id="q11-1"', html)


def test_each_row_of_a_matrix_is_a_group_with_its_name() -> None:
    groups = re.findall(r'<fieldset class="card"[^>]*>\s*<legend>(.*?)</legend>', HTML)
    assert groups == ["会場の広さ", "スタッフの案内"] * 2


def test_what_is_only_read_has_no_number_and_is_not_counted() -> None:
    said = read(HTML)
    assert "（全14問）" in said
    assert len(list(DOCUMENT.questions())) == 15
    assert "会場のご案内 駅から歩いて5分です。 駐車場はありません。 問1" in said
    image = next(found for tag, found in Form(HTML).tags if tag == "img")
    assert image["src"] == "/images/k7m2p/3/map"
    assert (image["alt"], image["width"], image["height"]) == ("会場の地図", "320", "160")


def test_steps_without_words_show_their_number() -> None:
    scale = HTML.split('name="content"')[1:]
    labels = [re.findall(r"<span>(.*?)</span>", one)[0] for one in scale]
    assert labels == ["満足", "2", "どちらともいえない", "4", "不満", "わからない"]


def test_limits_are_told_in_words() -> None:
    said = read(HTML)
    assert "1人から20人までの数" in said
    assert "2026年4月1日(水)から2027年3月31日(水)までの日" in said
    for changes, words in (
        ({"minimum": None, "maximum": None}, "数字だけで書いてください。"),
        ({"minimum": 0.5, "maximum": None, "decimals": 1}, "0.5人以上の数 小数点より下は1桁まで"),
        ({"minimum": None}, "20人以下の数"),
    ):
        assert words in read(page_of(NUMBER.model_copy(update=changes)))
    assert "2026年4月1日(水)以降の日" in read(page_of(DAY.model_copy(update={"latest": None})))
    assert "2027年3月31日(水)以前の日" in read(page_of(DAY.model_copy(update={"earliest": None})))


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, "numeric"),
        ({"decimals": 2}, "decimal"),
        ({"minimum": -5}, "text"),
    ],
)
def test_phones_offer_the_keys_that_are_needed(changes: dict[str, Any], keys: str) -> None:
    assert f'inputmode="{keys}"' in page_of(NUMBER.model_copy(update=changes))


@pytest.mark.parametrize(
    ("question", "error", "said"),
    [
        (NUMBER, AnswerError("number"), "数字だけで書いてください（例：3）。"),
        (NUMBER, AnswerError("too_small", limit=1), "1人以上の数にしてください。"),
        (NUMBER, AnswerError("too_large", limit=1000.5), "1,000.5人以下の数にしてください。"),
        (NUMBER, AnswerError("decimals", limit=2), "小数点より下は、2桁までにしてください。"),
        (
            DAY,
            AnswerError("too_early", limit=date(2026, 4, 1)),
            "2026年4月1日(水)以降の日付にしてください。",
        ),
        (RANKING, AnswerError("rank_all", limit=2), "2位まで選んでください。"),
        (GRID_MANY, AnswerError("choose_each_row"), "この項目もお答えください。"),
    ],
)
def test_each_mistake_says_what_to_do(question: AnyQuestion, error: AnswerError, said: str) -> None:
    assert sentence(question, error, "ja") == said


def test_a_mistake_in_a_row_names_it() -> None:
    said = sentence(GRID, AnswerError("choose_each_row"), "en", row=GRID.rows[1])
    assert said == "“案内”: Answer this item, too."


def test_options_with_limited_places_say_how_many_are_left() -> None:
    said = read(HTML)
    assert "午前 残り3 午後 満員です 夜間" in said
    assert re.search(r'name="slot" value="pm" disabled', HTML)
    assert not re.search(r'name="slot" value="am"[^>]*disabled', HTML)


def test_what_became_full_is_named_and_no_longer_chosen() -> None:
    html = rendering.answer_page(FULL)
    assert "「午前」は、いま満員になりました。ほかを選び直してください。" in html
    assert re.search(r'name="slot" value="am"[^>]*disabled>', html)
    assert ("slot", "am") not in Form(html).fields
    assert ("news.other", "回覧板") in Form(html).fields


def test_places_are_not_counted_when_the_count_is_not_known() -> None:
    """When the database does not answer, the page that keeps the answers says nothing of them."""
    html = rendering.answer_page(replace(BLANK, sent=RIGHT, notice="busy", taken=None))
    assert "残り" not in html
    assert ("slot", "am") in Form(html).fields


def test_what_is_full_in_a_later_version_is_full_here_too() -> None:
    questions = [{**LIKED.model_dump(mode="json"), "required": True}]
    view = replace(FULL, document=document(*questions), sent={"q2": ("food",)}, taken={})
    view = replace(view, errors={"q2": AnswerError("full")}, full={"q2": ("food",)})
    html = rendering.answer_page(view)
    assert "「模擬店」は、いま満員になりました。" in html
    assert re.search(r'value="food"[^>]* disabled>', html)


def test_full_options_of_lists_are_disabled_too() -> None:
    places = [
        {"value": "a", "label": "A", "places": 2},
        {"value": "b", "label": "B", "places": 2},
    ]
    for kind in ("dropdown", "ranking", "multiple_choice"):
        question = {"type": kind, "key": "k", "label": "どれ", "options": places}
        made = document(question)
        view = replace(BLANK, document=made, sent={"k": ("a",)}, taken={"k": {"a": 2, "b": 1}})
        html = rendering.answer_page(view)
        assert re.search(r'value="a"[^>]* disabled>', html)
        assert not re.search(r'value="a"[^>]*(selected|checked)', html)
        assert "残り1" in html
        assert "満員です" in html


def test_quoted_answers_are_words_and_never_html() -> None:
    first = {"type": "short_text", "key": "a", "label": "お名前（呼び名）"}
    later = LIKED.model_copy(update={"label": {"ja": "{a}さん、{b}と{q2}は<b>?"}})
    made = document(first, later, {**first, "key": "b"})
    blank = rendering.answer_page(replace(BLANK, document=made))
    assert '<span data-quote="a" data-blank="（問1のお答え）">（問1のお答え）</span>さん' in blank
    assert "{b}と{q2}は&lt;b&gt;?" in blank
    evil = rendering.answer_page(replace(BLANK, document=made, sent={"a": ("<i>{b}</i>",)}))
    assert ">&lt;i&gt;{b}&lt;/i&gt;</span>さん" in evil


def test_answers_that_do_not_apply_are_not_quoted() -> None:
    sent = {**RIGHT, "people": ("2",), "day": ("2026-05-06",)}
    assert walk(DOCUMENT, sent).dropped == ("day",)
    html = rendering.answer_page(replace(BLANK, sent=sent, seed=1))
    assert "（問4のお答え）</span> {nothing}" in html


def test_conditions_and_readings_are_data_of_the_page() -> None:
    rules = [found["data-if"] for _, found in Form(HTML).tags if "data-if" in found]
    assert len(rules) == 4
    assert rules[1] == ('{"match":"all","rules":[{"key":"home","op":"differs","value":"outside"}]}')
    plain = page_of({"type": "single_choice", "key": "a", "label": "問", "options": options("a")})
    names = {name for _, found in Form(plain).tags for name in found}
    assert {"data-if", "data-read"}.isdisjoint(names)
