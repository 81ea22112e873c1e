"""点検: what a careful colleague would say about a draft, beyond what blocks publishing.

`document.problems` lists what is missing, the deadline and the last day of keeping among it. Here
are branches that lead nowhere, wordings that bend answers, and options that do not fit each other.
"""

from __future__ import annotations

from models.checkup.branches import dead_ends
from models.checkup.effort import burdens, estimated_minutes
from models.checkup.finding import SERIOUS, Finding
from models.checkup.options import misfits
from models.checkup.wording import wordings
from models.document import SurveyDocument

__all__ = ["SERIOUS", "Finding", "check", "estimated_minutes"]


def check(document: SurveyDocument) -> tuple[Finding, ...]:
    """Everything found in the draft: fields of the document first, then question by question."""
    order = {question.key: place for place, question in enumerate(document.questions(), start=1)}
    found = [*wordings(document), *dead_ends(document), *misfits(document), *burdens(document)]
    return tuple(sorted(found, key=lambda finding: order.get(finding.place, 0)))
