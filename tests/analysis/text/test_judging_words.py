"""The list of judging words as it is read without the tokenizer."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

from analysis.text import judgements as module
from analysis.text.denial import denial, may_be_denied
from analysis.text.tokens import cut
from tests.analysis.text import wards

ROOT = Path(__file__).parents[3]


def test_every_word_has_the_forms_that_it_is_cut_into() -> None:
    """Empty for a word that is not cut: so a wrong or a forgotten one is told with its line."""
    with Path(module.__file__).with_name("judgements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        forms = " ".join(token.base for token in cut(row["word"]))
        if row["forms"] != ("" if forms == row["word"] else forms):
            wrong.append((row["word"], forms))
    assert wrong == []


def test_the_list_is_read_without_the_dictionary() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from analysis.text import judgements as j;"
        "assert j._entries(); print('janome.tokenizer' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(ROOT)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "False\n"


def test_the_quick_look_overlooks_no_denial() -> None:
    denied = overlooked = 0
    for text in (*wards.comments(), "魅力に欠ける。良いとは言い難い。混んでいない。渋滞が減った。"):
        tokens = cut(text)
        for last in range(len(tokens)):
            if denial(tokens, last).denied:
                denied += 1
                overlooked += not may_be_denied(tokens, last)
    assert overlooked == 0 < denied
