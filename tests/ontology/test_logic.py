"""The ontology is consistent, stays within OWL 2 DL as far as can be seen here, and holds no blank node.

HermiT, run by hand, gave the same verdict (docs/decisions/0002-names-of-terms.md); it needs Java, these tests do not.
"""

from __future__ import annotations

import owlrl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from kg.vocabulary import BASE, PREFIXES

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
OWL2_DATATYPES = {XSD.string, XSD.boolean, XSD.decimal, XSD.integer, RDFS.Literal}
QB_KINDS = {URIRef(PREFIXES["qb"] + f"{kind}Property") for kind in ("Attribute", "Dimension", "Measure")}


def errors_in(*graphs: Graph) -> list[str]:
    """What OWL 2 RL reasoning over copies of the graphs finds inconsistent."""
    closure = Graph()
    for graph in graphs:
        for triple in graph:
            closure.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    nothing = [f"{s} is nothing" for s in closure.subjects(RDF.type, OWL.Nothing)]
    return sorted([*map(str, closure.objects(None, ERROR)), *nothing])


def facts(turtle: str) -> Graph:
    """Triples about things of ours."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return Graph().parse(data=prefixes + turtle, format="turtle")


def test_no_blank_node(ontology, reference):
    """Every node of ontology and reference data has a name."""
    assert [] == [t for g in (ontology, reference) for t in g if any(isinstance(n, BNode) for n in t)]


def test_ontology_and_reference_data_are_consistent(ontology, reference):
    """The OWL 2 RL closure holds no contradiction."""
    assert [] == errors_in(ontology, reference)


@pytest.mark.parametrize(
    "contradiction",
    [
        "place:guangdong a trade:Place, trade:Group .",
        "group:asean a trade:Group . membership:x trade:containedPlace group:asean .",
        "figure:x a trade:Figure ; trade:cell figure:x .",
        "productScheme:hs a skos:Concept .",
        "figure:x a trade:Figure, trade:ImpliedFigure .",
        "statement:x trade:act act:report . statement:x a trade:Report .",
    ],
)
def test_a_contradiction_is_found(ontology, contradiction):
    """The check has teeth: what the ontology forbids is found."""
    assert errors_in(ontology, facts(contradiction))


def test_no_term_is_two_things(kinds):
    """No IRI is both class and property, and no property is of two kinds."""
    assert {} == {term: kind for term, kind in kinds.items() if len(kind) > 1}


def test_no_class_or_property_is_an_individual(ontology, kinds):
    """The only punning is meant: Data Cube types make component properties individuals."""
    owl = {
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.FunctionalProperty,
    }
    other = {t: set(ontology.objects(t, RDF.type)) - owl - QB_KINDS for t in kinds}

    assert {} == {term: types for term, types in other.items() if types}


def test_a_code_or_thing_is_no_class_or_property(kinds):
    """Concepts and things are individuals, never terms."""
    assert [] == [t for t in kinds if str(t).startswith(BASE) and not str(t).startswith(PREFIXES["trade"])]


def test_parents_are_of_the_same_kind(ontology, kinds):
    """A sub-property is of the kind of its parent: object, datatype or annotation."""
    pairs = set(ontology.subject_objects(RDFS.subPropertyOf)) | set(ontology.subject_objects(RDFS.subClassOf))

    assert pairs
    assert [] == [(child, parent) for child, parent in pairs if kinds[child] != kinds[parent]]


def test_ranges_fit_the_kind_of_property(ontology, kinds):
    """Object properties lead to classes, datatype properties to datatypes that OWL 2 DL knows."""
    for term, target in ontology.subject_objects(RDFS.range):
        if OWL.ObjectProperty in kinds[term]:
            assert {OWL.Class} == kinds[target], term
        else:
            assert target in OWL2_DATATYPES, term


def test_domains_are_classes_of_ours(core, kinds):
    """A domain is one named class, so that no class expression needs a blank node."""
    domains = list(core.subject_objects(RDFS.domain))

    assert len({term for term, _ in domains}) == len(domains)
    assert {frozenset({OWL.Class})} == {frozenset(kinds[target]) for _, target in domains}


def test_values_fit_the_kind_of_property(ontology, reference, kinds):
    """Object properties have IRIs for values, datatype properties literals."""
    for graph in (ontology, reference):
        for _, predicate, value in graph:
            kind = kinds.get(predicate, set())
            if OWL.ObjectProperty in kind:
                assert isinstance(value, URIRef), predicate
            if OWL.DatatypeProperty in kind:
                assert isinstance(value, Literal), predicate


def test_values_have_the_datatype_of_the_range(ontology, reference):
    """A literal of the reference data has the datatype that its property's range names."""
    ranges = {p: r for p, r in ontology.subject_objects(RDFS.range) if r in OWL2_DATATYPES}
    wrong = [
        (s, p, o)
        for s, p, o in reference
        if p in ranges and isinstance(o, Literal) and (o.datatype or XSD.string) != ranges[p]
    ]

    assert [] == wrong


def test_a_functional_property_has_one_value(ontology, reference):
    """What can be one only is one: OWL 2 RL does not compare literals, so this is done here."""
    wrong = [
        (subject, term)
        for term in ontology.subjects(RDF.type, OWL.FunctionalProperty)
        for subject in set(reference.subjects(term, None))
        if len(list(reference.objects(subject, term))) > 1
    ]

    assert [] == wrong


def test_concepts_and_schemes_are_disjoint(ontology):
    """SKOS says so; we repeat it, so that reasoning sees it."""
    assert (SKOS.Concept, OWL.disjointWith, SKOS.ConceptScheme) in ontology


def test_the_structure_of_figures_is_complete(ontology):
    """Data Cube: a structure has a measure, each of its dimensions a range, and each component one property."""
    qb = {name: URIRef(PREFIXES["qb"] + name) for name in ("component", "dimension", "measure", "attribute")}
    (structure,) = ontology.subjects(RDF.type, URIRef(PREFIXES["qb"] + "DataStructureDefinition"))
    parts = list(ontology.objects(structure, qb["component"]))
    properties = [
        p
        for part in parts
        for k in ("dimension", "measure", "attribute")
        for p in ontology.objects(part, qb[k])
    ]
    dimensions = [d for part in parts for d in ontology.objects(part, qb["dimension"])]

    assert len(parts) == len(set(properties)) == len(properties)
    assert [URIRef(PREFIXES["trade"] + "value")] == [
        m for p in parts for m in ontology.objects(p, qb["measure"])
    ]
    assert [] == [d for d in dimensions if not list(ontology.objects(d, RDFS.range))]
