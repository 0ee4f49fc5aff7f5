"""Rules of the form "if …, then …": the nodes for which the condition does not hold need no look.

pySHACL builds the alternatives of a ``sh:or`` anew for each node, which takes most of the time of a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.gate.incremental.paths import iri
from kg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Excuse", "excuse"]

_BESIDE = frozenset(
    "sh:or sh:targetClass sh:targetNode sh:targetSubjectsOf sh:targetObjectsOf sh:name sh:description sh:message "
    "sh:severity sh:order".split()
)


@dataclass(frozen=True, slots=True)
class Excuse:
    """A node all of whose values of a property are among these conforms to a shape."""

    predicate: Node
    values: frozenset[Node]

    def holds(self, node: Node, data: Graph) -> bool:
        """Whether a node needs no look."""
        return all(value in self.values for value in data.objects(node, self.predicate))


def excuse(shapes: Graph, shape: Node) -> Excuse | None:
    """The excuse of a node shape that is nothing but a ``sh:or`` whose first alternative is a property in a list."""
    from rdflib import URIRef

    terms = {str(predicate) for predicate in shapes.predicates(shape)}
    own = {shorten(term) for term in terms if term.startswith(PREFIXES["sh"])}
    alternatives = list(shapes.objects(shape, iri("sh:or")))
    if len(alternatives) != 1 or not own <= _BESIDE:
        return None
    first = dict(shapes.predicate_objects(shapes.value(alternatives[0], iri("rdf:first"))))
    path, values = first.get(iri("sh:path")), first.get(iri("sh:in"))
    if len(first) != 2 or not isinstance(path, URIRef) or values is None:
        return None
    return Excuse(path, frozenset(shapes.items(values)))
