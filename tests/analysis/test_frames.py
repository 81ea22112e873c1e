from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.frames import load
from models.clock import JST
from models.document import Section, SurveyDocument
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option
from models.questions.text import LongText
from models.questions.values import StoredValue
from models.responses import StoredResponse
from models.versions import merged_questions
from tests.builders import GRID, NOTE, NUMBER

RECEIVED = datetime(2026, 11, 23, 8, tzinfo=UTC)


def document(*questions: AnyQuestion) -> SurveyDocument:
    return SurveyDocument(sections=(Section(questions=questions),))


def options(*values: str, label: str = "{}") -> tuple[Option, ...]:
    return tuple(
        Option(value=value, label={"ja": label.format(value)}, other=value == "other")
        for value in values
    )


def response(name: str, version: int, answers: dict[str, StoredValue]) -> StoredResponse:
    return StoredResponse(name, version, "ab3de", "ja", "web", RECEIVED, answers)


FIRST = document(
    SingleChoice(key="gone", label={"ja": "前の質問"}, options=options("x", "y")),
    SingleChoice(key="age", label={"ja": "年齢"}, options=options("a", "b", "c", label="旧{}")),
    LongText(key="view", label={"ja": "意見"}),
)
SECOND = document(
    LongText(key="view", label={"ja": "ご意見"}),
    SingleChoice(key="age", label={"ja": "年代"}, options=options("d", "b", "other")),
    MultipleChoice(key="used", label={"ja": "利用"}, options=options("p", "q")),
)
VERSIONS = {1: FIRST, 2: SECOND}


def test_questions_of_all_versions_are_aligned_by_key() -> None:
    questions = merged_questions(VERSIONS)
    assert [question.key for question in questions] == ["view", "age", "used", "gone"]
    assert [question.label["ja"] for question in questions] == [
        "ご意見",
        "年代",
        "利用",
        "前の質問",
    ]


def test_options_removed_since_come_after_the_current_ones() -> None:
    age = merged_questions(VERSIONS)[1]
    assert isinstance(age, SingleChoice)
    assert [(o.value, o.label["ja"]) for o in age.options] == [
        ("d", "d"),
        ("b", "b"),
        ("other", "other"),
        ("a", "旧a"),
        ("c", "旧c"),
    ]


def test_one_version_is_its_own_alignment() -> None:
    assert merged_questions({1: FIRST}) == tuple(FIRST.questions())


def test_no_versions_have_no_questions() -> None:
    assert merged_questions({}) == ()


def test_answer_blank_and_not_asked_are_kept_apart() -> None:
    frame = load(
        [
            response("r1", 1, {"gone": "x", "age": "a", "view": None}),
            response("r2", 2, {"view": "よい", "age": "other", "age.other": "99", "used": ["q"]}),
            response("r3", 2, {"view": None, "age": "b", "used": None}),
        ],
        VERSIONS,
    )
    assert list(frame.columns) == [
        *("version", "placement", "language", "mode", "received"),
        *("view", "age", "age.other", "used", "gone"),
    ]
    assert frame.index.tolist() == ["r1", "r2", "r3"]
    assert frame.index.name == "response_id"
    assert frame["version"].tolist() == [1, 2, 2]
    assert frame["view"].tolist() == [None, "よい", None]
    assert frame["age"].tolist() == ["a", "other", "b"]
    # その他 did not exist in version 1, and was not chosen by r3.
    assert frame["age.other"].tolist() == [NOT_ASKED, "99", None]
    assert frame["used"].tolist() == [NOT_ASKED, ["q"], None]
    assert frame["gone"].tolist() == ["x", NOT_ASKED, NOT_ASKED]


def test_numbers_stay_numbers_and_rows_of_a_matrix_are_columns() -> None:
    versions = {1: document(NUMBER, GRID.model_copy(update={"rows": GRID.rows[:1]}), NOTE)}
    versions[2] = document(NUMBER, GRID)
    frame = load(
        [
            response("r1", 1, {"q11": 3, "q8.hall": "5"}),
            response("r2", 2, {"q11": 2.5, "q8.hall": None, "q8.staff": "1"}),
            response("r3", 2, {"q11": None}),
        ],
        versions,
    )
    assert frame["q11"].tolist() == [3, 2.5, None]
    assert [type(value) for value in frame["q11"]] == [int, float, type(None)]
    assert frame["q8.hall"].tolist() == ["5", None, NOT_ASKED]
    assert frame["q8.staff"].tolist() == [NOT_ASKED, "1", NOT_ASKED]
    assert "wording" not in frame.columns


def test_the_wording_that_was_read_is_a_column() -> None:
    twice = NUMBER.model_copy(update={"label_b": {"ja": "何人でしたか"}})
    frame = load(
        [response("r1", 1, {"q11": 1}), response("r2", 2, {"q11": 1, "wording": "b"})],
        {1: document(NUMBER), 2: document(twice)},
    )
    assert frame["wording"].tolist() == [NOT_ASKED, "b"]
    assert list(frame.columns)[4:6] == ["received", "wording"]


def test_times_are_japanese() -> None:
    frame = load([response("r1", 1, {})], VERSIONS)
    assert frame["received"].tolist() == [datetime(2026, 11, 23, 17, tzinfo=JST)]


def test_a_text_that_reads_like_the_code_is_not_taken_for_it() -> None:
    frame = load([response("r1", 1, {"view": "非該当"})], {1: FIRST})
    assert frame["view"].tolist() == ["'非該当"]


def test_a_frame_without_responses_has_all_columns() -> None:
    frame = load([], VERSIONS)
    full = load([response("r1", 1, {})], VERSIONS)
    assert len(frame) == 0
    assert frame.dtypes.to_dict() == full.dtypes.to_dict()


def test_a_response_of_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        load([response("r1", 3, {})], VERSIONS)
