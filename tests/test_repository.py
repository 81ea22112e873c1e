"""Promises about the files themselves: sizes, pinned requirements, decision records, no traces."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MODULE_LINES = 300
PAGE_LINES = 80

# What .gitignore names, so that a copy without .git is read the same way.
_NOT_OURS = re.compile(
    r"(.*/)?(\.git|\.venv|__pycache__|\.\w+_cache|\.hypothesis)|data|out|tests/artifacts"
)

# Folders of one person's machine, and registries that one machine installs from.
_TRACES = re.compile(
    rb"(?<![\w.])/(work|root|home|Users)/\w"
    rb"|pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org"
)

_PINNED = re.compile(r"[a-z0-9-]+(\[[a-z0-9,]+\])?==[\w.]+(; [^#]*[^#\s])? +# \S.*")
_INCLUDED = re.compile(r"-r requirements\.txt")

_DECISION = ("Context", "Decision", "Consequences")


def read_tree(root: Path) -> Iterator[Path]:
    """Every file under `root` that belongs to the repository."""
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [
            name
            for name in sorted(folders)
            if not _NOT_OURS.fullmatch((here / name).relative_to(root).as_posix())
        ]
        yield from (here / name for name in sorted(files) if name != ".git")  # of a worktree


def too_long(root: Path) -> list[str]:
    """Modules, and page scripts, with more lines than they may have."""
    found = []
    for file in read_tree(root):
        if file.suffix == ".py":
            ceiling = PAGE_LINES if file.parent == root / "pages" else MODULE_LINES
            lines = len(file.read_text(encoding="utf-8").splitlines())
            if lines > ceiling:
                found.append(f"{file.relative_to(root)}: {lines} lines, at most {ceiling}")
    return found


def traces(root: Path) -> list[str]:
    """Lines that name a folder of somebody's machine, or a package registry."""
    return [
        f"{file.relative_to(root)}:{number}: {match[0].decode()}"
        for file in read_tree(root)
        if file != Path(__file__)  # this one has to name them
        for number, line in enumerate(file.read_bytes().splitlines(), start=1)
        for match in _TRACES.finditer(line)
    ]


def unpinned(requirements: str) -> list[str]:
    """Lines that do not say exactly which release, and why it is needed."""
    return [
        line
        for line in requirements.splitlines()
        if line.strip() and not line.startswith("#")
        if not _PINNED.fullmatch(line) and not _INCLUDED.fullmatch(line)
    ]


def incomplete_decisions(folder: Path) -> list[str]:
    """Decision records whose name has no number, or that lack one of the three headings."""
    found = []
    for file in sorted(folder.glob("*.md")):
        if not re.fullmatch(r"\d{4}-[a-z0-9-]+", file.stem):
            found.append(f"{file.name}: the name is not NNNN-title.md")
        headings = re.findall(r"^#+ +(.*\S) *$", file.read_text(encoding="utf-8"), re.MULTILINE)
        found += [f"{file.name}: no {name}" for name in _DECISION if name not in headings]
    return found


def test_no_module_is_longer_than_it_may_be() -> None:
    assert ROOT / "models" / "errors.py" in set(read_tree(ROOT))
    assert too_long(ROOT) == []


def test_no_file_names_a_machine_or_registry() -> None:
    assert traces(ROOT) == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    requirements = (ROOT / name).read_text(encoding="utf-8")
    assert "==" in requirements
    assert unpinned(requirements) == []


def test_every_decision_record_is_whole() -> None:
    assert incomplete_decisions(ROOT / "docs" / "decisions") == []


def test_long_modules_and_pages_are_found(tmp_path: Path) -> None:
    for place, lines in {
        "models/long.py": 301,
        "models/full.py": 300,
        "pages/long.py": 81,
        "pages/full.py": 80,
        "pages/components/part.py": 300,
        ".venv/lib/long.py": 999,
        "data/long.py": 999,
    }.items():
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x = 1\n" * lines)
    assert too_long(tmp_path) == [
        "models/long.py: 301 lines, at most 300",
        "pages/long.py: 81 lines, at most 80",
    ]


@pytest.mark.parametrize(
    "trace", ["cd /work/main", "'/root/x'", "https://pypi.org/simple", "files.pythonhosted.org"]
)
def test_traces_are_found(tmp_path: Path, trace: str) -> None:
    (tmp_path / "notes.md").write_text(f"first\nsecond {trace}\n")
    (found,) = traces(tmp_path)
    assert found.startswith("notes.md:2: ")


def test_paths_of_pages_and_of_servers_are_no_traces(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("https://koe.example/home/x /srv/koebako ./work/x network/y")
    assert traces(tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        "pandas # frames",
        "pandas>=3 # frames",
        "pandas==3.1.1",
        "pandas==3.1.1 #",
        "pandas==3.1.* # frames",
        "-r other.txt",
        "pandas==3.1.1; python_version > '3' ",
    ],
)
def test_unpinned_or_unexplained_requirements_are_found(line: str) -> None:
    good = 'uvloop==0.23.0; sys_platform != "win32"  # faster\npsycopg[binary]==3.3.9 # why\n'
    assert unpinned(f"# comment\n\n{good}-r requirements.txt\n{line}\n") == [line]


def test_incomplete_decisions_are_found(tmp_path: Path) -> None:
    whole = "# 1. Title\n\n## Context\n\n## Decision\n\n## Consequences\n"
    (tmp_path / "0001-whole.md").write_text(whole)
    (tmp_path / "0002-part.md").write_text(whole.replace("## Decision", "Decision"))
    (tmp_path / "notes.md").write_text(whole)
    assert incomplete_decisions(tmp_path) == [
        "0002-part.md: no Decision",
        "notes.md: the name is not NNNN-title.md",
    ]
