"""What is worked out from all answers of a survey, in the child process: no Streamlit here.

The child reads the database at `url` itself, so that the process that serves residents neither
holds the answers nor waits while they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from analysis import build, filters, kept, matrices, sides
from analysis.columns import Answers, Facet, Mask
from analysis.kept import Found
from analysis.matrices import Matrix
from analysis.tabulate import Tabulation, tabulate
from analysis.text.comments import Comment
from analysis.text.kwic import Line, find
from analysis.text.terms import TermTable, count_terms
from models import few_answers, snapshot
from models.document import SurveyDocument
from models.errors import NotAllowed
from models.filters import read as read_rules
from models.multilingual import Text
from models.responses import StoredResponse
from models.versions import merged_questions


@dataclass(frozen=True)
class Written:
    """What was written under one stored key, and how many people left it blank."""

    comments: list[Comment]
    blank: int


@dataclass(frozen=True)
class Results:
    """All that みる shows of the `people` who are counted; `flagged` of everybody carry a flag.

    `hours` and `placements` are pairs with the number of people; placements of nobody are there.
    `matrices` join those of `tables` that are rows of one question; `standing` are the keys of the
    tables about the person, by which others are divided (analysis.sides). Where the survey promises
    it (models.few_answers), questions that too few were asked have no table, their labels are
    `few`; and with `is_hidden` there is nothing but the numbers of people.
    """

    people: int
    flagged: int
    hours: list[tuple[datetime, int]]
    placements: list[tuple[str, int]]
    modes: Mapping[str, int]
    tables: list[Tabulation]
    matrices: list[Matrix]
    standing: tuple[str, ...]
    few: tuple[Text, ...] = ()
    is_hidden: bool = False


def chosen(answers: Answers, without: Sequence[str] = (), rules: str = "") -> Mask:
    """Who is counted: of those of whom the rules hold, all without a flag of `without`.

    `rules` are written by models.filters. Raises DefinitionError, NotFound for those that do not
    fit the survey.
    """
    return filters.mask_of(answers, read_rules(rules)) & ~answers.carrying(without)


def looked_at(found: Found, without: Sequence[str] = (), rules: str = "") -> Mask:
    """Who is `chosen`, where results of so many may be shown.

    Raises NotAllowed where the survey promises to show none of so few (models.few_answers).
    """
    mask = chosen(found.answers, without, rules)
    people = int(mask.sum())
    others = int(chosen(found.answers, without).sum()) - people
    few_answers.check(found.versions, people, others)
    return mask


def results(url: str, survey_id: str, without: Sequence[str] = (), rules: str = "") -> Results:
    """What みる shows of those who are `chosen`."""
    found = kept.answers_of(url, survey_id)
    answers, versions, _ = found
    flagged = int(answers.carrying(answers.flagged).sum())
    try:
        mask = looked_at(found, without, rules)
    except NotAllowed:
        few = int(chosen(answers, without, rules).sum())
        return Results(few, flagged, [], [], {}, [], [], (), is_hidden=True)
    hours, people = np.unique(answers.received[mask], return_counts=True)
    every = [tabulate(column, mask) for column in answers.columns.values()]
    is_promised = few_answers.is_promised(versions)
    hidden = {
        one.key: one for one in every if is_promised and not few_answers.may_show(one.n_asked)
    }
    tables = [table for table in every if table.key not in hidden]
    standing = (column.part.key for column in sides.standing(answers))
    return Results(
        people=int(mask.sum()),
        flagged=flagged,
        hours=[
            (datetime.fromtimestamp(hour * 3600, UTC), count)
            for hour, count in zip(hours.tolist(), people.tolist(), strict=True)
        ],
        placements=[(name, count) for _, name, count in _people(answers.facets["placement"], mask)],
        modes={code: count for code, _, count in _people(answers.facets["mode"], mask) if count},
        tables=tables,
        matrices=joined(tables, versions),
        standing=tuple(key for key in standing if key not in hidden),
        few=tuple(table.label for table in hidden.values()),
    )


def tables(
    responses: Sequence[StoredResponse], versions: Mapping[int, SurveyDocument]
) -> list[Tabulation]:
    """One table for each part of each question, in the order of the questions."""
    columns = build.answers(responses, versions, {}).columns
    return [tabulate(column) for column in columns.values()]


def joined(tables: Sequence[Tabulation], versions: Mapping[int, SurveyDocument]) -> list[Matrix]:
    """Each matrix of the questions as one table."""
    by_key = {table.key: table for table in tables}
    return [
        matrices.joined(question.key, question.label, rows)
        for question in merged_questions(versions)
        if (rows := [by_key[p.key] for p in question.parts() if p.line and p.key in by_key])
    ]


def _people(facet: Facet, mask: Mask) -> list[tuple[str, str, int]]:
    """Code, name and people of each category."""
    counts = np.bincount(facet.codes[mask], minlength=len(facet.categories)).tolist()
    pairs = zip(facet.categories, counts, strict=True)
    return [(category.code, category.label["ja"], count) for category, count in pairs]


def written(url: str, survey_id: str, stored_key: str) -> Written:
    """The comments under `stored_key`, such as `q3`, or `q1.other` for the text beside その他.

    Raises NotAllowed where the survey promises to show none of so few people.
    """
    found = snapshot.read(url, survey_id)
    asking = {
        number: [
            question for question in document.questions() if stored_key in question.stored_keys()
        ]
        for number, document in found.versions.items()
    }
    asked = [
        response
        for response in found.responses
        if any(question.was_asked(response.answers) for question in asking[response.version])
    ]
    few_answers.check(found.versions, len(asked))
    comments = [
        Comment(response.response_id, text)
        for response in asked
        if isinstance(text := response.answers.get(stored_key), str)
    ]
    return Written(comments, len(asked) - len(comments))


def terms(url: str, survey_id: str, stored_key: str) -> TermTable:
    """The terms of those comments."""
    return count_terms(written(url, survey_id, stored_key).comments)


def places(url: str, survey_id: str, stored_key: str, term: str) -> tuple[Line, ...]:
    """Every place of `term` in those comments."""
    return find(written(url, survey_id, stored_key).comments, term)
