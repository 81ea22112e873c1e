"""One result as HTML, on paper and on the page: its heading, base, sentences, figure and tables.

All words are escaped here, figures and tables come as markup of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

MOST_ROWS: Final = 24  # of a table that stays on one sheet with its figure

# On the page; paper has its own. A figure is as wide as a phone, or stands there for both widths.
FIGURE_STYLE: Final = """
.koe-figure,.koe-result{container-type:inline-size}
.koe-figure img,.koe-result img{display:block;max-width:100%;height:auto}
.koe-figure .wide,.koe-result .wide{display:none}
@container (min-width:640px){.koe-figure .wide,.koe-result .wide{display:block}
.koe-figure .narrow,.koe-result .narrow{display:none}}
"""
STYLE: Final = f"""{FIGURE_STYLE}
.koe-result{{color:#1a1a1a}}
.koe-result h3{{font-size:1.125rem;line-height:1.5;font-weight:700;margin:0 0 .25rem;
padding:1.25rem 0 0}}
.koe-result p{{margin:0 0 .25rem;max-width:46em}}
.koe-result .note,.koe-result .base,.koe-result .how{{color:#595959;font-size:.875rem}}
.koe-result .mark{{display:inline-block;margin-left:.5rem;padding:0 .5rem;border-radius:4px;
background:#fff1d6;color:#6b4300;font-size:.875rem;font-weight:400;vertical-align:.1em}}
.koe-result figure{{margin:.75rem 0 0;min-width:0}}
.koe-result .tables{{margin-top:.75rem;min-width:0}}
.koe-result .koe-grid{{width:100%}}
.koe-result.long .koe-scroll{{max-height:720px;overflow:auto}}
@container (min-width:640px){{.koe-result .pair{{display:grid;gap:2.5rem;align-items:start;
grid-template-columns:minmax(0,360px) minmax(0,1fr)}}
.koe-result .pair .koe-grid{{width:auto;min-width:min(100%,30rem)}}
.koe-result .pair th:first-child{{max-width:none}}}}
"""


@dataclass(frozen=True)
class Section:
    """One result: `said` are sentences, `figure` is markup or '', `tables` are of grid_html.

    `long` results may go over several sheets; `beside` stands figure and table next to each other.
    """

    title: str
    base: str
    said: Sequence[str]
    figure: str
    tables: Sequence[str]
    notes: Sequence[str] = ()
    long: bool = False
    beside: bool = False


def section_html(one: Section, level: int = 2, *, mark: str = "", more: str = "") -> str:
    """The result under a heading of `level`; `mark` stands beside that, `more` below it."""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in one.said)
    notes = "".join(f'<p class="how">{escape(note)}</p>' for note in one.notes)
    figure = f"<figure>{one.figure}</figure>" if one.figure else ""
    tables = "".join(
        f'<div class="whole">{table}</div>' if table.count("<tr") <= MOST_ROWS else table
        for table in one.tables
    )
    drawn = f'{figure}<div class="tables">{tables}{notes}</div>'
    if one.beside and figure:
        drawn = f'<div class="pair">{drawn}</div>'
    kind = " long" if one.long else ""
    marked = f' <span class="mark">{escape(mark)}</span>' if mark else ""
    below = f'<p class="note">{escape(more)}</p>' if more else ""
    return (
        f'<section class="koe-result{kind}"><h{level}>{escape(one.title)}{marked}</h{level}>'
        f'{below}<p class="base">{escape(one.base)}</p>{said}{drawn}</section>'
    )
