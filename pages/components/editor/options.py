"""Options as staff write them, one a line. A known label keeps its value, a new one gets a new one:
so answers already given never change their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from models import editing
from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.matrix import MatrixMultiple, MatrixSingle
from models.questions.options import Option, Options
from models.questions.ranking import Ranking
from models.questions.scale import Scale
from pages.components.editor.lines import Line, one_line

Special = Literal["other", "exclusive", "outside"]
Q = TypeVar("Q", bound=Options)

# What a special option is called when it is switched on.
NAMES: dict[Special, str] = {"other": "その他", "exclusive": "特にない", "outside": "わからない"}

# Which special options a type has a switch for; they stand at the end and are not written as lines.
SPECIAL: dict[type[Options], tuple[Special, ...]] = {
    SingleChoice: ("other",),
    Dropdown: ("other",),
    MultipleChoice: ("other", "exclusive"),
    Scale: ("outside",),
    MatrixSingle: ("outside",),
    MatrixMultiple: ("exclusive",),
    Ranking: (),
}


def lines(question: Options) -> list[Line]:
    """The ordinary options as lines."""
    return [
        Line(pick(option.label), option.places)
        for option in _written(question)
        if not _is_special(question, option)
    ]


def with_lines(question: Q, published: AnyQuestion | None, written: Sequence[Line]) -> Q:
    """The question with one option a line; その他, 特にない and わからない stay at the end.

    `published` is the same question as all versions together have it: its options keep their
    values for good, also those removed since. None before publishing.
    """
    special = [option for option in question.options if _is_special(question, option)]
    kept = [pick(option.label) for option in special]
    wanted = [line for line in written if line.label not in kept]
    labels = [*(line.label for line in wanted), *kept]
    options = editing.replace_options(_known(question, published), labels)
    places = [*(line.places for line in wanted), *(option.places for option in special)]
    return _with_options(
        question,
        (
            option.model_copy(update={"places": number}) if option.places != number else option
            for option, number in zip(options, places, strict=True)
        ),
    )


def with_special(question: Q, published: AnyQuestion | None, flag: Special, on: bool) -> Q:
    """The question with or without the option that carries `flag`, called by NAMES when new."""
    if not on:
        return _with_options(question, (o for o in question.options if not getattr(o, flag)))
    name = NAMES[flag]
    labels = [pick(option.label) for option in _written(question)]
    wanted = labels if name in labels else [*labels, name]
    return _with_options(
        question,
        (
            option.model_copy(update={flag: True}) if pick(option.label) == name else option
            for option in editing.replace_options(_known(question, published), wanted)
        ),
    )


def _known(question: Options, published: AnyQuestion | None) -> tuple[Option, ...]:
    """Every option whose value is taken: the draft's, and those of versions published before."""
    current = _written(question)
    values = {option.value for option in current}
    earlier = _written(published) if isinstance(published, Options) else ()
    return (*(option for option in earlier if option.value not in values), *current)


def _written(question: Options) -> tuple[Option, ...]:
    """The options that have words, on one line. A step without words between worded ones counts
    too: it is called by its number, as the residents' page calls it."""
    worded = any(option.label for option in question.options)
    found = []
    for number, option in enumerate(question.options, start=1):
        words = one_line(pick(option.label))
        if not words and worded and isinstance(question, Scale | MatrixSingle):
            words = str(number)
        if words:
            found.append(option.model_copy(update={"label": {**option.label, "ja": words}}))
    return tuple(found)


def _is_special(question: Options, option: Option) -> bool:
    return any(getattr(option, flag) for flag in SPECIAL[type(question)])


def _with_options(question: Q, options: Iterable[Option]) -> Q:
    return type(question).model_validate({**dict(question), "options": tuple(options)})
