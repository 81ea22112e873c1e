"""Rule 「10件から」 (hide-until-10): what fewer than ten people answered is not shown.

The first few answers would tell who gave them. The projector's wall keeps the rule always, the
results that staff look at wherever a survey promises it (`SurveyDocument.hides_few`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from models.document import SurveyDocument
from models.errors import NotAllowed

SHOWN_FROM: Final = 10


def is_promised(versions: Mapping[int, SurveyDocument]) -> bool:
    """Whether the newest version promises it."""
    return bool(versions) and versions[max(versions)].hides_few


def may_show(people: int, others: int = 0) -> bool:
    """Whether results of so many may be shown, where those of all, with so many `others`, are too.

    Fewer than ten others would be what is left after a subtraction.
    """
    return people >= SHOWN_FROM and not is_few(others)


def check(versions: Mapping[int, SurveyDocument], people: int, others: int = 0) -> None:
    """Raises NotAllowed where it is promised that results of so many are not shown."""
    if is_promised(versions) and not may_show(people, others):
        raise NotAllowed("few_answers")


def check_groups(groups: int) -> None:
    """Raises NotAllowed where fewer than two groups are left to compare."""
    if groups < 2:
        raise NotAllowed("few_groups")


def is_few(people: int) -> bool:
    """Whether there is anybody, and fewer than ten."""
    return 0 < people < SHOWN_FROM


def hidden(groups: Sequence[int], beside: int = 0, *, apart: bool = True) -> frozenset[int]:
    """The places of groups to leave out of a table, by the people of each.

    Those are the groups of fewer than ten. Where the groups lie `apart`, and those left out, with
    the people `beside` all groups, are fewer than ten together, the smallest of the others goes
    too: else whoever subtracts the groups from the whole would have them.
    """
    few = {place for place, people in enumerate(groups) if is_few(people)}
    left_out = sum(groups[place] for place in few)
    enough = [place for place, people in enumerate(groups) if people >= SHOWN_FROM]
    if few and apart and enough and is_few(left_out + beside):
        few.add(min(enough, key=groups.__getitem__))
    return frozenset(few)
