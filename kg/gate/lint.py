"""A lint of the shapes: what would make a shape check nothing, in silence, is told before anything runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.gate.codes import CODES
from kg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["TERMS", "lint"]

TERMS = frozenset(
    f"sh:{name}"
    for name in (
        "Info NodeShape PropertyShape Violation Warning alternativePath and class closed datatype description equals "
        "disjoint hasValue ignoredProperties in inversePath languageIn lessThan lessThanOrEquals maxCount maxExclusive "
        "maxInclusive maxLength message minCount minExclusive minInclusive minLength name node nodeKind not or path "
        "pattern property severity targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang xone IRI Literal"
    ).split()
)
"""The SHACL core terms that shapes here may use; ``sh:sparql`` is not among them."""

_TARGETS = ("sh:targetClass", "sh:targetNode", "sh:targetObjectsOf", "sh:targetSubjectsOf")


def lint(graph: Graph, *, classes: Collection[str] | None = None) -> list[str]:
    """What is wrong with a graph of shapes, sorted; nothing where every shape can do its work."""
    return sorted(
        {
            *_unknown_terms(graph),
            *_untold(graph),
            *_unreached(graph),
            *_unknown_targets(graph, classes),
            *_empty(graph),
        }
    )


def _unknown_terms(graph: Graph) -> Iterator[str]:
    for triple in graph:
        for term in triple:
            if str(term).startswith(PREFIXES["sh"]) and shorten(str(term)) not in TERMS:
                yield f"{shorten(str(term))} is not a term that shapes here may use"


def _empty(graph: Graph) -> Iterator[str]:
    if not _shapes(graph):
        yield "there is no shape"
    if not any(True for target in _TARGETS for _ in graph.subject_objects(_iri(target))):
        yield "there is no target"


def _untold(graph: Graph) -> Iterator[str]:
    """Shapes that are to tell something and lack what a finding needs."""
    for shape in _shapes(graph):
        name = shorten(str(shape))
        told = graph.value(shape, _iri("sh:message")) is not None
        if not told and _is_property_shape(graph, shape):
            yield f"{name} has no sh:message"
        if not told:
            continue
        for need in ("sh:name", "sh:description", "sh:severity", "trade:code"):
            if graph.value(shape, _iri(need)) is None:
                yield f"{name} has no {need}"
        code = graph.value(shape, _iri("trade:code"))
        if code is not None and str(code) not in CODES:
            yield f"{name} has the unknown code {code}"


def _unreached(graph: Graph) -> Iterator[str]:
    """Named shapes that have no target and that no other shape names."""
    for shape in _shapes(graph):
        if any(graph.value(shape, _iri(target)) is not None for target in _TARGETS):
            continue
        if not any(True for _ in graph.subjects(None, shape)):
            yield f"{shorten(str(shape))} has no target and no shape names it"
    for named in graph.objects(None, _iri("sh:property")):
        if not any(True for _ in graph.objects(named, _iri("sh:path"))):
            yield f"{shorten(str(named))} is named as a property shape and has no sh:path"


def _unknown_targets(graph: Graph, classes: Collection[str] | None) -> Iterator[str]:
    for cls in {*graph.objects(None, _iri("sh:targetClass")), *graph.objects(None, _iri("sh:class"))}:
        if classes is not None and str(cls) not in classes and str(cls).startswith(PREFIXES["trade"]):
            yield f"{shorten(str(cls))} is not a class of the ontology"


def _shapes(graph: Graph) -> Sequence[Node]:
    from rdflib import URIRef

    kinds = (_iri("sh:NodeShape"), _iri("sh:PropertyShape"))
    return sorted(
        {s for kind in kinds for s in graph.subjects(_iri("rdf:type"), kind) if isinstance(s, URIRef)}
    )


def _is_property_shape(graph: Graph, shape: Node) -> bool:
    return graph.value(shape, _iri("sh:path")) is not None


def _iri(curie: str) -> Node:
    from rdflib import URIRef

    return URIRef(expand(curie))
