"""What people write in the sample surveys: comments and short lines, each used once if possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from models.samples.definitions import FOLDER
from models.samples.profile import Facts, Profile, holds

_FULL = 20  # characters from which a comment bears a closing sentence


@dataclass(frozen=True)
class Comment:
    """A comment, its tone, and the condition a person must meet to have written it."""

    tone: str
    suits: str
    text: str


def comments(name: str, language: str) -> list[Comment]:
    """The comments for the sample survey `name`, in one language; `\\n` stands for a new line."""
    lines = (FOLDER / f"{name}.comments.{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return [Comment(tone, suits, text.replace("\\n", "\n")) for tone, suits, text in rows]


@dataclass
class Wording:
    """Texts of one language to draw from, with a memory of those drawn."""

    rng: Random
    comments: Sequence[Comment]
    lines: Mapping[str, Sequence[str]]
    closings: Mapping[str, Sequence[str]]
    _drawn: set[str] = field(default_factory=set)
    _decks: dict[str, list[str]] = field(default_factory=dict)

    def line(self, name: str) -> str:
        """A short text for the form field `name`; all are used before one comes again."""
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck.extend(self.rng.sample(self.lines[name], len(self.lines[name])))
        return deck.pop()

    def comment(self, tone: str, facts: Facts) -> str:
        """A comment of that tone that suits the person: a new one, preferably a special one.

        When all are used up, a polite closing sentence makes a used one different; verbatim
        repeats come after that.
        """
        suiting = [c for c in self.comments if c.tone == tone and holds(c.suits, facts)]
        new = [c for c in suiting if c.text not in self._drawn]
        if new:
            special = [1 + 2 * len(c.suits.split()) for c in new]
            text = self.rng.choices(new, weights=special)[0].text
        else:
            closed = [c.text + end for c in suiting for end in self._endings(c, tone)]
            text = self.rng.choice(closed or [c.text for c in suiting])
        self._drawn.add(text)
        return text

    def _endings(self, comment: Comment, tone: str) -> list[str]:
        """Closing sentences that still make a new one of a comment in full sentences."""
        if len(comment.text) < _FULL or not comment.text.endswith("。"):
            return []
        endings = self.closings.get(tone, ())
        return [end for end in endings if comment.text + end not in self._drawn]


def wordings(rng: Random, name: str, plan: Profile) -> dict[str, Wording]:
    """The wording of each language in which the sample survey `name` is answered."""
    return {
        language: Wording(
            rng,
            comments(name, language),
            {name: texts[language] for name, texts in plan["texts"].items()},
            plan["closings"].get(language, {}),
        )
        for language in plan["facts"]["language"]["percent"]
    }
