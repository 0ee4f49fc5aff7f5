"""The JSON schema of fact sheets, made from the tables of keys, so that editors complete and check what is typed.

The schema is what an editor can know; names, printed numbers and what belongs together only the reader knows.
``fact-sheet.schema.json`` beside this module is the schema as a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.reading.keys import (
    CONCEPTS,
    CONTEXT,
    ENTRY,
    MEASURE,
    PROPOSITIONS,
    SHEET,
    SOURCE,
    STATEMENT,
    TARGET,
    WHOLE,
    Key,
)
from kg.vocabulary import BASE

__all__ = ["schema", "schema_text"]

_Schema = dict[str, Any]

_PART = r"\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?"
_PERIOD = rf"^{_PART}((/|--){_PART})?$"
_SCALAR: _Schema = {"type": ["string", "number"]}
_PASSAGE: _Schema = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}, _SCALAR],
    "minItems": 3,
    "maxItems": 3,
}
_SHAPES: dict[str, _Schema] = {
    "address": {"type": "string", "pattern": "^https?://"},
    "amount": _SCALAR,
    "asserts": {"type": "array", "items": {"$ref": "#/$defs/claim"}},
    "base": {"type": ["string", "integer"], "pattern": rf"{_PERIOD}|^unstated$"},
    "basis": {
        "type": "object",
        "properties": {slot: {"enum": list(CONCEPTS["basis"])} for slot in CONCEPTS["slot"]},
        "additionalProperties": False,
    },
    "context": {"$ref": "#/$defs/context"},
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "evidence": {"type": ["string", "array"], "items": _SCALAR},
    "figures": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
    "flag": {"type": "boolean"},
    "id": {"type": ["string", "integer"], "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"},
    "ids": {"type": ["string", "integer", "array"], "items": _SCALAR},
    "limit": _SCALAR,
    "measure": {"anyOf": [_SCALAR, {"$ref": "#/$defs/measure"}]},
    "name": _SCALAR,
    "names": {"type": ["string", "number", "array"], "items": _SCALAR},
    "outcome": {"type": "string", "pattern": "^(met|missed|undecided)(:|$)"},
    "partial": {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "passage": {"anyOf": [_PASSAGE, {"type": "array", "items": _PASSAGE}]},
    "passages": {"type": "array", "items": _PASSAGE},
    "period": {"type": ["string", "integer"], "pattern": _PERIOD},
    "source": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/source"}]},
    "speaker": {"type": "string"},
    "spoken": {"type": "string"},
    "statements": {"type": "array", "items": {"$ref": "#/$defs/statement"}},
    "suspicion": {
        "anyOf": [
            {"enum": list(CONCEPTS["suspicion"])},
            {"type": "string", "pattern": rf"^({'|'.join(CONCEPTS['suspicion'])})\s*:"},
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "propertyNames": {"enum": list(CONCEPTS["suspicion"])},
            },
        ]
    },
    "target": {"$ref": "#/$defs/target"},
    "text": _SCALAR,
    "texts": {"type": ["string", "array"], "items": _SCALAR},
    "unit": {"anyOf": [{"enum": list(CONCEPTS["unit"])}, {"type": "string"}]},
    "whole": {"$ref": "#/$defs/whole"},
    "whole-number": {"type": "integer", "minimum": 0},
}


def schema() -> _Schema:
    """The schema as a JSON value, by draft 2020-12."""
    tables = {
        "context": CONTEXT,
        "entry": ENTRY,
        "measure": MEASURE,
        "source": SOURCE,
        "statement": STATEMENT,
        "target": TARGET,
        "whole": WHOLE,
    }
    definitions = {
        name: _object(table, needed=name not in ("context", "entry")) for name, table in tables.items()
    }
    definitions["claim"] = {
        "type": "object",
        "properties": {kind: _object(table, needed=True) for kind, table in PROPOSITIONS.items()},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{BASE}fact-sheet.schema.json",
        "title": "Fact sheet",
        "description": "What one source says about trade: its figures and statements. See docs/fact-sheets.md.",
        **_object(SHEET, needed=True),
        "$defs": definitions,
    }


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(table: Mapping[str, Key], *, needed: bool) -> _Schema:
    made: _Schema = {
        "type": "object",
        "properties": {name: _property(key) for name, key in table.items()},
        "additionalProperties": False,
    }
    required = [name for name, key in table.items() if key.required]
    return {**made, "required": required} if needed and required else made


def _property(key: Key) -> _Schema:
    takes, _, detail = key.takes.partition(":")
    shape = {"enum": list(CONCEPTS[detail])} if takes in ("code", "word") else _SHAPES[takes]
    kinds = f" ({', '.join(detail.split())})" if takes in ("name", "names") and detail else ""
    described: _Schema = {"description": f"{key.help}{kinds}."}
    if (
        key.example
        and takes in ("amount", "id", "measure", "name", "period", "text")
        and key.example[0] not in "{["
    ):
        described["examples"] = [key.example]
    return {**described, **(shape if key.required else _or_nothing(shape))}


def _or_nothing(shape: _Schema) -> _Schema:
    """The shape, or nothing written after the key."""
    if "type" in shape:
        types = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
        return {**shape, "type": [*types, "null"]}
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    return {"anyOf": [*shape.get("anyOf", [shape]), {"type": "null"}]}
