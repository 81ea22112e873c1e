"""What all tests share. The fixtures of the big neighbours live in modules of their own."""

from __future__ import annotations

from hypothesis import settings

import settings as of_the_house  # noqa: F401 - sets threads for matrices before numpy comes

pytest_plugins = [
    "tests.chromium",
    "tests.criteria",
    "tests.postgres",
    "tests.stores",
    "tests.serving",
    "tests.residents.auditorium",
    "tests.residents.place",
    "tests.residents.polls",
]

# Databases and browsers make some examples slow; how long a test takes is no test result here.
# `long` is for a night: `pytest --hypothesis-profile=long tests/residents/test_anything.py`.
settings.register_profile("koebako", deadline=None)
settings.register_profile("long", deadline=None)
settings.load_profile("koebako")
