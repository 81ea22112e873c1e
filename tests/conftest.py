"""What all tests share. The fixtures of the big neighbours live in modules of their own."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["tests.chromium", "tests.postgres", "tests.stores", "tests.serving"]

# Databases and browsers make some examples slow; how long a test takes is no test result here.
settings.register_profile("koebako", deadline=None)
settings.load_profile("koebako")
