"""The table of label sheets: what it holds is read line by line, and said line by line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from models.label_layouts import SHIPPED, Layout
from pages.components import label_editor, words

OWN = replace(SHIPPED[0], id="abc", name="うちの用紙")


def table(*lines: dict[str, object]) -> pd.DataFrame:
    """What the editor gives back; a new line has None where nothing was written."""
    return pd.DataFrame(list(lines), columns=list(Layout.__annotations__))


def test_lines_are_read_as_layouts_and_empty_ones_left_out() -> None:
    nothing = dict.fromkeys(Layout.__annotations__)
    assert label_editor.read(table(vars(OWN), nothing)) == [OWN]
    assert label_editor.faults([OWN]) == []
    assert label_editor.read(table()) == []


def test_each_line_says_what_is_wrong_with_it() -> None:
    half = {"name": "書きかけ", "columns": 2.0}
    wide = vars(replace(OWN, name="広い", width=300.0, pitch_x=300.0))
    nameless = vars(replace(OWN, name=""))
    layouts = label_editor.read(table(vars(OWN), half, wide, nameless))
    assert label_editor.faults(layouts) == [
        f"2行め　{words.REFUSALS['label_numbers']}",
        f"3行め　{words.REFUSALS['label_off_sheet']}",
        f"4行め　{words.REFUSALS['label_name']}",
    ]
