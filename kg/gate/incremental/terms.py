"""Terms of the engine as rdflib nodes: exactly as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.gate.lexical import well_formed
from kg.vocabulary import expand

if TYPE_CHECKING:
    from rdflib.term import Node

__all__ = ["Terms"]


class Terms:
    """Turns terms of the engine into rdflib nodes, each once."""

    def __init__(self) -> None:
        self._made: dict[object, Node] = {}

    def node(self, term: object) -> Node:
        """The rdflib node of an engine's term."""
        found = self._made.get(term)
        if found is None:
            found = self._made[term] = _node(term)
        return found


def _node(term: object) -> Node:
    import pyoxigraph
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise TypeError(f"{term} is no term that a shape can look at")
    kind = term.datatype.value
    # A malformed literal is told as V00; rdflib would only complain of it in the log.
    plain = term.language is not None or kind == expand("xsd:string") or not well_formed(term.value, kind)
    return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(kind), normalize=False)
