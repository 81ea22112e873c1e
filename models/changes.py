"""What differs between two documents, question by question, and word by word where texts do.

A question is the same by its key, an option by its value: so a corrected label is a correction,
not another option. Order is compared too: what moved is the least that explains the new order.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from models.document import Sample, SurveyDocument
from models.multilingual import LANGUAGES, Language, Text, pick
from models.questions import AnyQuestion
from models.questions.conditions import text as number_text
from models.questions.statement import Image

# Changes of what people read and answered: results from before and after may not be comparable.
BREAKING = frozenset({"label", "label_b", "option_label", "row_label"})

# Japanese is cut where its scripts change, which is close to where its words do.
_WORD = re.compile(
    r"[一-鿿々〆]+|[ぁ-ゟ]+|[ァ-ヿ]+|[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+|\s+|.",
    re.DOTALL,
)

_DOCUMENT_TEXTS = ("title", "purpose", "closed_message")
_DOCUMENT_VALUES = (
    *("minutes", "opens_at", "closes_at", "retention_until", "results_on", "languages"),
    "hides_few",
)
_LISTS = {"options": "option", "rows": "row", "areas": "option"}
_APART = frozenset({"type", "key", "label", "label_b", "help", "required", "show_if", *_LISTS})


@dataclass(frozen=True)
class Piece:
    """Words that both texts have, or only the old, or only the new one."""

    text: str
    mark: Literal["kept", "removed", "added"]


@dataclass(frozen=True)
class Change:
    """One difference. `place` is a question's key or a field of the document.

    `about` is the question in its newest words, `detail` the option, row or setting meant. Texts
    are compared in `language`. `documents` are the two compared, for whoever words a condition.
    """

    code: str
    place: str
    about: str = ""
    detail: str = ""
    before: str = ""
    after: str = ""
    language: Language = "ja"
    documents: tuple[SurveyDocument, ...] = field(default=(), compare=False, repr=False)

    def pieces(self) -> tuple[Piece, ...]:
        """`before` and `after` as one text with what was removed and added."""
        return pieces(self.before, self.after)


def differences(old: SurveyDocument, new: SurveyDocument) -> tuple[Change, ...]:
    """Everything that `new` says otherwise than `old`: settings, sections, then questions in the
    new order, and those removed last. Empty for equal documents."""
    before = {question.key: question for question in old.questions()}
    after = {question.key: question for question in new.questions()}
    moved = _moved(list(before), list(after))
    was_in, is_in = _section_of(old), _section_of(new)
    same_sections = len(old.sections) == len(new.sections)
    found = [*_settings(old, new), *_sections(old, new)]
    for key, question in after.items():
        about = pick(question.label)
        if key not in before:
            found.append(Change("question_added", key, about))
            continue
        if key in moved:
            found.append(Change("question_moved", key, about))
        if same_sections and was_in[key] != is_in[key]:
            numbers = (str(was_in[key]), str(is_in[key]))
            found.append(Change("question_section", key, about, "", *numbers))
        found += _question(before[key], question, (old, new))
    gone = (question for key, question in before.items() if key not in after)
    found += [Change("question_removed", question.key, pick(question.label)) for question in gone]
    return tuple(found)


def breaks(old: SurveyDocument, new: SurveyDocument) -> tuple[Change, ...]:
    """The changes of wording of what both documents ask. A translation that is new breaks none."""
    return tuple(
        change
        for change in differences(old, new)
        if change.code in BREAKING and change.before and change.after
    )


def broken_at(versions: Mapping[int, SurveyDocument]) -> dict[str, tuple[int, ...]]:
    """Question → the versions from which on it is worded otherwise, oldest first."""
    found: dict[str, list[int]] = {}
    numbers = sorted(versions)
    for earlier, later in pairwise(numbers):
        for change in breaks(versions[earlier], versions[later]):
            if later not in found.setdefault(change.place, []):
                found[change.place].append(later)
    return {key: tuple(later) for key, later in found.items()}


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, word by word: kept and removed ones make `before`, kept and added ones
    make `after`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found = []
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[first:last])
        if removed == added:
            found.append(Piece(removed, "kept"))
            continue
        found += [Piece(removed, "removed")] if removed else []
        found += [Piece(added, "added")] if added else []
    return tuple(found)


def _settings(old: SurveyDocument, new: SurveyDocument) -> Iterator[Change]:
    for name in _DOCUMENT_TEXTS:
        yield from _texts("field", name, "", "", getattr(old, name), getattr(new, name))
    for name in type(old.contact).model_fields:
        pair = (getattr(old.contact, name), getattr(new.contact, name))
        if pair[0] != pair[1]:
            yield Change("field", "contact", "", name, *pair)
    for name in _DOCUMENT_VALUES:
        pair = (_shown(getattr(old, name)), _shown(getattr(new, name)))
        if pair[0] != pair[1]:
            yield Change("field", name, "", "", *pair)
    for name in Sample.model_fields:
        pair = (_shown(getattr(old.sample, name, None)), _shown(getattr(new.sample, name, None)))
        if pair[0] != pair[1]:
            yield Change("field", "sample", "", name, *pair)


def _sections(old: SurveyDocument, new: SurveyDocument) -> Iterator[Change]:
    """Sections have no keys: they are compared by their place, and so are their questions."""
    both = zip(old.sections, new.sections, strict=False)
    for number, (one, other) in enumerate(both, start=1):
        yield from _texts("section_title", "sections", "", str(number), one.title, other.title)
        if one.show_if != other.show_if:
            yield Change("section_condition", "sections", "", str(number), documents=(old, new))
    for number, section in enumerate(new.sections[len(old.sections) :], len(old.sections) + 1):
        yield Change("section_added", "sections", "", str(number), "", pick(section.title))
    for number, section in enumerate(old.sections[len(new.sections) :], len(new.sections) + 1):
        yield Change("section_removed", "sections", "", str(number), pick(section.title))


def _section_of(document: SurveyDocument) -> dict[str, int]:
    """Question → the number of its section."""
    return {
        question.key: number
        for number, section in enumerate(document.sections, start=1)
        for question in section.questions
    }


def _question(
    old: AnyQuestion, new: AnyQuestion, documents: tuple[SurveyDocument, SurveyDocument]
) -> Iterator[Change]:
    key, about = new.key, pick(new.label)
    if old.type != new.type:
        yield Change("type", key, about, "", old.title, new.title)
    for name in ("label", "label_b", "help"):
        yield from _texts(name, key, about, "", getattr(old, name), getattr(new, name))
    if old.required != new.required:
        yield Change("required" if new.required else "optional", key, about)
    if old.show_if != new.show_if:
        yield Change("condition", key, about, documents=documents)
    for name, what in _LISTS.items():
        yield from _items(what, key, about, _listed(old, name), _listed(new, name))
    for name in dict.fromkeys((*type(old).model_fields, *type(new).model_fields)):
        was, now = getattr(old, name, None), getattr(new, name, None)
        if name in _APART or was == now:
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _texts("setting", key, about, name, was, now)
        else:
            yield Change("setting", key, about, name, _shown(was), _shown(now))


def _listed(question: AnyQuestion, name: str) -> dict[str, Any]:
    """What a question lists under `name`, by value; areas with the districts they hold."""
    found: dict[str, Any] = {}
    for item in getattr(question, name, ()):
        districts = getattr(item, "districts", ())
        found[f"area {item.value}" if districts else item.value] = item
        found |= {district.value: district for district in districts}
    return found


def _items(
    what: str, key: str, about: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    moved = _moved(list(old), list(new))
    for value, item in new.items():
        label = pick(item.label)
        if value not in old:
            yield Change(f"{what}_added", key, about, label)
            continue
        yield from _texts(f"{what}_label", key, about, label, old[value].label, item.label)
        if value in moved:
            yield Change(f"{what}_moved", key, about, label)
        for name in type(item).model_fields:
            pair = (getattr(old[value], name, None), getattr(item, name))
            if name not in ("value", "label", "districts") and pair[0] != pair[1]:
                shown = (_shown(pair[0]), _shown(pair[1]))
                yield Change(f"{what}_{name}", key, about, label, *shown)
    for value, item in old.items():
        if value not in new:
            yield Change(f"{what}_removed", key, about, pick(item.label))


def _texts(
    code: str, place: str, about: str, detail: str, old: Text, new: Text
) -> Iterator[Change]:
    """One change for each language in which the texts differ."""
    for language in LANGUAGES:
        before, after = old.get(language, ""), new.get(language, "")
        if before != after:
            yield Change(code, place, about, detail, before, after, language)


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest of what both have that must move to get from the old order to the new."""
    there = {name: place for place, name in enumerate(new)}
    common = [name for name in old if name in there]
    return frozenset(common) - set(_rising(common, [there[name] for name in common]))


def _rising(names: Sequence[str], places: Iterable[int]) -> list[str]:
    """The longest row of names whose places only rise."""
    ends: list[int] = []  # the lowest last place of a row of each length
    rows: list[list[str]] = []
    for name, place in zip(names, places, strict=True):
        length = bisect.bisect_left(ends, place)
        row = [*(rows[length - 1] if length else ()), name]
        ends[length : length + 1] = [place]
        rows[length : length + 1] = [row]
    return rows[-1] if rows else []


def _shown(value: object) -> str:
    """A setting as text, '' for none: dates in ISO 8601. Words for it stand with the page."""
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case date():  # and datetime
            return value.isoformat()
        case tuple():
            return " ".join(str(one) for one in value)
        case Image():
            return pick(value.alt)
    return number_text(value)
