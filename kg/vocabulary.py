"""Names of the graph: one base, one list of prefixes, closed sets of our own terms.

A literal IRI anywhere else in the code is a fault. Own terms are checked against ``ontology/`` by a test.
"""

from __future__ import annotations

from kg.model.terms import Iri

__all__ = ["BASE", "CODES", "PREFIXES", "THINGS", "code", "expand", "shorten", "thing"]

BASE = "https://w3id.org/regional-trade/"
"""The one persistent base of ontology and resources."""

THINGS = (
    "acceptance cell check commit conflict dataset event figure finding graph group initiative membership organisation passage period "
    "person place post product proposition rate report shape source speaker statement structure topic"
).split()
"""Kinds of things we mint IRIs for: BASE + kind + "/" + slug."""

CODES = (
    "act anchor basis bound comparison definition degree direction flow groupType indicator initiativeType "
    "measureUnit outcome partnerBasis placeType productScheme severity sourceKind terms valuation voice"
).split()
"""Code lists: BASE + "code/" + list + "/" + concept."""

_STANDARD = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PREFIXES: dict[str, str] = dict(
    sorted(
        {
            **_STANDARD,
            **{kind: f"{BASE}{kind}/" for kind in THINGS},
            **{name: f"{BASE}code/{name}/" for name in CODES},
            "trade": f"{BASE}ontology#",
        }.items()
    )
)
"""Every prefix that our files and queries may use, sorted."""


def expand(curie: str) -> Iri:
    """The IRI of a prefixed name such as "trade:Figure".

    Raises:
        KeyError: the prefix is not registered.
    """
    prefix, _, local = curie.partition(":")
    return Iri(PREFIXES[prefix] + local)


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits."""
    fitting = [(ns, prefix) for prefix, ns in PREFIXES.items() if iri.startswith(ns)]
    if not fitting:
        return str(iri)
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(namespace) :]}"


def thing(kind: str, slug: str) -> Iri:
    """The IRI of one of our things: thing("place", "guangdong").

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in THINGS:
        raise ValueError(f"no kind of thing is called {kind!r}; known are {', '.join(THINGS)}")
    return Iri(f"{BASE}{kind}/{slug}")


def code(code_list: str, concept: str) -> Iri:
    """The IRI of a concept of a code list: code("flow", "export").

    Raises:
        ValueError: there is no such code list.
    """
    if code_list not in CODES:
        raise ValueError(f"no code list is called {code_list!r}; known are {', '.join(CODES)}")
    return Iri(f"{BASE}code/{code_list}/{concept}")
