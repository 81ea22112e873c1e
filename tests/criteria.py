"""Which tests prove which success criterion: `@pytest.mark.criterion("1.3.1", "2.4.6")`.

With `--write-accessibility` a run in which every marked test passed writes the table that the
public statement shows (residents/accessibility.json); `make accessibility` does so.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "residents" / "accessibility.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that writes the table."""
    parser.addoption("--write-accessibility", action="store_true", help="write the result table")


def pytest_configure(config: pytest.Config) -> None:
    """The marker."""
    config.addinivalue_line("markers", "criterion(*numbers): success criteria that the test proves")


def pytest_collection_finish(session: pytest.Session) -> None:
    """A part of the tests proves a part: the table is not written from that."""
    if session.config.getoption("--write-accessibility"):
        missing = left_out(item.nodeid for item in session.items)
        if missing:
            raise pytest.UsageError(f"not among the tests to run: {', '.join(missing)}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write the table, of a run that did nothing but pass."""
    option = session.config.option
    if option.write_accessibility and exitstatus == pytest.ExitCode.OK and not option.collectonly:
        write(date.today())  # noqa: DTZ011 - the day where the tests ran


def left_out(running: Iterable[str]) -> list[str]:
    """The marked tests that are not among those `running`."""
    here = {node.partition("[")[0] for node in running}
    return sorted({test for tests in proofs().values() for test in tests} - here)


def write(day: date) -> None:
    """The table of that day: criterion → names of the tests that prove it."""
    table = {"tested": day.isoformat(), "proofs": proofs()}
    FILE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def proofs() -> dict[str, list[str]]:
    """Criterion → marked tests, read from the sources, sorted."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in _marked(file):
            for number in numbers:
                found.setdefault(number, []).append(f"{file.relative_to(ROOT)}::{name}")
    return {number: sorted(tests) for number, tests in sorted(found.items(), key=_order)}


def _marked(file: Path) -> Iterator[tuple[str, list[str]]]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.criterion":
                yield node.name, [ast.literal_eval(number) for number in mark.args]


def _order(pair: tuple[str, list[str]]) -> tuple[int, ...]:
    return tuple(int(part) for part in pair[0].split("."))
