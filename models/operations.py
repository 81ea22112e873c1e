"""What operators may change by command: name → function of a session and plain arguments.

The same functions run in the command itself or, while a server holds the database, in the server;
so arguments and results are plain JSON, and refusals are sentences for the operator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from models import (
    audit,
    document,
    imported,
    inhabitants,
    placements,
    populations,
    responses,
    samples,
    staff,
    surveys,
)
from models.errors import (
    DefinitionError,
    NotAllowed,
    NotPublishable,
    SignInRefused,
    StorageRefused,
)
from models.journey import walk

BY = "manage.py"

_POPULATION_REFUSED = {
    "population_name": f"--name に、資料の名前を1〜{populations.MAX_NAME}文字で書いてください。",
    "population_source": f"--source に、出典を1〜{populations.MAX_SOURCE}文字で書いてください。",
    "too_many_populations": f"人口の資料は{populations.MOST}件までです。"
    "使わないものを、画面「誰の声か」で消してください。",
}


def import_survey(session: Session, text: str, publish: bool) -> dict[str, str]:
    """A survey from its JSON text; returns its id and the code of its homepage placement."""
    try:
        survey_id = surveys.create(session, document.load(text), by=BY)
    except DefinitionError as error:
        raise StorageRefused(f"調査の定義を読み取れません。{error}") from error
    if publish:
        try:
            surveys.publish(session, survey_id, by=BY)
        except NotPublishable as error:
            found = ", ".join(f"{problem.place}: {problem.code}" for problem in error.problems)
            raise StorageRefused(f"公開できません。次を直してください。{found}") from error
    return {"survey": survey_id, "code": placements.listing(session, survey_id)[0].code}


def add_staff(session: Session, name: str, password_hash: str, role: staff.Role) -> str:
    """A staff account; returns its name."""
    try:
        staff.add(session, name, password_hash, role, by=BY)
    except SignInRefused as error:
        reasons = {"name_taken": "は、すでに使われています", "name_form": "は、名前に使えません"}
        raise StorageRefused(
            f"「{name}」{reasons[error.code]}。別の名前にしてください。"
        ) from error
    return name


def add_samples(session: Session, today: str) -> list[dict[str, str]]:
    """The sample surveys with their answers, published, as far as they are not there yet.

    Returns title, id and code of each.
    """
    day = date.fromisoformat(today)
    there = {summary.title: summary.id for summary in surveys.listing(session)}
    made = []
    for name in samples.NAMES:
        title = samples.load(name, day).title["ja"]
        if title not in there:
            made.append(add_sample(session, name, day, answers=True, by=BY))
            continue
        code = placements.listing(session, there[title])[0].code
        made.append({"title": title, "survey": there[title], "code": code})
    return made


def add_sample(
    session: Session, name: str, today: date, *, answers: bool, by: str
) -> dict[str, str]:
    """One sample survey, published, with placements of four kinds and, if wanted, its answers."""
    definition = samples.load(name, today)
    survey_id = surveys.create(session, definition, by=by)
    codes = {"web": placements.listing(session, survey_id)[0].code}
    for kind in ("poster", "handout", "table"):
        codes[kind] = placements.add(session, survey_id, placements.KINDS[kind], kind, by=by)
    surveys.publish(session, survey_id, by=by)
    if answers:
        generated = samples.generate(name, definition, samples.ANSWERS[name], seed=1)
        responses.store(
            session,
            [
                responses.Submission(
                    survey_id=survey_id,
                    submission_id=f"sample-{survey_id}-{number:04}",
                    version=1,
                    placement=codes[answered.placement_kind],
                    answers=walk(definition, answered.fields).answers,
                    language=answered.language,
                    at=samples.sent_at(answered, today),
                )
                for number, answered in enumerate(generated)
            ],
        )
    return {"title": definition.title["ja"], "survey": survey_id, "code": codes["web"]}


def import_responses(session: Session, parcel: str, again: bool) -> dict[str, str | int]:
    """A survey from the parcel of that path (models.parcels); its id and the number of answers."""
    try:
        survey_id, count = imported.add(session, Path(parcel), again=again, by=BY)
    except NotAllowed as error:
        raise StorageRefused(
            "同じファイルを前に取り込みました。もう一度取り込むときは --again を付けてください。"
        ) from error
    return {"survey": survey_id, "responses": count}


def add_population(session: Session, name: str, figures: str) -> str:
    """Figures from the file of that path, as models.inhabitants writes them; returns their id."""
    told = inhabitants.load(Path(figures).read_text(encoding="utf-8"))
    try:
        return populations.add(session, inhabitants.Figures(name, told), by=BY)
    except NotAllowed as error:
        raise StorageRefused(_POPULATION_REFUSED[error.code]) from error


def note_export(session: Session, survey_id: str, detail: str) -> None:
    """Write down that answers left the house by command."""
    audit.record(session, BY, "survey.export", survey_id, detail)


def purge(session: Session, today: str) -> list[dict[str, str | int]]:
    """Delete the answers whose day has come, as residents were promised; id and number of each.

    The day is the one of the newest published version; it is the last day on which they may be
    kept.
    """
    purged: list[dict[str, str | int]] = []
    for summary in surveys.listing(session):
        until = surveys.retention_until(session, summary.id)
        if until is not None and until < date.fromisoformat(today) and summary.responses:
            number = responses.delete_all(session, summary.id)
            audit.record(session, BY, "survey.purge", summary.id, f"{number} {until}")
            purged.append({"survey": summary.id, "responses": number})
    return purged


OPERATIONS: dict[str, Callable[..., Any]] = {
    "import_survey": import_survey,
    "add_staff": add_staff,
    "add_samples": add_samples,
    "import_responses": import_responses,
    "add_population": add_population,
    "note_export": note_export,
    "purge": purge,
}
