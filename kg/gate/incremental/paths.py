"""SHACL property paths as reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.gate.incremental.reads import ReadsBuilder, UnboundedReads
from kg.vocabulary import expand

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["PathReader", "iri"]

_DEEPEST = 40


@lru_cache(maxsize=256)
def iri(curie: str) -> Node:
    """The rdflib node of a prefixed name."""
    from rdflib import URIRef

    return URIRef(expand(curie))


class PathReader:
    """Adds what a path reads to an automaton."""

    def __init__(self, shapes: Graph, made: ReadsBuilder) -> None:
        self._shapes = shapes
        self._made = made

    def read(self, path: Node | None, state: int, *, inverse: bool = False, depth: int = 0) -> int:
        """The state that a path leads to from ``state``.

        Raises:
            UnboundedReads: the path is malformed, or goes round in circles.
        """
        from rdflib import URIRef

        if depth > _DEEPEST:
            raise UnboundedReads("a path that contains itself")
        if isinstance(path, URIRef):
            return self._made.follow(state, str(path), inverse=inverse)
        if (path, iri("rdf:first"), None) in self._shapes:
            return self._sequence(path, state, inverse=inverse, depth=depth)
        for kind, read in (
            ("sh:inversePath", self._inverse),
            ("sh:alternativePath", self._alternative),
            ("sh:zeroOrMorePath", self._zero_or_more),
            ("sh:oneOrMorePath", self._one_or_more),
            ("sh:zeroOrOnePath", self._zero_or_one),
        ):
            inner = self._shapes.value(path, iri(kind))
            if inner is not None:
                return read(inner, state, inverse=inverse, depth=depth + 1)
        raise UnboundedReads("a path that is none")

    def _sequence(self, path: Node | None, state: int, *, inverse: bool, depth: int) -> int:
        parts = list(self._shapes.items(path)) if path is not None else []
        ends = [self._chain(parts, state, inverse=inverse, depth=depth)]
        if inverse:
            # The inverse of (p q) is (^q ^p); pySHACL walks (^p ^q). What either reads is read.
            ends.append(self._chain(parts[::-1], state, inverse=inverse, depth=depth))
        return self._join(ends)

    def _chain(self, parts: list[Node], state: int, *, inverse: bool, depth: int) -> int:
        for part in parts:
            state = self.read(part, state, inverse=inverse, depth=depth + 1)
        return state

    def _inverse(self, inner: Node, state: int, *, inverse: bool, depth: int) -> int:
        return self.read(inner, state, inverse=not inverse, depth=depth)

    def _alternative(self, inner: Node, state: int, *, inverse: bool, depth: int) -> int:
        parts = list(self._shapes.items(inner))
        return self._join([self.read(part, state, inverse=inverse, depth=depth) for part in parts])

    def _zero_or_more(self, inner: Node, state: int, *, inverse: bool, depth: int) -> int:
        hub = self._made.state()
        self._made.skip(state, hub)
        self._made.skip(self.read(inner, hub, inverse=inverse, depth=depth), hub)
        return hub

    def _one_or_more(self, inner: Node, state: int, *, inverse: bool, depth: int) -> int:
        hub = self._made.state()
        self._made.skip(state, hub)
        end = self.read(inner, hub, inverse=inverse, depth=depth)
        self._made.skip(end, hub)
        return end

    def _zero_or_one(self, inner: Node, state: int, *, inverse: bool, depth: int) -> int:
        return self._join([state, self.read(inner, state, inverse=inverse, depth=depth)])

    def _join(self, states: list[int]) -> int:
        if len(states) == 1:
            return states[0]
        joined = self._made.state()
        for state in states:
            self._made.skip(state, joined)
        return joined
