"""Batches of slips (整理券): made, issued once, counted, voided."""

from __future__ import annotations

import pytest

from models import placements, slip_numbers, slips, surveys
from models.errors import NotAllowed, NotFound
from models.store import Store
from tests.builders import document
from tests.models.venue import Venue

KEY = b"k" * 32


def test_a_void_batch_says_so_and_keeps_its_count(store: Store) -> None:
    venue = Venue(store)
    venue.send(venue.sending(1, venue.slips[0]))
    venue.change(slips.void, venue.batch_id, by="sato")
    assert venue.send(*(venue.sending(9, slip) for slip in venue.slips[:2])) == [
        *("slip_used", "slip_void")
    ]
    with store.reading() as session:
        assert slips.find(session, venue.slips[1].token) == slips.Found(venue.code, void=True)
    found = venue.batch()
    assert found.voided_at is not None
    assert (found.made, found.used, venue.stored()) == (3, 1, 1)
    with pytest.raises(NotAllowed, match="slips_void"):
        venue.change(slips.void, venue.batch_id, by="sato")


def test_a_batch_made_again_shares_the_placement_of_the_void_one(store: Store) -> None:
    venue = Venue(store)
    again = venue.change(slips.make_again, venue.batch_id, 5, by="sato")
    old, new = venue.batch(), venue.batch(again)
    assert (old.voided_at is not None, new.issued_at) == (True, None)
    assert (new.made, new.used, new.placement, new.name, new.held_on) == (
        *(5, 0),
        *(old.placement, old.name, old.held_on),
    )
    with store.reading() as session:
        assert [batch.id for batch in slips.listing(session, venue.survey_id)] == [again, old.id]


def test_a_batch_is_issued_once_and_counts_what_was_printed(store: Store) -> None:
    """If printing breaks off after 2 of 10, there are 2."""
    venue = Venue(store)
    make = (venue.survey_id, "二回目", 10, None)
    batch_id = venue.change(slips.create, *make, by="sato", placement=venue.code)
    drawn = [slip_numbers.draw(KEY) for _ in range(4)]
    assert (venue.batch(batch_id).made, venue.batch(batch_id).used) == (10, 0)
    with pytest.raises(NotAllowed, match="slips_void"):
        venue.change(slips.add, batch_id, drawn[:1])  # not begun
    venue.change(slips.issue, batch_id, drawn[:2], by="sato")
    assert (venue.batch(batch_id).made, venue.batch(batch_id).used) == (2, 0)
    with pytest.raises(NotAllowed, match="slips_issued"):
        venue.change(slips.issue, batch_id, drawn[2:], by="sato")
    venue.change(slips.add, batch_id, drawn[2:3])
    assert venue.batch(batch_id).made == 3
    venue.change(slips.void, batch_id, by="sato")
    with pytest.raises(NotAllowed, match="slips_void"):
        venue.change(slips.add, batch_id, drawn[3:])
    with pytest.raises(NotAllowed, match="slips_void"):
        venue.change(slips.issue, batch_id, drawn[3:], by="sato")
    assert venue.rows() == 3 + 3


@pytest.mark.parametrize("count", [0, -1, slips.MOST + 1])
def test_too_many_and_too_few_are_refused(store: Store, count: int) -> None:
    venue = Venue(store)
    with pytest.raises(NotAllowed, match="slip_count"):
        venue.change(slips.create, venue.survey_id, "説明会", count, None, by="sato")


def test_what_makes_no_batch_is_refused(store: Store) -> None:
    venue, other = Venue(store), Venue(store)
    with store.reading() as session:
        web = placements.listing(session, venue.survey_id)[0].code
    for placement in (web, other.code, "zzzzz"):
        named = {"by": "sato", "placement": placement}
        with pytest.raises(NotAllowed, match="slip_placement"):
            venue.change(slips.create, venue.survey_id, "説明会", 1, None, **named)
    with pytest.raises(NotAllowed, match="placement_name"):
        venue.change(slips.create, venue.survey_id, " ", 1, None, by="sato")
    with pytest.raises(NotFound):
        venue.change(slips.create, "zzzzz", "説明会", 1, None, by="sato")
    for batch_id in ("zzzzz", "\0"):
        with pytest.raises(NotFound), store.reading() as session:
            slips.get(session, batch_id)


def test_how_many_were_handed_out(store: Store) -> None:
    venue = Venue(store)
    assert (venue.batch().given, venue.batch().handed_out) == (None, 3)
    venue.change(slips.hand_out, venue.batch_id, 2, by="sato")
    assert venue.batch().handed_out == 2
    for given in (-1, 4):
        with pytest.raises(NotAllowed, match="slips_given"):
            venue.change(slips.hand_out, venue.batch_id, given, by="sato")
    venue.change(slips.hand_out, venue.batch_id, None, by="sato")
    assert venue.batch().handed_out == 3


def test_a_draft_goes_with_its_slips(store: Store) -> None:
    venue = Venue(store)
    draft = venue.change(surveys.create, document(), by="sato")
    venue.change(slips.create, draft, "説明会", 3, None, by="sato")
    venue.change(surveys.delete, draft, by="sato")
    with store.reading() as session:
        assert slips.listing(session, draft) == []
    assert venue.rows() == 3
