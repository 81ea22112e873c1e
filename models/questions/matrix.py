"""マトリクス: the same options for several rows. A row is a question of its own in every table."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from models.errors import AnswerError
from models.multilingual import COMMA, Language, Text, pick
from models.questions.base import NOT_ASKED, Column, Part, Question, Shape, single
from models.questions.options import Options
from models.questions.values import Answers, Fields, Frozen, StoredValue, Value

MAX_ROWS = 40


class Row(Frozen):
    """One line of a matrix. `value` names it for good, `label` is shown."""

    value: Value
    label: Text = Field(default_factory=dict)


class _Matrix(Options):
    """What both matrices share. Form fields and stored keys are `KEY.ROW`."""

    rows: tuple[Row, ...] = Field(default=(), max_length=MAX_ROWS)

    @model_validator(mode="after")
    def _rows_are_distinct(self) -> Self:
        values = [row.value for row in self.rows]
        if len(set(values)) != len(values):
            raise ValueError("two rows have the same value")
        if any(option.other for option in self.options):
            raise ValueError("an option of a matrix carries no text")
        return self

    def row_key(self, row: Row) -> str:
        """Form field and stored key of a row."""
        return f"{self.key}.{row.value}"

    def fields(self) -> tuple[str, ...]:
        return self.asked_keys()

    def asked_keys(self) -> tuple[str, ...]:
        return tuple(self.row_key(row) for row in self.rows)

    def covering(self, older: Question) -> Self:
        assert isinstance(older, _Matrix)
        current = {row.value for row in self.rows}
        removed = tuple(row for row in older.rows if row.value not in current)
        wider = super().covering(older)
        return wider.model_copy(update={"rows": (*self.rows, *removed)})

    def problems(self) -> tuple[str, ...]:
        labels = [pick(row.label) for row in self.rows]
        found = {
            "no_rows": not labels,
            "no_row_label": not all(labels),
            "same_row_label": len({label for label in labels if label})
            < sum(1 for label in labels if label),
        }
        return (*super().problems(), *(code for code, is_so in found.items() if is_so))

    def display(self, answers: Answers, language: Language = "ja") -> str:
        said = []
        for row in self.rows:
            found = answers.get(self.row_key(row))
            chosen = found if isinstance(found, list) else [found] if found else []
            if chosen:
                words = COMMA[language].join(self.label_of(str(v), language) for v in chosen)
                said.append(f"{pick(row.label, language) or row.value}: {words}")
        return " / ".join(said)

    def _row_label(self, row: Row) -> dict[Language, str]:
        """The question and the row, in every language of the row."""
        return {
            language: f"{pick(self.label, language)}：{pick(row.label, language)}"
            for language in row.label or self.label
        }


class MatrixSingle(_Matrix):
    """マトリクス SA: one option in each row. Stored as the option's value.

    With `ordered` the options are grades from one end to the other.
    """

    type: Literal["matrix_single"] = "matrix_single"
    ordered: bool = False
    title: ClassVar[str] = "マトリクス（項目ごとに1つ選ぶ）"
    shape: ClassVar[Shape] = "one_of"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        answers: dict[str, StoredValue] = {}
        for key in self.asked_keys():
            chosen = single(fields, key)
            if not chosen and self.required:
                raise AnswerError("choose_each_row")
            answers[key] = self._known(chosen) if chosen else None
        return answers

    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(f"{self.key}_{row.value}", self._row_label(row), "code", self._categories())
            for row in self.rows
        )

    def cells(self, answers: Answers) -> tuple[str, ...]:
        return tuple(
            str(answers[key] or "") if key in answers else NOT_ASKED for key in self.asked_keys()
        )

    def parts(self) -> tuple[Part, ...]:
        shape: Shape = "ordered" if self.ordered else "one_of"
        return tuple(
            Part(
                self.row_key(row),
                self._row_label(row),
                shape,
                self._categories(),
                self._outside(),
                line=row.label,
            )
            for row in self.rows
        )


class MatrixMultiple(_Matrix):
    """マトリクス MA: any number of options in each row. Stored as values in option order."""

    type: Literal["matrix_multiple"] = "matrix_multiple"
    title: ClassVar[str] = "マトリクス（項目ごとにいくつでも選ぶ）"
    shape: ClassVar[Shape] = "any_of"

    def parse(self, fields: Fields) -> dict[str, StoredValue]:
        answers: dict[str, StoredValue] = {}
        for key in self.asked_keys():
            sent = [value for value in fields.get(key, ()) if value]
            chosen = {self._known(value) for value in sent}
            if len(chosen) != len(sent):
                raise AnswerError("sent_twice")
            if not chosen and self.required:
                raise AnswerError("choose_each_row")
            if len(chosen) > 1 and any(o.exclusive and o.value in chosen for o in self.options):
                raise AnswerError("exclusive")
            answers[key] = [o.value for o in self.options if o.value in chosen] or None
        return answers

    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(
                f"{self.key}_{row.value}_{option.value}",
                _cell_label(row, option.label),
                "flag",
            )
            for row in self.rows
            for option in self.options
        )

    def cells(self, answers: Answers) -> tuple[str, ...]:
        cells: list[str] = []
        for key in self.asked_keys():
            chosen = answers.get(key)
            if key not in answers:
                cells += [NOT_ASKED] * len(self.options)
            elif isinstance(chosen, list):
                cells += ["1" if option.value in chosen else "0" for option in self.options]
            else:
                cells += [""] * len(self.options)
        return tuple(cells)

    def parts(self) -> tuple[Part, ...]:
        return tuple(
            Part(
                self.row_key(row),
                self._row_label(row),
                self.shape,
                self._categories(),
                line=row.label,
            )
            for row in self.rows
        )


def _cell_label(row: Row, label: dict[Language, str]) -> dict[Language, str]:
    return {
        language: f"{pick(row.label, language)}：{pick(label, language)}"
        for language in label or row.label
    }
