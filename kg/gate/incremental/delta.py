"""Whether a changed graph conforms, from the change alone: the same verdict as validating the whole graph anew.

For every shape the focus nodes are found from which it can read a changed triple; only these are validated, on a copy
of no more than the shape can read from them. The verdict on every other node is what it was before.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.gate.incremental.access import Access, Row
from kg.gate.incremental.engine import Engine, Result, Root, Targets
from kg.gate.incremental.reads import OBJECT, SUBJECT
from kg.gate.incremental.walks import Change, Walker
from kg.vocabulary import expand

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Verdict", "affected_foci", "judge", "validate_delta"]

Foci = Mapping["Node", frozenset[Hashable]]
"""The focus nodes of each root shape, in the terms of the graph."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change does: the results for the affected focus nodes of each root shape, and which these are.

    ``whole`` names the root shapes that were run on the whole graph because their reads cannot be bounded; for these
    the results are all there are. ``affected`` holds, for each other root shape, the nodes whose earlier results are
    replaced by these, whether or not they are still targets.
    """

    results: tuple[Result, ...]
    affected: Foci
    whole: tuple[Node, ...]


def validate_delta(engine: Engine, after: Access, *, added: Iterable[Row], removed: Iterable[Row]) -> Verdict:
    """The verdict on a graph after a change.

    Args:
        engine: the shapes.
        after: the graph as it is after the change; it is only looked at, at what the change can matter to.
        added: the rows that are new in it.
        removed: the rows that are no longer in it.
    """
    walker = Walker(after)
    change = Change([*added, *removed])
    foci = affected_foci(engine, walker, change)
    return Verdict(
        results=tuple(judge(engine, walker, foci, unbounded=bool(change.rows))),
        affected=foci,
        whole=tuple(root.shape for root in engine.roots if root.reads is None),
    )


def affected_foci(engine: Engine, walker: Walker, change: Change) -> Foci:
    """The nodes, root shape by root shape, whose verdict a change can alter."""
    found = ((root.shape, walker.affected(root.reads, change)) for root in engine.roots if root.reads)
    return {shape: frozenset(nodes) for shape, nodes in found if nodes}


def judge(engine: Engine, walker: Walker, foci: Foci, *, unbounded: bool = True) -> list[Result]:
    """The results of the shapes for those of the nodes that are their targets.

    ``unbounded`` says whether shapes without bounded reads are run too, on the whole graph.
    """
    kinds = _Kinds(walker)
    chosen: list[tuple[Root, set[Hashable]]] = []
    rows: set[Row] = set()
    for root in engine.roots:
        if root.reads is None:
            continue
        nodes = {node for node in foci.get(root.shape, ()) if kinds.are_of(node, root.targets)}
        if nodes:
            chosen.append((root, nodes))
            walker.surroundings(root.reads, nodes, rows)
    results: list[Result] = []
    if chosen:
        data, node = graph_of(rows, walker.access), walker.access.node
        for root, nodes in chosen:
            results += engine.run(root, data, [node(term) for term in nodes])
    if unbounded and any(root.reads is None for root in engine.roots):
        data = graph_of(walker.access.match(None, None, None), walker.access)
        results += [r for root in engine.roots if root.reads is None for r in engine.run(root, data)]
    return results


def graph_of(rows: Iterable[Row], access: Access) -> Graph:
    """Rows as an rdflib graph."""
    from rdflib import Graph

    node = access.node
    graph = Graph(bind_namespaces="none")
    for row in rows:
        graph.add((node(row[0]), node(row[1]), node(row[2])))
    return graph


class _Kinds:
    """Whether nodes are targets, each looked up once."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._classes: dict[Hashable, frozenset[str]] = {}

    def are_of(self, node: Hashable, targets: Targets) -> bool:
        """Whether a node is one of the targets."""
        if targets.nodes and self._walker.access.node(node) in targets.nodes:
            return True
        if targets.classes and not targets.classes.isdisjoint(self._classes_of(node)):
            return True
        return self._has(node, SUBJECT, targets.subjects_of) or self._has(node, OBJECT, targets.objects_of)

    def _has(self, node: Hashable, place: int, predicates: Collection[str]) -> bool:
        return any(self._walker.rows(node, place, predicate) for predicate in predicates)

    def _classes_of(self, node: Hashable) -> frozenset[str]:
        if node not in self._classes:
            waiting = [row[OBJECT] for row in self._walker.rows(node, SUBJECT, expand("rdf:type"))]
            found: set[Hashable] = set()
            while waiting:
                cls = waiting.pop()
                if cls not in found:
                    found.add(cls)
                    above = self._walker.rows(cls, SUBJECT, expand("rdfs:subClassOf"))
                    waiting += [row[OBJECT] for row in above]
            self._classes[node] = frozenset(str(self._walker.access.node(cls)) for cls in found)
        return self._classes[node]
