"""A folder of results that are whole: all files of one run, or those of the run before."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from models.errors import StorageRefused

RECORD: Final = "settings.json"  # names the `files` beside it; without it they are no whole result


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into the folder, RECORD last, and take away what an earlier record names.

    Other files stay. Raises StorageRefused if it cannot be done; while the files are being made,
    those of before are untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as made:
            for name, data in files.items():
                (Path(made) / name).write_bytes(data)
            former = _named(folder / RECORD)
            (folder / RECORD).unlink(missing_ok=True)
            for name in sorted(former - set(files)):
                (folder / name).unlink(missing_ok=True)
            for name in sorted(files, key=lambda name: name == RECORD):
                (Path(made) / name).replace(folder / name)
    except OSError as error:
        raise StorageRefused(f"{folder} に書けません（{error.strerror}）。") from error


def _named(record: Path) -> set[str]:
    """The files that a record names, of those that lie beside it."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        named = json.loads(record.read_text(encoding="utf-8"))["files"]
        return {name for name in named if Path(name).name == name and name.endswith(".csv")}
    return set()
