"""Comments as they may be published: what staff decided of the places found in them is applied.

A decision names its comment and its place in the text as it was typed (models.maskings). Answers
are immutable, so a place stays true; one that does not lie inside the text is not applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.text.comments import Comment
from analysis.text.personal_data import Finding, folded, masked
from models.maskings import Decision


def fits(decision: Decision, comment: Comment) -> bool:
    """Whether it is about this comment, and its place lies inside the text."""
    inside = 0 <= decision.start < decision.end <= len(comment.text)
    return inside and decision.response_id == comment.response_id


def undecided(
    comment: Comment, findings: Iterable[Finding], decisions: Iterable[Decision]
) -> tuple[Finding, ...]:
    """The findings nobody has decided about: not inside a place that was masked or left."""
    fitting = [decision for decision in decisions if fits(decision, comment)]
    return tuple(
        finding
        for finding in findings
        if not any(one.start <= finding.start and finding.end <= one.end for one in fitting)
    )


def hidden(comment: Comment, decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The places that were decided to be masked; of two decisions about one the later counts."""
    latest = {(one.start, one.end): one for one in decisions if fits(one, comment)}
    return tuple(
        Finding(one.kind, one.start, one.end) for one in latest.values() if one.choice == "mask"
    )


def for_publication(
    comment: Comment, findings: Iterable[Finding], decisions: Sequence[Decision]
) -> str:
    """The comment with everything masked that was decided so, and everything undecided too.

    `decisions` are those about the comment's question.
    """
    places = (*undecided(comment, findings, decisions), *hidden(comment, decisions))
    return masked(comment.text, places)


def places_of(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Every place of these words, in full or half width and whatever their case; none overlap."""
    wanted, inside = _small(folded(words.strip())), _small(folded(text))
    found: list[tuple[int, int]] = []
    at = inside.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = inside.find(wanted, at + len(wanted))
    return tuple(found)


def _small(text: str) -> str:
    """In lower case, every character at its place: one that would become two stays."""
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
