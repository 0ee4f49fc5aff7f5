"""Two walks over what a rule reads: back from a change to the focus nodes it can matter to, and on from these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from kg.gate.incremental.access import Access, Row
from kg.gate.incremental.reads import PREDICATE, START, Link, Reads

__all__ = ["Change", "Walker"]

_Nodes = set[Hashable]


class Change:
    """The rows that were added or removed, found by predicate."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._by_predicate: dict[Hashable, list[Row]] = defaultdict(list)
        for row in self.rows:
            self._by_predicate[row[PREDICATE]].append(row)
        self._ends: dict[tuple[Hashable | None, int], frozenset[Hashable]] = {}

    def ends(self, predicate: Hashable | None, place: int) -> frozenset[Hashable]:
        """The terms at one place of the changed rows that have a predicate (None: any)."""
        key = (predicate, place)
        if key not in self._ends:
            rows = self.rows if predicate is None else self._by_predicate.get(predicate, ())
            self._ends[key] = frozenset(row[place] for row in rows)
        return self._ends[key]


class Walker:
    """Walks one state of a graph, and looks at nothing twice."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._found: dict[tuple[Hashable, int, Hashable | None], list[Row]] = {}
        self._iris: dict[str, Hashable] = {}

    def affected(self, reads: Reads, change: Change) -> _Nodes:
        """The focus nodes from which a rule can read a changed row.

        One state suffices, the old or the new: of the changed rows on the way from a focus node, take the first; all
        before it stands in either state.
        """
        marked: Mapping[int, _Nodes] = defaultdict(set)
        waiting: dict[int, _Nodes] = defaultdict(set)
        for link in reads.links:
            _add(marked, waiting, link.source, change.ends(self._iri(link.predicate), link.near))
        while waiting:
            state, nodes = waiting.popitem()
            for source in reads.skips_into.get(state, ()):
                _add(marked, waiting, source, nodes)
            for link in reads.into.get(state, ()):
                back = {row[link.near] for node in nodes for row in self._rows(node, link.far, link)}
                _add(marked, waiting, link.source, back)
        return marked[START]

    def surroundings(self, reads: Reads, foci: Iterable[Hashable], into: set[Row]) -> None:
        """Add to ``into`` every row that a rule can read from the focus nodes."""
        marked: Mapping[int, _Nodes] = defaultdict(set)
        waiting: dict[int, _Nodes] = defaultdict(set)
        _add(marked, waiting, START, foci)
        while waiting:
            state, nodes = waiting.popitem()
            for target in reads.skips_out_of.get(state, ()):
                _add(marked, waiting, target, nodes)
            for link in reads.out_of.get(state, ()):
                rows = [row for node in nodes for row in self._rows(node, link.near, link)]
                into.update(rows)
                if link.target in reads.going:
                    _add(marked, waiting, link.target, {row[link.far] for row in rows})

    def rows(self, node: Hashable, place: int, predicate: str | None) -> list[Row]:
        """The rows that have ``node`` at a place, and a predicate (None: any)."""
        return self._match(node, place, self._iri(predicate))

    def _rows(self, node: Hashable, place: int, link: Link) -> list[Row]:
        return self._match(node, place, self._iri(link.predicate))

    def _match(self, node: Hashable, place: int, predicate: Hashable | None) -> list[Row]:
        key = (node, place, predicate)
        found = self._found.get(key)
        if found is None:
            pattern: list[Hashable | None] = [None, predicate, None]
            pattern[place] = node
            found = self._found[key] = list(self.access.match(*pattern))
        return found

    def _iri(self, predicate: str | None) -> Hashable | None:
        if predicate is None:
            return None
        if predicate not in self._iris:
            self._iris[predicate] = self.access.iri(predicate)
        return self._iris[predicate]


def _add(
    marked: Mapping[int, _Nodes], waiting: dict[int, _Nodes], state: int, nodes: Iterable[Hashable]
) -> None:
    fresh = set(nodes) - marked[state]
    if fresh:
        marked[state].update(fresh)
        waiting[state].update(fresh)
