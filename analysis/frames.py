"""From stored responses to one pandas frame, with all versions of a survey side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from models.clock import JST
from models.document import SurveyDocument
from models.journey import WORDING
from models.questions.base import NOT_ASKED
from models.questions.values import StoredValue
from models.responses import StoredResponse
from models.versions import merged_questions


def has_places(versions: Mapping[int, SurveyDocument]) -> bool:
    """Whether any version had options that could be full (定員)."""
    return any(document.has_places for document in versions.values())


def has_two_wordings(versions: Mapping[int, SurveyDocument]) -> bool:
    """Whether in any version half the readers saw other words, so that answers name theirs."""
    return any(document.has_two_wordings for document in versions.values())


def load(
    responses: Sequence[StoredResponse], versions: Mapping[int, SurveyDocument]
) -> pd.DataFrame:
    """One row a response, in the order given, indexed by `response_id`.

    Columns: version (int), placement, language, mode (str), received (JST, full hour), wording (a
    or b, NOT_ASKED where the version has one wording) if any version has two, then one object
    column per stored key: the stored value, numbers as they are, None for 無回答, NOT_ASKED for
    非該当. A text that reads just like NOT_ASKED gets a leading `'`, here as in every exported
    file, so that nobody's words are taken for the code. Raises KeyError for a version that is not
    given.
    """
    asked_with = {
        number: {
            key: key if key in question.asked_keys() else question.asked_keys()[0]
            for question in document.questions()
            for key in question.stored_keys()
        }
        for number, document in versions.items()
    }
    hours = pd.DatetimeTZDtype("us", JST)
    index = pd.Index([r.response_id for r in responses], dtype="str", name="response_id")
    columns = {
        "version": pd.Series([r.version for r in responses], index, dtype="int64"),
        "placement": pd.Series([r.placement for r in responses], index, dtype="str"),
        "language": pd.Series([r.language for r in responses], index, dtype="str"),
        "mode": pd.Series([r.mode for r in responses], index, dtype="str"),
        "received": pd.Series([r.received for r in responses], index, dtype=hours),
    }
    if has_two_wordings(versions):
        wordings = [r.answers.get(WORDING, NOT_ASKED) for r in responses]
        columns[WORDING] = pd.Series(wordings, index, dtype="object")
    for question in merged_questions(versions):
        for key in question.stored_keys():
            values = [_value(r, key, asked_with[r.version].get(key)) for r in responses]
            columns[key] = pd.Series(values, index, dtype="object")
    return pd.DataFrame(columns, index=index)


def _value(response: StoredResponse, key: str, asked_with: str | None) -> StoredValue:
    """The value under `key`; `asked_with` is the key that says whether it was asked then."""
    answers = response.answers
    if key in answers:
        value = answers[key]
        return f"'{value}" if value == NOT_ASKED else value
    # A part left out beside an answered question, such as the text of その他, was left blank.
    return None if asked_with in answers else NOT_ASKED
