from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from models import populations, tables
from models.errors import NotAllowed, NotFound
from models.inhabitants import Ages, Count, Figures, Table, dump, load
from models.populations import SHIPPED
from models.store import Store

TOWN = Figures(
    "ためし市",
    (
        Table(
            (
                Count(10, "male", Ages(0, 14), "北町"),
                Count(11, "female", Ages(15), "南町"),
                Count(3, "female"),
            ),
            "住民基本台帳",
            date(2026, 4, 1),
        ),
        Table((Count(5, area="北町"), Count(7, area="南町")), "ほかの頁", date(2025, 1, 1), True),
    ),
)


def add(store: Store, figures: Figures = TOWN) -> str:
    return store.write(lambda session: populations.add(session, figures, by="sato"))


def audited(session: Session) -> list[tuple[str, str, str]]:
    rows = session.exec(select(tables.AuditEntry))
    return [(row.who, row.action, row.detail) for row in rows]


def test_what_was_added_is_read_again(store: Store) -> None:
    added = add(store)
    with store.reading() as session:
        assert populations.get(session, added) == TOWN
        assert [(one.id, one.name, one.as_of) for one in populations.listing(session)] == [
            (SHIPPED, "世田谷区（令和2年国勢調査）", date(2020, 10, 1)),
            (added, "ためし市", date(2026, 4, 1)),
        ]
        assert audited(session) == [("sato", "population.add", "ためし市")]


def test_figures_can_be_forgotten_but_not_the_shipped_ones(store: Store) -> None:
    added = add(store)
    store.write(lambda session: populations.remove(session, added, by="sato"))
    with store.reading() as session:
        assert [one.id for one in populations.listing(session)] == [SHIPPED]
        assert audited(session)[-1] == ("sato", "population.remove", "ためし市")
    with pytest.raises(NotFound):
        store.write(lambda session: populations.remove(session, added, by="sato"))
    with pytest.raises(NotAllowed, match="population_shipped"):
        store.write(lambda session: populations.remove(session, SHIPPED, by="sato"))


def test_figures_that_are_not_there_are_not_found(store: Store) -> None:
    with store.reading() as session:
        for name in ("nowhere", "a\0b", "日本", ""):
            with pytest.raises(NotFound):
                populations.get(session, name)


@pytest.mark.parametrize(
    ("name", "source", "code"),
    [
        (" ", "台帳", "population_name"),
        ("市" * 101, "台帳", "population_name"),
        ("市", " ", "population_source"),
        ("市", "典" * 301, "population_source"),
    ],
)
def test_figures_without_name_or_source_are_refused(
    sqlite_store: Store, name: str, source: str, code: str
) -> None:
    figures = Figures(name, (Table(TOWN.tables[0].counts, source, date(2026, 4, 1)),))
    with pytest.raises(NotAllowed, match=code):
        add(sqlite_store, figures)


def test_there_is_an_end_to_the_list(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(populations, "MOST", 1)
    add(sqlite_store)
    with pytest.raises(NotAllowed, match="too_many_populations"):
        add(sqlite_store)


def test_the_shipped_figures_are_those_of_the_census() -> None:
    """943,664 people on 1 October 2020; the areas have 918,413 on a secondary page."""
    census, areas = populations.shipped().tables
    assert sum(count.people for count in census.counts) == 943_664
    assert sum(c.people for c in census.counts if c.sex == "female") == 498_072
    assert sum(c.people for c in census.counts if c.ages == Ages(75)) == 102_105
    assert sum(c.people for c in census.counts if c.ages is None) == 6_053
    assert (census.as_of, census.second_hand) == (date(2020, 10, 1), False)
    assert "令和2年国勢調査を加工して作成" in census.source
    assert sum(count.people for count in areas.counts) == 918_413
    assert (areas.as_of, areas.second_hand) == (date(2023, 12, 1), True)
    assert census.tells == {"age", "sex"}
    assert areas.tells == {"area"}


def test_tables_are_kept_whole() -> None:
    assert load(dump(TOWN.tables)) == TOWN.tables
