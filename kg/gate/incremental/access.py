"""How a graph is looked at: by a pattern with at least one known place, so that cost depends on what is found."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

from kg.gate.incremental.terms import Terms

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Access", "GraphAccess", "Overlay", "Row", "StoreAccess", "rows_of"]

Row = tuple[Hashable, ...]
"""Subject, predicate, object; and the name of the graph, where there are several."""


class Access(Protocol):
    """A graph, in terms of its own."""

    def iri(self, text: str) -> Hashable:
        """The term for an IRI."""
        ...

    def node(self, term: Hashable) -> Node:
        """The rdflib node for a term."""
        ...

    def match(
        self, subject: Hashable | None, predicate: Hashable | None, object_: Hashable | None
    ) -> Iterable[Row]:
        """The rows that have these terms, where one is given."""
        ...


class GraphAccess:
    """An rdflib graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def iri(self, text: str) -> Hashable:
        """The term for an IRI."""
        from rdflib import URIRef

        return URIRef(text)

    def node(self, term: Hashable) -> Node:
        """The term itself."""
        return cast("Node", term)

    def match(
        self, subject: Hashable | None, predicate: Hashable | None, object_: Hashable | None
    ) -> Iterable[Row]:
        """The triples that have these terms, where one is given."""
        return cast("Iterable[Row]", self._graph.triples(cast("Any", (subject, predicate, object_))))


class StoreAccess:
    """A store of the engine, all its graphs together."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine
        self._terms = Terms()

    def iri(self, text: str) -> Hashable:
        """The term for an IRI."""
        import pyoxigraph

        return pyoxigraph.NamedNode(text)

    def node(self, term: Hashable) -> Node:
        """The rdflib node for a term."""
        return self._terms.node(term)

    def match(
        self, subject: Hashable | None, predicate: Hashable | None, object_: Hashable | None
    ) -> Iterator[Row]:
        """The quads that have these terms, where one is given."""
        import pyoxigraph

        if isinstance(subject, pyoxigraph.Literal) or isinstance(predicate, pyoxigraph.Literal):
            return
        pattern = cast("Any", (subject, predicate, object_, None))
        for quad in self._engine.quads_for_pattern(*pattern):
            yield (quad.subject, quad.predicate, quad.object, quad.graph_name)


class Overlay:
    """A graph as it is after a change, without touching or copying it."""

    def __init__(self, base: Access, added: Access, removed: Iterable[Row] = ()) -> None:
        self._base = base
        self._added = added
        self._removed = frozenset(removed)

    def iri(self, text: str) -> Hashable:
        """The term for an IRI."""
        return self._base.iri(text)

    def node(self, term: Hashable) -> Node:
        """The rdflib node for a term."""
        return self._base.node(term)

    def match(
        self, subject: Hashable | None, predicate: Hashable | None, object_: Hashable | None
    ) -> Iterator[Row]:
        """The rows that have these terms, where one is given."""
        for row in self._base.match(subject, predicate, object_):
            if row not in self._removed:
                yield row
        yield from self._added.match(subject, predicate, object_)


def rows_of(quads: Iterable[pyoxigraph.Quad]) -> list[Row]:
    """Quads of the engine as rows."""
    return [(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in quads]
