"""What みる draws as HTML, read back: the result of each question, every table and every figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

Table = list[list[str]]  # the heads, then the lines: the text of each cell

_HEADINGS = frozenset({"h2", "h3"})
_VOID = frozenset({"br", "hr", "img", "meta"})


@dataclass
class Result:
    """One question: what stands where. `alts` are of its pictures, at each width."""

    title: str = ""
    mark: str = ""
    note: str = ""
    base: str = ""
    said: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    how: list[str] = field(default_factory=list)

    @property
    def alt(self) -> str:
        """Its figure in words, which must be the same at every width; '' without a figure."""
        assert len(set(self.alts)) <= 1
        return self.alts[0] if self.alts else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.results: list[Result] = []
        self.tables: list[Table] = []
        self.figures: list[list[str]] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.path: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        kind = found.get("class", "")
        self.tags.add(tag)
        if tag == "img":
            self._picture(found["alt"])
        elif tag not in _VOID:
            self.path.append((tag, kind))
        if tag == "section":
            self.results.append(Result())
        elif tag == "figure" or kind == "koe-figure":
            self.figures.append([])
        elif tag == "table":
            self.tables.append([])
            if self._inside("section"):
                self.results[-1].tables.append(self.tables[-1])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
        elif tag == "p" and self._inside("section") and kind in {"", "how"}:
            (self.results[-1].how if kind else self.results[-1].said).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.path, f"</{tag}> ends nothing"
        begun, _ = self.path.pop()
        assert begun == tag, f"</{tag}> ends <{begun}>"
        if tag in _HEADINGS and self.results:
            self.results[-1].title = self.results[-1].title.strip()

    def handle_data(self, data: str) -> None:
        if self._inside("style"):
            return
        self.words.append(data)
        if not self.path:
            return
        tag, kind = self.path[-1]
        if self._inside("th") or self._inside("td"):
            self.tables[-1][-1][-1] += data
        elif self.results and self._inside("section"):
            self._told(self.results[-1], tag, kind, data)

    def _told(self, result: Result, tag: str, kind: str, data: str) -> None:
        if tag == "p" and kind in {"", "how"}:
            (result.how if kind else result.said)[-1] += data
        elif kind in {"mark", "note", "base"}:
            setattr(result, kind, getattr(result, kind) + data)
        elif tag in _HEADINGS:
            result.title += data

    def _picture(self, alt: str) -> None:
        if not any(tag == "figure" or kind == "koe-figure" for tag, kind in self.path):
            self.figures.append([])
        self.figures[-1].append(alt)
        if self._inside("section"):
            self.results[-1].alts.append(alt)

    def _inside(self, tag: str) -> bool:
        return any(one == tag for one, _ in self.path)


def read(html: str) -> _Reader:
    """The markup read to its end; every tag must be ended by its own."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.path, f"never ended: {reader.path}"
    return reader


def html(at: AppTest) -> str:
    """All markup of the page, as it is handed to the browser."""
    return "".join(one.proto.body for one in at.get("html"))


def results(at: AppTest) -> list[Result]:
    """The results of the questions, in their order."""
    return read(html(at)).results


def titles(found: Iterable[Result]) -> list[str]:
    """The headings of results."""
    return [one.title for one in found]


def tables(at: AppTest) -> list[Table]:
    """Every table on the page."""
    return read(html(at)).tables


def figures(at: AppTest) -> list[str]:
    """Every figure on the page, in words; its widths say the same and count once."""
    found = read(html(at)).figures
    assert all(len(set(alts)) == 1 for alts in found)
    return [alts[0] for alts in found]


def column(table: Table, number: int) -> list[str]:
    """A column without its head."""
    return [line[number] for line in table[1:]]


def words(at: AppTest) -> str:
    """Every word that is not in a picture."""
    return "\n".join(read(html(at)).words)
