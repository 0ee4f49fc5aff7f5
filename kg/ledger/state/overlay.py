"""A store as it would be after a change, without making the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store

from kg.ledger.journal.changes import ChangeSet

__all__ = ["Overlay"]


class Overlay:
    """The quads of a store (``engine``), less those that go, and those that come (``change``)."""

    def __init__(self, engine: Store, change: ChangeSet) -> None:
        self.engine, self.change = engine, change
        self._gone = set(change.removed)
        self._by_subject: dict[object, list[Quad]] = defaultdict(list)
        self._by_object: dict[object, list[Quad]] = defaultdict(list)
        for quad in change.added:
            self._by_subject[quad.subject].append(quad)
            self._by_object[quad.object].append(quad)

    def of(self, subject: str) -> list[Quad]:
        """What is said of a thing."""
        name = NamedNode(subject)
        return self._after(self.engine.quads_for_pattern(name, None, None, None), self._by_subject[name])

    def to(self, target: str, predicate: NamedNode | None = None) -> list[Quad]:
        """What points at a thing, by one property or by any."""
        name = NamedNode(target)
        found = self._after(self.engine.quads_for_pattern(None, predicate, name, None), self._by_object[name])
        return [quad for quad in found if predicate is None or quad.predicate == predicate]

    def within(self, graph: str) -> list[Quad]:
        """What stands in a named graph."""
        name = NamedNode(graph)
        coming = [quad for quad in self.change.added if quad.graph_name == name]
        return self._after(self.engine.quads_for_pattern(None, None, None, name), coming)

    def _after(self, standing: Iterable[Quad], coming: Iterable[Quad]) -> list[Quad]:
        return list(dict.fromkeys((*(q for q in standing if q not in self._gone), *coming)))
