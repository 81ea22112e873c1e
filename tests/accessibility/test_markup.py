"""The markup itself: whole, without doubles, and without what the statement says is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.multilingual import LANGUAGES, Language
from residents import accessibility
from residents.criteria import CRITERIA
from tests.accessibility.states import STATES
from tests.chromium import OpenContext

HOUSE = Path(accessibility.__file__).parent
# The wall is for a projector and whoever turns its pages: the statement says that it leaves it out.
SOURCES = [
    file
    for file in (*(HOUSE / "templates").rglob("*.html"), *(HOUSE / "static").iterdir())
    if file.stem != "wall"
]

# HTML's elements without an end tag.
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)

# Attributes that name other elements of the page by their ids.
NAMING = ("for", "form", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")

# A rule of style that shows what was hidden, or moves it.
_BY_POINTING = r":hover[^{}]*\{[^}]*(display|visibility|content|opacity|clip|position|height)\s*:"

# Reason why a criterion has nothing to apply to → what would make it untrue, and an example of it.
UNTRUE = {
    "音声と動画はありません。": (
        r"<(audio|video|embed|object|iframe|canvas)\b|\bAudio\b|AudioContext|speechSynthesis",
        "new AudioContext()",
    ),
    "光ったり点滅したりするものはありません。": (
        r"@keyframes|\banimat(ion|e)\b|<(marquee|blink|canvas)\b|setInterval|AnimationFrame|\.gif\b",
        ".tag { animation: 1s blinking }",
    ),
    "お名前や住所など、ご本人を表すことを書く欄はありません。": (
        r'autocomplete="(?!off")|type="(email|tel|password|url)"',
        '<input type="text" autocomplete="name">',
    ),
    "指し示すだけで現れるものはありません。": (
        _BY_POINTING + r'|<[^>]* title="|popover|(mouse|pointer)(over|enter)',
        "a:hover { color: red; display: block }",
    ),
    "文字キーに割り当てた操作はありません。": (
        r"accesskey|aria-keyshortcuts|\bevent\.(key|code)\b|keyCode|charCode|\.which\b",
        'if (event.key === "n") next.click()',
    ),
    "画面に触れる操作は、1か所を押すことだけです。": (
        r'drag(gable|start|over|end)|touch(start|move|es)|(mouse|pointer)move|gesture|"range"',
        'addEventListener("touchmove", swipe)',
    ),
    "端末を動かして行う操作はありません。": (
        r"device(motion|orientation)|Accelerometer|Gyroscope|OrientationSensor",
        'addEventListener("devicemotion", shake)',
    ),
    "区民の画面に、ご本人かどうかを確かめる手続きはありません。": (
        r'type="password"|current-password|one-time-code|captcha|navigator\.credentials',
        '<input type="password">',
    ),
}


class Tree(HTMLParser):
    """A page as its tags nest by themselves: `shape` is every element behind its depth.

    `faults` are tags that close what is not open, or stay open, and attributes that come twice.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[str] = []
        self.faults: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append(f"{len(self._open)} {tag}")
        self.attributes.append((tag, dict(attrs)))
        twice = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        self.faults += [f"twice in {tag}: {name}" for name in twice]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] == [tag]:
            self._open.pop()
        else:
            self.faults.append(f"closed out of turn: {tag}")

    def ids(self) -> list[str]:
        """The id of every element that has one."""
        return [found["id"] or "" for _, found in self.attributes if "id" in found]

    def named(self) -> Iterator[str]:
        """Every id that another element, or a link within the page, names."""
        for _, found in self.attributes:
            for name in NAMING:
                yield from (found.get(name) or "").split()
            if (found.get("href") or "").startswith("#"):
                yield (found["href"] or "")[1:]


# What Chromium makes of a page: the same, unless a tag is closed or opened for the author.
_SHAPE = """html => {
  const shape = [];
  const walk = (at, depth) => {
    shape.push(`${depth} ${at.localName}`);
    for (const child of at.children) walk(child, depth + 1);
  };
  walk(new DOMParser().parseFromString(html, "text/html").documentElement, 0);
  return shape;
}"""


@pytest.mark.criterion("4.1.1")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATES)
def test_tags_are_balanced_and_ids_unique(name: str, language: Language) -> None:
    tree = Tree(STATES[name](language))
    assert tree.faults == []
    assert [found for found, count in Counter(tree.ids()).items() if count > 1] == []
    assert set(tree.named()) <= set(tree.ids())


@pytest.fixture
def page(desktop: OpenContext) -> Page:
    return desktop().new_page()


@pytest.mark.criterion("4.1.1")
def test_a_browser_nests_the_elements_as_they_are_written(page: Page) -> None:
    """Nothing is closed early, moved or added: no paragraph in a paragraph, no row without body."""
    for name, state in STATES.items():
        for language in LANGUAGES:
            html = state(language)
            assert page.evaluate(_SHAPE, html) == Tree(html).shape, (name, language)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>", "not closed: p"),
        ("<p><b></p></b>", "closed out of turn: p"),
        ("</p>", "closed out of turn: p"),
        ('<p id="a" id="b"></p>', "twice in p: id"),
    ],
)
def test_broken_markup_is_found(body: str, fault: str) -> None:
    assert fault in Tree(body).faults


@pytest.mark.parametrize("body", ["<p><div></div></p>", "<table><tr><td></td></tr></table>"])
def test_nesting_that_a_browser_mends_is_found(page: Page, body: str) -> None:
    html = f"<html><head></head><body>{body}</body></html>"
    assert Tree(html).faults == []
    assert page.evaluate(_SHAPE, html) != Tree(html).shape


def test_what_is_said_to_be_absent_is_in_no_source() -> None:
    """Every reason for 「−」 in the public statement has its test."""
    assert {one.absent for one in CRITERIA if one.absent} == set(UNTRUE)
    assert len(SOURCES) > 30
    texts = {file.name: file.read_text(encoding="utf-8") for file in SOURCES}
    for reason, (pattern, example) in UNTRUE.items():
        assert re.search(pattern, example), reason
        found = [name for name, text in texts.items() if re.search(pattern, text)]
        assert found == [], reason
