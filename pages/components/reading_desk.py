"""What よむ works on, kept in the child process: who was asked, and what they wrote. No Streamlit.

All figures of the page start from one desk, read at one moment, and from a view of it: those
comments whose writers are looked at.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis import build, filters, sides
from analysis.columns import Answers, Mask
from analysis.text import coded, cycles, intake
from analysis.text.acts import Spoken
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, incidence
from analysis.text.incidence import Incidence
from analysis.text.kept_readings import Asked, readings
from analysis.text.names import ward
from analysis.text.normal import normalize
from analysis.text.proposals import asked_with
from models import few_answers, names, snapshot, word_choices
from models.codings import Codings
from models.document import SurveyDocument
from models.filters import read as read_rules
from models.names import WardName
from models.questions.base import Part
from models.store import Store
from models.versions import merged_questions, sources
from models.word_choices import Choice

_DESKS: Final = 3  # questions kept at once
_VIEWS: Final = 4  # of each
_CHOICES: Final[tuple[Choice, ...]] = ("apart", "left_out", "counted")


class Look(NamedTuple):
    """What is looked at: a question of a survey at one state of its answers and codes.

    `rules` are written by models.filters; with `folded`, comments that repeat another one are left
    out. There are so many `topics`, or 0 for the rule, with `edits` as models.topic_edits keeps.
    """

    survey: str
    state: tuple[int, ...]
    source: str
    rules: str = ""
    folded: bool = False
    topics: int = 0
    edits: str = ""


@dataclass(frozen=True, eq=False)
class View:
    """The comments of those who are looked at; `asked` of them were asked, `blank` wrote nothing.

    `spoken` is parallel to the comments.
    `repeats` of the comments say what another one says.
    """

    desk: Desk
    corpus: Corpus
    spoken: tuple[Spoken, ...]
    asked: int
    blank: int
    repeats: int

    @cached_property
    def incidence(self) -> Incidence:
        """The people of the view by their terms, without the words that are left out."""
        return incidence(self.corpus, without=self.desk.left_out)

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """The row in the answers of each person of the incidence."""
        return np.array([self.desk.rows[who] for who in self.incidence.people], np.intp)


@dataclass(eq=False)
class Desk:
    """A question and all that was answered; `wrote` are the comments, empty ones too.

    What is read of them is kept in `file`.

    `answers` and `codings` are other ones once codes change: what was read of the comments stays.
    """

    file: Path
    label: str
    state: tuple[int, ...]
    versions: Mapping[int, SurveyDocument]
    answers: Answers
    codings: Codings | None
    named: tuple[WardName, ...]
    undone: frozenset[str]
    asked_with: frozenset[str]
    left_out: frozenset[str]
    rows: Mapping[str, int]
    asked: Mask
    wrote: tuple[Comment, ...]
    corpus: Corpus
    spoken: tuple[Spoken, ...]
    views: OrderedDict[tuple[str, bool], View]

    def view(self, rules: str, *, folded: bool) -> View:
        """Those of whom the rules hold. Raises DefinitionError and NotFound for unfit rules, and
        NotAllowed where the survey promises to show nothing of so few (models.few_answers).
        """
        if (rules, folded) not in self.views:
            self.views[rules, folded] = self._view(rules, folded=folded)
            while len(self.views) > _VIEWS:
                self.views.popitem(last=False)
        return self.views[rules, folded]

    def forget_codes(self) -> None:
        """Drop the views of those of whom certain codes hold."""
        for name in [name for name in self.views if _asks_codes(name[0])]:
            del self.views[name]

    def _view(self, rules: str, *, folded: bool) -> View:
        mask = filters.mask_of(self.answers, read_rules(rules))
        people = int(mask.sum())
        asked = int((mask & self.asked).sum())
        few_answers.check(self.versions, people, len(mask) - people)
        few_answers.check(self.versions, asked)
        inside = [
            at for at, one in enumerate(self.corpus.comments) if mask[self.rows[one.response_id]]
        ]
        first: dict[int, int] = {}
        originals = [at for at in inside if first.setdefault(self.corpus.folds[at], at) == at]
        kept = originals if folded else inside
        place = {at: number for number, at in enumerate(kept)}
        corpus = replace(
            self.corpus,
            comments=tuple(self.corpus.comments[at] for at in kept),
            readings=tuple(self.corpus.readings[at] for at in kept),
            folds=tuple(place[first[self.corpus.folds[at]]] for at in kept),
            empty=sum(bool(mask[self.rows[one.response_id]]) for one in self.wrote) - len(inside),
        )
        written = {one.response_id for one in self.wrote if mask[self.rows[one.response_id]]}
        return View(
            desk=self,
            corpus=corpus,
            spoken=tuple(self.spoken[at] for at in kept),
            asked=asked,
            blank=asked - len(written),
            repeats=len(inside) - len(originals),
        )


def view(url: str, file: Path, look: Look) -> View:
    """The view of a look; the tokens of its comments are kept in `file`.

    Raises NotFound, StorageRefused, DefinitionError, NotAllowed.
    """
    name = url, look.survey, look.source
    desk = _kept.pop(name, None)
    if desk is None or desk.state != look.state:
        with cycles.unsearched():
            desk = _read(url, file, look, desk)
    _kept[name] = desk
    while len(_kept) > _DESKS:
        _kept.popitem(last=False)
    return desk.view(look.rules, folded=look.folded)


def texts(url: str, survey_id: str, source: str) -> list[str]:
    """What was written under `source`, normalised, for cutting it in the background."""
    found = snapshot.read(url, survey_id)
    return [normalize(text) for one in found.responses if (text := _text(one.answers.get(source)))]


def unread(url: str, file: Path, look: Look) -> int:
    """How many comments of the look were never cut."""
    return intake.count_new(texts(url, look.survey, look.source), file)


class Attribute(NamedTuple):
    """What divides people into groups: each row's place in `labels`, -1 for none."""

    name: str
    codes: NDArray[np.int32]
    labels: tuple[str, ...]


def attributes(answers: Answers) -> dict[str, Attribute]:
    """Questions about the person, then others with one answer, then how the answer came."""
    standing = sides.standing(answers)
    plain = (one for one in answers.columns.values() if one.part.shape in {"one_of", "ordered"})
    found = {
        one.part.key: Attribute(filters.one_line(one.part.label), one.codes, _labels(one.part))
        for one in (*standing, *plain)
        if one.codes is not None
    }
    for name in ("placement", "language", "mode"):
        facet = answers.facets[name]
        if len(np.unique(facet.codes)) > 1:
            labels = tuple(one.label["ja"] for one in facet.categories)
            found[f"@{name}"] = Attribute(filters.facet_name(name), facet.codes, labels)
    return found


def _labels(part: Part) -> tuple[str, ...]:
    return tuple(filters.one_line(one.label) for one in part.categories)


def _read(url: str, file: Path, look: Look, before: Desk | None) -> Desk:
    """The desk of a look. Where no more than codes changed it is the one from before, renewed."""
    found = snapshot.read(url, look.survey)
    store = Store(url, writable=False)
    try:
        with store.reading() as session:
            changed = names.listing(session)
            undone, more, counted = (
                word_choices.of(session, look.survey, look.source, choice) for choice in _CHOICES
            )
    finally:
        store.close()
    responses = sorted(found.responses, key=lambda one: one.response_id)
    ids = [one.response_id for one in responses]
    questions = merged_questions(found.versions)
    answers = build.answers(responses, found.versions, found.placements)
    columns = coded.columns(answers, ids, found.codings, sources(questions))
    answers = coded.beside(answers, columns)
    codings = found.codings.get(look.source)
    named = tuple(changed)
    label = sources(questions).get(look.source, "")
    asking_with = asked_with(label, ward(named), lambda texts: intake.tokens(texts, file))
    left_out = (asking_with - counted) | more
    asking = {
        number: [one for one in document.questions() if look.source in one.stored_keys()]
        for number, document in found.versions.items()
    }
    asked = [any(q.was_asked(one.answers) for q in asking[one.version]) for one in responses]
    wrote = tuple(
        Comment(one.response_id, text)
        for one, there in zip(responses, asked, strict=True)
        if there and (text := _text(one.answers.get(look.source)))
    )
    if before is not None and (label, ids, asked, wrote, named, undone) == _texts_of(before):
        before.state, before.answers, before.codings = look.state, answers, codings
        before.versions = found.versions
        before.forget_codes()
        if before.left_out != left_out:
            before.left_out = left_out
            before.views.clear()
        return before
    question = Asked(f"{look.survey} {look.source}", label, named, undone)
    corpus, spoken = readings(wrote, question, file)
    return Desk(
        file=file,
        label=label,
        state=look.state,
        versions=found.versions,
        answers=answers,
        codings=codings,
        named=named,
        undone=undone,
        asked_with=asking_with,
        left_out=left_out,
        rows={one: row for row, one in enumerate(ids)},
        asked=np.array(asked, np.bool_),
        wrote=wrote,
        corpus=corpus,
        spoken=spoken,
        views=OrderedDict(),
    )


def _asks_codes(rules: str) -> bool:
    return any(coded.is_coded(getattr(rule, "key", "")) for rule in read_rules(rules).rules)


def _texts_of(desk: Desk) -> tuple[object, ...]:
    """All that what is read of comments depends on."""
    return desk.label, list(desk.rows), desk.asked.tolist(), desk.wrote, desk.named, desk.undone


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_kept: OrderedDict[tuple[str, str, str], Desk] = OrderedDict()
