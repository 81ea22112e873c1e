"""Results as HTML: words stay words, and a figure is as wide as the page or the paper it is on."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import pytest

from analysis.matrices import in_order
from exports.sections import MOST_ROWS, Section, section_html
from models.multilingual import Language
from models.questions.choice import SingleChoice
from models.questions.matrix import MatrixSingle, Row
from models.questions.options import Option
from pages.components import answers, drawings
from pages.components.answers import joined
from tests.analysis.test_charts import HOSTILE, count
from tests.builders import GRID, NUMBER, RANKING, SATISFACTION, document
from tests.gathered import person
from tests.pages import drawn
from tests.pages.nasty import NASTY

HARD = (HOSTILE, *NASTY, '" onerror="alert(1)', "' onload='alert(1)", "</section></figure>", "]]>")
TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
OURS = TABLE | {"section", "h3", "span", "p", "figure", "img", "div"}
SVG = {"svg", "title", "rect", "path", "defs", "pattern", "text", "tspan", "line", "g"}
_SOURCE = re.compile(r'<img src="data:image/svg\+xml;base64,([^"]+)" width="(\d+)"')


def pictures(section: Section) -> Mapping[int, str]:
    """The SVG of each width in pixels."""
    found = _SOURCE.findall(section.figure)
    return {int(width): b64decode(held).decode() for held, width in found}


def sections(*questions: Any, given: dict[str, Any], paper: bool = False) -> list[Section]:
    """What one person said to the questions, as they are drawn in their order."""
    versions = {1: document(*questions)}
    tables = answers.tables([person(given)], versions)
    matrices = joined(tables, versions)
    if paper:
        return [drawings.of_result(one, None, paper=True) for one in in_order(tables, matrices)]
    return list(drawings.drawn(tables, matrices, None).values())


@pytest.mark.parametrize("hard", HARD)
def test_words_are_never_markup(hard: str) -> None:
    """In a heading, a mark, a note, an option, a row: as text, as alt and within the picture."""
    options = (Option(value="a", label={"ja": hard}),)
    one = SingleChoice(key="q1", label={"ja": hard}, options=options)
    rows = (Row(value="r", label={"ja": hard}),)
    grid = MatrixSingle(key="q2", label={"ja": hard}, rows=rows, options=options)
    found = sections(one, grid, given={"q1": "a", "q2.r": "a"})
    assert len(found) == 2
    for section in found:
        read = drawn.read(section_html(section, 3, mark=hard, more=hard))
        [result] = read.results
        assert read.tags <= OURS
        assert bare(result.title) == bare(result.mark) == bare(result.note) == bare(hard)
        cells = [cell for line in result.tables[0] for cell in line]
        assert any(bare(hard) in bare(cell) for cell in cells)
        assert bare(hard) in bare(result.alt)
        assert any(bare(hard) in bare(said) for said in result.said)
        for picture in pictures(section).values():
            svg = ElementTree.fromstring(picture)
            assert {name(element) for element in svg.iter()} <= SVG
            texts = ["".join(one.itertext()) for one in svg.iter() if name(one) == "text"]
            assert bare(hard) in bare("".join(texts))


def bare(text: str) -> str:
    """Without spaces and line breaks: they end where a line does."""
    return "".join(text.split())


def name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


GIVEN = {"q1": "good", "q8.hall": "5", "q10": ["stage"], "q11": 3}


def test_on_the_page_a_matrix_and_a_ranking_stand_at_two_widths() -> None:
    """What has room beside its table needs one; both say the same."""
    asked = (SATISFACTION, GRID, RANKING, NUMBER)
    found = sections(*asked, given=GIVEN)
    assert [one.title for one in found] == [question.label["ja"] for question in asked]
    choice, matrix, ranking, number = found
    for beside in (choice, number):
        assert (len(pictures(beside)), beside.beside) == (1, True)
        assert 'class="pair"' in section_html(beside)
    for whole in (matrix, ranking):
        assert min(pictures(whole)) < 390 < drawings.WIDE_PX == max(pictures(whole))
        assert re.findall('<div class="(wide|narrow)">', whole.figure) == ["wide", "narrow"]
        assert 'class="pair"' not in section_html(whole)
        [result] = drawn.read(section_html(whole)).results
        assert (len(result.alts), result.alt != "") == (2, True)
    for width, picture in pictures(matrix).items():
        assert picture.startswith(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}"')


def test_on_paper_every_figure_stands_once_as_a_drawing() -> None:
    page = {one.title: one for one in sections(SATISFACTION, GRID, RANKING, NUMBER, given=GIVEN)}
    paper = sections(SATISFACTION, GRID, RANKING, NUMBER, given=GIVEN, paper=True)
    assert {one.title for one in paper} == set(page)
    for sheet in paper:
        assert (sheet.figure.count("<svg"), "<img" in sheet.figure) == (1, False)
        screen = page[sheet.title]
        assert sheet.figure in pictures(screen).values()
        assert (sheet.base, sheet.said, sheet.tables) == (screen.base, screen.said, screen.tables)


def test_a_table_of_many_rows_scrolls_on_the_page_and_goes_over_sheets_without_its_figure() -> None:
    labels: dict[str, dict[Language, str]] = {
        f"c{number}": {"ja": f"{number}丁目"} for number in range(MOST_ROWS)
    }
    long = count(["c0"], labels=labels)
    labels.popitem()
    short = count(["c0"], labels=labels)
    assert len(short.rows) <= MOST_ROWS < len(long.rows)
    for table, goes_over in ((short, False), (long, True)):
        page = drawings.of_result(table, None)
        paper = drawings.of_result(table, None, paper=True)
        assert (page.long, paper.long) == (goes_over, goes_over)
        assert ('role="region"' in page.tables[0]) is goes_over
        assert page.figure
        assert bool(paper.figure) is not goes_over
