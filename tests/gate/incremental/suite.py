"""The W3C SHACL test suite, through the engine that the gate uses on whole graphs.

The suite is no part of this project: its folder is ``shacl`` in the one that KG_SUITES names, or in the suites beside
the checkout.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import rdflib
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from kg.errors import DamagedError
from kg.gate.incremental import Engine

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
ROOT = Path(__file__).resolve().parents[3]


def folder() -> Path:
    """Where the suite lies."""
    return Path(os.environ.get("KG_SUITES") or ROOT.parent / "shared" / "suites") / "shacl"


@dataclass(frozen=True)
class Entry:
    """One test: the graphs to read, and the report to expect (None: a failure)."""

    name: str
    data: Path
    shapes: Path
    expected: tuple[bool, Counter] | None


def entries(part: str) -> list[Entry]:
    """The tests of a part of the suite ("core", "sparql"), by name."""
    files = sorted((folder() / part).rglob("*.ttl"))
    return [entry for path in files for entry in _entries(path)]


def outcome(entry: Entry) -> tuple[bool, Counter] | None:
    """What our engine makes of a test: whether the data conforms, and the results; None for a failure."""
    shapes = _parsed(entry.shapes)
    data = shapes if entry.data == entry.shapes else _parsed(entry.data)
    try:
        results = Engine(shapes).whole(data)
    except DamagedError:
        return None
    found = Counter(
        (_term(r.focus, data), _term(r.path, shapes), _term(r.value, data), str(r.component), str(r.severity))
        for r in results
    )
    return (not results, found)


def _entries(path: Path) -> list[Entry]:
    graph = _parsed(path)
    return [_entry(path, graph, node) for node in sorted(graph.subjects(RDF.type, SHT.Validate))]


def _entry(path: Path, graph: Graph, node) -> Entry:
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    expected = None
    if result != SHT.Failure:
        conforms = graph.value(result, SH.conforms)
        expected = (
            str(conforms) == "true",
            Counter(_expected(graph, r) for r in graph.objects(result, SH.result)),
        )
    name = f"{path.parent.name}/{str(node).rsplit('/', 1)[-1]}"
    data, shapes = (graph.value(action, SHT[part]) for part in ("dataGraph", "shapesGraph"))
    return Entry(name, _path(data), _path(shapes), expected)


def _expected(graph: Graph, result):
    names = (SH.focusNode, SH.resultPath, SH.value)
    terms = [_term(graph.value(result, name), graph) for name in names]
    kinds = [str(graph.value(result, name)) for name in (SH.sourceConstraintComponent, SH.resultSeverity)]
    return (*terms, *kinds)


def _term(node, graph: Graph):
    """A term as text; a blank node as what is said of it, so that copies of a path are equal."""
    if node is None:
        return None
    if not isinstance(node, BNode):
        return node.n3()
    said = [
        (predicate.n3(), _term(value, graph))
        for predicate, value in graph.predicate_objects(node)
        if isinstance(value, URIRef | Literal)
        or predicate in {RDF.first, RDF.rest}
        or predicate.startswith(SH)
    ]
    if (node, RDF.first, None) in graph:
        # The suite has a list that is an inverse path as well, and takes it for a list.
        said = [pair for pair in said if pair[0] in {RDF.first.n3(), RDF.rest.n3()}]
    return tuple(sorted(said, key=str))


def _parsed(path: Path) -> Graph:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        return Graph().parse(path, format="turtle", publicID=path.as_uri())
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _path(iri) -> Path:
    return Path(unquote(urlparse(str(iri)).path))
