"""Surveys of comments for tests of よむ: real ones (CC0), and such as would be markup."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from models import placements, responses, surveys, tables
from models.clock import now
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.questions.scale import Scale
from models.store import Store
from tests.builders import FIVE, OPINION, SATISFACTION, document
from tests.pages.desk import elements

DATA = Path(__file__).parents[1] / "analysis" / "data" / "ward_comments_156.tsv"
AGES = ("20代", "40代", "60代")
AGE = SingleChoice(
    key="age",
    label={"ja": "年代"},
    options=tuple(Option(value=f"a{n}", label={"ja": age}) for n, age in enumerate(AGES)),
)
PLAIN = SATISFACTION.model_copy(update={"options": SATISFACTION.options[:2]})
RATING = Scale(key="rate", label={"ja": "<b>全体</b>の満足度"}, options=FIVE)
VIEWS = ("要点", "ことば", "話題", "気持ち", "だれが", "分類", "読む")


def ward(count: int) -> list[str]:
    """So many comments, from the 156 again and again."""
    with DATA.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    return [texts[at % len(texts)] for at in range(count)]


def survey_of(
    house: Store, comments: Sequence[str | None], rates: Sequence[str | None] = ()
) -> str:
    """A survey about satisfaction and age; each of these was written by a person of their own.

    Who writes first is 20代, then 40代, 60代 and again; every fourth is 不満. None is 無回答. With
    `rates`, a step of RATING for each comment, the survey has that question too.
    """
    questions = (PLAIN, AGE, OPINION, *([RATING] if rates else []))
    given: list[dict[str, str | None]] = [{"rate": rate} for rate in rates]

    def add(session: Session) -> str:
        survey_id = surveys.create(session, document(*questions), by="sato")
        surveys.publish(session, survey_id, by="sato")
        code = placements.listing(session, survey_id)[0].code
        further = given or [{}] * len(comments)
        rows = [
            _row(survey_id, code, at, text, more)
            for at, (text, more) in enumerate(zip(comments, further, strict=True))
        ]
        if rows:
            session.connection().execute(insert(tables.Response), rows)
        survey = session.get(tables.Survey, survey_id)
        assert survey is not None
        survey.data_revision += 1
        session.add(survey)
        return survey_id

    return house.write(add)


def html(at: AppTest) -> str:
    """Everything on the page that is written as HTML."""
    assert not at.exception, at.exception
    return "\n".join(one.proto.body for one in elements(at, "html"))


def _row(
    survey_id: str, code: str, at: int, text: str | None, more: Mapping[str, str | None]
) -> dict[str, object]:
    answers = {"q1": "good" if at % 4 else "bad", "age": f"a{at % len(AGES)}", "q4": text, **more}
    return {
        "survey_id": survey_id,
        "submission_id": f"test-{at:06}",
        "version": 1,
        "placement": code,
        "language": "ja",
        "mode": "web",
        "received": now(),
        "answers": responses.canonical(answers),
        "checksum": str(at),
        "receipt": f"r{at:011}",
        "flags": "",
    }
