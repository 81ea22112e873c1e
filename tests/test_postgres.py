from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_an_empty_database_that_goes_with_it(
    postgres_database: str, turn: str
) -> None:
    engine = create_engine(postgres_database)
    with engine.begin() as connection:
        tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE tablename = 'koe'"))
        assert tables.all() == []
        connection.execute(text("CREATE TABLE koe (words text)"))
        connection.execute(text("INSERT INTO koe VALUES ('声𠮷')"))
        assert connection.execute(text("SELECT words FROM koe")).scalar_one() == "声𠮷"
        databases = "SELECT count(*) FROM pg_database WHERE datname LIKE 'test%'"
        assert connection.execute(text(databases)).scalar_one() == 1
    engine.dispose()


def test_server_is_as_durable_as_the_product_demands_and_not_on_the_network(
    postgres_url: str,
) -> None:
    expected = {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "server_encoding": "UTF8",
        "listen_addresses": "",
    }
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in expected}
    engine.dispose()
    assert found == expected
