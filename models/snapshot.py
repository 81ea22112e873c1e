"""A survey with all its answers, as they are together at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models import placements, responses, surveys
from models.document import SurveyDocument
from models.responses import StoredResponse
from models.store import Store


@dataclass(frozen=True)
class Snapshot:
    """Answers with the published versions by number, and placements' names by code."""

    responses: list[StoredResponse]
    versions: Mapping[int, SurveyDocument]
    placements: Mapping[str, str]


def read(url: str, survey_id: str) -> Snapshot:
    """Everything at once from the database at `url`, read-only, as child processes do.

    Raises NotFound, StorageRefused.
    """
    store = Store(url, writable=False)
    try:
        with store.reading() as session:
            surveys.state(session, survey_id)  # NotFound for an id that is none
            return Snapshot(
                responses.stored(session, survey_id),
                surveys.versions(session, survey_id),
                placements.names(session, survey_id),
            )
    finally:
        store.close()
