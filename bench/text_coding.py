"""Coding rules: what the codes to begin with find, and how long rules take.

`PYTHONPATH=. python bench/text_coding.py FOLDER` takes the folder of the development data; a file
that is not there is named, and what needs it is left out. The words of the codes were written with
the ward comments in sight, so that these figures are no claim about others.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

# Run as a script, bench/analysis.py would stand in front of the room whose name it has.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

from analysis.text.coding_rules import holds
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, read
from analysis.text.judging import by_rules, spellings
from analysis.text.rule_language import parse
from analysis.text.rules import Rule
from analysis.text.starter_codes import starters
from tests.analysis.text.test_starter_codes import ALIKE

Row = dict[str, str]


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/text")
    for name, delimiter, part in (
        ("ward_comments_156.tsv", "\t", ward),
        ("fukui_comments_5000dev.csv", ",", speed),
    ):
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8-sig", newline="") as file:
                part(list(csv.DictReader(file, delimiter=delimiter)))
        else:
            print(f"{name} is not in {folder}: left out")


def told(what: str, value: float, bar: str) -> None:
    print(f"{what:56} {value:7.3f}  bar {bar}")


def ward(rows: list[Row]) -> None:
    said = [Comment(str(number), row["text"]) for number, row in enumerate(rows)]
    judged = by_rules(said, read(said), {code.id: code.rule for code in starters()})
    pairs = [(ALIKE[row["topic"]], judged[str(number)]) for number, row in enumerate(rows)]
    given = sum(len(codes) for _, codes in pairs)
    told("ward comments with any code", sum(bool(b) for _, b in pairs) / len(rows), ".95")
    told("  with the code of their topic", sum(bool(a & b) for a, b in pairs) / len(rows), ".92")
    told("  codes given that are of the topic", sum(len(a & b) for a, b in pairs) / given, ".64")
    told("  codes a comment", given / len(rows), "-")


def speed(rows: list[Row]) -> None:
    texts = [row["text"] for row in rows if row.get("text")]
    said = [Comment(str(n), texts[n % len(texts)]) for n in range(10_000)]
    corpus = read(said)
    rules = [parse(code.rule) for code in starters()]
    told(f"{len(said):,} comments × {len(rules)} rules of words, CPU s", _spent(corpus, rules), "1")
    hard = [
        parse(rule)
        for rule in (
            "near10((駅|バス) (遠い|不便|少ない))",
            "seq5(観光 案内)",
            "「分かりにくい」",
            "/(駐車|駐輪)場.*(狭|少な|無|な)/",
            "/(a+)+$/",
        )
    ]
    told("  and 5 rules of places and patterns, CPU s", _spent(corpus, hard), "-")


def _spent(corpus: Corpus, rules: list[Rule]) -> float:
    alike = spellings(corpus)
    begun = time.process_time()
    holds(rules, corpus.readings, alike=alike)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
