"""「回答が10件集まるまで」: told where a survey promises it, before anything is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.multilingual import LANGUAGES, Language
from models.questions.choice import SingleChoice
from residents import rendering, words
from residents.ruby import ruby
from residents.views import VoteView
from tests.residents.questionnaire import BLANK, DOCUMENT

PROMISED = DOCUMENT.model_copy(update={"hides_few": True})
QUESTION = next(one for one in DOCUMENT.questions() if isinstance(one, SingleChoice))
VOTE = VoteView(
    ward="世田谷区",
    language="ja",
    languages=LANGUAGES,
    code="b2b2b",
    document=DOCUMENT,
    version=1,
    question=QUESTION,
    option=QUESTION.options[0],
    scanned=QUESTION.options[0].value,
    submission_id="n-1",
    issued="1",
    closes_at=None,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_tells_the_promise_once_and_only_where_it_is_made(
    language: Language,
) -> None:
    said = str(ruby(words.CATALOGS[language]["privacy.few"]).format(count=10))
    assert "10" in said
    blank, vote = replace(BLANK, language=language), replace(VOTE, language=language)
    assert said not in rendering.answer_page(blank)
    assert said not in rendering.vote_page(vote)
    page = rendering.answer_page(replace(blank, document=PROMISED))
    assert page.partition("<form")[0].count(said) == 1
    assert rendering.vote_page(replace(vote, document=PROMISED)).count(said) == 1
