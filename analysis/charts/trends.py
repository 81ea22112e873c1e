"""Words over time as small figures side by side.

The first, across the page, counts the people who wrote in each period: the base of all shares
below. Each word has a scale of its own, whose top is written beside it: rare words change too. A
grey stub stands where the number is not given: somebody, but too few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from analysis.charts.drawing import (
    ACCENT,
    NO_ANSWER_GREY,
    TEXT,
    counting,
    footnote,
    horizontal,
    layout,
)
from analysis.labels import block, escape
from analysis.text.periods import named
from analysis.text.trends import Trend, Trends, Way
from analysis.text.word_groups import LEAST, SMALL_CELL

NOTHING: Final = "時期ごとにくらべられる言葉がありません。"
WAYS: Final[dict[Way, str]] = {"rising": "増えている", "falling": "減っている", "": ""}

SHOWN: Final = 12
_COLUMNS: Final = 2
_ACROSS: Final = 0.06  # of the width, between two columns
_FIRST_PX, _PANEL_PX, _TICKS_PX, _GAP_PX = 90, 46, 40, 20
_EMS, _LEADING, _SMALL_PX = 11, 17, 11
_FOOT_PX: Final = 72
_STUB: Final = 0.06  # of the scale
_MOST_TICKS: Final = 4


def of_trends(found: Trends, shown: int = SHOWN) -> go.Figure:
    """Words whose share rises or falls first, then those of most people; at most `shown`."""
    words = chosen(found, shown)
    if not words:
        return horizontal([], f"n = {found.n:,}。{NOTHING}")
    tops_of = [_top(found, word) for word in words]
    titles = [_title(word, top) for word, top in zip(words, tops_of, strict=True)]
    rows = [titles[at : at + _COLUMNS] for at in range(0, len(titles), _COLUMNS)]
    heads = [max(count for _, count in row) * _LEADING for row in rows]
    first = _LEADING + _FIRST_PX + _TICKS_PX
    tops = [first + sum(heads[:at]) + at * (_PANEL_PX + _GAP_PX) for at in range(len(rows))]
    height = tops[-1] + heads[-1] + _PANEL_PX
    result = go.Figure()
    axes: dict[str, Any] = {}
    texts = [_text("<b>書いた人</b>", 0, 1.0)]
    most = max((period.n or 0 for period in found.periods), default=0)
    _panel(
        result,
        axes,
        number=1,
        domains=((0.0, 1.0), (1 - (_LEADING + _FIRST_PX) / height, 1 - _LEADING / height)),
        values=[period.n for period in found.periods],
        hover=[_people_of(found, at) for at in range(len(found.periods))],
        top=max(1, most),
    )
    axes["xaxis"] |= {"visible": True, **_ticks(found)}
    axes["yaxis"] |= {**counting(most), "visible": True, "nticks": 3}
    for at, (word, (text, _)) in enumerate(zip(words, titles, strict=True)):
        row, column = divmod(at, _COLUMNS)
        wide = (1 - _ACROSS * (_COLUMNS - 1)) / _COLUMNS
        left = column * (wide + _ACROSS)
        upper = tops[row] + heads[row]
        _panel(
            result,
            axes,
            number=at + 2,
            domains=((left, left + wide), (1 - (upper + _PANEL_PX) / height, 1 - upper / height)),
            values=[_share(found, word, period) for period in range(len(found.periods))],
            hover=[_people_with(found, word, period) for period in range(len(found.periods))],
            top=tops_of[at] or 1,
        )
        texts.append(_text(text, left, 1 - tops[row] / height))
    result.update_layout(
        **layout(height=height + _FOOT_PX),
        margin={"l": 0, "r": 0, "t": 0, "b": _FOOT_PX, "pad": 0},
        bargap=0.15,
        hovermode="closest",
        annotations=[*texts, footnote(_foot(found))],
        **axes,
    )
    return result


def chosen(found: Trends, shown: int = SHOWN) -> list[Trend]:
    """The words that are drawn."""
    marked = list(found.marked)
    others = (word for word in found.words if not word.way)
    rest = sorted(others, key=lambda word: (-word.people, word.text))
    return (marked + rest)[:shown] if len(found.periods) > 1 else []


def _title(word: Trend, top: float) -> tuple[str, int]:
    """The word, and below it the top of its scale and where it goes; and how many lines."""
    text, count = block(word.text, _EMS)
    arrow = {"rising": "　↗", "falling": "　↘", "": ""}[word.way]
    most = f"最大{top:.1f}%" if top else f"{word.people:,}人"
    return f"<b>{text}</b><br>{most}{arrow}{WAYS[word.way]}", count + 1


def _top(found: Trends, word: Trend) -> float:
    """The highest share that is given, in percent."""
    shares = (_share(found, word, period) for period in range(len(found.periods)))
    return max((share for share in shares if share is not None), default=0.0)


def _share(found: Trends, word: Trend, period: int) -> float | None:
    """In percent."""
    count, n = word.counts[period], found.periods[period].n
    if count is None or n is None:
        return None
    return 100 * count / n if n else 0.0


def _panel(
    result: go.Figure,
    axes: dict[str, Any],
    *,
    number: int,
    domains: tuple[tuple[float, float], tuple[float, float]],
    values: Sequence[float | None],
    hover: Sequence[str],
    top: float,
) -> None:
    """Bars on axes of their own."""
    name = "" if number == 1 else str(number)
    result.add_bar(
        x=list(range(len(values))),
        y=[_STUB * top if value is None else value for value in values],
        marker_color=[NO_ANSWER_GREY if value is None else ACCENT for value in values],
        text=list(hover),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        xaxis=f"x{name}",
        yaxis=f"y{name}",
    )
    across, up = domains
    axes[f"xaxis{name}"] = {
        "domain": list(across),
        "anchor": f"y{name}",
        "range": [-0.5, len(values) - 0.5],
        "fixedrange": True,
        "showgrid": False,
        "showticklabels": False,
        "showline": True,
        "linecolor": NO_ANSWER_GREY,
        "zeroline": False,
    }
    axes[f"yaxis{name}"] = {
        "domain": list(up),
        "anchor": f"x{name}",
        "range": [0, top],
        "fixedrange": True,
        "visible": False,
    }


def _ticks(found: Trends) -> dict[str, Any]:
    every = -(-len(found.periods) // _MOST_TICKS)
    places = list(range(0, len(found.periods), every))
    return {
        "showticklabels": True,
        "tickvals": places,
        "ticktext": [named(found.periods[place].start, found.step) for place in places],
        "tickfont": {"size": _SMALL_PX},
        "tickangle": 0,
    }


def _people_of(found: Trends, period: int) -> str:
    when = named(found.periods[period].start, found.step)
    n = found.periods[period].n
    return f"{when}: {f'{LEAST}人未満' if n is None else f'{n:,}人'}"


def _people_with(found: Trends, word: Trend, period: int) -> str:
    count, share = word.counts[period], _share(found, word, period)
    if found.periods[period].n is None:
        return _people_of(found, period)
    when = named(found.periods[period].start, found.step)
    if count is None or share is None:
        return f"{when} {escape(word.text)}: {SMALL_CELL}人未満"
    return f"{when} {escape(word.text)}: {count:,}人（{share:.1f}%）"


def _foot(found: Trends) -> str:
    said = [f"n = {found.n:,}", "棒は書いた人に占める割合、目盛りは言葉ごと"]
    hidden = any(period.n is None for period in found.periods) or any(
        count is None for word in found.words for count in word.counts
    )
    if hidden:
        said.append(f"灰色は{SMALL_CELL}人未満、書いた人では{LEAST}人未満")
    return "<br>".join(said)


def _text(text: str, x: float, y: float) -> dict[str, Any]:
    """From the left edge of a panel, `y` being its top."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": TEXT},
    }
