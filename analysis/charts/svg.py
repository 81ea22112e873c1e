"""A figure as SVG, drawn by ourselves: for paper and for files, without a browser.

It knows what the figures of this package are made of: bars, their texts, one axis of numbers and
one of classes or days, points with their reach over lying bars, and annotations. Plotly draws the
same on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import floor, log10
from typing import Any, Final, TypeAlias

import plotly.graph_objects as go

from analysis.charts.drawing import FONTS, LINE, TEXT

WIDTH: Final = 640  # px, where nothing else is said
_SIZE, _LEADING, _TICK_SIZE, _APART = 13, 19, 12, 4
_BASELINE: Final = 0.36  # of the size, from the middle of a line down to its foot
_AXIS_PX, _DIGIT_PX = 44, 8  # for the figures of an upright axis, at least; for one of them
_TICKS: Final = 5
_TICK_PX: Final = 80  # for the words of a day
_TAGS: Final = {
    "<b>": '<tspan font-weight="bold">',
    "</b>": "</tspan>",
    "</span>": "</tspan>",
}
_Box: TypeAlias = tuple[float, float, float, float]  # x, y, width, height
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 # the axes' times are without zones
_COLOURED: Final = re.compile(r'<span style="color:(#[0-9a-f]{6})">')


@dataclass(frozen=True)
class _Frame:
    """The drawing's edges in pixels, and the ranges of both axes."""

    left: float
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        low, high = self.x
        return self.left + (value - low) / ((high - low) or 1) * (self.right - self.left)

    def down(self, value: float) -> float:
        low, high = self.y
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)


def svg(figure: go.Figure, title: str, width: int = WIDTH) -> str:
    """The figure as an SVG image `width` pixels wide; `title` says in words what it shows."""
    drawn = figure.to_plotly_json()
    layout, traces = drawn["layout"], drawn["data"]
    height = layout["height"]
    upright = not any(trace.get("orientation") == "h" for trace in traces)
    frame = _frame(layout, traces, width, upright=upright)
    parts = [
        *(_upright(layout, traces[0], frame) if upright and traces else _lying(traces, frame)),
        *_annotations(layout.get("annotations", ()), frame),
    ]
    fonts = escape(FONTS, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_n(height)}" '
        f'viewBox="0 0 {width} {_n(height)}" role="img" font-family="{fonts}" '
        f'font-size="{_SIZE}" fill="{TEXT}"><title>{escape(title)}</title>{_HATCHING}'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


_HATCHING: Final = (
    '<defs><pattern id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V6" stroke="#ffffff" stroke-width="3"/>'
    "</pattern></defs>"
)


def _frame(
    layout: dict[str, Any], traces: Sequence[dict[str, Any]], width: int, *, upright: bool
) -> _Frame:
    margin = layout["margin"]
    across = tuple(map(_number, layout["xaxis"]["range"]))
    if upright:
        most = max((value for trace in traces for value in trace["y"]), default=1)
        down: tuple[float, float] = (0, _ceiling(most))
    else:
        high, low = layout["yaxis"]["range"]
        down = (high, low)
    return _Frame(
        left=margin["l"] + (_axis_px(layout, down[1]) if upright else 0),
        top=margin["t"],
        right=width - margin["r"],
        bottom=layout["height"] - margin["b"],
        x=(across[0], across[1]),
        y=down,
    )


def _axis_px(layout: dict[str, Any], most: float) -> int:
    """What the longest text of an upright axis needs."""
    suffix = layout["yaxis"].get("ticksuffix", "")
    return max(_AXIS_PX, len(f"{most:,.0f}") * _DIGIT_PX + len(suffix) * _TICK_SIZE + _APART)


def _lying(traces: Sequence[dict[str, Any]], frame: _Frame) -> Iterator[str]:
    """Bars from left to right, one behind the other; over them lines, and points."""
    bars = [trace for trace in traces if trace["type"] == "bar"]
    starts = [0.0] * len(bars[0]["x"]) if bars else []
    for trace in bars:
        for number, (length, middle) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            left, right = frame.across(starts[number]), frame.across(starts[number] + length)
            top = frame.down(middle) - trace["width"] / 2
            yield from _bar(trace["marker"], number, (left, top, right - left, trace["width"]))
            text = trace.get("text", ())[number] if trace.get("text") else ""
            inside = trace.get("textposition") == "inside"
            if text and inside:
                colour = trace["textfont"]["color"][number]
                yield _text(text, (left + right) / 2, frame.down(middle), "middle", colour)
            elif text:
                yield _text(text, right + _APART, frame.down(middle))
            starts[number] += length
    for trace in traces:
        if trace["type"] == "scatter":
            yield from _over(trace, frame)


def _over(trace: dict[str, Any], frame: _Frame) -> Iterator[str]:
    """A line through all of its places, or a point at each with what it reaches to both sides."""
    if trace["mode"] == "lines":
        way = "L".join(
            f"{_n(frame.across(x))} {_n(frame.down(y))}"
            for x, y in zip(trace["x"], trace["y"], strict=True)
        )
        line = trace["line"]
        yield f'<path d="M{way}" stroke="{line["color"]}" stroke-width="{line["width"]}"/>'
        return
    marker, reach = trace["marker"], trace["error_x"]
    stroke = f'stroke="{reach["color"]}" stroke-width="{reach["thickness"]}"'
    half = marker["size"] / 2
    for x, y, more, less in zip(
        trace["x"], trace["y"], reach["array"], reach["arrayminus"], strict=True
    ):
        left, right = _n(frame.across(x - less)), _n(frame.across(x + more))
        yield f'<path d="M{left} {_n(frame.down(y))}H{right}" {stroke}/>'
        box = f'x="{_n(frame.across(x) - half)}" y="{_n(frame.down(y) - half)}"'
        size = f'width="{_n(marker["size"])}" height="{_n(marker["size"])}" rx="{_n(half)}"'
        yield f'<rect {box} {size} fill="{marker["color"]}"/>'


def _upright(layout: dict[str, Any], trace: dict[str, Any], frame: _Frame) -> Iterator[str]:
    """Bars beside each other, with both axes."""
    suffix = escape(layout["yaxis"].get("ticksuffix", ""))
    for value in _steps(frame.y[1]):
        y = frame.down(value)
        yield f'<path d="M{_n(frame.left)} {_n(y)}H{_n(frame.right)}" stroke="{LINE}"/>'
        yield _text(f"{value:,}{suffix}", frame.left - _APART, y, "end", size=_TICK_SIZE)
    places = list(map(_number, trace["x"]))
    wide = trace["width"] if not isinstance(trace["x"][0], datetime) else trace["width"] / 1000
    for number, (place, value) in enumerate(zip(places, trace["y"], strict=True)):
        left, right = frame.across(place - wide / 2), frame.across(place + wide / 2)
        top = frame.down(value)
        yield from _bar(trace["marker"], number, (left, top, right - left, frame.bottom - top))
        if trace.get("text"):
            yield _text(trace["text"][number], (left + right) / 2, top - 9, "middle")
    for place, words in _ticks(layout["xaxis"], trace["x"], frame):
        for line, text in enumerate(words.split("\n")):
            y = frame.bottom + 12 + 15 * line
            yield _text(escape(text), frame.across(place), y, "middle", size=_TICK_SIZE)


def _bar(
    marker: dict[str, Any], number: int, box: tuple[float, float, float, float]
) -> Iterator[str]:
    x, y, width, height = box
    if width <= 0 or height <= 0:
        return
    colour = _one(marker["color"], number)
    edge = marker.get("line", {})
    outline = ""
    if _one(edge.get("width", 0), number):
        outline = f' stroke="{_one(edge["color"], number)}" stroke-width="1"'
    shape = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    yield f'{shape} fill="{colour}"{outline}/>'
    if _one(marker.get("pattern", {}).get("shape", ""), number):
        yield f'{shape} fill="url(#hatching)"/>'


def _annotations(annotations: Sequence[dict[str, Any]], frame: _Frame) -> Iterator[str]:
    """Texts that begin at the left edge; their y is the top of the first line."""
    for one in annotations:
        top = frame.down(one["y"]) if one["yref"] == "y" else frame.bottom
        top -= one.get("yshift", 0)
        colour = one.get("font", {}).get("color", TEXT)
        for number, text in enumerate(one["text"].split("<br>")):
            middle = top + _LEADING * (number + 0.5)
            yield _text(text, 0, middle, colour=colour)


def _text(
    text: str, x: float, middle: float, anchor: str = "start", colour: str = "", size: int = _SIZE
) -> str:
    """`text` as Plotly takes it: words already escaped, a few tags of our own."""
    for tag, ours in _TAGS.items():
        text = text.replace(tag, ours)
    text = _COLOURED.sub(r'<tspan fill="\1">', text)
    fill = f' fill="{colour}"' if colour and colour != TEXT else ""
    small = f' font-size="{size}"' if size != _SIZE else ""
    at = f'x="{_n(x)}" y="{_n(middle + size * _BASELINE)}"'
    return f'<text {at} text-anchor="{anchor}"{fill}{small} xml:space="preserve">{text}</text>'


def _ticks(axis: dict[str, Any], values: Sequence[Any], frame: _Frame) -> list[tuple[float, str]]:
    """Where the axis has words, and which; of days and hours no more than have room."""
    if "tickvals" in axis:
        return list(zip(map(_number, axis["tickvals"]), axis["ticktext"], strict=True))
    halves = [one for one in values if one.hour % 12 == 0]
    shown = halves if len(halves) > 1 else list(values)
    room = frame.across(_number(shown[-1])) - frame.across(_number(shown[0]))
    most = max(1, min(_TICKS, int(room / _TICK_PX) + 1))
    every = -(-len(shown) // most)
    return [(_number(one), _dated(one, axis["tickformat"])) for one in shown[::every]]


def _dated(at: datetime, form: str) -> str:
    """What d3's `form` makes of a time, as far as our axes use it."""
    known = {
        "%-d": str(at.day),
        "%-m": str(at.month),
        "%-H": str(at.hour),
        "%Y": str(at.year),
        "%m": f"{at.month:02}",
        "%d": f"{at.day:02}",
    }
    for mark, text in known.items():
        form = form.replace(mark, text)
    return form


def _steps(most: float) -> list[int]:
    """Round whole numbers from 0 to `most`, which is one of them."""
    step = _step(most)
    return [number * step for number in range(round(most / step) + 1)]


def _ceiling(most: float) -> float:
    step = _step(most)
    return max(step, -(-most // step) * step)


def _step(most: float) -> int:
    rough = max(1.0, most / _TICKS)
    power = 10 ** floor(log10(rough))
    return int(next(one * power for one in (1, 2, 5, 10) if one * power >= rough))


def _one(values: Any, number: int) -> Any:
    return values if isinstance(values, str | int | float) else values[number]


def _number(value: Any) -> float:
    return (value - _EPOCH).total_seconds() if isinstance(value, datetime) else float(value)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
