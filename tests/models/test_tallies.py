"""Counts that follow what is stored: always what a full count of the same moment gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from sqlmodel import Session, col, func, select

from analysis import build
from analysis.tabulate import NO_ANSWER, tabulate
from models import placements, responses, surveys, tables, tallies, tokens
from models.clock import hour_of, now
from models.errors import NotFound
from models.questions.values import StoredValue
from models.store import Store
from models.tallies import Count, Tally
from tests.builders import GRID, LIKED, NPS, OPINION, SATISFACTION, SCALE, YES_NO, document
from tests.stores import add_answers, add_survey

GRADED = GRID.model_copy(update={"options": YES_NO})
DOCUMENT = document(SATISFACTION, LIKED, SCALE, NPS, GRADED, OPINION)
KEYS = ("q1", "q2", "q6", "q7", "q8.hall", "q8.staff")
CHOICES: dict[str, Sequence[StoredValue]] = {
    "q1": ("good", "bad", "other", None),
    "q2": (["stage"], ["food", "stamp"], ["none"], None),
    "q4": ("よかった", None),
    "q6": ("5", "3", "1", "unsure", None),
    "q7": ("0", "8", "10", "unsure", None),
    "q8.hall": ("yes", "no", None),
    "q8.staff": ("no", None),
}


class Pile:
    """The stored responses of two surveys, changed in every way that the product knows."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.survey_id, self.other = (add_survey(store, DOCUMENT, publish=True) for _ in "ab")
        self.chance = random.Random(seed)
        with store.reading() as session:
            self.codes = {
                survey_id: placements.listing(session, survey_id)[0].code
                for survey_id in (self.survey_id, self.other)
            }

    def row(self, survey_id: str, number: int | None = None) -> tables.Response:
        """One person, some of whom were not asked everything; `number` is an id that is free."""
        said = {k: self.chance.choice(v) for k, v in CHOICES.items() if self.chance.random() < 0.9}
        submission_id, text = tokens.unguessable(), responses.canonical(said)
        return tables.Response(
            id=number,
            survey_id=survey_id,
            submission_id=submission_id,
            version=1,
            placement=self.codes[survey_id],
            language="ja",
            mode="web",
            received=hour_of(now()),
            answers=text,
            checksum=responses.checksum(survey_id, submission_id, 1, text),
            receipt=tokens.short(12),
        )

    def answer(self, session: Session) -> None:
        """Some people, in between also some of another survey."""
        for _ in range(self.chance.randint(1, 12)):
            mine = self.chance.random() < 0.7
            session.add(self.row(self.survey_id if mine else self.other))
            session.flush()

    def remove(self, session: Session) -> None:
        """Some of the answers, or the last ones, whose ids SQLite gives again."""
        ids = self.ids(session)
        last = self.chance.random() < 0.5
        few = self.chance.randint(0, min(4, len(ids)))
        for number in ids[len(ids) - few :] if last else self.chance.sample(ids, few):
            session.delete(session.get_one(tables.Response, number))
        session.flush()

    def replace(self, session: Session) -> None:
        """Somebody goes on after a vote: one row goes, another comes, under the same receipt."""
        ids = self.ids(session)
        if not ids:
            return
        gone = session.get_one(tables.Response, self.chance.choice([ids[-1], *ids]))
        receipt = gone.receipt
        session.delete(gone)
        session.flush()
        row = self.row(self.survey_id)
        row.receipt = receipt
        session.add(row)
        session.flush()

    def late(self, session: Session) -> None:
        """An id that was drawn earlier arrives now, as from another process on PostgreSQL."""
        ids = session.exec(select(tables.Response.id)).all()
        free = sorted(set(range(1, max((i or 0 for i in ids), default=1))) - set(ids))
        if free:
            session.add(self.row(self.survey_id, self.chance.choice(free)))
            session.flush()

    def empty(self, session: Session) -> None:
        """What ends a test."""
        responses.delete_all(session, self.survey_id)

    def ids(self, session: Session) -> list[int]:
        mine = tables.Response.survey_id == self.survey_id
        found = session.exec(
            select(tables.Response.id).where(mine).order_by(col(tables.Response.id))
        )
        return [number for number in found if number is not None]


def assert_equal_to_tables(store: Store, survey_id: str, tally: Tally) -> None:
    """Refreshed, it says what みる says."""
    with store.reading() as session:
        tally.refresh(session)
        stored = responses.stored(session, survey_id)
        versions = surveys.versions(session, survey_id)
    assert tally.total == len(stored)
    columns = build.answers(stored, versions, {}).columns
    for key in KEYS:
        table = tabulate(columns[key])
        rows = {row.code: row.count for row in table.rows if row.code != NO_ANSWER.code}
        count = tally.count(key)
        assert (count.asked, count.answered) == (table.n_asked, table.n_answered), key
        assert count.codes == {code: number for code, number in rows.items() if number}, key
    assert tally.count("q4").answered == tabulate(columns["q4"]).n_answered


@pytest.mark.parametrize("seed", range(2))
def test_it_says_what_the_tables_say_whatever_happens(store: Store, seed: int) -> None:
    pile = Pile(store, seed)
    steps: list[Callable[[Session], None]] = [
        *[pile.answer] * 4, *[pile.remove] * 2, *[pile.replace] * 3, pile.late
    ]  # fmt: skip
    followed = Tally(pile.survey_id, KEYS, ["q4"], block=8)
    for number in range(36):
        for _ in range(pile.chance.randint(1, 3)):
            store.write(pile.empty if number == 20 else pile.chance.choice(steps))
        assert_equal_to_tables(store, pile.survey_id, followed)


def test_new_answers_are_read_and_old_ones_are_not(sqlite_store: Store) -> None:
    pile = Pile(sqlite_store, 1)
    rows = [pile.row(pile.survey_id) for _ in range(1_000)]
    sqlite_store.write(lambda session: session.add_all(rows))
    tally = Tally(pile.survey_id, KEYS)
    with sqlite_store.reading() as session:
        tally.refresh(session)
    assert tally.read == 1_000
    sqlite_store.write(lambda session: session.add(pile.row(pile.survey_id)))
    with sqlite_store.reading() as session:
        tally.refresh(session)
        tally.refresh(session)
    assert tally.total == 1_001
    assert tally.read <= 1_001 + tallies.BLOCK  # its block once more


def test_an_exchange_under_the_same_id_is_seen(sqlite_store: Store) -> None:
    """SQLite gives the highest id again: as many rows, the same ids, another answer."""
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    add_answers(sqlite_store, survey_id, {"q1": ["good"]}, {"q1": ["good"]})
    tally = Tally(survey_id, ["q1"])
    with sqlite_store.reading() as session:
        tally.refresh(session)
        highest = session.exec(select(func.max(tables.Response.id))).one()
    pile = Pile(sqlite_store, 1)
    pile.codes[survey_id] = pile.codes[pile.survey_id]

    def exchange(session: Session) -> int | None:
        session.delete(session.get_one(tables.Response, highest))
        session.flush()
        row = pile.row(survey_id)
        row.answers = '{"q1":"bad"}'
        session.add(row)
        session.flush()
        return row.id

    assert sqlite_store.write(exchange) == highest
    with sqlite_store.reading() as session:
        tally.refresh(session)
    assert tally.count("q1") == Count(2, 2, {"good": 1, "bad": 1})


def test_an_exchange_within_a_block_is_seen(store: Store) -> None:
    """One goes and another comes late, between two looks: as many rows, and the last one stands."""
    pile = Pile(store, 1)
    good, bad = ('{"q1":"good"}', '{"q1":"bad"}')

    def made(number: int, said: str) -> tables.Response:
        row = pile.row(pile.survey_id, number)
        row.answers = said
        return row

    def exchange(session: Session) -> None:
        session.delete(session.get_one(tables.Response, 1))
        session.flush()
        session.add(made(2, bad))

    tally = Tally(pile.survey_id, ["q1"])
    store.write(lambda session: session.add_all(made(number, good) for number in (1, 3, 4)))
    with store.reading() as session:
        tally.refresh(session)
    store.write(exchange)
    with store.reading() as session:
        tally.refresh(session)
    assert tally.count("q1") == Count(3, 3, {"good": 2, "bad": 1})


def test_words_themselves_are_not_kept(sqlite_store: Store) -> None:
    survey_id = add_survey(sqlite_store, DOCUMENT, publish=True)
    add_answers(sqlite_store, survey_id, {"q1": ["good"], "q4": ["山田です"]}, {"q1": ["good"]})
    tally = Tally(survey_id, [], ["q4"])
    with sqlite_store.reading() as session:
        tally.refresh(session)
    assert tally.count("q4") == Count(asked=2, answered=1, codes={})
    assert "山田" not in repr(vars(tally))


def test_the_revision_of_no_survey_is_refused(store: Store) -> None:
    survey_id = add_survey(store, DOCUMENT, publish=True)
    with store.reading() as session:
        before = tallies.revision(session, survey_id)
        with pytest.raises(NotFound):
            tallies.revision(session, "none")
    add_answers(store, survey_id, {"q1": ["good"]})
    with store.reading() as session:
        assert tallies.revision(session, survey_id) == before + 1
