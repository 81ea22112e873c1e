"""Writes docs/survey-format.schema.json, the JSON Schema of a survey: `python -m docs.schema`.

It is made from the models that read a survey, so the two cannot drift apart. What a schema cannot
say (distinct keys, distinct options) stands in survey-format.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from models.document import SurveyDocument
from models.multilingual import LANGUAGES, MAX_TEXT

FILE = Path(__file__).parent / "survey-format.schema.json"

_ABOUT: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Koebako survey",
    "description": "A survey as Koebako imports and exports it; see survey-format.md.",
}
_TEXT = {
    "description": "Words by language. A bare string is Japanese.",
    "anyOf": [
        {"type": "string", "maxLength": MAX_TEXT},
        {
            "type": "object",
            "propertyNames": {"enum": list(LANGUAGES)},
            "additionalProperties": {"type": "string", "maxLength": MAX_TEXT},
        },
    ],
}
# Not `format: date-time`, which asks for an offset.
_MOMENT = {
    "description": "Date and time, ISO 8601. Without an offset it is Japan Standard Time.",
    "type": "string",
}
_NAMED = {"Text": _TEXT, "Moment": _MOMENT}


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12. Every question names its type."""
    made: dict[str, Any] = _cleaned(SurveyDocument.model_json_schema())
    definitions = made.pop("$defs") | _NAMED
    made.pop("description")  # of the Python class
    for definition in definitions.values():
        if "type" in definition.get("properties", {}):
            definition["required"] = ["type", *definition["required"]]
    return _ABOUT | made | {"$defs": dict(sorted(definitions.items()))}


def text() -> str:
    """The file's content."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _cleaned(node: Any) -> Any:
    """`node` without titles that repeat names and without what is not JSON Schema, and with the
    places where words or times stand pointing to one definition."""
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "propertyNames" in node:
        return {"$ref": "#/$defs/Text"}
    if node.get("format") == "date-time":
        return {"$ref": "#/$defs/Moment"}
    return {
        name: _each(value) if name in ("properties", "$defs") else _cleaned(value)
        for name, value in node.items()
        if name not in ("title", "discriminator")
    }


def _each(named: dict[str, Any]) -> dict[str, Any]:
    """Names of fields and definitions are data, even one called `title`."""
    return {name: _cleaned(node) for name, node in named.items()}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
