"""The codes to begin with: every rule can be read, and they tell the fields of a ward apart."""

from __future__ import annotations

import csv
from collections import Counter

from analysis.text.comments import Comment
from analysis.text.corpus import read
from analysis.text.judging import by_rules
from analysis.text.rule_language import parse
from analysis.text.rules import Word
from analysis.text.starter_codes import starters
from models.codes import MAX_LABEL, MAX_RULE, OUTSIDE
from tests.analysis.text.wards import DATA

# Topic of the invented comments → the codes that say the same.
ALIKE = {
    "ごみ・環境": {"gomi"},
    "催し": {"bunka"},
    "公園・みどり": {"kouen"},
    "商店街・産業": {"shoten"},
    "図書館・施設": {"shisetsu"},
    "子育て・保育": {"kosodate"},
    "税・広報・区政": {"zei", "koho", "kusei"},
    "窓口・手続き": {"madoguchi"},
    "道路・交通": {"douro"},
    "防災": {"bosai"},
    "防犯・安全": {"bohan"},
    "高齢・健康": {"korei", "kenko"},
}


def test_the_codes_can_be_saved_as_they_are() -> None:
    codes = starters()
    assert 12 <= len(codes) <= 20
    for field in ("id", "label"):
        assert max(Counter(getattr(code, field) for code in codes).values()) == 1
    for code in codes:
        assert isinstance(parse(code.rule), object)
        assert code.id not in OUTSIDE
        assert len(code.label) <= MAX_LABEL
        assert len(code.rule) <= MAX_RULE


def test_no_word_stands_twice_in_a_rule() -> None:
    for code in starters():
        rule = parse(code.rule)
        words = [part for part in getattr(rule, "parts", ()) if isinstance(part, Word)]
        assert len(words) == len(set(words)), code.id


def test_ward_comments_fall_under_their_fields() -> None:
    """A comment may well fall under more fields than the one it is labelled with."""
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    said = [Comment(str(number), row["text"]) for number, row in enumerate(rows)]
    judged = by_rules(said, read(said), {code.id: code.rule for code in starters()})
    wanted = [ALIKE[row["topic"]] for row in rows]
    found = [judged[comment.response_id] for comment in said]
    assert sum(bool(codes) for codes in found) >= 0.95 * len(rows)
    assert sum(bool(a & b) for a, b in zip(wanted, found, strict=True)) >= 0.92 * len(rows)
    fitting = sum(len(a & b) for a, b in zip(wanted, found, strict=True))
    assert fitting >= 0.64 * sum(map(len, found))
