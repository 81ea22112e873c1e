"""The house: which room may import which. The table below is the rule; the rest reads imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Room:
    """Modules that obey one rule; a module belongs to the room that names it most closely."""

    name: str
    modules: tuple[str, ...]
    never: frozenset[str] = frozenset()  # rooms and libraries it may not import
    only: frozenset[str] | None = None  # the only libraries it may import; None: any but `never`
    for_types: frozenset[str] = frozenset()  # rooms above, named in annotations only


STREAMLIT = frozenset({"streamlit"})
DATABASE = frozenset({"sqlmodel", "sqlalchemy", "alembic", "psycopg"})
WEB = STREAMLIT | {"starlette", "uvicorn", "jinja2"}
PURE = frozenset({"pydantic"})

# From the roof to the ground, one line a floor. A module imports its own room and all floors
# below, never a floor above and never another room of its own floor.
HOUSE: tuple[tuple[Room, ...], ...] = (
    (
        Room("doors", ("survey_app", "manage", "commands")),
        Room("residents' door", ("residents_app",), never=STREAMLIT),
    ),
    (
        Room("pages", ("pages",), never=DATABASE),
        Room("gate", ("gate",), never=STREAMLIT),
        Room("residents", ("residents",), never=STREAMLIT),
    ),
    (Room("settings", ("settings",), never=WEB | DATABASE),),
    (
        Room("exports", ("exports",), never=WEB),
        Room("imports", ("imports",), never=WEB | DATABASE | {"storage"}),
        Room("qr", ("qr",), never=STREAMLIT | DATABASE),
    ),
    (
        Room(
            "building",
            ("analysis.build", "analysis.kept", "analysis.text.coded", "analysis.text.masking"),
            never=WEB | DATABASE | {"storage"},
        ),
    ),
    (Room("analysis", ("analysis",), never=WEB | DATABASE | {"verbs", "storage"}),),
    (Room("verbs", ("models",), never=WEB),),
    (
        Room(
            "storage",
            ("models.tables", "models.moments", "models.database", "models.migrations"),
            never=WEB,
        ),
    ),
    (Room("journey", ("models.journey", "models.filters", "models.few_answers"), only=PURE),),
    (Room("document", ("models.document",), only=PURE),),
    (Room("questions", ("models.questions",), only=PURE),),
    (
        Room(
            "words",
            ("models.errors", "models.multilingual", "models.clock", "models.inhabitants"),
            only=PURE,
            for_types=frozenset({"document"}),
        ),
    ),
)

# Names that one module alone may use.
KEPT = {
    "cache_data": "pages.components.cached",
    "environ": "settings",
    "environb": "settings",
    "getenv": "settings",
}

OUTSIDE = frozenset({"tests", "bench", "docs"})  # use the house, are not used by it

FLOOR_OF = {room.name: floor for floor, rooms in enumerate(HOUSE) for room in rooms}
ROOM_OF = {module: room for rooms in HOUSE for room in rooms for module in room.modules}


@dataclass(frozen=True)
class Import:
    """One imported module or library, and whether it is for annotations only."""

    name: str
    line: int
    for_types: bool


def read_modules(root: Path) -> dict[str, Path]:
    """Dotted name → file of each module of the house under `root`."""
    folders = [
        folder
        for folder in root.iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in OUTSIDE
    ]
    files = [*root.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    return {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file
        for file in sorted(files)
    }


def room_of(module: str) -> Room | None:
    """The room of the module, or of the nearest package around it."""
    while module and module not in ROOM_OF:
        module = module.rpartition(".")[0]
    return ROOM_OF.get(module)


def read_imports(tree: ast.Module, package: str, modules: dict[str, Path]) -> Iterator[Import]:
    """Everything the module imports, wherever in the file and however written."""
    for_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        for name in _imported(node, package, modules):
            yield Import(name, getattr(node, "lineno", 0), id(node) in for_types)


def _imported(node: ast.AST, package: str, modules: dict[str, Path]) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            parts = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            base = ".".join([*parts, *([module] if module else [])])
            inside = [f"{base}.{alias.name}" for alias in names]
            return [name if name in modules else base for name in inside]
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str() as name), *_],
        ):
            return [name]
    return []


def _kept_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in KEPT:
            yield node.attr, node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name in KEPT)


def _verdict(room: Room, found: Import, ours: frozenset[str]) -> str | None:
    """Why the room may not import that, or None."""
    top = found.name.partition(".")[0]
    if top not in ours:
        if top in sys.stdlib_module_names:
            return None
        allowed = room.only is None or top in room.only
        return None if allowed and top not in room.never else f"{room.name} may not import {top}"
    other = room_of(found.name)
    if other is None:
        return f"{found.name} belongs to no room"
    below = FLOOR_OF[other.name] > FLOOR_OF[room.name]
    for_types = found.for_types and other.name in room.for_types
    if other is room or for_types or (below and other.name not in room.never):
        return None
    return f"{room.name} may not import {other.name} ({found.name})"


def breaches(root: Path) -> list[str]:
    """One sentence for each wrong arrow in the tree under `root`: where, and what is wrong."""
    modules = read_modules(root)
    ours = OUTSIDE | {module.partition(".")[0] for module in (*modules, *ROOM_OF)}
    found = []
    for module, file in modules.items():
        place = file.relative_to(root).as_posix()
        room = room_of(module)
        if room is None:
            found.append(f"{place}: belongs to no room")
            continue
        tree = ast.parse(file.read_bytes(), filename=place)
        package = module if file.name == "__init__.py" else module.rpartition(".")[0]
        found += [
            f"{place}:{one.line}: {verdict}"
            for one in read_imports(tree, package, modules)
            if (verdict := _verdict(room, one, ours))
        ]
        found += [
            f"{place}:{line}: {name} is kept to {KEPT[name]}"
            for name, line in _kept_names(tree)
            if module != KEPT[name]
        ]
    return found
