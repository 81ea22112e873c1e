"""Tables as HTML: on paper, and on the page where a wide one scrolls under a name that stays."""

from __future__ import annotations

from html import escape
from typing import Final

from analysis.grids import Grid, Head, Value

STYLE: Final = """
.koe-scroll{overflow-x:auto;max-width:100%}
.koe-scroll:focus-visible{outline:2px solid #0017c1;outline-offset:2px}
.koe-grid{border-collapse:separate;border-spacing:0;font-size:.875rem;line-height:1.45;
font-variant-numeric:tabular-nums;color:#1a1a1a}
.koe-grid caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.koe-grid th,.koe-grid td{padding:6px 10px;border-bottom:1px solid #d6d6d6;text-align:right;
vertical-align:top;font-weight:400}
.koe-grid td{white-space:nowrap}
.koe-grid thead th{vertical-align:bottom;color:#595959;min-width:4.5em;max-width:11em;
overflow-wrap:anywhere}
.koe-grid th:first-child{position:sticky;left:0;background:#fff;text-align:left;
min-width:8em;max-width:16em;overflow-wrap:anywhere}
.koe-grid tr.koe-whole>*{font-weight:700}
.koe-grid td.koe-higher{background:#dfe3ff;font-weight:700}
.koe-grid td.koe-lower{background:#fff1d6;font-weight:700}
"""
_SIGNS: Final = {"higher": "▲", "lower": "▽"}
_SAID: Final = {"higher": "より高い", "lower": "より低い"}


def grid_html(grid: Grid, *, whole_first: bool = False, scrolls: bool = True) -> str:
    """The table in a region that scrolls; all words are escaped. `whole_first`: 全体 is bold.

    One that never `scrolls` is no region, which the keyboard would stop at.

    A cell that stands out has a sign before its number, not a colour alone.
    """
    name, than = escape(grid.name, quote=True), escape(grid.than, quote=True)
    heads = "".join(f'<th scope="col">{escape(head.text)}</th>' for head in grid.heads)
    rows = []
    for number, (first, *values) in enumerate(grid.rows):
        cells = "".join(
            _cell(head, value, grid.marks.get((number, column), ""), than)
            for column, (head, value) in enumerate(
                zip(grid.heads[1:], values, strict=True), start=1
            )
        )
        bold = ' class="koe-whole"' if whole_first and number == 0 else ""
        rows.append(f'<tr{bold}><th scope="row">{escape(str(first))}</th>{cells}</tr>')
    table = (
        f'<table class="koe-grid"><caption>{name}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    if not scrolls:
        return table
    return f'<div class="koe-scroll" tabindex="0" role="region" aria-label="{name}">{table}</div>'


def _cell(head: Head, value: Value, mark: str, than: str) -> str:
    text = escape(head.written(value))
    if not mark:
        return f"<td>{text}</td>"
    sign = f'<span role="img" aria-label="{than}{_SAID[mark]}">{_SIGNS[mark]}</span>'
    return f'<td class="koe-{mark}">{sign} {text}</td>'
