"""A hall in which slips are handed out, asked as phones would ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models import keys, slip_numbers, slips, surveys
from models.errors import SlipRefused
from models.slip_numbers import Slip
from models.slips import Batch
from models.store import Store
from tests.builders import document
from tests.residents.conftest import Site

LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "ko")


@dataclass
class Hall:
    """A survey in five languages, and slips that lead to `code`."""

    site: Site
    batch_id: str
    code: str
    slips: list[Slip]

    def batch(self) -> Batch:
        with self.site.store.reading() as session:
            return slips.get(session, self.batch_id)

    def send(self, device: Any, number: str = "n-1", **fields: Any) -> Any:
        """POST a good form from that phone, with `fields` over it."""
        return self.site.send_from(device, self.code, number, **fields)

    def scan(self, device: Any, slip: Slip) -> Any:
        """What the phone's camera does with the code on the slip."""
        return device.get(f"/T/{slip.token}")


def opened(site: Site, count: int = 3) -> Hall:
    """The site's survey in all languages, with a batch of so many slips."""
    site.change(surveys.save_draft, site.survey_id, document(languages=LANGUAGES), 1)
    site.change(surveys.publish, site.survey_id, by="test")
    return hall_with(site, count)


def hall_with(site: Site, count: int) -> Hall:
    """Another hall of the same survey, at a placement of its own."""
    batch_id, code, drawn = handed_out(site.store, site.survey_id, count)
    return Hall(site, batch_id, code, drawn)


def handed_out(store: Store, survey_id: str, count: int) -> tuple[str, str, list[Slip]]:
    """A batch of slips, the code they lead to, and the slips."""

    def issue(session: Session) -> tuple[str, str, list[Slip]]:
        batch_id = slips.create(session, survey_id, "説明会", count, None, by="test")
        key = keys.form_key(session)
        drawn = [slip_numbers.draw(key) for _ in range(count)]
        slips.issue(session, batch_id, drawn, by="test")
        return batch_id, slips.get(session, batch_id).placement, drawn

    return store.write(issue)


def invented(site: Site) -> str:
    """A number with a good check letter that this house has not made."""
    with site.store.reading() as session:
        key = keys.form_key(session)
    while True:
        code = slip_numbers.draw(b"x" * 32).code
        try:
            slip_numbers.read_code(key, code)
        except SlipRefused:
            return code
