"""RDF terms and plain values, both ways."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model.period import Period
from kg.model.terms import Iri, Partial, Text
from kg.rdf import describe, graph_named, node, period_quads, prologue, slugify, term_of, value_of
from kg.vocabulary import expand

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(text, name):
    return Literal(text, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (Iri("http://example.org/a"), NamedNode("http://example.org/a")),
        (Text("广东", "zh"), Literal("广东", language="zh")),
        (Partial("2019"), typed("2019", "gYear")),
        (Partial("2019-02"), typed("2019-02", "gYearMonth")),
        ("plain", Literal("plain")),
        (True, typed("true", "boolean")),
        (False, typed("false", "boolean")),
        (7, typed("7", "integer")),
        (Decimal("148.1"), typed("148.1", "decimal")),
        (Decimal("73050000000"), typed("73050000000", "decimal")),
        (date(2019, 2, 28), typed("2019-02-28", "date")),
    ],
)
def test_a_value_and_its_term_turn_into_each_other(value, term):
    """The XSD type of each kind of value, and its type in Python."""
    assert term == term_of(value)
    assert value == value_of(term)
    assert type(value) is type(value_of(term))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E+12", "1000000000000"),
        ("148.10", "148.1"),
        ("-0.50", "-0.5"),
        ("100", "100"),
        ("5.00", "5"),
        ("1E-7", "0.0000001"),
    ],
)
def test_decimals_are_written_without_powers_and_idle_noughts(number, text):
    """xsd:decimal knows no exponent; 100 keeps its noughts."""
    assert typed(text, "decimal") == term_of(Decimal(number))


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_no_figure(number):
    """A number that is not finite cannot be written."""
    with pytest.raises(ValueError, match="no number"):
        term_of(Decimal(number))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (typed("5", "nonNegativeInteger"), 5),
        (typed("2.5E0", "double"), Decimal("2.5")),
        (typed("1", "boolean"), True),
        (typed("maybe", "boolean"), "maybe"),
        (typed("many", "integer"), "many"),
        (typed("INF", "double"), "INF"),
        (typed("1,5", "decimal"), "1,5"),
        (typed("2019-02-30", "date"), "2019-02-30"),
        (typed("P1Y", "duration"), "P1Y"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_a_literal_that_its_type_does_not_fit_is_its_text(term, value):
    """Nothing is invented and nothing raises: what cannot be understood comes as it is written."""
    assert value == value_of(term)
    assert type(value) is type(value_of(term)) or isinstance(term, BlankNode)


def test_texts_without_language_and_instants():
    """A Text without a language is a plain literal; an instant is a dateTime; a quoted triple is its text."""
    triple = Triple(node("trade:a"), node("trade:b"), node("trade:c"))

    assert Literal("x") == term_of(Text("x"))
    assert typed("2019-02-28T12:00:00", "dateTime") == term_of(datetime(2019, 2, 28, 12))
    assert str(triple) == value_of(triple)


def test_describe_leaves_out_what_is_missing():
    """None is written nowhere; several values are several quads."""
    graph = graph_named("source-A")
    found = list(
        describe(graph, "http://example.org/a", [("trade:note", None), ("trade:byline", ("x", "y"))])
    )

    assert [
        Quad(NamedNode("http://example.org/a"), node("trade:byline"), Literal("x"), graph),
        Quad(NamedNode("http://example.org/a"), node("trade:byline"), Literal("y"), graph),
    ] == found


def test_a_malformed_iri_is_refused():
    """An id with a space cannot be part of an IRI."""
    with pytest.raises(ValueError, match="Invalid IRI"):
        list(describe(graph_named("source-A"), "http://example.org/a b", [("trade:note", "x")]))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Xinhua (People's Daily Online)", "xinhua-peoples-daily-online"),
        ("China Daily", "china-daily"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Bosnia & Herzegovina", "bosnia-and-herzegovina"),
        ("新华网", "新华网"),
        ("A_B--C.", "a-b-c"),
        ("ＧＤＴｏｄａｙ", "gdtoday"),
    ],
)
def test_slugs(name, slug):
    """Lower case with hyphens; accents fall away, other scripts stay."""
    assert slug == slugify(name)


def test_a_name_without_letters_has_no_slug():
    """Signs alone make no IRI."""
    with pytest.raises(ValueError, match="neither letter nor digit"):
        slugify("—?!")


def test_the_prologue_declares_prefixes():
    """One line a prefix, sorted, for queries and for Turtle."""
    assert "PREFIX place: <https://w3id.org/regional-trade/place/>\n" == prologue(["place"])
    assert prologue(["rdf", "owl"], turtle=True).startswith(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix rdf:"
    )
    assert "PREFIX trade:" in prologue()


def test_a_period_is_described_once():
    """Each period has a label, its text, its first day, the day after its last, and its kind."""
    first, second = Period.parse("2019-01"), Period.parse("2022-01/2022-11")
    found = list(period_quads([second, first, first]))

    assert 12 == len(found)
    assert {graph_named("reference-periods")} == {quad.graph_name for quad in found}
    assert [node("period:2019-01")] * 6 + [node("period:2022-01--2022-11")] * 6 == [q.subject for q in found]
    assert [
        expand("trade:Period"),
        Text("January 2019", "en"),
        "2019-01",
        date(2019, 1, 1),
        date(2019, 2, 1),
        "month",
    ] == [value_of(quad.object) for quad in found[:6]]
