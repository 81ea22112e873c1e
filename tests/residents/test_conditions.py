"""Conditions in words, and in the browser by the same rules as on the server."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any, get_args

import pytest
from playwright.sync_api import Page

from models.document import SurveyDocument
from models.journey import asked, walk
from models.multilingual import Language, without_readings
from models.questions.conditions import BARE, ORDERED, Condition, Operator
from models.questions.text import ShortText
from residents import conditions, rendering
from tests.builders import EVERY
from tests.chromium import OpenContext
from tests.residents import everything
from tests.residents.everything import every, rule
from tests.residents.opened import opened
from tests.residents.questionnaire import BLANK

NUMBERS = {question.key: number for number, question in enumerate(EVERY[:-1], start=1)}


def said(raw: dict[str, Any], language: Language = "ja") -> str:
    document = SurveyDocument.model_validate({"sections": [{"questions": list(EVERY)}]})
    condition = Condition.model_validate(raw)
    return conditions.sentence(document, NUMBERS, condition, "question", language)


@pytest.mark.parametrize(
    ("one", "ja", "en"),
    [
        (
            rule("q1", "equals", "good"),
            "問1で「満足」と答えた方だけお答えください。",
            "Answer this only if you answered “Yes” to question 1.",
        ),
        (
            rule("q1", "differs", "good"),
            "問1で「満足」以外を答えた方だけお答えください。",
            "Answer this only if your answer to question 1 is not “Yes”.",
        ),
        (
            rule("q2", "includes", "food"),
            "問2で「模擬店」を選んだ方だけお答えください。",
            "Answer this only if you chose “模擬店” in question 2.",
        ),
        (
            rule("q9.hall", "excludes", "food"),
            "問9の「会場」で「模擬店」を選ばなかった方だけお答えください。",
            "Answer this only if you did not choose “模擬店” in “会場” of question 9.",
        ),
        (
            rule("q1.other", "answered"),
            "問1の「その他」に答えた方だけお答えください。",
            "Answer this only if you answered “Other” of question 1.",
        ),
        (
            rule("q4", "unanswered"),
            "問4に答えていない方だけお答えください。",
            "Answer this only if you left question 4 blank.",
        ),
        (
            rule("q11", "greater", 3),
            "問11で3人より大きい数を答えた方だけお答えください。",
            "Answer this only if you wrote more than 3人 in question 11.",
        ),
        (
            rule("q11", "less", 2.5),
            "問11で2.5人より小さい数を答えた方だけお答えください。",
            "Answer this only if you wrote less than 2.5人 in question 11.",
        ),
        (
            rule("q7", "greater", 8),
            "問7で「9」か「10」と答えた方だけお答えください。",
            "Answer this only if you answered “9” or “10” to question 7.",
        ),
        (
            rule("q8.staff", "less", 3),
            "問8の「案内」で「2」か「不満」と答えた方だけお答えください。",
            "Answer this only if you answered “2” or “不満” to “案内” of question 8.",
        ),
        (
            rule("q12", "equals", "2026-05-06"),
            "問12で「2026年5月6日(水)」と答えた方だけお答えください。",
            "Answer this only if you answered “Wed, 6 May 2026” to question 12.",
        ),
        (
            rule("q12", "equals", "きのう"),
            "問12で「きのう」と答えた方だけお答えください。",
            "Answer this only if you answered “きのう” to question 12.",
        ),
        (
            rule("q13", "equals", "yoga"),
            "問13で「用賀」と答えた方だけお答えください。",
            "Answer this only if you answered “用賀” to question 13.",
        ),
        (
            rule("q14", "equals", "yes"),
            "問14で「同意する」と答えた方だけお答えください。",
            "Answer this only if you answered “I agree” to question 14.",
        ),
    ],
)
def test_words_say_who_should_answer(one: dict[str, Any], ja: str, en: str) -> None:
    assert said(every(one)) == ja
    assert said(every(one), "en") == en


def test_every_operator_has_words() -> None:
    for op in get_args(Operator):
        value = None if op in BARE else 3 if op in ORDERED else "good"
        assert said(every(rule("q1", op, value))).endswith("だけお答えください。")


def test_several_rules_are_joined() -> None:
    two = (rule("q1", "equals", "good"), rule("q3", "answered"))
    assert said(every(*two)) == ("問1で「満足」と答えた方のうち、問3に答えた方だけお答えください。")
    assert said(every(*two, match="any")) == (
        "問1で「満足」と答えた方、または問3に答えた方だけお答えください。"
    )
    assert said(every(*two, match="any"), "en") == (
        "Answer this only if you answered “Yes” to question 1 or you answered question 3."
    )


@pytest.mark.parametrize(
    ("language", "both", "either"),
    [
        (
            "ja-easy",
            "問1で「満足」と答えた人、それに、問3に答えた人だけ、答えてください。",
            "問1で「満足」と答えた人、または問3に答えた人だけ、答えてください。",
        ),
        (
            "zh-Hans",
            "只请在问题1中回答“満足”的人当中，回答了问题3的人回答。",
            "只请在问题1中回答“満足”的人，或者回答了问题3的人回答。",
        ),
        (
            "ko",
            "문1에서 ‘満足’(이)라고 답한 분 중 문3에 답한 분만 답해 주십시오.",
            "문1에서 ‘満足’(이)라고 답한 분, 또는 문3에 답한 분만 답해 주십시오.",
        ),
    ],
)
def test_both_and_either_are_told_apart_in_every_language(
    language: Language, both: str, either: str
) -> None:
    two = (rule("q1", "equals", "good"), rule("q3", "answered"))
    assert without_readings(said(every(*two), language)) == both
    assert without_readings(said(every(*two, match="any"), language)) == either


def test_the_page_says_it_of_questions_and_sections() -> None:
    html = rendering.answer_page(everything.BLANK)
    assert '<p class="only">問6で「区外」以外を答えた方だけお答えください。</p>' in html
    assert '<p class="only">この部は、問7で「はい」と答えた方だけお答えください。</p>' in html


def test_what_is_read_is_not_answered() -> None:
    note = {
        "type": "statement",
        "key": "s",
        "label": "御礼",
        "show_if": every(rule("a", "answered")),
    }
    document = SurveyDocument.model_validate(
        {"sections": [{"questions": [{"type": "short_text", "key": "a", "label": "町"}, note]}]}
    )
    html = rendering.answer_page(replace(BLANK, document=document))
    assert "問1に答えた方だけお読みください。" in html


# --- The same rules in the browser -------------------------------------------------------------

WRITTEN = ["", " ", "3", "はい", "\u3000あ\u3000", "\ufeffx", "a\tb", "👨‍👩‍👧" * 30]
AMOUNTS = [
    "",
    "3",
    "３",
    "4人",
    "約3",
    "2.5",
    "２．５人",
    "ー1",
    "1,000",
    "10,00",
    "21",
    "1000000",
    "0",
]
DAYS = ["", "2026-05-06", "2020-01-01"]
COMPARED = ["3", 3, 2.5, "はい", "2026-05-06", 1_000_000, "4", "nobody"]

FILL = """fields => {
  const seen = {};
  for (const box of document.querySelectorAll('form [name]')) {
    const { name, type } = box, values = fields[name] || [];
    if (!(name in fields)) continue;
    if (/radio|checkbox/.test(type)) box.checked = values.includes(box.value);
    else { seen[name] = (seen[name] || 0) + 1; box.value = values[seen[name] - 1] || ''; }
  }
  document.querySelector('form').dispatchEvent(new Event('input', { bubbles: true }));
  const asked = [...document.querySelectorAll('[id^=q]')]
    .filter(one => /^q[0-9]+$/.test(one.id) && !one.closest('[data-if]:disabled'))
    .map(one => one.id);
  return [asked, [...new FormData(document.querySelector('form'))]];
}"""


def a_document(random: Random) -> SurveyDocument:
    """Every type in any order, required or not, each depending on what came before, or not."""
    questions: list[Any] = []
    compared: dict[str, list[Any]] = {}
    extras = [
        EVERY[10].model_copy(update={"key": "n2", "decimals": 2, "maximum": 2_000_000}),
        EVERY[1].model_copy(update={"key": "m2", "max_choices": None, "min_choices": 2}),
        *(ShortText(key=f"t{n}", label={"ja": "町"}) for n in range(12)),
    ]
    for question in random.sample([*EVERY, *extras], len(EVERY) + len(extras)):
        changes: dict[str, Any] = {}
        if question.asked_keys():
            changes["required"] = random.random() < 0.3
        if compared and random.random() < 0.6:
            changes["show_if"] = a_condition(random, compared)
        changed = question.model_copy(update=changes)
        questions.append(changed)
        codes = {p.key: [c.code for c in p.categories] for p in question.parts()}
        compared |= {key: codes.get(key, []) for key in question.stored_keys()}
    middle = random.randrange(1, len(questions))
    sections: list[Any] = [{"questions": questions[:middle]}, {"questions": questions[middle:]}]
    return SurveyDocument.model_validate({"sections": sections})


def a_condition(random: Random, compared: dict[str, list[Any]]) -> Condition:
    rules = []
    for _ in range(random.randint(1, 3)):
        key = random.choice(list(compared))
        op = random.choice(get_args(Operator))
        value = None if op in BARE else random.choice([1, 2.5, 3, 9])
        if op not in BARE | ORDERED:
            value = random.choice([*COMPARED, *(compared[key] * 3)])
        rules.append(rule(key, op, value))
    return Condition.model_validate(every(*rules, match=random.choice(["all", "any"])))


def some_fields(random: Random, document: SurveyDocument) -> dict[str, list[str]]:
    """What people might choose and write, all together or not, right or wrong."""
    found = {}
    for question in document.questions():
        codes = [c.code for part in question.parts()[:1] for c in part.categories]
        written = {"number": AMOUNTS, "date": DAYS}.get(question.type, WRITTEN)
        for name in question.fields():
            if name.endswith(".other") or not codes:
                found[name] = [random.choice(written)]
            elif question.type in ("multiple_choice", "matrix_multiple"):
                found[name] = random.sample(codes, random.randrange(3))
            elif question.type == "ranking":
                found[name] = random.choices(["", *codes], k=2)
            else:
                found[name] = [random.choice(codes)] if random.random() < 0.8 else []
    return found


def seen_and_sent(
    page: Page, fields: dict[str, list[str]]
) -> tuple[set[str], dict[str, list[str]]]:
    """Ids of the questions that the page asks for these fields, and what it would send."""
    ids, entries = page.evaluate(FILL, fields)
    sent: dict[str, list[str]] = {}
    for name, value in entries:
        sent.setdefault(name, []).append(value)
    return set(ids), sent


@pytest.mark.parametrize("number", range(12))
def test_the_browser_asks_what_the_server_asks(desktop: OpenContext, number: int) -> None:
    """Documents and fields drawn at random go through the script and through the server."""
    random = Random(number)
    document = a_document(random)
    keys = [question.key for question in document.questions()]
    found = set()
    html = rendering.answer_page(replace(BLANK, document=document))
    with opened(desktop(), html) as seen:
        for _ in range(40):
            fields = some_fields(random, document)
            ids, sent = seen_and_sent(seen.page, fields)
            journey = walk(document, sent)
            applying = {question.key for question in asked(document, journey.answers)}
            assert {keys[int(one[1:]) - 1] for one in ids} == applying, fields
            assert journey.dropped == ()
            found.add(frozenset(applying))
    assert len(found) > 1  # the answers do make a difference
