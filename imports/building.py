"""From plans to a survey: its document, and which columns each question reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from imports import options
from imports.plan import Choice, Plan
from models.document import SurveyDocument, problems, read
from models.errors import DefinitionError, FileRefused
from models.multilingual import MAX_TEXT
from models.questions.ranking import MAX_RANKS

MAX_LINE: Final = 400  # characters of a short text, and of a long one: what the types allow
MAX_LINES: Final = 4_000

# What an empty heading or a doubled option would be refused for; the rest, such as an option that
# is alone because everybody chose it, is how the old survey was.
_REFUSED: Final = {
    "no_label": "質問の文がありません。",
    "no_option_label": "言葉のない選択肢があります。",
    "same_option_label": "同じ言葉の選択肢が2つあります。",
    "no_row_label": "言葉のない項目があります。",
    "same_row_label": "同じ言葉の項目が2つあります。",
}


@dataclass(frozen=True)
class About:
    """What the survey is besides its questions: its title, the section in charge (所管課) and the
    last day on which its answers may be kept (回答を消す日), where these are known."""

    title: str
    section: str = ""
    retention_until: date | None = None


@dataclass(frozen=True)
class Asked:
    """A question of the document, and the plans of the columns that it reads, in their order."""

    key: str
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Built:
    """The survey that the plans make. `when` is the column of the time, if one has it."""

    document: SurveyDocument
    asked: tuple[Asked, ...]
    when: Plan | None


def build(plans: Sequence[Plan], about: About, source: str) -> Built:
    """The survey of all columns that are not left out; `source` is the name of the file.

    Raises FileRefused, naming the column, where they make no survey.
    """
    taken = [plan for plan in plans if plan.kind not in ("left_out", "timestamp")]
    if not taken:
        raise FileRefused("取り込む列がありません。1つ以上選んでください。")
    asked: list[Asked] = []
    questions: list[dict[str, Any]] = []
    for number, run in enumerate(_questions(taken), start=1):
        key = f"q{number}"
        asked.append(Asked(key, run))
        questions.append({"key": key, **_question(run)})
    document = _document(about, source, questions)
    plans_of = {one.key: one.plans for one in asked}
    for problem in problems(document):
        if problem.code in _REFUSED:
            heading = plans_of[problem.place][0].heading
            raise FileRefused(f"「{heading}」の列：{_REFUSED[problem.code]}")
    when = next((plan for plan in plans if plan.kind == "timestamp"), None)
    return Built(document, tuple(asked), when)


def codes(plans: Sequence[Plan]) -> tuple[str, ...]:
    """The codes of rows or ticked options, which columns of their own stand for."""
    choices = [Choice("", plan.label.lower()) for plan in plans]
    return tuple(choice.code for choice in options.coded(choices))


def _questions(plans: Sequence[Plan]) -> Iterator[tuple[Plan, ...]]:
    """The plans question by question: neighbours of one group and kind together."""

    def together(plan: Plan) -> tuple[object, ...]:
        return (plan.group, plan.kind) if plan.grouped else (plan.index,)

    for _, run in groupby(plans, key=together):
        yield tuple(run)


def _question(run: Sequence[Plan]) -> dict[str, Any]:
    first = run[0]
    if first.kind == "flag":
        ticked = [
            {"value": code, "label": _text(plan.label)}
            for code, plan in zip(codes(run), run, strict=True)
        ]
        label = _text(first.group or first.heading)
        return {"type": "multiple_choice", "label": label, "options": ticked}
    if first.grouped:
        return _matrix(run)
    kind: str = first.kind
    about: dict[str, Any] = {"type": kind, "label": _text(first.label)}
    match first.kind:
        case "single_choice" | "multiple_choice":
            about |= {"options": _options(first.choices)}
        case "scale":
            about |= {"options": [one | {"other": False} for one in _options(first.choices)]}
        case "ranking":
            ranked = [one | {"other": False} for one in _options(first.choices)]
            about |= {"options": ranked, "ranks": max(1, min(len(ranked), MAX_RANKS))}
        case "number":
            about |= {"unit": _text(first.unit), "decimals": first.decimals}
        case "short_text":
            about |= {"max_chars": MAX_LINE}
        case "long_text":
            about |= {"max_chars": MAX_LINES}
    return about


def _matrix(run: Sequence[Plan]) -> dict[str, Any]:
    first = run[0]
    rows = [
        {"value": code, "label": _text(plan.label)}
        for code, plan in zip(codes(run), run, strict=True)
    ]
    several = first.kind == "multiple_choice"
    about: dict[str, Any] = {
        "type": "matrix_multiple" if several else "matrix_single",
        "label": _text(first.group),
        "rows": rows,
        "options": [one | {"other": False} for one in _options(first.choices)],
    }
    return about if several else about | {"ordered": first.kind == "scale"}


def _options(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """One option a code, with the words of the first choice that has it."""
    first: dict[str, Choice] = {}
    for choice in choices:
        first.setdefault(choice.code, choice)
    return [
        {
            "value": choice.code,
            "label": _text(choice.label),
            "other": any(one.other for one in choices if one.code == choice.code),
            "outside": choice.outside,
        }
        for choice in first.values()
    ]


def _document(about: About, source: str, questions: Sequence[dict[str, Any]]) -> SurveyDocument:
    raw = {
        "title": _text(about.title),
        "contact": {"section": _line(about.section)},
        "retention_until": about.retention_until,
        "purpose": _text(f"「{source}」から取り込んだ回答です。"),
        "sections": [{"questions": questions}],
    }
    try:
        return read(raw)
    except DefinitionError as error:
        raise FileRefused(_sentence(error)) from error


def _sentence(error: DefinitionError) -> str:
    if "questions" in error.reason or "columns" in error.reason:
        return "質問や選択肢が多すぎます。取り込まない列を増やしてください。"
    return f"質問を作れません。列の種類と選択肢の符号を確かめてください（{error}）。"


def _text(words: str) -> dict[str, str]:
    """The words as a document takes them: without what nobody can see, not too long."""
    return {"ja": _line(words)[:MAX_TEXT]}


def _line(words: str) -> str:
    seen = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(seen.split())
