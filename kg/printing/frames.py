"""An answer as a data frame of pandas or polars, where one of them is installed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtra
from kg.grid import Grid
from kg.printing.flat import Plain, flat_names, flat_rows

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["pandas_frame", "polars_frame"]


def pandas_frame(grid: Grid, *, exact: bool) -> pandas.DataFrame:
    """The flat rows as a pandas DataFrame; numbers as floats, or as Decimal where ``exact``."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("pandas", "pandas") from error
    return pandas.DataFrame(_columns(grid, exact=exact))


def polars_frame(grid: Grid, *, exact: bool) -> polars.DataFrame:
    """The flat rows as a polars DataFrame; numbers as floats, or as Decimal where ``exact``."""
    try:
        import polars
    except ImportError as error:
        raise MissingExtra("polars", "polars") from error
    return polars.DataFrame(_columns(grid, exact=exact), strict=False)


def _columns(grid: Grid, *, exact: bool) -> dict[str, Any]:
    rows = flat_rows(grid)
    return {name: [_number(row[name], exact=exact) for row in rows] for name in flat_names(grid)}


def _number(value: Plain, *, exact: bool) -> Plain | float:
    return float(value) if isinstance(value, Decimal) and not exact else value
