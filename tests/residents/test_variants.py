"""Random order and two wordings: who reads which, and that it stays so after an error."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from models import surveys
from models.document import SurveyDocument
from models.questions.options import Options
from residents import rendering, variants
from tests.builders import GRID, LIKED, SCALE, document
from tests.residents.conftest import Site
from tests.residents.questionnaire import BLANK, Form

SHUFFLED = LIKED.model_copy(update={"shuffle": True, "required": True})
TWO = LIKED.model_copy(update={"label_b": {"ja": "気に入ったもの"}})
SEEDS = range(variants.MOST)


def order(question: Options, seed: int) -> list[str]:
    return [option.value for option in variants.options(question, seed)]


def test_every_order_has_every_option_once_and_the_last_ones_last() -> None:
    orders = [order(SHUFFLED, seed) for seed in SEEDS]
    assert len({tuple(one) for one in orders}) > 3
    for one in orders:
        assert sorted(one) == sorted(option.value for option in LIKED.options)
        assert one[-2:] == ["none", "other"]
    assert orders == [order(SHUFFLED, seed) for seed in SEEDS]


@pytest.mark.parametrize("number", [2, 3, 4, 5, 8])
def test_each_option_is_read_first_as_often_as_any_other(number: int) -> None:
    options = [{"value": f"o{n}", "label": f"{n}"} for n in range(number)]
    raw = {"type": "dropdown", "key": "k", "shuffle": True, "options": options}
    question = document(raw).question("k")
    assert isinstance(question, Options)
    first = Counter(order(question, seed)[0] for seed in SEEDS)
    assert len(first) == number
    assert max(first.values()) - min(first.values()) <= 1


def test_grades_keep_their_order() -> None:
    for graded in (SCALE, GRID):
        question = graded.model_copy(update={"shuffle": True})
        assert variants.count(document(question)) == 1
        assert variants.options(question, 5) == question.options


def test_only_documents_that_need_it_have_variants() -> None:
    assert [variants.count(document(one)) for one in (LIKED, TWO, SHUFFLED)] == [1, 2, 8]
    html = rendering.answer_page(replace(BLANK, document=document(LIKED)))
    assert {"order", "wording"}.isdisjoint(Form(html).names)


def test_half_the_readers_get_the_second_wording() -> None:
    made = document(TWO, SHUFFLED.model_copy(update={"key": "q9"}))
    for seed in SEEDS:
        html = rendering.answer_page(replace(BLANK, document=made, seed=seed))
        assert ('class="ask">気に入ったもの<' in html) == (seed % 2 == 1)
        assert ("order", str(seed)) in Form(html).fields
        assert ("wording", "ba"[seed % 2 == 0]) in Form(html).fields


def test_a_language_without_a_second_wording_has_the_first() -> None:
    both = TWO.model_copy(update={"label": {"ja": "よかったもの", "en": "Liked"}})
    html = rendering.answer_page(
        replace(BLANK, document=document(both, languages=("ja", "en")), language="en", seed=1)
    )
    assert 'class="ask">Liked<' in html


def publish(site: Site, made: SurveyDocument) -> None:
    site.change(surveys.save_draft, site.survey_id, made, 1)
    site.change(surveys.publish, site.survey_id, by="test")


def values(html: str) -> list[str]:
    return re.findall(r'name="q2" value="(\w+)"', html)


def test_readers_get_variants_and_keep_theirs_after_an_error(site: Site) -> None:
    """Each page says its seed; the page after an error has the same order and wording."""
    publish(site, document(SHUFFLED.model_copy(update={"label_b": TWO.label_b})))
    pages = [site.client.get(f"/s/{site.code}").text for _ in range(60)]
    seeds = {dict(Form(html).fields)["order"] for html in pages}
    assert len(seeds) > 4  # of 8; fewer would be one chance in a million millions
    for html in pages[:8]:
        own = dict(Form(html).fields)
        sent = {"order": own["order"], "wording": own["wording"]}
        blank = {"q1": None, "q2": None, "q3": None, "q4": None}
        back = site.send(own["submission_id"], **blank, **sent)
        assert back.status_code == 422
        assert values(back.text) == values(html)
        assert dict(Form(back.text).fields)["wording"] == own["wording"]
        done = site.send(own["submission_id"], **{**blank, "q2": ["food"]}, **sent)
        assert done.status_code == 303
    assert {kept.answers["wording"] for kept in site.stored()} <= {"a", "b"}
    assert len(site.stored()) == 8


@pytest.mark.parametrize("said", ["", "99", "-1", "x", "٣"])
def test_an_order_that_no_page_has_is_the_first(site: Site, said: str) -> None:
    publish(site, document(SHUFFLED))
    back = site.send(q1=None, q2=None, q3=None, q4=None, order=said)
    assert back.status_code == 422
    assert values(back.text) == order(SHUFFLED, 0)
