"""What the tests of the ontology share: the files, their triples and where our terms are used."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from kg.vocabulary import BASE, PREFIXES

ROOT = Path(__file__).parent.parent.parent
OURS = (PREFIXES["trade"], f"{BASE}code/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def parsed(*paths: Path) -> Graph:
    """The triples of Turtle files in one graph."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def names_in(text: str) -> set[str]:
    """The IRIs of our prefixed names in a query's text, its comments and texts left out."""
    plain = re.sub(r'"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|#[^\n]*', " ", text)
    found = re.findall(r"(?<![\w:-])([A-Za-z][\w-]*):([A-Za-z_](?:[\w.-]*[\w-])?)", plain)
    return {PREFIXES[prefix] + local for prefix, local in found if prefix in PREFIXES}


@pytest.fixture(scope="session")
def search() -> Callable[[str], set[str]]:
    """The search for our names in a query's text."""
    return names_in


@pytest.fixture(scope="session")
def files() -> dict[str, Path]:
    """The three files of the ontology by stem."""
    return {name: ROOT / "ontology" / f"{name}.ttl" for name in ("core", "codes", "align")}


@pytest.fixture(scope="session")
def ontology(files: dict[str, Path]) -> Graph:
    """Core, codes and alignment together."""
    return parsed(*files.values())


@pytest.fixture(scope="session")
def core(files: dict[str, Path]) -> Graph:
    """The core alone."""
    return parsed(files["core"])


@pytest.fixture(scope="session")
def codes(files: dict[str, Path]) -> Graph:
    """The code lists alone."""
    return parsed(files["codes"])


@pytest.fixture(scope="session")
def reference() -> Graph:
    """Every reference file together."""
    return parsed(*sorted((ROOT / "ontology" / "reference").glob("*.ttl")))


@pytest.fixture(scope="session")
def kinds(ontology: Graph) -> dict[URIRef, set[URIRef]]:
    """For each declared class or property what OWL it is."""
    found: dict[URIRef, set[URIRef]] = {}
    for subject, kind in ontology.subject_objects(RDF.type):
        if kind in KINDS and isinstance(subject, URIRef) and isinstance(kind, URIRef):
            found.setdefault(subject, set()).add(kind)
    return found


def our_terms(graph: Graph) -> set[str]:
    """All IRIs in the spaces of our terms and codes that a graph's triples mention."""
    return {str(node) for triple in graph for node in triple if str(node).startswith(OURS)}


@pytest.fixture(scope="session")
def used() -> dict[str, set[str]]:
    """Per file of reference data, shapes and queries the IRIs of our terms and codes in it."""
    turtle = [*(ROOT / "ontology" / "reference").glob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")]
    queries = [*(ROOT / "queries").rglob("*.rq"), *(ROOT / "shapes").rglob("*.rq")]
    found = {str(path.relative_to(ROOT)): our_terms(parsed(path)) for path in turtle}
    for path in queries:
        names = names_in(path.read_text("utf-8"))
        found[str(path.relative_to(ROOT))] = {name for name in names if name.startswith(OURS)}
    return found
