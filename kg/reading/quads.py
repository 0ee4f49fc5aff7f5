"""From the triples of an RDF file to quads, findings and places: what is no fact is found where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.errors import LimitError, Place
from kg.names import Names
from kg.reading.desk import Desk
from kg.reading.marked import Scalar
from kg.reading.readings import Reading
from kg.reading.rows import BLANK, TRIPLE, Row, Spot, Written, quad_of
from kg.reading.texts import lines_of
from kg.reading.triples import (
    graph_fault,
    graph_name,
    iri_fault,
    property_fault,
    property_name,
    text_fault,
    type_fault,
)
from kg.vocabulary import PREFIXES, expand, shorten, thing

__all__ = ["MOST", "read_rows"]

MOST = 200_000
"""The most triples that a file may hold."""

_TYPE = expand("rdf:type")
_SOURCE = expand("trade:source")
_SUBJECT, _PREDICATE, _VALUE, _GRAPH = range(4)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a triple by itself; ``part`` says with which of its parts."""

    code: str
    message: str
    part: int
    remedy: str = ""


def read_rows(rows: Iterable[Row], text: str, file: str, names: Names) -> Reading:
    """The facts of an RDF file.

    Raises:
        ReadingError: the rows come from a text that is broken.
        LimitError: there are too many.
    """
    page = _Page(Desk(file, lines_of(text), names))
    listed = list(_limited(rows, file))
    if not listed:
        page.desk.find("R16", "The file holds no triple.", None)
    origin = {row.subject: _local(row) for row in listed if row.predicate == _SOURCE}
    for row in _parted(listed, page):
        page.take(row, _fault(row) or _homeless(row, origin), origin)
    return page.reading()


def _limited(rows: Iterable[Row], file: str) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count >= MOST:
            line, column = row.spots[_VALUE]
            place = Place(file, line or None, column or None)
            raise LimitError(f"the file holds more than {MOST:,} triples", place)
        yield row


def _local(row: Row) -> str:
    return row.value.removeprefix(PREFIXES["source"]) if isinstance(row.value, str) else ""


def _parted(rows: list[Row], page: _Page) -> Iterator[Row]:
    """The rows without those of a number that a comma parts: its parts are a finding, and no values."""
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].joined:
            end += 1
        if end - at == 1:
            yield rows[at]
        else:
            parts = [row.value.text for row in rows[at:end] if isinstance(row.value, Written)]
            message = f"{','.join(parts)} is {len(parts)} values here, {' and '.join(parts)}."
            page.tell(rows[at], _Fault("R28", message, _VALUE))
        at = end


@dataclass(slots=True)
class _Page:
    """What reading one file gathers."""

    desk: Desk
    quads: list[Quad] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)

    def take(self, row: Row, fault: _Fault | None, origin: dict[str, str]) -> None:
        """Keep a row in its graph, or note what is wrong with it."""
        made = None
        if fault is None:
            try:
                made = quad_of(row, _home(row, origin))
            except ValueError:
                fault = _Fault("R21", "An IRI is not written as IRIs are.", _SUBJECT)
        if made is not None:
            self.quads.append(made)
            subject, value = self._place(row.spots[_SUBJECT]), self._place(row.spots[_VALUE])
            self.desk.places.setdefault((row.subject, None), subject)
            self.desk.places.setdefault((row.subject, property_name(row.predicate)), value)
        elif fault is not None:
            self.tell(row, fault)
            if row.predicate == _TYPE:
                self.refused.add(row.subject)

    def tell(self, row: Row, fault: _Fault) -> None:
        """Note what is wrong with a row; the same slip is told once, where it stands first."""
        if (fault.code, fault.message) in self.told:
            return
        self.told.add((fault.code, fault.message))
        line, column = row.spots[fault.part]
        node = Scalar(None, line, column) if line else None
        named = row.subject not in (BLANK, TRIPLE)
        self.desk.fact = (shorten(row.subject) or None) if named else None
        about = property_name(row.predicate)
        self.desk.find(fault.code, fault.message, node, about=about, remedy=fault.remedy)

    def reading(self) -> Reading:
        """All of it."""
        return Reading(
            quads=tuple(self.quads),
            findings=tuple(self.desk.findings),
            places=self.desk.places,
            refused=frozenset(self.refused),
        )

    def _place(self, spot: Spot) -> Place:
        line, column = spot
        return Place(self.desk.file, line or None, column or None)


def _fault(row: Row) -> _Fault | None:
    """What is wrong with a row by itself."""
    shape = _shape_fault(row)
    if shape is not None:
        return shape
    fault, part = property_fault(row.predicate), _PREDICATE
    if fault is None and row.predicate == _TYPE and isinstance(row.value, str):
        fault, part = type_fault(row.value), _VALUE
    if fault is not None:
        return _Fault(fault[0], fault[1], part, fault[2])
    for part, iri in ((_SUBJECT, row.subject), (_VALUE, row.value), (_GRAPH, row.graph)):
        wrong = iri_fault(iri) if isinstance(iri, str) and iri else None
        if wrong:
            return _Fault("R21", wrong, part)
    wrong = graph_fault(row.graph) if row.graph else None
    if wrong:
        return _Fault("R24", wrong, _GRAPH)
    wrong = text_fault(row.value.text, row.value.datatype) if isinstance(row.value, Written) else None
    return _Fault("R22", wrong, _VALUE) if wrong else None


def _shape_fault(row: Row) -> _Fault | None:
    """A blank node, or a triple in the place of a thing."""
    parts = (row.subject, row.predicate, row.value, row.graph)
    if BLANK in parts:
        return _Fault("R19", "A node has no IRI.", parts.index(BLANK))
    if TRIPLE in parts:
        message = "A triple stands in place of a thing; facts are said of things."
        return _Fault("R20", message, parts.index(TRIPLE))
    if isinstance(row.value, str) and not row.value:
        return _Fault("R21", "An IRI is empty.", _VALUE)
    return None


def _homeless(row: Row, origin: dict[str, str]) -> _Fault | None:
    home = row.graph or _home(row, origin)
    if home and graph_fault(home) is None:
        return None
    return _Fault("R18", f"The graph of {shorten(row.subject)} cannot be told.", _SUBJECT)


def _home(row: Row, origin: dict[str, str]) -> str | None:
    """The IRI of the graph where a row belongs that names none."""
    name = None if row.graph else graph_name(row.subject, origin)
    return thing("graph", name) if name else None
