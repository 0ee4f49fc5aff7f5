"""What a change does to a graph: the findings that it brings, at the cost of the change.

Shapes and checks are run on the nodes that the change can matter to, on no more than they can read from there. A
finding is told where it is about a subject of the change, or where it was not there before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from kg.gate.candidate import iri_of
from kg.gate.incremental.access import Access, Overlay, StoreAccess, rows_of
from kg.gate.incremental.access import Row as Triple
from kg.gate.incremental.delta import affected_foci, graph_of, judge
from kg.gate.incremental.queries import query_reads
from kg.gate.incremental.reads import SUBJECT, Reads, UnboundedReads
from kg.gate.incremental.shelf import Shelf
from kg.gate.incremental.walks import Change, Walker
from kg.gate.kin import KinAccess, kin_changes, kin_quads
from kg.gate.parts import subject_of
from kg.gate.rows import first_of_each

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib.term import Node

    from kg.gate.checks import Check
    from kg.gate.rows import Row
    from kg.gate.rules import Rules

__all__ = ["Effects", "by_fact", "check_reads"]


class Effects:
    """A store, what would be added to it and removed from it, and what the rules say to that."""

    def __init__(
        self,
        given: Rules,
        store: pyoxigraph.Store,
        *,
        added: Iterable[pyoxigraph.Quad],
        removed: Iterable[pyoxigraph.Quad] = (),
    ) -> None:
        import pyoxigraph

        self._given = given
        # A store writes numbers in its own way; what is added and removed has to be written alike.
        beside, gone = pyoxigraph.Store(), pyoxigraph.Store()
        beside.extend(added)
        gone.extend(removed)
        stored = StoreAccess(store)
        self._base: Access = KinAccess(stored)
        self._after: Access = KinAccess(Overlay(stored, StoreAccess(beside), rows_of(gone)), stored)
        self._change = Change(rows_of([*beside, *gone]))
        self.subjects = frozenset(subject_of(quad) for quad in [*beside, *gone])

    @cached_property
    def _now(self) -> Walker:
        return Walker(self._after)

    @cached_property
    def _before(self) -> Walker:
        return Walker(self._base)

    @cached_property
    def _related(self) -> Change:
        """The change, with what it does to the kin of figures: checks read these relations too."""
        return Change([*self._change.rows, *kin_changes(self._change.rows, (self._base, self._after))])

    def structure(self) -> list[Row]:
        """What the shapes find that the change is to blame for."""
        engine = self._given.shapes.engine
        foci = affected_foci(engine, self._now, self._change)
        results = judge(engine, self._now, foci)
        if not results:
            return []
        if any(str(result.focus) not in self.subjects for result in results):
            earlier = set(judge(engine, self._before, foci))
            results = [r for r in results if str(r.focus) in self.subjects or r not in earlier]
        told = {result.focus for result in results}
        described = {row for nodes in foci.values() for node in nodes for row in self._described(node, told)}
        return self._given.shapes.told(results, graph_of(described, self._after))

    def across(self) -> list[Row]:
        """What the checks find that the change is to blame for."""
        return [row for check in self._given.checks for row in self._found(check)]

    def _found(self, check: Check) -> list[Row]:
        reads = check_reads(check.query, check.fact)
        foci = None if reads is None else frozenset(self._now.affected(reads, self._related))
        if foci is not None and not foci:
            return []
        rows = check.rows(self._copied(self._now, reads, foci), foci=foci)
        if not all(row.iris & self.subjects for row in rows):
            earlier = {row.finding for row in check.rows(self._copied(self._before, reads, foci), foci=foci)}
            rows = [row for row in rows if row.iris & self.subjects or row.finding not in earlier]
        return first_of_each(by_fact(rows, self.subjects), self.subjects)

    def _copied(
        self, walker: Walker, reads: Reads | None, foci: frozenset[Hashable] | None
    ) -> pyoxigraph.Store:
        """A store with all that a check can read, or with the whole graph where that cannot be told."""
        import pyoxigraph

        rows: set[Triple] = set()
        if reads is None or foci is None:
            rows.update(walker.access.match(None, None, None))
            rows.update(rows_of(kin_quads(walker.access)))
        else:
            walker.surroundings(reads, foci, rows)
        engine = pyoxigraph.Store()
        engine.bulk_extend(pyoxigraph.Quad(*cast("Any", row)) for row in rows)
        return engine

    def _described(self, node: Hashable, told: set[Node]) -> list[Triple]:
        if self._after.node(node) not in told:
            return []
        return self._now.rows(node, SUBJECT, None)


@lru_cache(maxsize=256)
def check_reads(query: str, fact: str) -> Reads | None:
    """What a check reads for one fact; None where it has to be run on the whole graph."""
    return _SHELF.reads((query, fact), lambda: _analysed(query, fact))


def _analysed(query: str, fact: str) -> Reads | None:
    try:
        return query_reads(query, fact)
    except UnboundedReads:
        return None


_SHELF = Shelf()


def by_fact(rows: Iterable[Row], subjects: frozenset[str]) -> list[Row]:
    """The rows with those first that are about a subject of the change."""
    return sorted(
        rows,
        key=lambda row: (
            iri_of(row.finding.fact) not in subjects,
            row.finding.fact or "",
            row.finding.code,
            row.finding.rule or "",
            row.finding.message,
        ),
    )
