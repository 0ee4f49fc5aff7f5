"""What the evaluation of a shape can read, from its text: all of SHACL core.

Shapes that refer to themselves, SPARQL constraints and terms that are not known here have no bounded reads: such a
shape is run on the whole graph, and the plan says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.gate.incremental.paths import PathReader, iri
from kg.gate.incremental.reads import OBJECT, START, SUBJECT, Reads, ReadsBuilder, UnboundedReads
from kg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["ShapeReader"]

_SILENT = frozenset(
    f"sh:{name}"
    for name in (
        "path datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength "
        "maxLength pattern flags languageIn uniqueLang hasValue in name description message severity order group "
        "defaultValue deactivated targetNode targetClass targetSubjectsOf targetObjectsOf target ignoredProperties "
        "qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint"
    ).split()
)
"""What reads nothing beyond the focus and the value nodes; SHACL core evaluates no ``sh:target``."""

_ENDS = (("sh:targetSubjectsOf", False), ("sh:targetObjectsOf", True))
_PAIRS = ("sh:equals", "sh:disjoint", "sh:lessThan", "sh:lessThanOrEquals")
_SINGLE = ("sh:node", "sh:property", "sh:not", "sh:qualifiedValueShape")
_LISTED = ("sh:and", "sh:or", "sh:xone")
_KNOWN = _SILENT | {*_PAIRS, *_SINGLE, *_LISTED, "sh:class", "sh:closed"}


class ShapeReader:
    """Reads shapes of one graph."""

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._foreign = frozenset(_parameters(shapes))

    def reads(self, root: Node) -> Reads:
        """What the evaluation of a shape, and of its targets, can read from a focus node.

        Raises:
            UnboundedReads: the shape has to be run on the whole graph.
        """
        made = ReadsBuilder()
        self._targets(root, made)
        self._shape(root, START, made, ())
        return made.done()

    def _targets(self, root: Node, made: ReadsBuilder) -> None:
        if (root, iri("sh:targetClass"), None) in self._shapes or is_class(self._shapes, root):
            _classes(START, made)
        for name, inverse in _ENDS:
            for predicate in self._shapes.objects(root, iri(name)):
                made.follow(START, str(predicate), inverse=inverse)

    def _shape(self, shape: Node, focus: int, made: ReadsBuilder, above: tuple[Node, ...]) -> None:
        if shape in above:
            raise UnboundedReads(f"{_name(shape)} refers to itself")
        self._only_known(shape)
        path = self._shapes.value(shape, iri("sh:path"))
        values = focus if path is None else PathReader(self._shapes, made).read(path, focus)
        for name in _PAIRS:
            for predicate in self._shapes.objects(shape, iri(name)):
                made.follow(focus, str(predicate))
        if (shape, iri("sh:class"), None) in self._shapes:
            _classes(values, made)
        if (shape, iri("sh:closed"), None) in self._shapes:
            made.link(values, SUBJECT, None, OBJECT)
        for other in self._others(shape):
            self._shape(other, values, made, (*above, shape))

    def _others(self, shape: Node) -> Iterator[Node]:
        """The shapes that the value nodes of a shape are held against."""
        for name in _SINGLE:
            yield from self._shapes.objects(shape, iri(name))
        for name in _LISTED:
            for members in self._shapes.objects(shape, iri(name)):
                yield from self._shapes.items(members)
        yield from self._siblings(shape)

    def _siblings(self, shape: Node) -> Iterator[Node]:
        """The shapes to which a value of a disjoint qualified shape may not conform as well."""
        if (shape, iri("sh:qualifiedValueShapesDisjoint"), None) in self._shapes:
            for parent in self._shapes.subjects(iri("sh:property"), shape):
                for sibling in self._shapes.objects(parent, iri("sh:property")):
                    yield from self._shapes.objects(sibling, iri("sh:qualifiedValueShape"))

    def _only_known(self, shape: Node) -> None:
        for predicate in self._shapes.predicates(shape):
            term = str(predicate)
            if predicate in self._foreign:
                raise UnboundedReads(f"{_name(shape)} has a constraint of its own, {term}")
            if term.startswith(PREFIXES["sh"]) and shorten(term) not in _KNOWN:
                raise UnboundedReads(f"{_name(shape)} uses {shorten(term)}")


def is_class(shapes: Graph, root: Node) -> bool:
    """Whether a shape is a class as well, whose instances are its targets."""
    kinds = {iri("rdfs:Class"), *shapes.subjects(iri("rdfs:subClassOf"), iri("rdfs:Class"))}
    return any(kind in kinds for kind in shapes.objects(root, iri("rdf:type")))


def _classes(state: int, made: ReadsBuilder) -> None:
    kinds = made.follow(state, expand("rdf:type"))
    made.follow(kinds, expand("rdfs:subClassOf"), target=kinds)


def _parameters(shapes: Graph) -> Iterator[Node]:
    """The properties that constraint components other than those of SHACL core take."""
    kinds = {
        iri("sh:ConstraintComponent"),
        *shapes.subjects(iri("rdfs:subClassOf"), iri("sh:ConstraintComponent")),
    }
    for kind in kinds:
        for component in shapes.subjects(iri("rdf:type"), kind):
            for parameter in shapes.objects(component, iri("sh:parameter")):
                yield from shapes.objects(parameter, iri("sh:path"))


def _name(shape: Node) -> str:
    from rdflib import BNode

    return "a nameless shape" if isinstance(shape, BNode) else shorten(str(shape))
