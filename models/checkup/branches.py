"""Branches that nobody can take, each with the reason nearest to its cause."""

from __future__ import annotations

from collections.abc import Iterator

from models.checkup.finding import Finding
from models.checkup.reach import Reach
from models.document import Section, SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion, comparing
from models.questions.conditions import Condition


def dead_ends(document: SurveyDocument) -> Iterator[Finding]:
    """Sections and questions that are never shown.

    A rule that can never mean something blocks publishing by itself: what hangs on it is left to
    `document.problems`.
    """
    reach = Reach(document)
    asker = {key: question for question in document.questions() for key in question.stored_keys()}

    def sound(*conditions: Condition | None) -> tuple[Condition, ...]:
        """The conditions, or none when one of them is at fault."""
        given = tuple(one for one in conditions if one is not None)
        rules = (rule for one in given for rule in one.rules)
        return () if any(comparing.fault(rule, asker[rule.key]) for rule in rules) else given

    for section in document.sections:
        if section.questions and not reach.allows(*sound(section.show_if)):
            place = section.questions[0].key
            yield Finding("section_never_shown", place, pick(section.title))
            continue
        for question in section.questions:
            if question.show_if is not None and sound(section.show_if, question.show_if):
                yield from _dead_end(reach, section, question)


def _dead_end(reach: Reach, section: Section, question: AnyQuestion) -> Iterator[Finding]:
    if reach.shows(question.key):
        return
    conditions = [one for one in (section.show_if, question.show_if) if one is not None]
    followed = (rule.question_key for one in conditions for rule in one.rules)
    unshown = next((key for key in followed if not reach.shows(key)), None)
    if unshown is None:
        yield Finding("never_shown", question.key)
    else:
        yield Finding("follows_unshown", question.key, unshown)
