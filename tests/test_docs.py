"""The documents agree with the product: settings, commands, format, links and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator
from pydantic_core import PydanticUndefined

import manage
import settings
from docs import schema, state_pictures
from models import document, samples
from models.errors import DefinitionError
from tests.accessibility.states import STATES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "survey-format.md").read_text(encoding="utf-8")
TEXTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = ROOT / "docs" / "screenshots"
VALIDATOR = Draft202012Validator(schema.schema())
EXAMPLE = FORMAT.partition("```json\n")[2].partition("```")[0]


def section(heading: str) -> str:
    """The README's text below `## heading`."""
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_settings_table_is_that_of_the_settings() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) ?\| (.*) \|$", section("Settings"), re.MULTILINE)
    expected = []
    for name, field in settings.Settings.model_fields.items():
        assert field.default is not PydanticUndefined
        default = field.default
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        shown = f"`{default}`" if str(default) else ""
        expected.append((settings.PREFIX + name.upper(), shown, field.description))
    assert rows == expected


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_the_commands_table_is_that_of_manage_py() -> None:
    """Every command, with every option it has."""
    named = {}
    for row in re.findall(r"^\| `.*$", section("Commands"), re.MULTILINE):
        words = re.match(r"\| `((?:[a-z]+ ?)+)", row)
        assert words is not None
        named[words[1].strip()] = set(re.findall(r"--[a-z-]+", row))
    there = {
        name: {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        for name, command in commands(manage.cli)
    }
    assert named == there


def test_the_schema_file_is_up_to_date() -> None:
    """`.venv/bin/python -m docs.schema` writes it."""
    assert schema.FILE.read_text(encoding="utf-8") == schema.text()
    Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("name", ["", *samples.NAMES])
def test_examples_keep_to_the_schema_and_load(name: str) -> None:
    """The example in the manual ('') and every sample survey."""
    file = ROOT / "models" / "samples" / f"{name}.json"
    text = file.read_text(encoding="utf-8") if name else EXAMPLE
    VALIDATOR.validate(json.loads(text))
    loaded = document.load(text)
    assert list(loaded.questions())
    VALIDATOR.validate(json.loads(document.dump(loaded)))
    assert document.load(document.dump(loaded)) == loaded


def test_the_example_can_be_published() -> None:
    assert document.problems(document.load(EXAMPLE)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        '{"titel": "misspelt"}',
        '{"title": {"fr": "une langue de trop"}}',
        '{"format": 2}',
        '{"minutes": 0}',
        '{"sections": []}',
        '{"sections": [{"questions": [{"key": "q1", "min_choices": 1}]}]}',
        '{"sections": [{"questions": [{"type": "essay", "key": "q1"}]}]}',
        '{"sections": [{"questions": [{"type": "short_text", "key": "Q 1"}]}]}',
        '{"sections": [{"questions": [{"type": "short_text", "key": "q1", "options": []}]}]}',
    ],
)
def test_schema_and_product_refuse_alike(wrong: str) -> None:
    assert not VALIDATOR.is_valid(json.loads(wrong))
    with pytest.raises(DefinitionError):
        document.load(wrong)


def targets(file: Path) -> Iterator[str]:
    """What the file links to or shows within the repository."""
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', text):
        found = target[0] or target[1]
        if not re.match(r"[a-z]+:", found):
            yield found


def anchors(file: Path) -> set[str]:
    """Ids of the file's headings, as code forges make them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    for target in targets(file):
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(there), target


def test_every_picture_is_shown_and_small() -> None:
    shown = {
        (file.parent / target).resolve()
        for file in TEXTS
        for target in targets(file)
        if target.endswith(".png")
    }
    assert shown == set(PICTURES.iterdir())
    for picture in shown:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= 250_000


def test_every_state_of_the_residents_pages_is_shown_once_and_light() -> None:
    """`make screenshots ARGS=states` takes them."""
    text = (ROOT / "docs" / "ja" / "answering.md").read_text(encoding="utf-8")
    shown = re.findall(r"^!\[[^\]]+\]\(\.\./screenshots/(state-[\w-]+)\.png\)$", text, re.MULTILINE)
    assert shown == [state_pictures.name(state) for state in STATES]
    for name in shown:
        assert (PICTURES / f"{name}.png").stat().st_size <= state_pictures.MOST_BYTES


def test_decisions_are_numbered_and_short() -> None:
    """Their headings are checked in tests/test_repository.py."""
    for number, file in enumerate(sorted((ROOT / "docs" / "decisions").iterdir()), start=1):
        text = file.read_text(encoding="utf-8")
        assert file.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number:04} ")
        assert len(text.splitlines()) <= 40
