"""Change sets: quads that come and quads that go, and what of them makes a difference to a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import UsageProblem
from kg.rdf import graph_named

__all__ = ["LEDGER", "ChangeSet", "line", "quads_of"]

LEDGER = graph_named("ledger")
"""The graph that tells of the commits; only the ledger itself writes there."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Quads to add and quads to remove, each kind sorted and without repetitions."""

    added: tuple[Quad, ...] = ()
    removed: tuple[Quad, ...] = ()

    @classmethod
    def of(cls, added: Iterable[Quad] = (), removed: Iterable[Quad] = ()) -> ChangeSet:
        """A change set of these quads, as a store would hold them: an engine writes numbers in its own way.

        Raises:
            UsageProblem: a quad has a node without a name, no graph, or stands in the graph of the ledger.
        """
        return cls(added=_normal(added), removed=_normal(removed))

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def __add__(self, other: ChangeSet) -> ChangeSet:
        """Both together; the later one wins where they contradict each other."""
        added = (set(self.added) - set(other.removed)) | set(other.added)
        removed = (set(self.removed) | set(other.removed)) - added
        return ChangeSet(added=_sorted(added), removed=_sorted(removed))

    @property
    def inverse(self) -> ChangeSet:
        """What takes this change back."""
        return ChangeSet(added=self.removed, removed=self.added)

    def effective(self, engine: Store) -> ChangeSet:
        """What of this makes a difference to a store: no triple comes twice, whatever its graph."""
        going = {quad for quad in self.removed if quad in engine}
        coming = {quad for quad in self.added if not _stands(quad, engine, going)}
        both = going & coming
        return ChangeSet(added=_sorted(coming - both), removed=_sorted(going - set(self.added) - both))

    def update(self) -> str:
        """The SPARQL update that carries it out: one request, so that an engine does all of it or nothing."""
        parts = []
        if self.removed:
            parts.append(f"DELETE DATA {{\n{_block(self.removed)}}}")
        if self.added:
            parts.append(f"INSERT DATA {{\n{_block(self.added)}}}")
        return " ;\n".join(parts)


def line(quad: Quad) -> str:
    """A quad as one line of N-Quads, without its line break."""
    return f"{quad} ."


def quads_of(lines: str | bytes) -> Iterator[Quad]:
    """The quads of N-Quads text."""
    return parse(lines, format=RdfFormat.N_QUADS)


def _stands(quad: Quad, engine: Store, going: set[Quad]) -> bool:
    standing = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(one not in going for one in standing)


def _normal(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    engine = Store()
    engine.extend(_checked(quads))
    return _sorted(engine)


def _checked(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise UsageProblem(f"A node without a name cannot be committed: {quad.subject} {quad.predicate}")
        if isinstance(quad.graph_name, DefaultGraph) or not isinstance(quad.subject, NamedNode):
            raise UsageProblem(f"What is committed stands in a named graph: {quad.subject} {quad.predicate}")
        if quad.graph_name == LEDGER:
            raise UsageProblem(f"Only the ledger writes to its own graph: {quad.subject} {quad.predicate}")
        yield quad


def _sorted(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(sorted(set(quads), key=str))


def _block(quads: Iterable[Quad]) -> str:
    return "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n" for q in quads)
