"""Rules of the form "one of these": nodes of which an alternative can be told by looking need no run of the shape.

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
class Plain:
    """An alternative that can be told by looking: how many values a property has, and which they are.

    ``among`` holds the values that all have to be of, ``one`` the value that has to be there; None demands nothing.
    """

    predicate: Node
    among: frozenset[Node] | None = None
    one: Node | None = None
    least: int = 0
    most: int | None = None

    def holds(self, node: Node, data: Graph) -> bool:
        """Whether a node fulfils it."""
        values = set(data.objects(node, self.predicate))
        return (
            self.least <= len(values)
            and (self.most is None or len(values) <= self.most)
            and (self.among is None or values <= self.among)
            and (self.one is None or self.one in values)
        )


@dataclass(frozen=True, slots=True)
class Excuse:
    """A node that fulfils one of the plain alternatives of a shape conforms to it."""

    alternatives: tuple[Plain, ...]

    def holds(self, node: Node, data: Graph) -> bool:
        """Whether a node needs no look."""
        return any(plain.holds(node, data) for plain in self.alternatives)


def excuse(shapes: Graph, shape: Node) -> Excuse | None:
    """The excuse of a node shape that is nothing but a ``sh:or``, some of whose alternatives are plain."""
    terms = {str(predicate) for predicate in shapes.predicates(shape)}
    own = {shorten(term) for term in terms if term.startswith(PREFIXES["sh"])}
    alternatives = list(shapes.objects(shape, iri("sh:or")))
    if len(alternatives) != 1 or not own <= _BESIDE:
        return None
    plain = (_plain(shapes, one) for one in shapes.items(alternatives[0]))
    found = tuple(one for one in plain if one is not None)
    return Excuse(found) if found else None


def _plain(shapes: Graph, alternative: Node) -> Plain | None:
    """An alternative as a plain one: a property and one demand, written out in a node without a name."""
    from rdflib import BNode, URIRef

    said = list(shapes.predicate_objects(alternative))
    named = {shorten(str(predicate)): value for predicate, value in said}
    path = named.pop("sh:path", None)
    if (
        not isinstance(alternative, BNode)
        or not isinstance(path, URIRef)
        or len(said) != 2
        or len(named) != 1
    ):
        return None
    ((demand, value),) = named.items()
    if demand == "sh:in":
        return Plain(path, among=frozenset(shapes.items(value)))
    if demand == "sh:hasValue":
        return Plain(path, one=value)
    if demand not in {"sh:minCount", "sh:maxCount"} or not str(value).isdecimal():
        return None
    number = int(str(value))
    return Plain(path, least=number) if demand == "sh:minCount" else Plain(path, most=number)
