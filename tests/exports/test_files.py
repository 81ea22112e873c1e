"""The files as they are handed out: written in the child process, all of the same answers."""

from __future__ import annotations

import pytest

from analysis import child
from exports import files
from models import responses
from models.errors import NotFound
from models.store import Store
from tests.builders import SATISFACTION, document
from tests.stores import add_answers, add_survey

SENT = (
    {"q1": ["good"], "q2": ["stage", "food"], "q3": ["三軒茶屋"], "q4": ["休憩所がほしい 👪"]},
    {"q1": ["other"], "q1.other": ["=1+1"], "q4": ["特になし"]},
    {"q1": ["bad"]},
)


@pytest.fixture
def answered(store: Store) -> str:
    survey_id = add_survey(store, publish=True)
    add_answers(store, survey_id, *SENT)
    return survey_id


def test_files_tell_their_rows(store_url: str, answered: str) -> None:
    found = child.run(files.write, store_url, answered, list(files.NAMES), "utf-8-sig")
    assert (found["responses.csv"].rows, found["answers_long.csv"].rows) == (3, 14)
    # q1 3 options, q2 5 and M.T., q3 and q4 記入あり; 無回答 of each. No side variable among them.
    assert (found["gt.csv"].rows, found["cross.csv"].rows) == (3 + 6 + 1 + 1 + 4, 0)
    for file in found.values():
        assert len(file.data.decode("utf-8-sig").splitlines()) == file.rows + 1


def test_codebook_needs_no_answers(store: Store, store_url: str) -> None:
    survey_id = add_survey(store, publish=True)
    found = files.write(store_url, survey_id, ["codebook.csv"], "cp932")
    assert "満足しましたか" in found["codebook.csv"].data.decode("cp932")


def test_characters_that_an_old_encoding_lacks_are_counted(store_url: str, answered: str) -> None:
    assert child.run(files.replaced, store_url, answered) == {"👪": 2}


def test_a_survey_that_is_not_there(store: Store, store_url: str) -> None:
    assert add_survey(store, publish=True)
    with pytest.raises(NotFound):
        files.write(store_url, "nothing", files.NAMES, "utf-8")


def test_receipts_are_in_the_file_only_where_places_are_given_out(
    store: Store, store_url: str
) -> None:
    """Who took a place is found again by the number on their phone; nobody else is."""
    options = [option.model_copy(update={"places": 20}) for option in SATISFACTION.options[:2]]
    session_choice = SATISFACTION.model_copy(update={"options": tuple(options)})
    for survey, there in ((document(session_choice), True), (document(SATISFACTION), False)):
        survey_id = add_survey(store, survey, publish=True)
        add_answers(store, survey_id, {"q1": ["good"]})
        with store.reading() as session:
            [kept] = responses.stored(session, survey_id)
        found = files.write(store_url, survey_id, files.NAMES, "utf-8")
        [header, row] = found["responses.csv"].data.decode().splitlines()
        assert ("receipt" in header.split(",")) == there
        assert (kept.receipt in row.split(",")) == there
        assert ("receipt," in found["codebook.csv"].data.decode()) == there
        assert kept.receipt not in found["answers_long.csv"].data.decode()


def test_formats_share_the_files_out() -> None:
    """csv and tables have no file in common, and all is both."""
    assert {*files.FORMATS["csv"], *files.FORMATS["tables"]} == set(files.FORMATS["all"])
    assert set(files.FORMATS["csv"]).isdisjoint(files.FORMATS["tables"])
    assert files.FORMATS["all"] == tuple(files.NAMES)
