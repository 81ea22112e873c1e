"""The codes that rules find in comments: what staff look at before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from analysis.text.coding_rules import NOBODY, Facts, holds
from analysis.text.comments import Comment, is_empty_answer
from analysis.text.corpus import Corpus
from analysis.text.names import Names, ward
from analysis.text.rule_language import parse

NOTHING: Final = "nothing"  # models.codes


def by_rules(
    comments: Sequence[Comment],
    corpus: Corpus,
    rules: Mapping[str, str],
    facts: Facts = NOBODY,
    names: Names | None = None,
) -> dict[str, set[str]]:
    """response_id → the codes whose rules hold of what the person wrote; of all `comments`.

    `corpus` are the same comments read, `facts` are parallel to its own. A code without a rule
    holds of nobody; whoever wrote nothing that says anything has NOTHING. Raises RuleError.
    """
    found: dict[str, set[str]] = {comment.response_id: set() for comment in comments}
    codes = [code for code, rule in rules.items() if rule.strip()]
    parsed = [parse(rules[code]) for code in codes]
    held = holds(parsed, corpus.readings, facts, spellings(corpus, names))
    for row, number in zip(*(side.tolist() for side in held.nonzero()), strict=True):
        found[corpus.comments[row].response_id].add(codes[number])
    says = {comment.response_id for comment in corpus.comments}
    for comment in comments:
        if comment.response_id not in says and is_empty_answer(comment.text):
            found[comment.response_id].add(NOTHING)
    return found


def spellings(corpus: Corpus, names: Names | None = None) -> dict[str, str]:
    """Ways of writing with the form they are counted as: 三茶 → 三軒茶屋."""
    merged = {merge.form: merge.into for merge in corpus.merges}
    return merged | (ward() if names is None else names).forms()
