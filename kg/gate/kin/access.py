"""The kin of figures as triples: computed where a rule looks for them, or all at once for a whole graph."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from kg.gate.incremental.access import Access, Row
from kg.gate.kin.keys import PARTS, Key
from kg.gate.kin.relations import KIN, RELATIONS
from kg.gate.kin.surroundings import Surroundings
from kg.vocabulary import expand, thing

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib.term import Node

__all__ = ["KinAccess", "kin_quads"]

_CELL, _DENOMINATOR = expand("trade:cell"), expand("trade:denominator")
_INDICATOR = expand("trade:indicator")
_GRAPH = thing("graph", "kin")


class KinAccess:
    """A graph with the relations of ``RELATIONS`` between its figures and cells.

    Args:
        access: the graph.
        earlier: the graph before a change, where the key of a cell may stand that no figure has any more.
    """

    def __init__(self, access: Access, earlier: Access | None = None) -> None:
        self._access = access
        self._earlier = earlier
        self._keys: dict[Hashable, Key | None] = {}
        self._cell_keys: dict[Hashable, Key | None] = {}
        self._terms: dict[str, Hashable] = {}
        self._around = Surroundings(self._look)

    def iri(self, text: str) -> Hashable:
        """The term for an IRI."""
        return self._access.iri(text)

    def node(self, term: Hashable) -> Node:
        """The rdflib node for a term."""
        return self._access.node(term)

    def match(
        self, subject: Hashable | None, predicate: Hashable | None, object_: Hashable | None
    ) -> Iterable[Row]:
        """The rows that have these terms, where one is given; those of kin where its relation is asked for."""
        name = str(getattr(predicate, "value", ""))
        if not name.startswith(KIN):
            return self._access.match(subject, predicate, object_)
        if name not in RELATIONS:
            return ()
        if subject is not None:
            found = [(subject, cell) for cell in self._cells(subject, name)]
            pairs = [pair for pair in found if object_ in (None, pair[1])]
        else:
            pairs = [] if object_ is None else [(node, object_) for node in self._figures(object_, name)]
        graph = self._term(_GRAPH)
        return [(figure, predicate, cell, graph) for figure, cell in pairs]

    def _cells(self, figure: Hashable, name: str) -> list[Hashable]:
        """The cells that a relation leads to from a figure, each once."""
        key = self._key(figure)
        if key is None:
            return []
        return [
            self._term(iri) for iri in sorted({found.cell for found in RELATIONS[name].to(key, self._around)})
        ]

    def _figures(self, cell: Hashable, name: str) -> list[Hashable]:
        """The figures from which a relation leads to a cell."""
        key = self._key_of_cell(cell)
        if key is None:
            return []
        cells = sorted({found.cell for found in RELATIONS[name].back(key, self._around)})
        near = (row[0] for iri in cells for row in self._of_cell(self._access, self._term(iri)))
        return [figure for figure in dict.fromkeys(near) if self._key(figure) is not None]

    def _of_cell(self, access: Access, cell: Hashable) -> Iterable[Row]:
        return access.match(None, self._term(_CELL), cell)

    def _key_of_cell(self, cell: Hashable) -> Key | None:
        """The key of a cell, by a figure of it or by what describes it, now or before the change."""
        if cell not in self._cell_keys:
            self._cell_keys[cell] = self._found(cell)
        return self._cell_keys[cell]

    def _found(self, cell: Hashable) -> Key | None:
        for access in filter(None, (self._access, self._earlier)):
            rows = self._of_cell(access, cell)
            for node in chain((row[0] for row in rows), (cell,)):
                key = self._read(node, access)
                if key is not None and key.cell == getattr(cell, "value", None):
                    return key
        return None

    def _key(self, node: Hashable) -> Key | None:
        """The key of a figure; None of anything else."""
        if node not in self._keys:
            self._keys[node] = self._read(node, self._access, figure=True)
        return self._keys[node]

    def _read(self, node: Hashable, access: Access, *, figure: bool = False) -> Key | None:
        """The key of a figure or, unless it has to be a figure, of a described cell; None of anything else.

        What has two values for a part of its key, or a literal, has none: that is a finding of its own.
        """
        held: dict[str, Hashable] = {}
        for row in access.match(node, None, None):
            name = str(getattr(row[1], "value", ""))
            if name not in PARTS and name != _CELL:
                continue
            if held.setdefault(name, row[2]) != row[2] or hasattr(row[2], "datatype"):
                return None
        if _INDICATOR not in held or (figure and _CELL not in held):
            return None
        whole = self._read(held[_DENOMINATOR], access) if _DENOMINATOR in held else None
        parts = {name: str(getattr(value, "value", "")) for name, value in held.items()}
        return Key.of(parts, whole)

    def _look(self, subject: str | None, predicate: str, object_: str | None) -> Iterator[tuple[str, str]]:
        start, end = (None if iri is None else self._term(iri) for iri in (subject, object_))
        for row in self._access.match(start, self._term(predicate), end):
            yield str(getattr(row[0], "value", row[0])), str(getattr(row[2], "value", row[2]))

    def _term(self, iri: str) -> Hashable:
        if iri not in self._terms:
            self._terms[iri] = self._access.iri(iri)
        return self._terms[iri]


def kin_quads(access: Access) -> Iterator[pyoxigraph.Quad]:
    """Every relation of a graph of the engine from a figure to a cell that has figures: for rules run on all of it."""
    import pyoxigraph

    kin = KinAccess(access)
    rows = list(access.match(None, access.iri(_CELL), None))
    held = {row[2] for row in rows}
    for figure in dict.fromkeys(row[0] for row in rows):
        for name in RELATIONS:
            for row in kin.match(figure, access.iri(name), None):
                if row[2] in held:
                    yield pyoxigraph.Quad(*cast("Any", row))
