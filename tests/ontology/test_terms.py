"""Every term is declared once, labelled and explained, and no file uses a term that is not declared."""

import re
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.vocabulary import PREFIXES

ONTOLOGY = URIRef("https://w3id.org/regional-trade/ontology")
ROOT = Path(__file__).parent.parent.parent
DCTERMS = PREFIXES["dcterms"]


def terms(core: Graph) -> list[URIRef]:
    return sorted(
        {s for s in core.subjects() if isinstance(s, URIRef) and str(s).startswith(PREFIXES["trade"])}
    )


def texts(graph: Graph, subject: URIRef, predicate: URIRef, language: str) -> list[str]:
    return [
        str(text)
        for text in graph.objects(subject, predicate)
        if isinstance(text, Literal) and text.language == language
    ]


def test_the_ontology_says_what_it_is(core):
    """The header names title, description, licence and version."""
    wanted = [
        URIRef(DCTERMS + "title"),
        URIRef(DCTERMS + "description"),
        URIRef(DCTERMS + "license"),
        OWL.versionInfo,
        OWL.versionIRI,
    ]

    assert [ONTOLOGY] == list(core.subjects(RDF.type, OWL.Ontology))
    assert [] == [p for p in wanted if not list(core.objects(ONTOLOGY, p))]


def test_every_term_has_one_label_in_english_and_one_in_chinese(core):
    """Readers of both languages see each term by one name."""
    assert [] == [
        t
        for t in terms(core)
        if len(texts(core, t, RDFS.label, "en")) != 1 or len(texts(core, t, RDFS.label, "zh")) != 1
    ]


def test_no_two_classes_and_no_two_properties_share_a_label(core, kinds):
    """A label leads to one class or property."""
    for is_class in (True, False):
        labels = [
            str(label)
            for t in terms(core)
            if (OWL.Class in kinds[t]) is is_class
            for label in core.objects(t, RDFS.label)
        ]

        assert sorted(set(labels)) == sorted(labels)


def test_every_term_has_one_english_definition(core):
    """A definition is a sentence that ends."""
    assert [] == [
        t
        for t in terms(core)
        if len(found := texts(core, t, SKOS.definition, "en")) != 1 or not found[0].endswith(".")
    ]


def test_every_term_names_the_ontology_that_defines_it(core):
    """rdfs:isDefinedBy leads from the term to the ontology."""
    assert [] == [t for t in terms(core) if list(core.objects(t, RDFS.isDefinedBy)) != [ONTOLOGY]]


def test_every_class_has_an_example(core, kinds):
    """A class is shown by a thing that belongs to it."""
    assert [] == [t for t in terms(core) if OWL.Class in kinds[t] and not texts(core, t, SKOS.example, "en")]


def test_classes_are_upper_and_properties_lower_camel(core, kinds):
    """One can tell a class from a property by its first letter."""
    assert [] == [
        t
        for t in terms(core)
        if str(t).removeprefix(PREFIXES["trade"])[0].isupper() is not (OWL.Class in kinds[t])
    ]


def test_every_term_and_code_in_use_is_declared(ontology, used):
    """Reference data, shapes and queries know only what the ontology declares."""
    declared = {str(s) for s in ontology.subjects(RDF.type, None)}

    assert {} == {path: sorted(names - declared) for path, names in used.items() if names - declared}


def test_every_term_that_the_ontology_mentions_is_declared(ontology, kinds):
    """Parents, domains, ranges, foreign predicates and types all have a declaration."""
    built_in = (str(RDF), str(RDFS), str(OWL), PREFIXES["xsd"])
    links = [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, RDF.type]
    mentioned = {o for link in links for o in ontology.objects(None, link)} | set(ontology.predicates())

    assert [] == sorted(t for t in mentioned if not str(t).startswith(built_in) and t not in kinds)


def test_every_foreign_term_of_the_reference_data_is_declared(reference, kinds):
    """No predicate and no class of the reference data is unknown to the ontology."""
    mentioned = set(reference.predicates()) | set(reference.objects(None, RDF.type))

    assert [] == sorted(t for t in mentioned - {RDF.type, RDFS.label} if t not in kinds)


def test_every_declared_foreign_term_names_its_vocabulary(ontology, kinds):
    """rdfs:isDefinedBy leads to the page of the vocabulary."""
    foreign = [t for t in kinds if not str(t).startswith(PREFIXES["trade"])]

    assert foreign
    assert [] == [t for t in foreign if len(list(ontology.objects(t, RDFS.isDefinedBy))) != 1]


def test_no_triple_stands_in_two_files(files):
    """Each statement of the ontology is written once."""
    seen: set[tuple[object, ...]] = set()
    for path in files.values():
        triples = set(Graph().parse(path))

        assert set() == seen & triples
        seen |= triples


def test_every_term_that_the_program_names_is_declared(core):
    """Code writes and reads declared terms only."""
    declared = {str(t).removeprefix(PREFIXES["trade"]) for t in terms(core)}
    found = {
        path.relative_to(ROOT).as_posix(): sorted(
            set(re.findall(r"\btrade:([A-Za-z]\w*)", path.read_text("utf-8"))) - declared
        )
        for path in sorted((ROOT / "kg").rglob("*.py"))
    }

    assert {} == {path: names for path, names in found.items() if names}


def test_names_are_found_in_a_query(search):
    """What the search of queries sees: prefixed names, no comments, texts, IRIs or variables."""
    query = """#+ summary: trade:comment
    PREFIX trade: <https://example.org/trade:iri>
    SELECT ?x WHERE { ?x trade:wrong flow:re-export ; a trade:Figure . # trade:aside
      FILTER(?x != "trade:text" && ?trade < 5) }"""
    wanted = {f"{PREFIXES['trade']}wrong", f"{PREFIXES['trade']}Figure", f"{PREFIXES['flow']}re-export"}

    assert wanted == search(query)
