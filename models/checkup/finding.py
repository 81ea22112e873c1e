"""What 点検 says, as a code: the words stand with the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something to look at again. `place` is a question's key or a field of the document.

    `detail` is what was found there: the words, the option, the key or the number meant.
    """

    code: str
    place: str
    detail: str = ""


# A survey with one of these asks less, or something else, than its authors believe.
SERIOUS = frozenset({"never_shown", "follows_unshown", "section_never_shown", "ranges_overlap"})
