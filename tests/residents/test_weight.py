"""The first view of twenty questions comes in one round trip: page and script, nothing else."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from models.questions import QUESTION_TYPES
from residents import assets, rendering
from tests.chromium import OpenContext
from tests.residents import everything, weighty
from tests.residents.opened import ADDRESS, opened

MOST_BYTES = 14_000
PAGE = rendering.answer_page(weighty.BLANK)


def first_view(html: str) -> int:
    """Bytes of a page and of the script that it names, each compressed as it is sent."""
    [script] = [path for path in assets.STATIC if f'<script src="{path}?' in html]
    return len(gzip.compress(html.encode(), 9)) + len(assets.STATIC[script].packed)


def test_twenty_questions_of_every_type_fit_one_round_trip() -> None:
    questions = list(weighty.DOCUMENT.questions())
    assert {question.type for question in questions} == set(QUESTION_TYPES)
    assert sum(bool(question.asked_keys()) for question in questions) == 20
    assert len(weighty.DOCUMENT.languages) == 5
    assert first_view(PAGE) <= MOST_BYTES


def test_what_conditions_need_is_in_the_script_of_surveys_with_conditions_only() -> None:
    assert assets.PATHS_URL not in PAGE
    html = rendering.answer_page(everything.BLANK)
    assert assets.SCRIPT_URL not in html
    assert first_view(html) <= MOST_BYTES + 1_700


def test_a_phone_asks_for_the_page_and_its_script(phone: OpenContext) -> None:
    with opened(phone(), rendering.answer_page(replace(weighty.BLANK, languages=("ja",)))) as seen:
        expect(seen.page.locator("#q2")).to_be_visible()
        page = ADDRESS.removeprefix("https://koebako.example")
        at_first = [path for path in seen.asked if path != "/sw.js"]  # comes when all is done
        assert at_first == [page, "/assets/answer.js"]
        assert seen.page.context.cookies() == []


@pytest.mark.parametrize("path", [path for path in assets.STATIC if path.endswith(".js")])
def test_scripts_hold_nothing_that_is_there_for_readers(path: str) -> None:
    text = assets.STATIC[path].body.decode()
    assert "//" not in text.replace("https://", "")
    assert "  " not in text
    assert max(map(len, text.split("\n"))) > 100


@pytest.mark.parametrize("path", assets.STATIC)
def test_nothing_but_comments_and_spaces_is_left_out(desktop: OpenContext, path: str) -> None:
    """What is sent is a script that browsers can read, with every string of the sources."""
    read = 'text => { new Function(text); return text.match(/"[^"\\n]*"/g) || [] }'
    page = desktop().new_page()
    sources = "".join(assets.source(name) for name in assets.SCRIPTS[path])
    code = "\n".join(line.partition("// ")[0] for line in sources.splitlines())
    assert page.evaluate(read, assets.STATIC[path].body.decode()) == page.evaluate(read, code)
