"""The filters and comparisons of みる on a page of their own, and answers from two places."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from models import placements, surveys
from models.journey import walk
from models.responses import Submission
from models.responses import store as store_responses
from models.store import Store
from tests.builders import DAY, LIKED, NUMBER, OPINION, SATISFACTION, document
from tests.pages.desk import STAFF
from tests.stores import add_survey

ASKED = (SATISFACTION, LIKED, NUMBER, DAY, OPINION)


def results(survey_id: str) -> None:
    from models import store, surveys  # noqa: PLC0415 - AppTest runs this source alone
    from pages.components import (  # noqa: PLC0415 - the same
        cached,
        comparisons,
        grids,
        notices,
        segment_bar,
        small_voices,
    )

    notices.show()
    with store.current().reading() as session:
        summary = surveys.summary(session, survey_id)
    rules = segment_bar.draw(summary)
    grids.style()
    comparisons.draw(summary, cached.key_of(summary), (), rules)
    small_voices.draw(summary, cached.key_of(summary), (), rules)


def opened(survey_id: str, **query: str) -> AppTest:
    at = AppTest.from_function(results, args=(survey_id,), default_timeout=30)
    at.user = {"login": STAFF.encode().decode("latin-1")}
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def send(house: Store, survey_id: str, code: str, good: int, bad: int) -> None:
    with house.reading() as session:
        versions = surveys.versions(session, survey_id)
        before = surveys.summary(session, survey_id).responses
    answers = [{"q1": ["good"], "q11": ["3"]}] * good + [{"q1": ["bad"], "q11": ["9"]}] * bad
    futures = [
        house.submit(
            store_responses,
            Submission(survey_id, f"s-{number:05}", 1, code, walk(versions[1], fields).answers),
        )
        for number, fields in enumerate(answers, start=before)
    ]
    for future in futures:
        assert isinstance(future.result(), str)


def place(house: Store, survey_id: str, name: str) -> str:
    return house.write(
        lambda session: placements.add(session, survey_id, name, "poster", by="sato")
    )


def listed_placements(house: Store, survey_id: str) -> list[placements.Placement]:
    with house.reading() as session:
        return placements.listing(session, survey_id)


def two_places(house: Store) -> str:
    """40 of 60 are satisfied at 図書館 *前*, 5 of 30 at the fair."""
    found = add_survey(house, document(*ASKED), publish=True)
    send(house, found, place(house, found, "図書館 *前*"), 40, 20)
    send(house, found, place(house, found, "まつり"), 5, 25)
    return found
