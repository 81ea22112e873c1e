"""Label layouts: the shipped ones fit their paper, staff's own are checked and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import label_layouts, tables
from models.errors import NotAllowed, NotFound
from models.label_layouts import MOST, SHIPPED, Layout
from models.store import Store

OWN = Layout("", "区の用紙 21面", 3, 7, 63.5, 38.1, 7.2, 15.1, 66, 38.1)


def save(store: Store, *layouts: Layout) -> list[Layout]:
    return store.write(lambda session: label_layouts.save_all(session, layouts, by="sato"))


def refusal(layout: Layout) -> str:
    with pytest.raises(NotAllowed) as refused:
        label_layouts.check(layout)
    return refused.value.code


@pytest.mark.parametrize("layout", SHIPPED)
def test_a_shipped_sheet_is_symmetric(layout: Layout) -> None:
    label_layouts.check(layout)
    right, bottom = layout.corner(layout.labels - 1)
    assert 210 - right - layout.width == pytest.approx(layout.left, abs=0.05)
    assert 297 - bottom - layout.height == pytest.approx(layout.top, abs=0.05)


def test_labels_are_counted_as_one_reads() -> None:
    assert OWN.labels == 21
    assert OWN.corner(0) == (7.2, 15.1)
    assert OWN.corner(4) == (7.2 + 66, 15.1 + 38.1)


def test_staffs_own_layouts_are_replaced_as_a_table(store: Store) -> None:
    other = replace(OWN, name=" 名刺 ", columns=2)
    first, second = save(store, OWN, other)
    assert (first.name, second.name) == ("区の用紙 21面", "名刺")
    with store.reading() as session:
        assert label_layouts.listing(session) == [*SHIPPED, first, second]
        assert label_layouts.get(session, second.id) == second
        assert label_layouts.get(session, "elm007") == SHIPPED[1]
    wider = replace(first, left=8)
    new = replace(OWN, id="elm012", name="ELM012に似たもの")
    kept = save(store, wider, new)
    assert kept[0] == wider
    assert kept[1].id not in {"elm012", "", first.id, second.id}
    with store.reading() as session:
        assert label_layouts.own(session) == sorted(kept, key=lambda one: one.name)
        for gone in (second.id, "", "\0", "x" * 100):
            with pytest.raises(NotFound):
                label_layouts.get(session, gone)
        entry = session.get_one(tables.AuditEntry, 2)
        assert (entry.who, entry.action) == ("sato", "label_layouts.save")
    save(store)
    with store.reading() as session:
        assert label_layouts.listing(session) == list(SHIPPED)


def test_nothing_is_saved_when_one_line_is_wrong(store: Store) -> None:
    save(store, OWN)
    for wrong, code in (
        ([replace(OWN, name="別"), replace(OWN, name="")], "label_name"),
        ([OWN, OWN], "label_same_name"),
        ([replace(OWN, name=SHIPPED[0].name)], "label_same_name"),
        ([replace(OWN, name=f"{n}") for n in range(MOST + 1)], "too_many_label_layouts"),
    ):
        with pytest.raises(NotAllowed, match=code):
            save(store, *wrong)
    with store.reading() as session:
        assert [one.name for one in label_layouts.own(session)] == [OWN.name]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "label_name"),
        ({"name": "長" * 61}, "label_name"),
        ({"columns": 0}, "label_numbers"),
        ({"rows": -1}, "label_numbers"),
        ({"columns": 2.5}, "label_numbers"),
        ({"columns": 60, "rows": 60}, "label_numbers"),
        ({"width": 0}, "label_numbers"),
        ({"height": -3}, "label_numbers"),
        ({"left": -0.1}, "label_numbers"),
        ({"top": float("nan")}, "label_numbers"),
        ({"pitch_x": float("inf")}, "label_numbers"),
        ({"pitch_x": 63}, "label_overlap"),
        ({"pitch_y": 30}, "label_overlap"),
        ({"left": 15}, "label_off_sheet"),
        ({"rows": 8}, "label_off_sheet"),
        ({"columns": 1, "width": 211, "left": 0}, "label_off_sheet"),
    ],
)
def test_what_cannot_lie_on_a_sheet_is_refused(changes: dict[str, object], code: str) -> None:
    values = vars(OWN) | changes
    assert refusal(Layout(**values)) == code


def test_a_pitch_says_nothing_where_there_is_one_label() -> None:
    label_layouts.check(Layout("", "全面", 1, 1, 210, 297, 0, 0, 0, 0))
