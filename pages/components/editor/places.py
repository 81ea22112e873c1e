"""Areas and their districts as lines: 地域 at the edge, its 地区 set in below it.

    玉川地域
    用賀
    等々力
    区外

Two columns of Excel, 地域 and 地区, are read too, whether 地域 stands in every row or in the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.place import Area, District, Place
from pages.components.editor.lines import one_line, rows

_BLANKS = " \u3000"


def write(question: Place) -> str:
    """The places as lines."""
    written = []
    for area in question.areas:
        if area.label:
            written.append(one_line(pick(area.label)))
        written += [f"\u3000{one_line(pick(d.label))}" for d in area.districts if d.label]
    return "\n".join(written)


def read(text: str) -> dict[str, list[str]]:
    """Area → its districts, in the order written. A district before any area is an area itself."""
    found: dict[str, list[str]] = {}
    area = ""
    lines = [line if "\t" in line else _as_columns(line) for line in text.splitlines()]
    for first, *others in rows("\n".join(lines)):
        districts = [cell for cell in others if cell]
        if first:
            area = first
            found.setdefault(area, [])
        if area:
            found[area] += [name for name in districts if name not in found[area]]
        else:
            found |= {name: [] for name in districts}
    return found


def with_places(question: Place, published: AnyQuestion | None, text: str) -> Place:
    """The question with the places in `text`; known names keep their values, new ones get new."""
    known = [*getattr(published, "areas", ()), *question.areas]
    areas = {pick(area.label): area for area in known if area.label}
    districts = {
        (pick(area.label), pick(d.label)): d for area in known for d in area.districts if d.label
    }
    values = _free({area.value for area in known} | {d.value for a in known for d in a.districts})
    found = []
    for name, inside in read(text).items():
        area = areas.get(name) or Area(value=next(values), label={"ja": name})
        chosen = tuple(
            districts.get((name, district)) or District(value=next(values), label={"ja": district})
            for district in inside
        )
        found.append(area.model_copy(update={"districts": chosen}))
    return Place.model_validate({**dict(question), "areas": tuple(found)})


def _as_columns(line: str) -> str:
    """A line that is set in by blanks, as a row whose first cell is blank."""
    return f"\t{line}" if line[:1] in _BLANKS and line.strip() else line


def _free(taken: set[str]) -> Iterator[str]:
    return (value for value in (f"p{n}" for n in count(1)) if value not in taken)
