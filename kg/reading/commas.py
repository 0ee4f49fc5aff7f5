"""CSV whose every cell knows its line and column, and stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import LimitError, Place, ReadingError
from kg.reading.marked import Scalar
from kg.reading.texts import Lines

__all__ = ["parse_csv"]

_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"|([^,"\r\n]*+)')
_MOST = 1_000_000


def parse_csv(text: str, name: str) -> Iterator[list[Scalar]]:
    """The rows of a CSV text, each cell with its line and column; empty lines are left out.

    Raises:
        ReadingError: a quote is not closed, or stands inside a cell.
        LimitError: there are too many cells.
    """
    lines = Lines(text)
    at = count = 0
    row: list[Scalar] = []
    while at < len(text):
        match = _CELL.match(text, at)
        assert match is not None
        quoted, plain = match.groups()
        value = (quoted.replace('""', '"') if quoted is not None else plain).strip()
        row.append(Scalar(value or None, *lines.at(at)))
        count += 1
        at = match.end()
        after = text[at : at + 1]
        if after not in ("", ",", "\r", "\n"):
            place = Place(name, *lines.at(at))
            raise ReadingError("a quote stands inside a cell, or is not closed; double it or close it", place)
        if count > _MOST:
            raise LimitError(f"the table has more than {_MOST:,} cells", Place(name, *lines.at(at)))
        at += 1
        if after == ",":
            continue
        if after == "\r" and text[at : at + 1] == "\n":
            at += 1
        if len(row) > 1 or row[0].text is not None:
            yield row
        row = []
    if row:
        yield [*row, Scalar(None, *lines.at(at))]
