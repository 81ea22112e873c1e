from __future__ import annotations

from models.document import Section, SurveyDocument
from models.questions import AnyQuestion
from models.questions.choice import MultipleChoice, SingleChoice
from models.questions.options import Option
from models.questions.text import LongText
from models.versions import merged_questions


def document(*questions: AnyQuestion) -> SurveyDocument:
    return SurveyDocument(sections=(Section(questions=questions),))


def options(*values: str, label: str = "{}") -> tuple[Option, ...]:
    return tuple(
        Option(value=value, label={"ja": label.format(value)}, other=value == "other")
        for value in values
    )


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
