"""Two rewritings of shapes that leave every result as it is and make pySHACL several times faster.

pySHACL builds every constraint anew for each focus node of a nested shape. So nested shapes are raised to the top,
and rules of the form "if …, then …" are only run on the nodes for which the condition holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocabulary import expand

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["hoist", "spare"]


def hoist(graph: Graph) -> None:
    """Give property shapes the target of the node shape that lists them, in place."""
    target, lists = _iri("sh:targetClass"), _iri("sh:property")
    for node, cls in list(graph.subject_objects(target)):
        for shape in list(graph.objects(node, lists)):
            graph.add((shape, target, cls))
            graph.remove((node, lists, shape))


def spare(shapes: Graph, data: Graph) -> Graph:
    """The shapes, with the nodes that conform by the first alternative of a ``sh:or`` taken out of its targets.

    An alternative counts where it is no more than ``sh:path p ; sh:in (…)``, and the shape is nothing but the
    ``sh:or``; a node whose values of p are all in the list conforms then.
    """
    from rdflib import Graph

    made = Graph(bind_namespaces="none")
    made += shapes
    target, kind = _iri("sh:targetClass"), _iri("rdf:type")
    for shape, alternatives in list(shapes.subject_objects(_iri("sh:or"))):
        cls, known = shapes.value(shape, target), _membership(shapes, alternatives)
        if cls is None or known is None or shapes.value(shape, _iri("sh:path")) is not None:
            continue
        path, values = known
        made.remove((shape, target, cls))
        for node in data.subjects(kind, cls):
            if any(value not in values for value in data.objects(node, path)):
                made.add((shape, _iri("sh:targetNode"), node))
    return made


def _membership(shapes: Graph, alternatives: Node) -> tuple[Node, set[Node]] | None:
    """The path and the values of a first alternative that is just ``sh:path p ; sh:in (…)``."""
    from rdflib import URIRef

    first = shapes.value(alternatives, _iri("rdf:first"))
    parts = {str(p): o for p, o in shapes.predicate_objects(first)}
    path, values = parts.get(expand("sh:path")), parts.get(expand("sh:in"))
    if set(parts) != {expand("sh:path"), expand("sh:in")} or not isinstance(path, URIRef) or values is None:
        return None
    return path, set(shapes.items(values))


def _iri(curie: str) -> Node:
    from rdflib import URIRef

    return URIRef(expand(curie))
