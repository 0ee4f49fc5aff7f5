"""Columns of an answer as texts: one common scale per column, numbers aligned by their decimal points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median_low

from kg.grid import Cell, Column, Grid, Measured, Thing, plain
from kg.model.period import Period
from kg.model.terms import Iri, Partial
from kg.printing.footnotes import day_words
from kg.printing.widths import width
from kg.vocabulary import shorten

__all__ = ["MISSING", "Strip", "cell_text", "reference_heading", "strips"]

MISSING = "–"
"""What stands where nothing is known."""

_SIGNS = {
    "moreThan": "> ",
    "atLeast": "≥ ",
    "lessThan": "< ",
    "atMost": "≤ ",
    "about": "~ ",
    "justBelow": "nearly ",
}
_SCALES = {12: "trn", 9: "bn", 6: "m", 3: "thousand"}
_NUMERIC = {"amount", "number", "percent", "count"}


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed column: its heading, the texts under it, whether they stand on the right."""

    heading: str
    texts: tuple[str, ...]
    right: bool = False

    @property
    def width(self) -> int:
        """The columns that the widest of its texts takes."""
        return max(width(text) for text in (self.heading, *self.texts))


def strips(grid: Grid, *, intervals: bool = False) -> list[Strip]:
    """The columns that a reader sees, without those that are evidence only."""
    made = []
    for index, column in enumerate(grid.columns):
        if column.role == "evidence":
            continue
        cells = [record[index] for record in grid.records]
        made += (
            _measured(column, cells, intervals=intervals) if _is_measured(cells) else [_other(column, cells)]
        )
    return made


def reference_heading(columns: Sequence[Strip]) -> str:
    """What the column with the numbers of footnotes is called: "Source", or "Ref." beside one of that name."""
    return "Ref." if any(strip.heading == "Source" for strip in columns) else "Source"


def cell_text(cell: Cell) -> str:
    """One value as text, by itself: labels for things, words for amounts, a dash for nothing."""
    match cell:
        case None:
            return MISSING
        case Thing() | Measured():
            return cell.label if isinstance(cell, Thing) else cell.text
        case Iri():
            return shorten(cell)
        case Partial():
            return day_words(cell)
        case Period():
            return _period_words(cell)
        case bool():
            return "yes" if cell else "no"
        case Decimal() | int():
            return plain(cell) if isinstance(cell, Decimal) else str(cell)
        case date():
            return day_words(cell.isoformat())
    return str(cell)


def _is_measured(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, Measured) for cell in cells)


def _period_words(period: Period) -> str:
    return day_words(period.text) if period.kind in ("month", "day") else period.label


def _other(column: Column, cells: Sequence[Cell]) -> Strip:
    if column.type not in _NUMERIC and not all(isinstance(cell, Decimal | None) for cell in cells):
        return Strip(column.label, tuple(cell_text(cell) for cell in cells))
    unit = f" ({column.unit})" if column.unit and column.type != "percent" else ""
    texts = [_number(cell, column) for cell in cells]
    return Strip(f"{column.label}{unit}", _aligned(texts), right=bool(texts) and column.type in _NUMERIC)


def _number(cell: Cell, column: Column) -> str:
    if isinstance(cell, bool) or not isinstance(cell, Decimal | int):
        return cell_text(cell)
    limit = 2 if column.type == "percent" or abs(Decimal(cell)) >= 10 else 4
    text = (
        plain(cell, limit=limit)
        if column.type != "value"
        else f"{cell:f}"
        if isinstance(cell, Decimal)
        else str(cell)
    )
    return f"{text} %" if column.type == "percent" else text


def _measured(column: Column, cells: Sequence[Cell], *, intervals: bool) -> list[Strip]:
    amounts = [cell for cell in cells if isinstance(cell, Measured)]
    units = {amount.unit for amount in amounts}
    if len(units) > 1:
        made = [Strip(column.label, tuple(cell_text(cell) for cell in cells))]
        ranges = [cell.range() if isinstance(cell, Measured) else None for cell in cells]
    else:
        scale = _common_scale(amounts)
        texts = [_scaled(cell, scale) for cell in cells]
        made = [Strip(_heading(column.label, units.pop(), scale), _aligned(texts), right=True)]
        ranges = [cell.range(scale) if isinstance(cell, Measured) else None for cell in cells]
    if intervals:
        made.append(Strip("Interval", tuple(text or MISSING for text in ranges), right=True))
    return made


def _common_scale(amounts: Sequence[Measured]) -> int:
    if amounts[0].unit == "percent":
        return 0
    printed = [amount.scale for amount in amounts]
    sizes = [abs(amount.value) for amount in amounts if amount.value]
    if not any(printed) or not sizes:
        return 0
    middle, least = median_low(sizes), min(sizes)
    scale = next((scale for scale in (12, 9, 6, 3) if middle >= Decimal(1).scaleb(scale)), 0)
    return scale - 3 if scale and least < Decimal(1).scaleb(scale) else scale


def _heading(label: str, unit: str | None, scale: int) -> str:
    if unit in (None, "percent", "number"):
        words = _SCALES.get(scale, "")
    else:
        words = " ".join(w for w in ("tonnes" if unit == "tonne" else str(unit), _SCALES.get(scale, "")) if w)
    return f"{label} ({words})" if words else label


def _scaled(cell: Cell, scale: int) -> str:
    if not isinstance(cell, Measured):
        return cell_text(cell)
    if cell.bound == "unitFraction":
        return cell.text
    digits = cell.digits(scale)
    if cell.indicator == "change" and cell.value > 0:
        digits = f"+{digits}"
    unit = " %" if cell.unit == "percent" else ""
    return f"{_SIGNS.get(cell.bound or '', '')}{digits}{unit}{' !' if cell.suspicion else ''}"


def _aligned(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts with spaces behind, so that decimal points stand under one another when set on the right."""
    tails = [len(text) - _point(text) for text in texts]
    longest = max((tail for text, tail in zip(texts, tails, strict=True) if text != MISSING), default=0)
    return tuple(
        text if text == MISSING else text + " " * (longest - tail)
        for text, tail in zip(texts, tails, strict=True)
    )


def _point(text: str) -> int:
    """Where the decimal point of a printed number stands, or would stand."""
    digits = text.find(".")
    if digits >= 0:
        return digits
    last = max((index for index, character in enumerate(text) if character.isdigit()), default=len(text) - 1)
    return last + 1
