from __future__ import annotations

from sqlmodel import Session

from models import placements, printings
from models.store import Store
from tests.stores import add_survey


def test_the_piece_printed_last_is_known_for_each_placement(store: Store) -> None:
    survey_id = add_survey(store, publish=False)
    codes = [
        store.write(lambda session: placements.add(session, survey_id, "駅", "poster", by="sato"))
        for _ in range(3)
    ]

    def print_some(session: Session) -> None:
        for code, piece in ((codes[0], "tent"), (codes[1], "card"), (codes[0], "poster-a3")):
            printings.note(session, code, piece, by="sato")

    store.write(print_some)
    with store.reading() as session:
        assert printings.last(session, codes) == {codes[0]: "poster-a3", codes[1]: "card"}
        assert printings.last(session, codes[2:]) == {}
        assert printings.last(session, []) == {}
