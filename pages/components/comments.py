"""Where people could write in their own words."""

from __future__ import annotations

from models.versions import sources

__all__ = ["sources"]
