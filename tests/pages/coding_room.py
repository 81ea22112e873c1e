"""The parts of 分類 for tests: a survey with codes, what is judged of it, and one part alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlmodel import Session
from streamlit.testing.v1 import AppTest

import settings
from models import codes, codings, responses, surveys
from models.codes import Code
from models.codings import Way
from models.store import Store
from pages.components import cached
from pages.components.reading_desk import Look
from tests.pages.desk import STAFF
from tests.pages.reading_room import survey_of

SOURCE = "q4"
PARK, ROAD = Code("park", "公園", "公園"), Code("road", "道路", "道路")
_PARKS = ("公園の遊具を新しくしてほしい", "公園の芝生で遊ばせたい", "公園の砂場と遊具がほしい")
_ROADS = ("道路の段差でつまずいた", "道路が狭くて車がこわい", "道路の舗装と段差が傷んでいる")


def alike(number: int) -> list[str]:
    """So many comments on parks, then as many on roads; all differ."""
    return [
        f"{about[at % len(about)]}（{at + 1}回目）"
        for about in (_PARKS, _ROADS)
        for at in range(number)
    ]


def coded_survey(house: Store, texts: Sequence[str], known: Sequence[Code] = (PARK, ROAD)) -> str:
    """A survey with codes, of which nothing is judged."""
    survey_id = survey_of(house, texts)

    def add(session: Session) -> None:
        for one in known:
            codes.save(session, survey_id, SOURCE, one.id, one.label, one.rule, by="sato")

    house.write(add)
    return survey_id


def person(at: int) -> str:
    """The response_id of whoever wrote the comment at this place of `texts`."""
    return responses.public_id(f"test-{at:06}")


def machine(
    house: Store, survey_id: str, found: Mapping[int, Sequence[str]], way: Way = "rule"
) -> None:
    """What rules or examples found, by the place of the comment."""
    assert way != "person"
    told = {person(at): held for at, held in found.items()}
    house.write(lambda session: codings.judge(session, survey_id, SOURCE, way, told, by="sato"))


def by_hand(house: Store, survey_id: str, said: Mapping[int, Mapping[str, bool]]) -> None:
    """What a person said, by the place of the comment."""

    def say(session: Session) -> None:
        for at, one in said.items():
            codings.decide_all(session, survey_id, SOURCE, person(at), one, by="sato")

    house.write(say)


def judged(house: Store, survey_id: str, way: Way) -> dict[str, dict[str, bool]]:
    """What is kept of one way."""
    with house.reading() as session:
        found = codings.of(session, survey_id)[SOURCE].judged[way]
    return {one: dict(said) for one, said in found.items()}


def look_at(house: Store, survey_id: str) -> Look:
    """All of the survey as it is now."""
    with house.reading() as session:
        now = surveys.summary(session, survey_id)
    return Look(survey_id, (now.data_revision, now.version or 0, now.coding_revision), SOURCE)


def where() -> tuple[str, Path]:
    """The database, and the file of tokens: what the functions behind the parts begin with."""
    return settings.current().store_url, cached.tokens()


def part(name: str, survey_id: str) -> AppTest:
    """One of the parts (coding_review, …) as a signed-in person sees it."""
    at = AppTest.from_function(_drawn, default_timeout=30, args=(name, survey_id))
    at.user = {"login": STAFF.encode().decode("latin-1")}
    return at.run()


def _drawn(name: str, survey_id: str) -> None:
    from importlib import import_module  # noqa: PLC0415 - Streamlit runs this body as a script

    from models import store  # noqa: PLC0415 - the same
    from pages.components import notices  # noqa: PLC0415 - the same
    from tests.pages.coding_room import look_at  # noqa: PLC0415 - the same

    notices.show()
    import_module(f"pages.components.{name}").draw(look_at(store.current(), survey_id))
