"""The JSON-LD context says of every property of ours what its values are, and a figure survives the way there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, URIRef

from kg.vocabulary import PREFIXES

PATH = Path(__file__).parent.parent.parent / "ontology" / "context.jsonld"

FIGURE = {
    "id": "figure:A-F1",
    "type": "trade:Figure",
    "dcterms:identifier": ["A-F1", "F0001"],
    "qb:dataSet": "dataset:A",
    "trade:bound": "bound:rounded",
    "trade:decimals": 2,
    "trade:flow": "flow:total",
    "trade:indicator": "indicator:value",
    "trade:lower": "73045000000",
    "trade:multiplier": 9,
    "trade:note": "a remark",
    "trade:partner": "place:united-states",
    "trade:period": "period:2019-01",
    "trade:printed": "73.05",
    "trade:reporter": "place:guangdong",
    "trade:unit": "unit:CCY_CNY",
    "trade:upperSoft": True,
    "trade:value": "73050000000",
    "trade:vintage": {"@value": "2019-02", "@type": "xsd:gYearMonth"},
}

TURTLE = """
figure:A-F1 a trade:Figure ;
  dcterms:identifier "A-F1", "F0001" ;
  qb:dataSet dataset:A ;
  trade:bound bound:rounded ;
  trade:decimals 2 ;
  trade:flow flow:total ;
  trade:indicator indicator:value ;
  trade:lower "73045000000"^^xsd:decimal ;
  trade:multiplier 9 ;
  trade:note "a remark"@en ;
  trade:partner place:united-states ;
  trade:period period:2019-01 ;
  trade:printed "73.05" ;
  trade:reporter place:guangdong ;
  trade:unit unit:CCY_CNY ;
  trade:upperSoft true ;
  trade:value "73050000000"^^xsd:decimal ;
  trade:vintage "2019-02"^^xsd:gYearMonth .
"""


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The context's terms."""
    read: dict[str, Any] = json.loads(PATH.read_text("utf-8"))["@context"]
    return read


def triples(text: str | bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    """The triples that a document says."""
    return {quad.triple for quad in ox.parse(text, format=form)}


def turtle() -> set[ox.Triple]:
    """The same figure, read from Turtle."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return triples(prefixes + TURTLE, ox.RdfFormat.TURTLE)


def test_a_figure_in_json_ld_says_the_same_as_in_turtle(context):
    """With the context in it, a JSON-LD figure is the Turtle figure, triple for triple."""
    document = json.dumps({"@context": context, **FIGURE})

    assert turtle() == triples(document, ox.RdfFormat.JSON_LD)


def test_a_figure_survives_the_way_back():
    """Quads written as JSON-LD and read again are the same."""
    written = ox.serialize(turtle(), format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)

    assert written is not None
    assert turtle() == triples(written, ox.RdfFormat.JSON_LD)


def test_the_prefixes_are_those_of_the_vocabulary(context):
    """Every registered prefix is in the context, and no other."""
    found = {name: iri for name, iri in context.items() if isinstance(iri, str) and not iri.startswith("@")}

    assert PREFIXES == found


def test_every_object_property_takes_iris(context, core):
    """Values of object properties are coerced to IRIs."""
    for term in core.subjects(RDF.type, OWL.ObjectProperty):
        name = f"trade:{str(term).removeprefix(PREFIXES['trade'])}"

        assert {"@id": name, "@type": "@id"} == context.get(name)


def test_every_typed_property_takes_its_datatype(context, core):
    """Values of datatype properties with a range other than text are coerced to it."""
    plain = {PREFIXES["xsd"] + "string"}
    for term in core.subjects(RDF.type, OWL.DatatypeProperty):
        name = f"trade:{str(term).removeprefix(PREFIXES['trade'])}"
        ranges = [str(r) for r in core.objects(term, RDFS.range) if str(r) not in plain]
        found = [t["@type"] for t in [context.get(name, {})] if "@type" in t]

        assert not ranges or ranges == [found[0].replace("xsd:", PREFIXES["xsd"])], name


def test_no_term_of_the_context_is_unknown(context, ontology):
    """Each compact name of the context is a declared term."""
    declared = {str(s) for s in ontology.subjects()} | {str(RDFS.label)}
    terms = [name for name in context if ":" in name]

    assert terms
    assert [] == [t for t in terms if PREFIXES[t.partition(":")[0]] + t.partition(":")[2] not in declared]


def test_dates_of_known_precision_are_days(context, core):
    """Exactly the properties whose definition promises xsd:date are coerced to it."""
    promised = {
        str(term)
        for term, text in core.subject_objects(URIRef(PREFIXES["skos"] + "definition"))
        if "(xsd:date)" in str(text)
    }
    coerced = {
        PREFIXES["trade"] + name.removeprefix("trade:")
        for name, term in context.items()
        if isinstance(term, dict) and term.get("@type") == "xsd:date"
    }

    assert promised == coerced
