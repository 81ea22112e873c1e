"""Label layouts: where the labels lie on a sheet that staff bought. Millimetres, on A4 upright.

Three sheets are shipped; staff add what stands on the package of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from models import audit, tables, tokens
from models.errors import NotAllowed, NotFound

SHEET = (210.0, 297.0)
MOST = 50  # layouts of staff's own
MOST_NAME = 60
MOST_LABELS = 400  # on one sheet; the smallest labels on sale come to about 240
SLACK_MM = 0.05  # packages round to tenths


@dataclass(frozen=True)
class Layout:
    """`columns` × `rows` labels of `width` × `height`; the first one's corner is at `left`, `top`.

    A pitch is from one label's edge to the same edge of the next: the size and the gap.
    """

    id: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def labels(self) -> int:
        """How many are on a sheet."""
        return self.columns * self.rows

    def corner(self, number: int) -> tuple[float, float]:
        """Left and top of label `number`, counted from 0 in rows, as one reads."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


# Sizes and pitches are those that the glabels project lists for these sheets. Where its corner
# would leave the labels off the middle (ELM007 by 1.3 mm down and 1 mm across, ELM006 by 0.3 mm
# down), it is taken from the geometry instead: the sheets are symmetric, so both margins are equal.
SHIPPED = (
    Layout("elm012", "ヒサゴ ELM012（24面）", 3, 8, 66, 33.9, 6, 12.9, 66, 33.9),
    Layout("elm007", "ヒサゴ ELM007（12面）", 2, 6, 83.8, 42.3, 19.3, 21.6, 87.6, 42.3),
    Layout("elm006", "ヒサゴ ELM006（10面）", 2, 5, 86.4, 50.8, 18.6, 21.5, 86.4, 50.8),
)


def own(session: Session) -> list[Layout]:
    """The layouts that staff added, by name."""
    rows = session.exec(
        select(tables.LabelLayout).order_by(col(tables.LabelLayout.name), tables.LabelLayout.id)
    )
    return [Layout(**row.model_dump()) for row in rows]


def listing(session: Session) -> list[Layout]:
    """Every layout to choose from: the shipped ones, then staff's own."""
    return [*SHIPPED, *own(session)]


def get(session: Session, layout_id: str) -> Layout:
    """The layout with that id. Raises NotFound('label layout')."""
    for layout in listing(session):
        if layout.id == layout_id:
            return layout
    raise NotFound("label layout", layout_id)


def save_all(session: Session, layouts: Iterable[Layout], *, by: str) -> list[Layout]:
    """Make `layouts` staff's own ones, as a table in an editor gives them; returns them as stored.

    An id that no own layout has (a new line has '') is replaced by a fresh one, so links to a
    layout stay good while it stays in the table. All or nothing: raises NotAllowed as `check`
    does, 'label_same_name' or 'too_many_label_layouts'.
    """
    named = [replace(layout, name=layout.name.strip()) for layout in layouts]
    if len(named) > MOST:
        raise NotAllowed("too_many_label_layouts")
    for layout in named:
        check(layout)
    names = [layout.name for layout in (*SHIPPED, *named)]
    if len(set(names)) < len(names):
        raise NotAllowed("label_same_name")
    stored = {row.id: row for row in session.exec(select(tables.LabelLayout))}
    kept = [one if one.id in stored else replace(one, id=tokens.short(8)) for one in named]
    if len({layout.id for layout in kept}) < len(kept):
        raise NotAllowed("label_same_name")  # one line given twice
    for row in stored.values():
        session.delete(row)
    session.flush()
    session.add_all(tables.LabelLayout(**vars(layout)) for layout in kept)
    audit.record(session, by, "label_layouts.save", "labels", ", ".join(one.name for one in kept))
    return kept


def check(layout: Layout) -> None:
    """Return when labels can lie on a sheet like that.

    Raises NotAllowed: 'label_name', 'label_numbers' (not a number, none, less than nothing),
    'label_overlap' (a pitch is less than the size) or 'label_off_sheet'.
    """
    if not 0 < len(layout.name.strip()) <= MOST_NAME:
        raise NotAllowed("label_name")
    sizes = (layout.width, layout.height)
    places = (layout.left, layout.top, layout.pitch_x, layout.pitch_y)
    if (
        not all(math.isfinite(number) for number in (*sizes, *places))
        or min(sizes) <= 0
        or min(places) < 0
        or not all(isinstance(count, int) and count > 0 for count in (layout.columns, layout.rows))
        or layout.labels > MOST_LABELS
    ):
        raise NotAllowed("label_numbers")
    spans = (
        (layout.columns, layout.width, layout.pitch_x, layout.left, SHEET[0]),
        (layout.rows, layout.height, layout.pitch_y, layout.top, SHEET[1]),
    )
    for count, size, pitch, _, _ in spans:
        if count > 1 and pitch < size - SLACK_MM:
            raise NotAllowed("label_overlap")
    for count, size, pitch, start, sheet in spans:
        if start + (count - 1) * pitch + size > sheet + SLACK_MM:
            raise NotAllowed("label_off_sheet")
