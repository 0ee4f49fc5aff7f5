"""A rewriting of shapes that leaves every result as it is and makes pySHACL several times faster.

pySHACL builds every constraint anew for each focus node of a nested shape. So nested shapes are raised to the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocabulary import expand

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["hoist"]


def hoist(graph: Graph) -> None:
    """Give property shapes the target of the node shape that lists them, in place."""
    target, lists = _iri("sh:targetClass"), _iri("sh:property")
    for node, cls in list(graph.subject_objects(target)):
        for shape in list(graph.objects(node, lists)):
            graph.add((shape, target, cls))
            graph.remove((node, lists, shape))


def _iri(curie: str) -> Node:
    from rdflib import URIRef

    return URIRef(expand(curie))
