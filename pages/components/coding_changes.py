"""What staff do to codes, each step with the judgements that follow from it, in one transaction.

Rules are read in the child process before anything is written; if somebody else changed the codes
in the meantime, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from analysis.text.starter_codes import Starter
from models import codes, codings, store
from models.codes import Code
from pages.components import cached, coding_findings, coding_lists, identity, notices
from pages.components.reading_desk import Look
from pages.components.words import Refusal

_NEW: Final = "new"  # stands for a code that gets its id when it is kept
_OTHERS: Final = (
    "ほかの人がこの質問の分類を変えました。あなたの変更は保存していません。"
    "いまの分類を見てから、もう一度行ってください。"
)

Found = dict[str, frozenset[str]]  # response_id → codes whose rules hold
Change = Callable[[Any], dict[str, str]]  # of a session; ids that stand for others → those


def save(look: Look, before: Sequence[Code], code: Code) -> str:
    """Keep a code, a new one without an id, and judge by all rules; returns its id, "" if refused.

    Raises RuleError.
    """
    named = replace(code, id=code.id or _NEW)
    after = [named if one.id == code.id else one for one in before]
    if not code.id:
        after.append(named)
    by, kept = identity.name(), ""

    def change(session: Any) -> dict[str, str]:
        nonlocal kept
        kept = codes.save(session, look.survey, look.source, code.id, code.label, code.rule, by=by)
        return {named.id: kept}

    done = f"分類「{code.label.strip()}」を保存しました。"
    return kept if _take(look, before, after, change, done) else ""


def add(look: Look, before: Sequence[Code], chosen: Sequence[Starter]) -> None:
    """Keep these starters behind the codes that are there, and judge by all rules."""
    new = [Code(one.id, one.label, one.rule) for one in chosen]
    by = identity.name()

    def change(session: Any) -> dict[str, str]:
        for one in new:
            codes.save(session, look.survey, look.source, one.id, one.label, one.rule, by=by)
        return {}

    _take(look, before, [*before, *new], change, f"分類を{len(new)}つ加えました。")


def judge(look: Look, before: Sequence[Code]) -> None:
    """Judge all comments by the rules as they are."""
    _take(look, before, before, lambda _: {}, "")


def remove(look: Look, before: Sequence[Code], code: Code) -> None:
    """Forget a code with what was judged of it, and judge by the rules that are left."""
    by = identity.name()

    def change(session: Any) -> dict[str, str]:
        codes.remove(session, look.survey, look.source, code.id, by=by)
        return {}

    after = [one for one in before if one.id != code.id]
    _take(look, before, after, change, f"分類「{code.label}」を消しました。")


def move(look: Look, before: Sequence[Code], code_id: str, by_places: int) -> None:
    """Put a code so many places further down."""
    order = [one.id for one in before]
    at = order.index(code_id)
    order.insert(at + by_places, order.pop(at))
    by = identity.name()
    with notices.refusals():
        store.current().write(
            lambda session: codes.arrange(session, look.survey, look.source, order, by=by)
        )


def _take(
    look: Look, before: Sequence[Code], after: Sequence[Code], change: Change, done: str
) -> bool:
    """Write a change; whether that was not refused."""
    found = _judged(look, after)
    by = identity.name()

    def write(session: Any) -> None:
        codes.hold(session, look.survey)
        if codes.listing(session, look.survey, look.source) != list(before):
            raise Refusal(_OTHERS)
        ids = change(session)
        if found is not None:
            kept = {one: {ids.get(code, code) for code in held} for one, held in found.items()}
            codings.judge(session, look.survey, look.source, "rule", kept, by=by)
        elif coding_findings.has_rules(before):
            codings.clear(session, look.survey, look.source, way="rule", by=by)

    with notices.refusals():
        store.current().write(write)
        judged = f"{len(found):,}件のご意見を、規則で分類しました。" if found is not None else ""
        notices.tell("done", f"{done}{judged}")
        return True
    return False


def _judged(look: Look, after: Sequence[Code]) -> Found | None:
    """What the rules find among all comments, None where there are none."""
    if not coding_findings.has_rules(after):
        return None
    return cached.read(coding_findings.judged, coding_lists.whole(look), tuple(after))
