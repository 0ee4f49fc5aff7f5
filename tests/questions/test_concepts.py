"""Concepts by their codes and by the words that tables print."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

from kg.questions.catalogue import Catalogue
from kg.questions.concepts import LABELS, concept_of, nearest
from kg.resources import room
from kg.vocabulary import code

HOME = Path(__file__).parents[2]
FLOWS = ("total", "export", "import", "re-export")


def test_the_words_are_those_of_the_ontology():
    """Every concept of every list that a question asks for, with its two labels in ontology/codes.ttl."""
    read = Graph().parse(HOME / "ontology" / "codes.ttl")
    for scheme, concepts in LABELS.items():
        listed = {str(c) for c in read.subjects(SKOS.inScheme, URIRef(str(code(scheme, "")).rstrip("/")))}
        assert listed == {str(code(scheme, concept)) for concept in concepts}
        for concept, labels in concepts.items():
            found = {str(label) for label in read.objects(URIRef(code(scheme, concept)), RDFS.label)}
            assert found == set(labels)


def test_every_list_that_a_question_asks_for_has_words():
    """Read from the headers of all questions."""
    asked = {
        p.kinds[0].removeprefix("code:")
        for q in Catalogue(room("queries")).all()
        for p in q.params
        if p.values
    }

    assert asked <= set(LABELS)


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        ("export", "export"),
        ("export", "Exports"),
        ("export", "出口"),
        ("import", "进口"),
        ("total", "total trade"),
        ("total", "进出口总额"),
        ("re-export", "re exports"),
        ("import", "flow:import"),
        ("export", "https://w3id.org/regional-trade/code/flow/export"),
        (None, "balance"),
        (None, "outwards"),
        (None, ""),
    ],
)
def test_a_concept_is_known_by_code_and_label(concept, text):
    """Small letters, spaces and hyphens make no difference; what is not among the values is not taken."""
    assert concept == concept_of("flow", text, FLOWS)


def test_the_nearest_concept_is_told():
    """By code or label, only where one is like it."""
    assert nearest("flow", "exprots", FLOWS) == "export"
    assert nearest("flow", "zzz", FLOWS) is None
