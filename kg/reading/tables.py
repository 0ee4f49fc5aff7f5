"""From a flat table in CSV, one figure a row, to facts; the same reader as for sheets, with line and column."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from kg.errors import Place, ReadingError
from kg.model.facts import Facts, Figure, Source
from kg.names import Names
from kg.reading.desk import Desk, is_id, nearest, spoken
from kg.reading.figures import Defaults, read_entry
from kg.reading.keys import MEASURES, SOURCE
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.readings import Reading
from kg.reading.sheets import described_source, known_source
from kg.vocabulary import thing

__all__ = ["COLUMNS", "NEEDED_COLUMNS", "parse_csv", "read_registry", "read_table"]

_CONTEXT = "reporter partner product flow period statement partner_basis group_definition valuation".split()
_MEASURE = "id base terms among from bound unit suspect as_printed note".split()
_WHOLE = "reporter partner product flow period unit indicator".split()
_PASSAGE = ("start", "end", "digest")

COLUMNS: tuple[str, ...] = (
    "source",
    "indicator",
    "printed",
    "also",
    *_CONTEXT,
    *_MEASURE,
    *(f"of_{name}" for name in _WHOLE),
    *_PASSAGE,
)
"""The columns that a table of figures may have, in any order."""

NEEDED_COLUMNS = ("source", "reporter", "flow", "period", "indicator", "printed")
"""The columns that it must have."""

_CELL = re.compile(r'"((?:[^"]|"")*)"|([^,"\r\n]*)')
_NOTHING = Scalar(None, 0, 0)


def parse_csv(text: str, name: str) -> Iterator[list[Scalar]]:
    """The rows of a CSV text, each cell with its line and column; empty lines are left out.

    Raises:
        ReadingError: a quote is not closed, or stands inside a cell.
    """
    at, line, line_start = 0, 1, 0
    row: list[Scalar] = []
    while at < len(text):
        match = _CELL.match(text, at)
        assert match is not None
        quoted, plain = match.groups()
        column = at - line_start + 1
        value = (quoted.replace('""', '"') if quoted is not None else plain).strip()
        row.append(Scalar(value or None, line, column))
        if quoted and "\n" in quoted:
            line += quoted.count("\n")
            line_start = at + 1 + quoted.rindex("\n") + 1
        at = match.end()
        after = text[at : at + 1]
        if after not in ("", ",", "\r", "\n"):
            place = Place(name, line, at - line_start + 1)
            raise ReadingError("a quote stands inside a cell, or is not closed; double it or close it", place)
        at += 1
        if after == ",":
            continue
        if after == "\r" and text[at : at + 1] == "\n":
            at += 1
        line, line_start = line + 1, at
        if len(row) > 1 or row[0].text is not None:
            yield row
        row = []
    if row:
        yield [*row, Scalar(None, line, at - line_start + 1)]


def read_table(
    text: str,
    names: Names,
    *,
    file: str = "table.csv",
    sources: Mapping[str, Source] | None = None,
    known: Container[str] = (),
    taken: dict[str, Place] | None = None,
) -> Reading:
    """The facts of a table of figures, with findings and places; the arguments are those of ``read_sheet``.

    Raises:
        ReadingError: the text is no CSV.
    """
    desk = Desk(file, text.splitlines(), names, taken={} if taken is None else taken)
    rows = parse_csv(text, file)
    header = next(rows, None)
    if header is None:
        desk.find("R16", "The table is empty.", None)
        return Reading(findings=tuple(desk.findings))
    columns = _columns(desk, header, COLUMNS, NEEDED_COLUMNS)
    named: dict[str, Source] = {}
    figures: list[Figure] = []
    ids: set[str] = set()
    for row in rows if columns else ():
        cells = _cells(desk, row, columns)
        ids |= {cell.text or "" for name, cell in cells.items() if name == "id"}
        source = _source(desk, cells, sources or {}, known) if cells else None
        if source is not None:
            named.setdefault(source.id, source)
            figures.extend(_figures(desk, cells, row[0], source.id))
    if not desk.findings and not figures:
        desk.find("R16", "The table holds no figure.", header[0])
    described = tuple(source for source in named.values() if source.title and source.publisher)
    facts = Facts(sources=described, figures=tuple(figures))
    lost = {one for one in ids if is_id(one)} - {figure.id for figure in figures}
    refused = frozenset(thing("figure", one) for one in lost)
    return Reading(facts=facts, findings=tuple(desk.findings), places=desk.places, refused=refused)


def _columns(desk: Desk, header: list[Scalar], known: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    """The names of the columns; none where a needed one is missing. Unknown ones are found and not read."""
    columns = [cell.text or "" for cell in header]
    for cell, column in zip(header, columns, strict=True):
        if column not in known:
            near = nearest(column, known)
            remedy = f"Did you mean {spoken(near)}?" if near else f"Known are {', '.join(known)}."
            desk.find("R02", f"A table has no column “{column}”.", cell, about=column, remedy=remedy)
        elif column in columns[: header.index(cell)]:
            desk.find("R12", f"The column {column} stands twice.", cell, about=column)
    missing = [column for column in needed if column not in columns]
    if missing:
        desk.find("R08", f"The table has no column {', '.join(missing)}.", header[0], about=missing[0])
    return [] if missing else columns


def _cells(desk: Desk, row: list[Scalar], columns: list[str]) -> dict[str, Scalar]:
    desk.fact = None
    if len(row) != len(columns):
        desk.find(
            "R09",
            f"The row has {len(row)} cells, the header {len(columns)}.",
            row[0],
            remedy="Put a cell that holds a comma into quotes, and leave no cell out.",
        )
        return {}
    return {column: cell for column, cell in zip(columns, row, strict=True) if cell.text is not None}


def _source(
    desk: Desk, cells: Mapping[str, Scalar], sources: Mapping[str, Source], known: Container[str]
) -> Source | None:
    cell = cells.get("source")
    if cell is None or cell.text is None:
        at = next(iter(cells.values()), _NOTHING)
        desk.find("R08", "The row has no source.", at, about="source")
        return None
    return known_source(desk, cell, cell.text, sources, known)


def _figures(desk: Desk, cells: Mapping[str, Scalar], first: Scalar, source: str) -> Iterator[Figure]:
    indicator = cells.get("indicator")
    if indicator is None or indicator.text is None:
        desk.find("R08", "The row has no indicator.", first, about="indicator")
        return iter(())
    if indicator.text not in MEASURES:
        desk.word(indicator.text, MEASURES, indicator, "indicator")
        return iter(())
    values: dict[str, Node] = {name: cells[name] for name in _CONTEXT if name in cells}
    values[indicator.text] = _measure(cells, first)
    return read_entry(desk, Fields(values, {}, first.line, first.column), Defaults(source))


def _measure(cells: Mapping[str, Scalar], first: Scalar) -> Fields:
    values: dict[str, Node] = {name: cells[name] for name in _MEASURE if name in cells}
    if "printed" in cells:
        values["is"] = cells["printed"]
    if "also" in cells:
        also = cells["also"]
        ids = (also.text or "").replace(";", " ").split()
        values["also"] = Items(
            tuple(Scalar(text, also.line, also.column) for text in ids), also.line, also.column
        )
    whole: dict[str, Node] = {name: cells[f"of_{name}"] for name in _WHOLE if f"of_{name}" in cells}
    if whole:
        values["of"] = Fields(whole, {}, *_at(next(iter(whole.values()))))
    passage = [cells[name] for name in _PASSAGE if name in cells]
    if passage:
        values["passage"] = Items(tuple(passage), *_at(passage[0]))
    return Fields(values, {}, first.line, first.column)


def _at(node: Node) -> tuple[int, int]:
    return node.line, node.column


def read_registry(text: str, names: Names, *, file: str = "sources.csv") -> tuple[dict[str, Source], Reading]:
    """The sources of a registry by id (columns as the keys of a source), with the findings and places.

    Raises:
        ReadingError: the text is no CSV.
    """
    desk = Desk(file, text.splitlines(), names)
    rows = parse_csv(text, file)
    header = next(rows, None)
    found: dict[str, Source] = {}
    columns = _columns(desk, header, tuple(SOURCE), ("id", "title", "publisher")) if header else []
    for row in rows if columns else ():
        cells = _cells(desk, row, columns)
        source = described_source(desk, Fields(dict(cells), {}, *_at(row[0]))) if cells else None
        if source is not None and desk.take_id(source.id, cells["id"], "source"):
            found[source.id] = source
    facts = Facts(sources=tuple(found[key] for key in sorted(found)))
    return found, Reading(facts=facts, findings=tuple(desk.findings), places=desk.places)
