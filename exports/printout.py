"""Results on paper: one HTML page for A4, with every figure drawn and every table whole.

It needs no script to be read; `script_url` names the one behind its button. All words are escaped
here, figures and tables come as markup of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from exports.grid_html import STYLE as GRID_STYLE
from exports.sections import Section, section_html

_STYLE: Final = f"""{GRID_STYLE}
@page{{size:A4;margin:14mm 14mm 16mm}}
*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:182mm;padding:8mm 0;color:#1a1a1a;background:#fff;
font:400 10.5pt/1.6 "BIZ UDPGothic","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",
"Yu Gothic UI",system-ui,sans-serif;line-break:strict}}
h1{{font-size:16pt;line-height:1.4;margin:0 0 2mm}}
h2{{font-size:12pt;line-height:1.5;margin:0 0 1mm;break-after:avoid}}
p{{margin:0 0 2mm}}
.facts{{border-bottom:1px solid #d6d6d6;padding-bottom:3mm;margin-bottom:6mm}}
.facts p{{margin:0}}
.facts .caution{{background:#fff7e0;padding:2mm 3mm;margin-top:3mm}}
section{{margin:0 0 8mm;break-inside:avoid}}
section.long{{break-inside:auto}}
section.long>p{{break-after:avoid}}
.base,.how{{color:#595959;font-size:9pt;break-after:avoid}}
.how{{break-after:auto}}
.pair{{display:grid;grid-template-columns:96mm 1fr;gap:6mm;align-items:start}}
svg{{display:block;max-width:100%;height:auto}}
figure{{margin:0 0 3mm;break-inside:avoid}}
.koe-scroll{{overflow:visible}}
.koe-grid{{font-size:8.5pt;width:100%;margin-bottom:2mm}}
.koe-grid caption{{position:static;width:auto;height:auto;clip-path:none;text-align:left;
color:#595959;font-size:8pt}}
.pair .koe-grid caption{{display:none}}
.koe-grid th,.koe-grid td{{padding:1mm 1.5mm}}
.koe-grid thead{{display:table-header-group}}
.koe-grid thead th{{min-width:0}}
.koe-grid th:first-child{{position:static;min-width:0}}
.koe-grid tr{{break-inside:avoid}}
.whole{{break-inside:avoid}}
button{{font:inherit;padding:2mm 5mm;border:1px solid #0017c1;border-radius:8px;color:#fff;
background:#0017c1;cursor:pointer;margin-bottom:6mm}}
button:focus-visible{{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}}
@media print{{body{{padding:0;max-width:none}}button{{display:none}}
*{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}}}
"""


@dataclass(frozen=True)
class Head:
    """What stands above all results: the survey's title, facts about the count, and its limits."""

    title: str
    facts: Sequence[str]
    limits: str


def printout(head: Head, sections: Iterable[Section], script_url: str) -> str:
    """The whole page."""
    title = escape(head.title)
    facts = "".join(f"<p>{escape(fact)}</p>" for fact in head.facts)
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style>"
        f'<script src="{escape(script_url, quote=True)}" defer></script></head><body><main>'
        '<button data-print hidden type="button">印刷する</button>'
        f'<header class="facts"><h1>{title}</h1>{facts}'
        f'<p class="caution">{escape(head.limits)}</p></header>'
        f"{''.join(section_html(one) for one in sections)}</main></body></html>"
    )
