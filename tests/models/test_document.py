"""Documents: JSON there and back, refusals that name the place, problems that block publishing."""

from __future__ import annotations

import gc
import json
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import (
    MAX_BYTES,
    Problem,
    SurveyDocument,
    dump,
    load,
    load_published,
    problems,
)
from models.errors import DefinitionError
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option
from tests.builders import LIKED, SATISFACTION, TOWN, document
from tests.models.strategies import drafts

QUESTION = {"type": "single_choice", "key": "q1"}


def test_a_document_survives_json_exactly() -> None:
    """load(dump(d)) is d, and equal documents give equal text."""
    made = document(languages=("ja", "en"), minutes=5)
    assert load(dump(made)) == made
    assert dump(load(dump(made))) == dump(made)


def test_a_bare_string_is_japanese_and_a_bare_time_is_japan_time() -> None:
    """What staff write by hand means what they mean."""
    made = load('{"title": "まつり", "closes_at": "2026-12-25T17:00"}')
    assert made.title == {"ja": "まつり"}
    assert made.closes_at is not None
    assert made.closes_at.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "line 1"),
        ('{"title": 1}', "title"),
        ('{"title": "a", "title": "b"}', "title"),
        ('{"unknown": 1}', "unknown"),
        ('{"minutes": NaN}', ""),
        ('{"format": 2}', "format"),
        ('{"sections": []}', "sections"),
        (
            '{"sections": [{"questions": [{"type": "quiz", "key": "q1"}]}]}',
            "sections.0.questions.0",
        ),
        ('{"sections": [{"questions": [{"type": "short_text", "key": "Q 1"}]}]}', "key"),
        ('{"title": {"fr": "fête"}}', "title"),
        ('{"title": "a\\u0000b"}', "title"),
        ("[" * 100_000, ""),
        ('{"sections": ' + '{"a":' * 100_000, ""),
        ('{"purpose": ' + "[" * 900 + "]" * 900 + "}", "purpose"),
        ('{"minutes": ' + "9" * 5_000 + "}", ""),
        ('{"minutes": 1e999}', "minutes"),
        ('{"' + "長い\\n" * 1_000 + '": 1}', "長い"),
        ('{"contact": {"section": "\\ud800"}}', "contact.section"),
        ("[]", ""),
        ('"' + "a" * 1_000_001 + '"', ""),
    ],
)
def test_a_definition_that_cannot_be_read_names_the_place(text: str, place: str) -> None:
    """Broken, hostile, huge or newer: refused, and the author learns where."""
    with pytest.raises(DefinitionError) as refusal:
        load(text)
    assert place in refusal.value.place
    assert refusal.value.reason
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 500


HUGE: dict[str, Any] = {
    "options": {"options": [{"value": f"a{n}"} for n in range(40_000)]},
    "questions": [{"type": "short_text", "key": f"q{n}"} for n in range(20_000)],
    "columns": [
        {
            "type": "matrix_multiple",
            "key": f"q{n}",
            "rows": [{"value": f"r{r}"} for r in range(40)],
            "options": [{"value": f"a{a}"} for a in range(200)],
        }
        for n in range(120)
    ],
    "rules": [
        {
            "type": "short_text",
            "key": "q1",
            "show_if": {"rules": [{"key": "q1", "op": "answered"}] * 20_000},
        }
    ],
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_definition_is_refused_within_a_second(name: str) -> None:
    """Just below the limit in bytes, and made to multiply. A second of work, not of waiting."""
    raw = HUGE[name] if isinstance(HUGE[name], list) else [HUGE[name] | QUESTION]
    text = json.dumps({"sections": [{"questions": raw}]})
    assert 500_000 < len(text) < MAX_BYTES
    gc.collect()  # what other tests have left lying about is not this definition's work
    begin = time.process_time()
    with pytest.raises(DefinitionError) as refusal:
        load(text)
    assert time.process_time() - begin < 1
    assert len(str(refusal.value)) < 500


@given(made=drafts())
def test_every_draft_survives_json_exactly(made: SurveyDocument) -> None:
    """All types, conditions and sections: the text is the document and the document the text."""
    text = dump(made)
    assert load(text) == made
    assert dump(load(text)) == text
    assert load(json.dumps(json.loads(text), indent=1)) == made
    assert load_published(text) == made


@given(made=drafts(), data=st.data())
def test_a_damaged_definition_is_refused_and_never_half_read(
    made: SurveyDocument, data: st.DataObject
) -> None:
    """One character taken out or put in: another whole document, or a refusal in one line."""
    text = dump(made)
    place = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.sampled_from(["", '"', "{", "]", "0", "-", "\x00", "\\", "あ"]))
    damaged = text[:place] + character + text[place + 1 :]
    try:
        read = load(damaged)
    except DefinitionError as refusal:
        said = str(refusal)
    else:
        said = ""
        assert load(dump(read)) == read
    assert said.isprintable()


def test_wrong_encoding_is_refused() -> None:
    """CP932 bytes are not guessed at."""
    with pytest.raises(DefinitionError, match="UTF-8"):
        load('{"title": "まつり"}'.encode("cp932"))


def test_keys_and_columns_are_unique_in_a_document() -> None:
    """Two questions never share a key, nor q2's option column another question's name."""
    for clash in (
        TOWN.model_copy(update={"key": "q1"}),
        TOWN.model_copy(update={"key": "q2_food"}),
    ):
        with pytest.raises(ValueError, match="used twice"):
            document(SATISFACTION, LIKED, clash)


@pytest.mark.parametrize(
    "key", ["submission_id", "version", "lang", "language", "received", "flags"]
)
def test_names_of_the_form_and_the_files_are_reserved(key: str) -> None:
    """A question never hides the form's own fields or the columns that every file has."""
    with pytest.raises(ValueError, match="reserved"):
        document(TOWN.model_copy(update={"key": key}))


def test_a_complete_document_has_no_problems() -> None:
    """Nothing is invented."""
    assert problems(document()) == ()


def test_every_missing_piece_is_named_with_its_place() -> None:
    """An empty draft lists what it lacks, in the order of the page."""
    assert problems(load("{}")) == (
        Problem("no_title", "title"),
        Problem("no_purpose", "purpose"),
        Problem("no_contact_section", "contact"),
        Problem("no_contact_way", "contact"),
        Problem("no_closes_at", "closes_at", blocks=False),
        Problem("no_retention_until", "retention_until", blocks=False),
        Problem("no_results_on", "results_on", blocks=False),
        Problem("no_questions", "questions"),
    )


def test_problems_of_questions() -> None:
    """Each question says what is wrong with itself."""
    same = (Option(value="a1", label={"ja": "はい"}), Option(value="a2", label={"ja": "はい"}))
    half = (Option(value="a1", label={"ja": "はい"}), Option(value="a2"))
    choice = SingleChoice(key="q1", label={"ja": "?"}, options=same)
    found = {
        codes: problems(document(question))
        for codes, question in {
            "same_option_label": choice,
            "no_option_label": choice.model_copy(update={"options": half}),
            "too_few_options": choice.model_copy(update={"options": same[:1]}),
            "no_label": TOWN.model_copy(update={"label": {}}),
            "impossible_number": MultipleChoice(
                key="q1",
                label={"ja": "?"},
                min_choices=3,
                options=(*half[:1], Option(value="b", label={"ja": "いいえ"})),
            ),
        }.items()
    }
    for code, listed in found.items():
        assert [problem.code for problem in listed] == [code]


def test_times_must_be_possible() -> None:
    """Closing before opening, or deleting before closing, blocks."""
    backwards = document(opens_at="2099-12-25T17:00")
    assert Problem("closes_before_opening", "closes_at") in problems(backwards)
    early = document(retention_until="2099-12-24")
    assert Problem("deleted_before_closing", "retention_until") in problems(early)


def test_results_are_shown_after_closing() -> None:
    """A day before the last day is pointed out and blocks nothing; the last day itself is fine."""
    early = Problem("results_before_closing", "results_on", blocks=False)
    assert problems(document(results_on="2099-12-24")) == (early,)
    assert problems(document(results_on="2099-12-25")) == ()
    assert problems(document(results_on="2099-12-24", closes_at=None)) == (
        Problem("no_closes_at", "closes_at", blocks=False),
    )


def test_json_is_readable_by_others() -> None:
    """Plain JSON with plain field names; times carry their offset."""
    raw = json.loads(dump(document()))
    assert raw["format"] == 1
    assert datetime.fromisoformat(raw["closes_at"]).utcoffset() == timedelta(hours=9)
    assert raw["sections"][0]["questions"][0]["key"] == "q1"
