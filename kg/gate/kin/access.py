"""The kin of figures as triples: computed where a rule looks for them, or all at once for a whole graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from kg.gate.incremental.access import Access, Row
from kg.gate.kin.keys import PARTS, Key
from kg.gate.kin.relations import KIN, RELATIONS
from kg.gate.kin.spans import is_period
from kg.gate.kin.surroundings import Surroundings
from kg.vocabulary import expand, thing

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib.term import Node

__all__ = ["KinAccess", "kin_quads"]

_CELL, _DENOMINATOR = expand("trade:cell"), expand("trade:denominator")
_INDICATOR = expand("trade:indicator")
_GRAPH = thing("graph", "kin")
_NEEDED = ("reporter", "product", "flow", "indicator", "period", "unit_kind")


class KinAccess:
    """A graph with the relations of ``RELATIONS`` between its figures and cells.

    A relation holds from a figure that stands in the cell of its own key to a cell that has such a figure.

    Args:
        access: the graph.
        earlier: the graph before a change, where the key of a cell may stand that no figure has any more.
        held: the cells that have figures, where somebody has looked already.
    """

    def __init__(
        self, access: Access, earlier: Access | None = None, held: Collection[Hashable] | None = None
    ) -> None:
        self._access = access
        self._earlier = earlier
        self._held = held
        self._keys: dict[Hashable, Key | None] = {}
        self._cell_keys: dict[tuple[Hashable, bool], Key | None] = {}
        self._found: dict[tuple[Hashable, str, bool], list[Hashable]] = {}
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
            found = [(subject, cell) for cell in self._looked(subject, name, self._cells, back=False)]
            pairs = [pair for pair in found if object_ in (None, pair[1])]
        elif object_ is not None:
            pairs = [(node, object_) for node in self._looked(object_, name, self._figures, back=True)]
        else:
            pairs = []
        graph = self._term(_GRAPH)
        return [(figure, predicate, cell, graph) for figure, cell in pairs]

    def _looked(
        self, node: Hashable, name: str, way: Callable[[Hashable, str], list[Hashable]], *, back: bool
    ) -> list[Hashable]:
        key = (node, name, back)
        if key not in self._found:
            self._found[key] = way(node, name)
        return self._found[key]

    def _cells(self, figure: Hashable, name: str) -> list[Hashable]:
        """The cells that a relation leads to from a figure, each once."""
        key = self._key(figure)
        if key is None:
            return []
        cells = (
            self._term(iri) for iri in sorted({near.cell for near in RELATIONS[name].to(key, self._around)})
        )
        held = (cell for cell in cells if self._held is None or cell in self._held)
        return [cell for cell in held if self._key_of(cell, past=False) is not None]

    def _figures(self, cell: Hashable, name: str) -> list[Hashable]:
        """The figures from which a relation leads to a cell."""
        key = self._key_of(cell, past=True)
        if key is None:
            return []
        cells = sorted({near.cell for near in RELATIONS[name].back(key, self._around)})
        near = (node for iri in cells for node in self._in(self._access, self._term(iri)))
        return [figure for figure in dict.fromkeys(near) if self._key(figure) is not None]

    def _in(self, access: Access, cell: Hashable) -> list[Hashable]:
        return [row[0] for row in access.match(None, self._term(_CELL), cell)]

    def _key_of(self, cell: Hashable, *, past: bool) -> Key | None:
        """The key of a cell, by a figure of it; or (past) by one before the change."""
        if (cell, past) not in self._cell_keys:
            keys = (self._key(node) for node in self._in(self._access, cell))
            found = next((key for key in keys if key and key.cell == getattr(cell, "value", None)), None)
            if found is None and past and self._earlier is not None:
                nodes = self._in(self._earlier, cell)
                found = next(filter(None, (self._read(node, self._earlier) for node in nodes)), None)
            self._cell_keys[cell, past] = found
        return self._cell_keys[cell, past]

    def _key(self, node: Hashable) -> Key | None:
        """The key of a figure that stands in the cell of its key; None of anything else."""
        if node not in self._keys:
            self._keys[node] = self._read(node, self._access)
        return self._keys[node]

    def _read(self, node: Hashable, access: Access, *, whole: bool = False) -> Key | None:
        """The key of a figure or (whole) of a described cell; None of anything else.

        What lacks a part of its key, has two of one, a literal, or no period for one, has none, and what stands in the
        cell of another key: other rules tell that.
        """
        held: dict[str, Hashable] = {}
        for row in access.match(node, None, None):
            name = str(getattr(row[1], "value", ""))
            if name not in PARTS and name != _CELL:
                continue
            if held.setdefault(name, row[2]) != row[2] or hasattr(row[2], "datatype"):
                return None
        if _INDICATOR not in held:
            return None
        above = self._read(held[_DENOMINATOR], access, whole=True) if _DENOMINATOR in held else None
        key = Key.of({name: str(getattr(value, "value", "")) for name, value in held.items()}, above)
        stands = str(getattr(node if whole else held.get(_CELL), "value", ""))
        sound = all(key.get(part) for part in _NEEDED) and is_period(key.get("period"))
        return key if sound and key.cell == stands else None

    def _look(self, subject: str | None, predicate: str, object_: str | None) -> Iterator[tuple[str, str]]:
        start, end = (None if iri is None else self._term(iri) for iri in (subject, object_))
        for row in self._access.match(start, self._term(predicate), end):
            yield str(getattr(row[0], "value", row[0])), str(getattr(row[2], "value", row[2]))

    def _term(self, iri: str) -> Hashable:
        if iri not in self._terms:
            self._terms[iri] = self._access.iri(iri)
        return self._terms[iri]


def kin_quads(access: Access) -> Iterator[pyoxigraph.Quad]:
    """Every relation of a graph of the engine: for rules that are run on all of it."""
    import pyoxigraph

    rows = list(access.match(None, access.iri(_CELL), None))
    kin = KinAccess(access, held={row[2] for row in rows})
    for figure in dict.fromkeys(row[0] for row in rows):
        for name in RELATIONS:
            for row in kin.match(figure, access.iri(name), None):
                yield pyoxigraph.Quad(*cast("Any", row))
