"""From a flat table in CSV, one figure a row, to facts; the same reader as for sheets, with line and column."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping

from kg.errors import Place
from kg.model.facts import Facts, Figure, Source
from kg.names import Names
from kg.reading.commas import parse_csv
from kg.reading.desk import Desk, is_id, nearest, spoken
from kg.reading.figures import Defaults, read_entry
from kg.reading.keys import MEASURES, SOURCE
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.readings import Reading
from kg.reading.sheets import described_source, known_source
from kg.reading.texts import lines_of
from kg.vocabulary import thing

__all__ = ["COLUMNS", "NEEDED_COLUMNS", "read_registry", "read_table"]

_CONTEXT = "reporter partner product flow period statement partner_basis group_definition valuation".split()
_MEASURE = "id base terms among from bound unit replaces because suspect as_printed note".split()
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

_NOTHING = Scalar(None, 0, 0)


def read_table(
    text: str,
    names: Names,
    *,
    file: str = "table.csv",
    sources: Mapping[str, Source] | None = None,
    known: Container[str] = (),
    taken: dict[str, Place] | None = None,
    parse: Callable[[str, str], Iterator[list[Scalar]]] = parse_csv,
) -> Reading:
    """The facts of a table of figures, with findings and places; the arguments are those of ``read_sheet``.

    Raises:
        ReadingError: the text is no CSV.
    """
    desk = Desk(file, lines_of(text), names, taken={} if taken is None else taken)
    rows = parse(text, file)
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
    return desk.reading(facts, refused)


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
    desk = Desk(file, lines_of(text), names)
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
