"""What a screen reader is told of each type of question: blank, filled in, and sent back."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Locator, Page

from residents import rendering
from residents.views import AnswerView
from tests.chromium import OpenContext
from tests.residents import everything
from tests.residents.opened import opened

FOLDER = Path(__file__).parent / "trees"
VIEWS = {
    "blank": everything.BLANK,
    "filled": everything.FILLED,
    "sent-back": everything.SENT_BACK,
}


# What can be answered or groups what can be; Chromium calls the field for a date by its own name.
_ROLES = ("group", "radiogroup", "radio", "checkbox", "textbox", "combobox", "option")
_OWN_NAMES = {"Date": "textbox"}
_LINE = re.compile(rf"(?P<indent> *)- (?P<role>{'|'.join(_ROLES)}) (?P<name>\".*?\")(?P<more>.*)")


@dataclass(frozen=True)
class Told:
    """What Chromium tells a screen reader of a control, a group or an option: `level` is how deep
    it lies in a list of options, 0 for what is in no list."""

    role: str
    name: str
    description: str
    level: int
    required: bool
    states: tuple[str, ...]

    def line(self) -> str:
        """An option or a group of options as the trees write it."""
        said = "".join(f" [{state}]" for state in self.states)
        return f'- {self.role} "{self.name}"{said}{":" if self.role == "group" else ""}'


def told(page: Page, place: str) -> Iterator[Told]:
    """All that of the question with that id, in the order of the page."""
    session = page.context.new_cdp_session(page)
    element = {"expression": f"document.getElementById('{place}')"}
    there = session.send("Runtime.evaluate", element)["result"]["objectId"]
    levels: dict[str, int] = {}
    for node in session.send("Accessibility.queryAXTree", {"objectId": there})["nodes"]:
        role = node["role"]["value"]
        level = levels.get(node["parentId"], 0)
        deeper = role == "MenuListPopup" or (role == "group" and level > 0)
        levels[node["nodeId"]] = level + deeper
        role = _OWN_NAMES.get(role, role)
        if role in _ROLES and not node["ignored"]:
            yield Told(
                role=role,
                name=_words(node["name"]),
                description=_words(node.get("description", {})),
                level=level,
                required=_is_required(session, node["backendDOMNodeId"]),
                states=tuple(
                    one["name"]
                    for one in node["properties"]
                    if one["name"] in ("disabled", "selected") and one["value"]["value"]
                ),
            )
    session.detach()


def _is_required(session: CDPSession, element: int) -> bool:
    """As its attributes say: Chromium passes that on, but does not show it of every role."""
    node = session.send("DOM.describeNode", {"backendNodeId": element})["node"]
    names = node["attributes"][::2]
    return bool({"required", "aria-required"} & set(names))


def _words(computed: Mapping[str, str]) -> str:
    return " ".join(computed.get("value", "").split())


def tree(page: Page, question: Locator) -> str:
    """The accessibility tree of a question: Playwright's, with what only Chromium says."""
    lines = []
    controls = deque(told(page, question.get_attribute("id") or ""))
    for line in question.aria_snapshot().splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            lines.append(line)
        elif found["role"] != "option":
            control = controls.popleft()
            assert (control.role, f'"{control.name}"') == (found["role"], found["name"])
            required = " [required]" if control.required else ""
            lines.append(found.expand(rf"\g<indent>- \g<role> \g<name>{required}\g<more>"))
            if control.description:
                lines.append(f"{found['indent']}  - /description: {control.description}")
            while controls and controls[0].level:
                option = controls.popleft()
                lines.append(found["indent"] + "  " * option.level + option.line())
    assert not controls
    return "\n".join(lines)


def described(desktop: OpenContext, view: AnswerView) -> str:
    """The accessibility tree of every question, in the order of the page."""
    with opened(desktop(java_script_enabled=False), rendering.answer_page(view)) as seen:
        questions = seen.page.locator(".question, .statement").all()
        return "".join(
            f"# {question.get_attribute('id')}\n{tree(seen.page, question)}\n\n"
            for question in questions
        )


@pytest.mark.criterion("1.1.1", "1.3.1", "1.3.2", "3.3.1", "3.3.2", "4.1.2", "2.5.3")
@pytest.mark.parametrize("name", VIEWS)
def test_names_roles_and_states_are_as_written_down(
    desktop: OpenContext, name: str, request: pytest.FixtureRequest
) -> None:
    """`make accessibility` writes the trees anew: look at the difference before keeping it."""
    tree = described(desktop, VIEWS[name])
    file = FOLDER / f"{name}.txt"
    if request.config.getoption("--write-accessibility"):
        file.write_text(tree, encoding="utf-8")
    assert tree == file.read_text(encoding="utf-8")


@pytest.mark.criterion("1.3.1", "3.3.1", "3.3.3")
def test_what_is_wrong_is_said_with_the_question_it_belongs_to(desktop: OpenContext) -> None:
    """An error and a help text are the description of their control or group."""
    html = rendering.answer_page(everything.SENT_BACK)
    with opened(desktop(java_script_enabled=False), html) as seen:
        for question in seen.page.locator(".question.wrong").all():
            error = question.locator(".error").first
            name = error.get_attribute("id")
            assert question.locator(f'[aria-describedby~="{name}"]').count() or (
                name in (question.get_attribute("aria-describedby") or "").split()
            )
            said = error.inner_text().removeprefix("エラー：")
            assert said in seen.page.get_by_role("alert").inner_text()
