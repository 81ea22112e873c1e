"""Sheets to print: whole HTML pages in real millimetres, looked at and printed by a browser.

A page needs `img-src 'self'` for a logo, `style-src` for its one style element (`sha256` of it, or
'unsafe-inline') and `PRINT_SCRIPT` served at `script_url`; it has no inline script and no style
attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from models.errors import NotAllowed
from models.label_layouts import Layout
from models.multilingual import HTML_LANG
from qr import code, content, fitting, labels, marks, measure, panels
from qr.content import Content
from qr.faces import Box, Panel
from qr.pieces import Piece
from qr.placing import FARTHEST_MM, STEP_MM, Placing

_TEMPLATES = Path(__file__).parent / "templates"

PAPER = (_TEMPLATES / "paper.css").read_text(encoding="utf-8")
STYLE = PAPER + (_TEMPLATES / "sheet.css").read_text(encoding="utf-8")
PRINT_SCRIPT = (_TEMPLATES / "print.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Around:
    """What stands around a sheet on the screen and is not printed.

    `others` are name and address of the pieces to change to; `layouts` are offered for labels.
    """

    script_url: str
    others: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    name: str = ""


def sheet(piece: Piece, said: Content, around: Around, placing: Placing | None = None) -> str:
    """The piece as one HTML page that prints on exactly one sheet of its paper.

    `placing` is where labels lie, and needed for them. Raises NotAllowed: 'module_too_small',
    'too_much_text' or, for labels, 'label_too_small', and 'public_url_malformed' for a link that
    cannot be shown honestly. Whether the link may be printed at all is for the caller to ask
    first: `qr.links.printable`.
    """
    if piece.panel is not None:
        side, rules, face = _panel(piece.panel, said)
    else:
        layout = placing.layout if placing else piece.grid
        assert layout is not None, "labels need a placing"
        planned = labels.plan(said, layout.width, layout.height)
        if planned is None and placing is None:
            raise NotAllowed("too_much_text")
        if planned is None:
            raise NotAllowed("label_too_small")
        side, rules, face = _label(said, layout, planned)
    spots = _spots(piece, placing)
    style = "\n".join([STYLE, _page(piece), *rules, *_places(spots)])
    return _environment.get_template("sheet.html").render(
        piece=piece,
        content=said,
        around=around,
        placing=placing,
        leaves_sheet=placing is not None and placing.leaves_sheet,
        style=Markup(style),  # noqa: S704 - our own file, and numbers
        face=face,
        turned=[number in piece.turned for number in range(len(spots))],
        marks=Markup(marks.svg(piece)),  # noqa: S704 - numbers only
        verdict=measure.verdict(said.url, side, said.level),
        side=side,
        furthest=FARTHEST_MM,
        step=STEP_MM,
    )


def fitting_layouts(said: Content, layouts: Iterable[Layout]) -> list[Layout]:
    """Those of the layouts whose labels hold everything."""
    return [one for one in layouts if _holds(said, one)]


def refusal(sentence: str, href: str = "", words: str = "") -> str:
    """A page that says why there is nothing to print and, with `href`, the way on."""
    return _environment.get_template("refusal.html").render(
        sentence=sentence,
        href=href,
        words=words,
        style=Markup(STYLE),  # noqa: S704 - our own file
    )


def _holds(said: Content, layout: Layout) -> bool:
    try:
        return labels.plan(said, layout.width, layout.height) is not None
    except NotAllowed:
        return False


def _panel(panel: Panel, said: Content) -> tuple[float, list[str], Markup]:
    """The symbol's side, the rules of its own, and the HTML of a face."""
    measure.verdict(said.url, panel.symbol, said.level)
    planned = panels.plan(panel, said)
    rules = [
        f".face{{width:{panel.width:g}mm;height:{panel.height:g}mm}}",
        f".face{{--t:{panel.text:g};--f:{panel.facts:g}}}",
        *(_box(part, box) for part, box in panel.boxes.items()),
        _box("symbol", Box(*panel.symbol_at, panel.symbol, panel.symbol)),
        *(f".{part}{{font-size:{size:g}pt}}" for part, size in planned.points.items()),
        *(f".{part}{{line-height:{ratio:g}}}" for part, ratio in panels.LEADING.items()),
        f".foot{{grid-template-columns:1fr {panel.small:.0%}}}",
    ]
    html = _environment.get_template("panel.html").render(
        panel=panel,
        plan=planned,
        content=said,
        code=_symbol(said, panel.symbol),
        address=breakable(said.address, planned.points["address"], panel.boxes["link"].width),
    )
    return panel.symbol, rules, Markup(html)  # noqa: S704 - rendered with autoescape


def _label(said: Content, layout: Layout, planned: labels.Plan) -> tuple[float, list[str], Markup]:
    """The same for a label or a card."""
    boxes = {"symbol": planned.symbol, "column": planned.column, "address": planned.address}
    rules = [
        f".face{{width:{layout.width:g}mm;height:{layout.height:g}mm}}",
        *(_box(part, box) for part, box in boxes.items()),
        *(
            f".{part}{{font-size:{size:g}pt;line-height:{planned.leading[part]:g}}}"
            for part, size in planned.points.items()
        ),
    ]
    html = _environment.get_template("label.html").render(
        content=said,
        plan=planned,
        facts=labels.facts(said),
        separator=labels.SEPARATOR,
        code=_symbol(said, planned.side),
        address=breakable(said.address, planned.points["address"], planned.address.width),
    )
    return planned.side, rules, Markup(html)  # noqa: S704 - rendered with autoescape


def _symbol(said: Content, side: float) -> Markup:
    """The code with its quiet zone, so large that the black symbol has that side."""
    text = said.code_text
    whole = side + 2 * measure.quiet_mm(said.url, side, said.level)
    return Markup(code.svg(text, whole, said.level))  # noqa: S704 - escaped there


def breakable(address: str, points: float, width: float) -> Markup:
    """The address in a box of that width: divided before its path, and elsewhere after a dot only
    where that is not enough."""
    host, slash, path = address.partition("/")
    labels = Markup(".<wbr>").join(escape(label) for label in host.split("."))
    whole = "whole" if fitting.is_divided(address, points, width) else ""
    return Markup('<span class="{0}">{1}</span><wbr><span class="{0}">{2}</span>').format(
        whole, labels, slash + path
    )


def _spots(piece: Piece, placing: Placing | None) -> list[tuple[float, float]]:
    if placing is not None:
        return list(placing.corners())
    assert piece.grid is not None, "labels need a placing"
    return [piece.grid.corner(number) for number in range(piece.grid.labels)]


def _page(piece: Piece) -> str:
    width, height = piece.size
    # Just short of the page: a rounding error must not start a second sheet.
    return (
        f"@page{{size:{width:g}mm {height:g}mm;margin:0}}"
        f".sheet{{width:{width:g}mm;height:{height:g}mm}}"
        f"@media print{{.sheet{{height:{height - 0.5:g}mm}}}}"
    )


def _places(spots: list[tuple[float, float]]) -> Iterator[str]:
    for number, (left, top) in enumerate(spots):
        yield f".at{number}{{left:{left:g}mm;top:{top:g}mm}}"


def _box(part: str, box: Box) -> str:
    return (
        f".{part}{{left:{box.left:g}mm;top:{box.top:g}mm;"
        f"width:{box.width:g}mm;height:{box.height:g}mm}}"
    )


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(
    html_lang=HTML_LANG,
    trademark=content.TRADEMARK,
    link_label=panels.LINK_LABEL,
    contact_label=panels.CONTACT_LABEL,
    place_label=panels.PLACE_LABEL,
    no_deadline=labels.NO_DEADLINE,
)
