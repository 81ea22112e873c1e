from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import breaches, read_modules

ROOT = Path(__file__).resolve().parent.parent


def test_every_import_points_down() -> None:
    assert {"models.errors", "models.document", "models.questions.base"} <= set(read_modules(ROOT))
    assert breaches(ROOT) == []


RIGHT = {
    "survey_app.py": "import os.path\nimport streamlit\nfrom gate import guard\nimport settings\n",
    "residents_app.py": "import starlette\nfrom residents import app\nfrom gate import guard\n",
    "settings.py": "import os\nENVIRONMENT = os.environ\nfrom models.errors import KoebakoError\n",
    "pages/components/cached.py": "import streamlit as st\nfrom analysis import build\n"
    "counts = st.cache_data(build.counts)\n",
    "pages/home.py": "from pages.components import cached\nfrom models import surveys\n",
    "gate/guard.py": "import starlette\nfrom . import tokens\nfrom models.surveys import find\n",
    "gate/tokens.py": "import hashlib\n",
    "residents/app.py": "import sqlmodel\nimport qr.code, exports.csv\n",
    "analysis/build.py": "import numpy\nfrom analysis import tabulate\nimport models.surveys\n",
    "analysis/tabulate.py": "import numpy\nfrom models.questions import AnyQuestion\n",
    "analysis/__init__.py": "",
    "exports/csv.py": "from analysis import build\n",
    "qr/code.py": "import qrcode\n",
    "models/__init__.py": "",
    "models/surveys.py": "from sqlmodel import Session\nfrom models import tables\n",
    "models/database.py": "import alembic\n",
    "models/tables.py": "from sqlmodel import SQLModel\n",
    "models/journey.py": "from models.document import SurveyDocument\n",
    "models/document.py": "from pydantic import Field\nfrom .errors import DefinitionError\n",
    "models/questions/__init__.py": "from models.questions.base import Question\n",
    "models/questions/base.py": "from ..multilingual import Text\n",
    "models/multilingual.py": "import re\n",
    "models/errors.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
    "    from models.document import Problem\n",
    "tests/test_home.py": "import os, streamlit\nos.environ\nfrom pages import home\n",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house in which every arrow is right."""
    for place, source in RIGHT.items():
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    return tmp_path


def test_a_right_house_has_no_breach(house: Path) -> None:
    assert breaches(house) == []


def breach_after(house: Path, place: str, line: str) -> str:
    """The one breach that appears when `line` is added to the file at `place`."""
    file = house / place
    file.parent.mkdir(exist_ok=True)
    before = file.read_text() if file.exists() else ""
    file.write_text(f"{before}{line}\n")
    (breach,) = breaches(house)
    return breach


@pytest.mark.parametrize(
    ("place", "line", "target"),
    [
        ("residents_app.py", "import streamlit", "streamlit"),
        ("residents_app.py", "import survey_app", "doors (survey_app)"),
        ("gate/guard.py", "import streamlit as st", "streamlit"),
        ("gate/guard.py", "import manage", "doors (manage)"),
        ("residents/app.py", "from streamlit.web import cli", "streamlit"),
        ("residents/app.py", "from pages import home", "pages (pages.home)"),
        ("residents/app.py", "from gate.guard import x", "gate (gate.guard)"),
        ("residents/app.py", "import manage", "doors (manage)"),
        ("pages/home.py", "import gate.guard", "gate (gate.guard)"),
        ("pages/home.py", "from residents import app", "residents (residents.app)"),
        ("pages/home.py", "from sqlmodel import Session", "sqlmodel"),
        ("pages/components/cached.py", "import sqlalchemy.orm", "sqlalchemy"),
        ("settings.py", "from pages import home", "pages (pages.home)"),
        ("exports/csv.py", "from qr import code", "qr (qr.code)"),
        ("exports/csv.py", "import settings", "settings (settings)"),
        ("qr/code.py", "import residents.app", "residents (residents.app)"),
        ("analysis/build.py", "from exports import csv", "exports (exports.csv)"),
        ("analysis/tabulate.py", "from . import build", "building (analysis.build)"),
        ("analysis/tabulate.py", "from models import surveys", "verbs (models.surveys)"),
        ("analysis/text/terms.py", "import models.database", "storage (models.database)"),
        ("analysis/charts.py", "import sqlalchemy", "sqlalchemy"),
        ("models/surveys.py", "import starlette.requests", "starlette"),
        ("models/surveys.py", "from analysis import build", "building (analysis.build)"),
        ("models/tables.py", "from models import surveys", "verbs (models.surveys)"),
        ("models/journey.py", "import sqlmodel", "sqlmodel"),
        ("models/document.py", "from .journey import walk", "journey (models.journey)"),
        ("models/questions/base.py", "import pandas", "pandas"),
        ("models/questions/base.py", "from .. import tables", "storage (models.tables)"),
        ("models/questions/__init__.py", "from ..document import x", "document (models.document)"),
        ("models/errors.py", "import models.document", "document (models.document)"),
        ("models/multilingual.py", "import babel", "babel"),
        ("qr/code.py", "def f():\n    import streamlit", "streamlit"),
        ("qr/code.py", "import importlib\nimportlib.import_module('streamlit')", "streamlit"),
        ("gate/guard.py", "if TYPE_CHECKING:\n    import pages.home", "pages (pages.home)"),
    ],
)
def test_a_wrong_arrow_is_found(house: Path, place: str, line: str, target: str) -> None:
    breach = breach_after(house, place, line)
    assert breach.startswith(f"{place}:")
    assert breach.endswith(f" may not import {target}")


@pytest.mark.parametrize(
    ("place", "line", "verdict"),
    [
        ("survey_app.py", "from tests import test_home", "tests belongs to no room"),
        ("helpers.py", "", "belongs to no room"),
        (
            "pages/home.py",
            "@st.cache_data\ndef f(): ...",
            "cache_data is kept to pages.components.cached",
        ),
        (
            "pages/home.py",
            "from streamlit import cache_data",
            "cache_data is kept to pages.components.cached",
        ),
        ("gate/guard.py", "import os\nos.environ['A']", "environ is kept to settings"),
        ("survey_app.py", "from os import getenv", "getenv is kept to settings"),
    ],
)
def test_names_out_of_place_are_found(house: Path, place: str, line: str, verdict: str) -> None:
    breach = breach_after(house, place, line)
    assert breach.startswith(f"{place}:")
    assert breach.endswith(f": {verdict}")
