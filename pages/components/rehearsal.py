"""What 予行演習 works out from a draft, in the child process: no Streamlit here.

The draft comes as text, and the people who answer it are invented anew each time: nothing is read
from the database, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.codebook import codebook_csv
from exports.csv import responses_csv
from exports.sections import Section
from models import document, rehearsal
from pages.components import answers
from pages.components.drawings import drawn

# file as residents' answers would give it → what is in it
FILES = {
    "responses.csv": "回答1件が1行です。",
    "codebook.csv": "列の名前と、符号の意味の一覧です。",
}


@dataclass(frozen=True)
class Rehearsed:
    """How many of the people could send their answers, and what the page shows of each question.

    `sections` are by the keys of questions, in their order.
    """

    responses: int
    sections: Mapping[str, Section]


def results(draft: str, people: int, seed: int) -> Rehearsed:
    """What みる would show of the draft, with that many invented people."""
    survey = document.load(draft)
    found = rehearsal.respondents(survey, people, seed)
    versions = {rehearsal.VERSION: survey}
    tables = answers.tables(found, versions)
    return Rehearsed(len(found), drawn(tables, answers.joined(tables, versions), None))


def file(draft: str, people: int, seed: int, name: str) -> bytes:
    """A file of FILES as だす would hand it out, of the same people; its lines name 見本."""
    survey = document.load(draft)
    versions = {rehearsal.VERSION: survey}
    if name == "codebook.csv":
        return codebook_csv(versions, rehearsal.PLACEMENTS).data
    found = rehearsal.respondents(survey, people, seed)
    return responses_csv(found, versions, rehearsal.PLACEMENTS).data
