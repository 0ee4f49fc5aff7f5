"""Code lists are concept schemes whose concepts can be found by word, label and scheme."""

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.model import BOUNDS
from kg.vocabulary import BASE, CODES, PREFIXES, THINGS, code

QUDT = Namespace(PREFIXES["qudt"])


def scheme(name: str) -> URIRef:
    return URIRef(f"{BASE}code/{name}")


def words(codes: Graph, name: str) -> set[str]:
    return {
        str(word)
        for c in codes.subjects(SKOS.inScheme, scheme(name))
        for word in codes.objects(c, SKOS.notation)
    }


def test_the_code_lists_are_those_of_the_vocabulary(codes):
    """kg.vocabulary.CODES and the top schemes of codes.ttl agree."""
    schemes = {
        s for s in codes.subjects(RDF.type, SKOS.ConceptScheme) if (s, SKOS.inScheme, None) not in codes
    }

    assert {scheme(name) for name in CODES} == schemes


def test_every_code_lies_in_the_scheme_that_its_iri_names(codes):
    """The IRI of a concept is its list's IRI, a slash and its word; the word is its notation."""
    for name in CODES:
        for concept in codes.subjects(SKOS.inScheme, scheme(name)):
            if str(concept).startswith(BASE):
                (word,) = codes.objects(concept, SKOS.notation)

                assert code(name, str(word)) == str(concept)


def test_every_code_is_in_one_scheme(codes):
    """No concept lies in two lists or in none."""
    ours = {s for s in codes.subjects() if str(s).startswith(f"{BASE}code/")}

    assert {0, 1} == {len(list(codes.objects(s, SKOS.inScheme))) for s in ours}
    assert {scheme(name) for name in CODES} == {s for s in ours if (s, SKOS.inScheme, None) not in codes}


def test_every_concept_is_on_top_of_its_scheme(codes):
    """The lists are flat, and say so."""
    concepts = set(codes.subjects(RDF.type, SKOS.Concept))

    assert concepts
    assert [] == [
        c
        for c in concepts
        if list(codes.objects(c, SKOS.inScheme)) != list(codes.objects(c, SKOS.topConceptOf))
    ]


def test_product_schemes_are_schemes_and_no_concepts(codes):
    """SKOS keeps concepts and schemes apart; products lie in product schemes."""
    members = set(codes.subjects(SKOS.inScheme, scheme("productScheme")))

    assert {"counted", "hs", "press"} == words(codes, "productScheme")
    assert [] == [m for m in members if list(codes.objects(m, RDF.type)) != [SKOS.ConceptScheme]]


def test_everything_has_both_labels_and_a_definition(codes):
    """Lists, codes, units and speakers are shown in English and Chinese and are explained."""
    for subject in set(codes.subjects()):
        languages = sorted(
            x.language or "" for x in codes.objects(subject, RDFS.label) if isinstance(x, Literal)
        )

        assert ["en", "zh"] == languages, subject
        assert 1 == len(list(codes.objects(subject, SKOS.definition))), subject
        assert 1 == len(list(codes.objects(subject, RDFS.isDefinedBy))), subject


@pytest.mark.parametrize("name", CODES)
def test_labels_tell_the_codes_of_one_list_apart(codes, name):
    """No two codes of a list share an English or a Chinese label."""
    labels = [x for c in codes.subjects(SKOS.inScheme, scheme(name)) for x in codes.objects(c, RDFS.label)]

    assert len(set(labels)) == len(labels)


def test_the_bounds_are_those_of_the_intervals(codes):
    """Each bound of the list has an interval, and each interval's bound is in the list."""
    assert set(BOUNDS) == words(codes, "bound")


def test_the_units_are_the_seven_of_the_contract(codes):
    """Four currencies, percent, number and tonne, by the IRIs that QUDT gives them."""
    units = set(codes.subjects(SKOS.inScheme, scheme("measureUnit")))
    wanted = ["CCY_CNY", "CCY_HKD", "CCY_MOP", "CCY_USD", "NUM", "PERCENT", "TONNE"]

    assert {URIRef(PREFIXES["unit"] + name) for name in wanted} == units
    assert 4 == len(set(codes.subjects(RDF.type, QUDT.CurrencyUnit)))


def test_narrator_and_unnamed_are_speakers(codes):
    """The two speakers that are nobody in particular."""
    speakers = set(codes.subjects(RDF.type, URIRef(PREFIXES["trade"] + "Speaker")))

    assert {URIRef(PREFIXES["speaker"] + name) for name in ("narrator", "unnamed")} == speakers


def test_every_coded_property_names_a_list(ontology):
    """Properties with a qb:codeList name a list that exists; the dimensions with concepts all have one."""
    qb = Namespace(PREFIXES["qb"])
    dimensions = set(ontology.subjects(RDF.type, qb.DimensionProperty)) & set(
        ontology.subjects(RDFS.range, SKOS.Concept)
    )

    assert dimensions
    assert [] == sorted(d for d in dimensions if not list(ontology.objects(d, qb.codeList)))
    assert set() == set(ontology.objects(None, qb.codeList)) - {scheme(name) for name in CODES}


def test_every_subject_is_of_a_kind_that_the_vocabulary_knows(reference):
    """Reference data speaks about the kinds of things in kg.vocabulary.THINGS only."""
    kinds = {str(s).removeprefix(BASE).split("/")[0] for s in reference.subjects()}

    assert set() == kinds - set(THINGS)
