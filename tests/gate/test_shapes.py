import pytest

from kg.errors import DamagedError
from kg.findings import Severity
from kg.gate.rules import rules
from kg.gate.shapes import Shapes, rdflib_graph
from kg.resources import room
from kg.vocabulary import PREFIXES, expand

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
CONDITION = """
shape:Thing-base a sh:NodeShape ; sh:targetClass trade:Figure ; sh:name "base" ; sh:description "A base." ;
  sh:or ( [ sh:path trade:indicator ; sh:in ( indicator:value ) ] [ sh:path trade:basePeriod ; sh:minCount 1 ] ) ;
  sh:message "{indicator} needs a base" ; sh:severity sh:Warning ; trade:code "V01" ;
  trade:about trade:basePeriod ; trade:remedy "Add it."@en .
"""


@pytest.fixture
def shapes(tmp_path):
    """One shape that asks a change for its base."""
    (tmp_path / "thing.ttl").write_text(HEAD + CONDITION, encoding="utf-8")
    return Shapes.load(tmp_path)


def test_a_result_becomes_a_finding(shapes, triples):
    """Severity, code, fact, property, remedy and rule come from the shape; the message is filled in."""
    data = rdflib_graph(triples("figure:x a trade:Figure ; trade:indicator indicator:change ."))

    (finding,) = (row.finding for row in shapes.rows(data))

    assert ("V01", Severity.WARNING, "figure:x", "trade:basePeriod") == (
        finding.code,
        finding.severity,
        finding.fact,
        finding.about,
    )
    assert ("change needs a base", "Add it.", "shape:Thing-base") == (
        finding.message,
        finding.remedy,
        finding.rule,
    )


def test_a_run_without_focus_nodes_is_an_error(shapes, triples):
    """A check that checks nothing is no check."""
    data = rdflib_graph(triples("figure:x a trade:Figuer ."))

    with pytest.raises(DamagedError, match="checks nothing"):
        shapes.rows(data)


def test_nodes_that_conform_by_their_list_are_spared(shapes, triples):
    """Only the change is a target any more; the value conforms by the first alternative."""
    data = rdflib_graph(
        triples(
            "figure:x a trade:Figure ; trade:indicator indicator:change . "
            "figure:y a trade:Figure ; trade:indicator indicator:value . figure:z a trade:Figure ."
        )
    )

    excused = [root.excuse for root in shapes.engine.roots if root.excuse]
    looked_at = {str(n) for n in shapes.focus_nodes(data) if not any(e.holds(n, data) for e in excused)}

    assert {expand("figure:x")} == looked_at


def test_sparing_and_hoisting_change_no_result(tmp_path, triples):
    """The shipped shapes find in a bad graph what pySHACL finds with them as they are written."""
    import pyshacl
    from rdflib import Graph

    data = rdflib_graph(
        triples(
            "figure:x a trade:Figure ; trade:indicator indicator:change ; trade:flow flow:none ; "
            "trade:unit unit:CCY_CNY ; trade:anchor anchor:passage ; trade:value -120.0 ; "
            "trade:partner place:x . place:x a trade:Place ; trade:latitude 95.0 . "
            "statement:s a trade:Statement ; trade:speaker speaker:narrator ; trade:inCapacity membership:m . "
            "period:p a trade:Period ; trade:start 'x' . product:q a trade:Product ; skos:notation '77' ; "
            "skos:inScheme productScheme:hs ."
        )
    )
    plain = Graph()
    for path in sorted(room("shapes").glob("*.ttl")):
        plain.parse(path, format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=plain, inference="none", inplace=True)
    focus, shape = (_iri("sh:focusNode"), _iri("sh:sourceShape"))
    expected = {
        (str(results.value(r, focus)), str(results.value(r, shape)))
        for r in results.objects(None, _iri("sh:result"))
    }

    found = {(expand(r.finding.fact), expand(r.finding.rule)) for r in rules().shapes.rows(data)}

    assert len(expected) > 20
    assert expected == found


def _iri(curie):
    from rdflib import URIRef

    return URIRef(expand(curie))


def test_every_list_in_the_shapes_is_the_code_list(triples):
    """A sh:in of codes holds every concept of its list, or is a part of it on purpose (conditions, ranks)."""
    from rdflib import Graph

    codes = Graph().parse(room("ontology") / "codes.ttl", format="turtle")
    known = {str(s) for s in codes.subjects(_iri("skos:inScheme"), None)}
    graph = Graph()
    for path in sorted(room("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    used = {str(code) for head in graph.objects(None, _iri("sh:in")) for code in graph.items(head)}
    whole = [
        {str(code) for code in graph.items(head)}
        for shape, head in graph.subject_objects(_iri("sh:in"))
        if str(shape).endswith("-code")
    ]

    assert {code for code in used if "/code/" in code} <= known
    for codes_of_list in (c for c in whole if all("/code/" in code for code in c)):
        scheme = next(iter(codes_of_list)).rsplit("/", 1)[0]
        assert {code for code in known if code.startswith(f"{scheme}/")} == codes_of_list


def test_malformed_and_tagged_literals_cross_to_rdflib(triples):
    """A language tag stays; a malformed literal comes as plain text, because V00 tells of it."""
    data = rdflib_graph(triples('figure:x trade:note "gut"@de ; trade:start "2019-02-30"^^xsd:date .'))

    assert {("gut", "de", None), ("2019-02-30", None, None)} == {
        (str(o), o.language, o.datatype) for o in data.objects()
    }
