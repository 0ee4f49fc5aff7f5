"""The flat form of an answer: plain values under plain names, as rows of a CSV file or of a data frame.

A thing fills two columns (``partner``: its label, ``partner_iri``), an amount five (``trade``, ``trade_unit``,
``trade_lower``, ``trade_upper``, ``trade_source``: the id of the source); every other column one. A text that a
spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kg.grid import Cell, Column, Grid, Measured, Thing
from kg.model.period import Period

__all__ = ["Plain", "csv_text", "flat_names", "flat_rows"]

Plain = str | Decimal | int | bool | date | None

_THINGS = {"thing", "code", "statement", "source"}
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.]+$)")
_AMOUNT = ("unit", "lower", "upper", "source")


def flat_names(grid: Grid) -> list[str]:
    """The names of the flat columns, in order."""
    return [name for column in grid.columns for name in _names(column)]


def flat_rows(grid: Grid) -> list[dict[str, Plain]]:
    """The records as dictionaries of plain values; what is missing is None."""
    return [
        {
            name: value
            for column, cell in zip(grid.columns, record, strict=True)
            for name, value in zip(_names(column), _values(column, cell), strict=True)
        }
        for record in grid.records
    ]


def csv_text(grid: Grid, *, separator: str = ",") -> str:
    """The answer as CSV (or TSV) with a heading row; nothing stands for a missing value."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(flat_names(grid))
    writer.writerows([_written(value) for value in row.values()] for row in flat_rows(grid))
    return out.getvalue()


def _names(column: Column) -> tuple[str, ...]:
    if column.type in _THINGS:
        return column.name, f"{column.name}_iri"
    if column.type == "amount":
        return column.name, *(f"{column.name}_{part}" for part in _AMOUNT)
    return (column.name,)


def _values(column: Column, cell: Cell) -> Iterator[Plain]:
    if column.type in _THINGS:
        yield cell.label if isinstance(cell, Thing) else _single(cell)
        yield str(cell) if isinstance(cell, Thing) else None
    elif column.type == "amount":
        yield from _amount(cell)
    else:
        yield _single(cell)


def _amount(cell: Cell) -> tuple[Plain, ...]:
    if not isinstance(cell, Measured):
        return _single(cell), None, None, None, None
    lower, upper = (cell.interval.lower, cell.interval.upper) if cell.interval else (None, None)
    return cell.value, cell.unit, lower, upper, cell.evidence.source.id if cell.evidence else None


def _single(cell: Cell) -> Plain:
    match cell:
        case Measured():
            return cell.value
        case Period():
            return cell.text
        case str():
            return str(cell)
    return cell


def _written(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
