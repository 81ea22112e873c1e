"""Surveys that wards really run, ready but for names and dates: staff start from them."""

from models.templates.definitions import NAMES, load

__all__ = ["NAMES", "load"]
