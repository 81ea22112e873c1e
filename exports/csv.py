"""Responses as CSV: wide for spreadsheets and statistics, long for pivot tables.

In both, a question that was put and left blank (無回答) is a blank cell, and one that was not put
(非該当) is NOT_ASKED. A column that a response's version did not have yet, such as an option added
later, is 非該当 for it: a 0 would say that the person was offered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exports.coded import Coded
from exports.coded import blocks as coded_blocks
from exports.neutral import Encoded, Encoding, cell, sheet
from models.clock import JST, hour_of
from models.codings import Codings
from models.document import SurveyDocument
from models.journey import WORDING
from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.base import NOT_ASKED, Column
from models.responses import StoredResponse
from models.versions import has_places, has_two_wordings, merged_questions

RESPONSE_COLUMNS = (
    "response_id",
    "version",
    "placement",
    "placement_name",
    "language",
    "mode",
    "received",
    "flags",
)
RECEIPT = "receipt"
LONG_COLUMNS = ("response_id", "version", "placement", "question", "column", "value", "label")
NO_ANSWER = ("", "無回答")  # value and label of a question left blank
NOT_ASKED_CELLS = (NOT_ASKED, NOT_ASKED)  # and of one that was not asked


@dataclass(frozen=True)
class Lot:
    """The columns of a question that one asked key fills, by their places among its columns.

    A matrix has a lot for each row; any other question has one.
    """

    key: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class _Block:
    """A merged question, its columns, and by version those of them that were offered."""

    question: AnyQuestion
    columns: tuple[Column, ...]
    offered: Mapping[int, frozenset[str]]
    lots: tuple[Lot, ...]

    def values(self, response: StoredResponse) -> tuple[str, ...]:
        """What stands in the columns for this response."""
        values = self.question.cells(response.answers)
        offered = self.offered[response.version]
        if not self.question.was_asked(response.answers):
            return values  # 非該当 throughout
        if len(offered) == len(self.columns) and not self.has_text:
            return values
        pairs = zip(self.columns, values, strict=True)
        return tuple(_value(column, value, column.name in offered) for column, value in pairs)

    def named(self, lot: Lot) -> str:
        """What stands for a column where a row of a matrix has no answer."""
        return "" if len(self.lots) == 1 else lot.key.replace(".", "_")

    @cached_property
    def has_text(self) -> bool:
        """True when a column holds people's own words."""
        return any(column.kind == "text" for column in self.columns)


def responses_csv(
    responses: Iterable[StoredResponse],
    versions: Mapping[int, SurveyDocument],
    placements: Mapping[str, str],
    encoding: Encoding = "utf-8-sig",
    codings: Mapping[str, Codings] | None = None,
) -> Encoded:
    """responses.csv: RESPONSE_COLUMNS, then every column of every question; one row a response.

    Behind them stand the columns of codes, if there are any (exports.coded).

    A column `receipt` stands between them when any version has places (定員): staff find by it who
    comes to which session. So does `wording` when any has two wordings. `placements` gives
    the name of a placement's code. Rows are sorted by response_id, which hides the order of
    arrival; received is the full hour in Japan, such as 2026-11-23T17:00+09:00, and flags are codes
    of models.flags with spaces between.
    """
    blocks: list[_Block | Coded] = [*_blocks(versions), *coded_blocks(versions, codings or {})]
    names = [column.name for block in blocks for column in block.columns]
    places, two_wordings = has_places(versions), has_two_wordings(versions)

    def rows() -> Iterator[Sequence[str]]:
        yield (*response_columns(versions), *names)
        for response in _sorted(responses):
            received = hour_of(response.received).astimezone(JST)
            yield (
                cell(response.response_id),
                str(response.version),
                cell(response.placement),
                cell(placements.get(response.placement, "")),
                cell(response.language),
                cell(response.mode),
                received.isoformat(timespec="minutes"),
                " ".join(response.flags),
                *((cell(response.receipt),) if places else ()),
                *((str(response.answers.get(WORDING, NOT_ASKED)),) if two_wordings else ()),
                *(value for block in blocks for value in block.values(response)),
            )

    return sheet(rows(), encoding)


def answers_long_csv(
    responses: Iterable[StoredResponse],
    versions: Mapping[int, SurveyDocument],
    encoding: Encoding = "utf-8-sig",
    codings: Mapping[str, Codings] | None = None,
) -> Encoded:
    """answers_long.csv: LONG_COLUMNS, one row for each answer given, chosen option or text.

    So has each code that holds of a text, behind all answers.

    A question left blank has one row with a blank value, a question not asked one row with
    NOT_ASKED; in both the column is blank. So has each row of a matrix; its column is KEY_ROW.
    Options that were not chosen have no row.
    """
    blocks = _blocks(versions)
    coded = coded_blocks(versions, codings or {})
    every: list[_Block | Coded] = [*blocks, *coded]
    labels = _labels(column for block in every for column in block.columns)

    def rows() -> Iterator[Sequence[str]]:
        yield LONG_COLUMNS
        for response in _sorted(responses):
            about = (cell(response.response_id), str(response.version), cell(response.placement))
            for block in blocks:
                pairs = list(zip(block.columns, block.values(response), strict=True))
                for lot in block.lots:
                    given = [
                        (column.name, value, labels.get((column.name, value), ""))
                        for column, value in (pairs[place] for place in lot.places)
                        if value != NOT_ASKED and not _silent(column, value)
                    ]
                    for answer in given:
                        yield (*about, block.question.key, *answer)
                    if not given:
                        nothing = NO_ANSWER if lot.key in response.answers else NOT_ASKED_CELLS
                        yield (*about, block.question.key, block.named(lot), *nothing)
            for one in coded:
                for column, value in zip(one.columns, one.values(response), strict=True):
                    if value == "1":
                        label = labels[column.name, value]
                        yield (*about, one.question, column.name, value, label)

    return sheet(rows(), encoding)


def response_columns(versions: Mapping[int, SurveyDocument]) -> tuple[str, ...]:
    """The columns of responses.csv that tell of the response, not of an answer."""
    further = {RECEIPT: has_places(versions), WORDING: has_two_wordings(versions)}
    return (*RESPONSE_COLUMNS, *(name for name, is_there in further.items() if is_there))


def lots(question: AnyQuestion) -> tuple[Lot, ...]:
    """Which columns belong to which asked key: those that are blank when it alone was asked."""
    return tuple(
        Lot(key, tuple(place for place, cell in enumerate(question.cells({key: None})) if not cell))
        for key in question.asked_keys()
    )


def _blocks(versions: Mapping[int, SurveyDocument]) -> list[_Block]:
    names = {
        number: {column.name for question in document.questions() for column in question.columns()}
        for number, document in versions.items()
    }
    blocks = []
    for question in merged_questions(versions):
        columns = question.columns()
        if not columns:
            continue  # a statement asks nothing
        wanted = {column.name for column in columns}
        offered = {number: frozenset(wanted & there) for number, there in names.items()}
        blocks.append(_Block(question, columns, offered, lots(question)))
    return blocks


def _labels(columns: Iterable[Column]) -> dict[tuple[str, str], str]:
    """The words of each code and of each chosen option; a text speaks for itself."""
    labels = {}
    for column in columns:
        if column.kind == "flag":
            labels[column.name, "1"] = cell(pick(column.label))
        for category in column.categories:
            labels[column.name, category.code] = cell(pick(category.label))
    return labels


def _sorted(responses: Iterable[StoredResponse]) -> list[StoredResponse]:
    return sorted(responses, key=lambda response: response.response_id)


def _value(column: Column, value: str, offered: bool) -> str:
    if not offered and _silent(column, value):
        return NOT_ASKED
    return cell(value) if column.kind == "text" else value


def _silent(column: Column, value: str) -> bool:
    """Nothing was chosen or written here."""
    return not value or (column.kind == "flag" and value == "0")
