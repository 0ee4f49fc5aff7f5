"""The answer to a question: rows, columns with units, sources, notes; and its forms.

>>> from kg.grid import Column
>>> table = Table(columns=(Column(name="place", label="Place"),), records=(("Guangdong",),))
>>> table.rows
[{'place': 'Guangdong'}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageProblem
from kg.grid import Cell, Column, Evidence, Grid, Measured, Origin, Thing
from kg.printing.envelope import json_text
from kg.printing.flat import Plain, csv_text, flat_rows
from kg.printing.frames import pandas_frame, polars_frame
from kg.printing.html import html_text
from kg.printing.markdown import markdown_text
from kg.printing.terminal import Style, table_text

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["FORMATS", "Column", "Evidence", "Measured", "Origin", "Table", "Thing"]


class Table(Grid):
    """Rows and columns with their evidence.

    ``rows`` are dictionaries of plain values (an amount is a Decimal, a thing its label, with its IRI beside it
    under ``<name>_iri``); ``records`` hold the full cells, in the order of ``columns``.
    """

    @property
    def rows(self) -> list[dict[str, Plain]]:
        """The rows as dictionaries of plain values; what is missing is None."""
        return flat_rows(self)

    def column(self, name: str) -> list[Cell]:
        """All cells of one column.

        Raises:
            UsageProblem: there is no such column.
        """
        names = [column.name for column in self.columns]
        if name not in names:
            raise UsageProblem(f"The answer has no column “{name}”; it has {', '.join(names)}.")
        return [record[names.index(name)] for record in self.records]

    def df(self, *, exact: bool = False) -> pandas.DataFrame:
        """The rows as a pandas DataFrame: numbers are floats, or Decimal where ``exact``.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return pandas_frame(self, exact=exact)

    def polars(self, *, exact: bool = False) -> polars.DataFrame:
        """The rows as a polars DataFrame: numbers are floats, or Decimal where ``exact``.

        Raises:
            MissingExtra: polars is not installed.
        """
        return polars_frame(self, exact=exact)

    def to_json(self) -> str:
        """The answer in its JSON envelope, with exact numbers."""
        return json_text(self)

    def to_csv(self) -> str:
        """The rows as CSV."""
        return csv_text(self)

    def to_tsv(self) -> str:
        """The rows as CSV with tabs for commas."""
        return csv_text(self, separator="\t")

    def to_markdown(self) -> str:
        """The answer as a Markdown table with footnotes."""
        return markdown_text(self)

    def to_text(self, style: Style | None = None) -> str:
        """The answer as text for a terminal."""
        return table_text(self, style)

    def to(self, path: str | Path) -> Path:
        """Write the answer to a file in the format that its extension names; returns the path.

        Raises:
            UsageProblem: the extension names no known format.
        """
        target = Path(path)
        write = FORMATS.get(target.suffix.lower())
        if write is None:
            raise UsageProblem(
                f"An answer cannot be written as “{target.name}”; use one of {', '.join(FORMATS)}."
            )
        target.write_text(write(self), encoding="utf-8", newline="\n")
        return target

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return self.to_text().rstrip("\n")

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return html_text(self)

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        return iter(self.rows)


FORMATS: dict[str, Callable[[Table], str]] = {
    ".csv": Table.to_csv,
    ".json": Table.to_json,
    ".md": Table.to_markdown,
    ".tsv": Table.to_tsv,
    ".txt": Table.to_text,
}
"""The formats of :meth:`Table.to`, by extension."""
