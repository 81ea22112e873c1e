"""Placements: each poster, handout and link has a code of its own; answers keep it."""

from __future__ import annotations

from models.placements.changing import MAX_NAME, add, edit, inspect, repoint, switch
from models.placements.placement import BOUND, HANGING, KINDS, SHARED, Mode, Placement, mode_of
from models.placements.reading import (
    arrivals,
    find,
    for_own_devices,
    get,
    in_use,
    listing,
    names,
    web_codes,
)

__all__ = [
    "BOUND",
    "HANGING",
    "KINDS",
    "MAX_NAME",
    "SHARED",
    "Mode",
    "Placement",
    "add",
    "arrivals",
    "edit",
    "find",
    "for_own_devices",
    "get",
    "in_use",
    "inspect",
    "listing",
    "mode_of",
    "names",
    "repoint",
    "switch",
    "web_codes",
]
