"""What a screen reader is told of each type of question: blank, filled in, and sent back."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def described(desktop: OpenContext, view: AnswerView) -> str:
    """The accessibility tree of every question, in the order of the page."""
    with opened(desktop(java_script_enabled=False), rendering.answer_page(view)) as seen:
        questions = seen.page.locator(".question, .statement").all()
        return "".join(
            f"# {question.get_attribute('id')}\n{question.aria_snapshot()}\n\n"
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
