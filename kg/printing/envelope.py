"""The JSON form of an answer: a documented, versioned envelope in which decimals are exact JSON numbers.

``{"format": "kg-table/1", "question", "title", "parameters", "columns": [{"name", "label", "type", "unit", "role"}],
"rows": [{…}], "sources": [{…}], "notes": […]}``. In a row a thing is ``{"iri", "label"}``, an amount
``{"value", "unit", "lower", "upper", "bound", "text", "interval", "figure", "source", "passages"}`` (``interval`` in
the scale of ``text``), a period its text ("2019-01"), a date its ISO form, nothing ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kg.grid import Cell, Column, Grid, Measured, Origin, Thing
from kg.model.period import Period

__all__ = ["FORMAT", "envelope", "exact_json", "json_text"]

FORMAT = "kg-table/1"


def json_text(grid: Grid) -> str:
    """The answer as JSON text, ending in a line break."""
    return exact_json(envelope(grid)) + "\n"


def envelope(grid: Grid) -> dict[str, object]:
    """The answer as plain values, ready for :func:`exact_json`."""
    names = [column.name for column in grid.columns]
    return {
        "format": FORMAT,
        "question": grid.question,
        "title": grid.title,
        "parameters": {name: _plain(value) for name, value in sorted(grid.parameters.items())},
        "columns": [
            {"name": c.name, "label": c.label, "type": c.type, "unit": c.unit, "role": c.role}
            for c in grid.columns
        ],
        "rows": [dict(zip(names, map(_cell, record, grid.columns), strict=True)) for record in grid.records],
        "sources": [_origin(origin) for origin in grid.sources],
        "notes": list(grid.notes),
    }


def exact_json(value: object, indent: int = 0) -> str:
    """A value as indented JSON; a Decimal keeps all its digits, which a float would not."""
    inner, outer = "  " * (indent + 1), "  " * indent
    match value:
        case bool() | None | str():
            return json.dumps(value, ensure_ascii=False)
        case Decimal():
            return f"{value:f}"
        case int() | float():
            return json.dumps(value)
        case Mapping():
            pairs = (
                f"{json.dumps(k, ensure_ascii=False)}: {exact_json(v, indent + 1)}" for k, v in value.items()
            )
            body = f",\n{inner}".join(pairs)
            return f"{{\n{inner}{body}\n{outer}}}" if value else "{}"
        case Sequence():
            if all(isinstance(item, int) for item in value):
                return f"[{', '.join(map(str, value))}]"
            body = f",\n{inner}".join(exact_json(item, indent + 1) for item in value)
            return f"[\n{inner}{body}\n{outer}]"
    return json.dumps(str(value), ensure_ascii=False)


def _cell(cell: Cell, column: Column) -> object:
    match cell:
        case Thing():
            return str(cell) if column.type == "figure" else {"iri": str(cell), "label": cell.label}
        case Measured():
            return _amount(cell)
    return _plain(cell)


def _plain(value: object) -> object:
    match value:
        case Thing():
            return str(value)
        case Period():
            return value.text
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def _amount(cell: Measured) -> dict[str, object]:
    made: dict[str, object] = {
        "value": cell.value,
        "unit": cell.unit,
        "lower": cell.interval and cell.interval.lower,
        "upper": cell.interval and cell.interval.upper,
        "bound": cell.bound,
        "text": cell.text,
        "interval": cell.range(),
        "figure": cell.figure,
        "source": cell.evidence and cell.evidence.source.id,
        "passages": [list(span) for span in cell.evidence.passages] if cell.evidence else [],
    }
    return {**made, "suspicion": cell.suspicion} if cell.suspicion else made


def _origin(origin: Origin) -> dict[str, object]:
    return {
        "id": origin.id,
        "iri": origin.iri,
        "title": origin.title,
        "publisher": origin.publisher,
        "issued": origin.issued,
        "address": origin.address,
    }
