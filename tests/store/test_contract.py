"""Every store gives the same answers: in memory, on disk, and behind an endpoint of another make."""

from datetime import date
from decimal import Decimal

import pytest

from kg.errors import QueryError, UsageProblem
from kg.model.terms import Iri, Partial, Text
from kg.store import Rows, Store

PLACE = "https://w3id.org/regional-trade/place/"
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")


def test_it_is_a_store(store):
    """Each kind of store can do all that the protocol asks."""
    assert isinstance(store, Store)


def test_select_gives_values_in_the_order_of_the_query(store):
    """Rows keep the order that the query asks for, and texts their language."""
    found = store.select("SELECT ?place ?label { ?place rdfs:label ?label } ORDER BY ?place lang(?label)")

    assert ("place", "label") == found.names
    assert [
        (PLACE + "guangdong", "Guangdong", "en"),
        (PLACE + "guangdong", "广东", "zh"),
        (PLACE + "macao", "Macao", "en"),
    ] == [(place, label, label.lang) for place, label in found]
    assert all(type(place) is Iri and type(label) is Text for place, label in found)


def test_an_unbound_variable_is_none(store):
    """What is missing is None, never empty and never zero."""
    found = store.select("SELECT ?f ?d { ?f trade:value ?v OPTIONAL { ?f trade:decimals ?d } } ORDER BY ?f")

    assert [2, None] == [decimals for _, decimals in found]
    assert 2 == len(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("trade:value", Decimal("73050000000")),
        ("trade:decimals", 2),
        ("trade:printed", "73.05"),
        ("trade:vintage", Partial("2019-02")),
        ("trade:start", date(2019, 1, 1)),
    ],
)
def test_each_kind_of_literal_has_its_type(store, name, expected):
    """Numbers come exact, dates as dates, months as months, plain text as str."""
    ((value,),) = store.select(f"SELECT ?v {{ figure:A-F1 {name} ?v }}")

    assert expected == value
    assert type(expected) is type(value)


def test_truth_values_are_bool(store):
    """xsd:boolean comes as bool."""
    rows = store.select("SELECT ?t { ?p trade:customsTerritory ?t } ORDER BY ?p").rows

    assert [(False,), (True,)] == rows


def test_facts_of_several_graphs_join(store):
    """A query sees the union of all graphs: the figure's source says nothing of its place."""
    rows = store.select('SELECT ?l { figure:A-F1 trade:reporter/rdfs:label ?l FILTER(lang(?l) = "en") }').rows

    assert [("Guangdong",)] == rows


def test_ask_answers_yes_and_no(store):
    """ASK gives a bool."""
    assert store.ask("ASK { place:macao a trade:Place }") is True
    assert store.ask("ASK { place:macao a trade:Figure }") is False


def test_construct_gives_triples_once_and_sorted(store):
    """Triples are plain values, sorted, without repetitions."""
    found = store.construct("CONSTRUCT { ?p rdfs:label ?l } { ?f trade:value ?v . ?p rdfs:label ?l }")

    assert [
        (PLACE + "guangdong", LABEL, "Guangdong"),
        (PLACE + "guangdong", LABEL, "广东"),
        (PLACE + "macao", LABEL, "Macao"),
    ] == found


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", b"v\r\n2\r\n"),
        ("text/csv", b"v\r\n2\r\n"),
        ("tsv", b"?v\n2\n"),
    ],
)
def test_rows_are_written_in_each_format(store, form, expected):
    """The bytes are those of the SPARQL 1.1 CSV and TSV formats."""
    found = store.serialise("SELECT ?v { figure:A-F1 trade:decimals ?v }", form)

    assert expected == found


def test_json_and_xml_hold_the_rows(store):
    """The JSON and XML formats name the columns and carry the values."""
    query = "SELECT ?l { place:macao rdfs:label ?l }"

    assert b'"vars":["l"]' in store.serialise(query, "json")
    assert b'<variable name="l"/>' in store.serialise(query, "xml")
    assert b"Macao" in store.serialise(query, "application/sparql-results+xml")
    assert b"true" in store.serialise("ASK {}", "json")


def test_a_graph_is_written_as_turtle_with_prefixes(store):
    """A constructed graph comes in the same bytes from every store."""
    found = store.serialise("CONSTRUCT WHERE { place:macao rdfs:label ?l }", "turtle")

    assert (
        "@prefix place: <https://w3id.org/regional-trade/place/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'place:macao rdfs:label "Macao"@en .\n'
    ) == found.decode()


def test_a_description_is_a_graph(store):
    """DESCRIBE gives triples about the thing."""
    found = store.construct("DESCRIBE place:macao")

    assert (PLACE + "macao", LABEL, "Macao") in found


def test_a_format_that_does_not_fit_is_refused(store):
    """Rows are no Turtle, and a graph is no CSV."""
    with pytest.raises(UsageProblem, match="cannot be written as “turtle”; known are json, xml, csv, tsv"):
        store.serialise("SELECT * { ?s ?p ?o }", "turtle")
    with pytest.raises(UsageProblem, match="A graph cannot be written as “csv”"):
        store.serialise("CONSTRUCT WHERE { ?s ?p ?o }", "csv")


@pytest.mark.parametrize("method", ["select", "ask", "construct"])
@pytest.mark.parametrize("update", ["INSERT DATA { <x:a> <x:b> <x:c> }", "# SELECT\nDROP ALL", "LOAD <x:a>"])
def test_an_update_is_refused(store, method, update):
    """No query method changes anything."""
    with pytest.raises(QueryError, match="This is an update"):
        getattr(store, method)(update)


@pytest.mark.parametrize(
    ("method", "query", "told"),
    [
        ("select", "ASK {}", "of the form ASK; wanted is SELECT"),
        ("ask", "SELECT * {}", "of the form SELECT; wanted is ASK"),
        ("construct", "SELECT * {}", "of the form SELECT; wanted is CONSTRUCT or DESCRIBE"),
        ("select", "", "This is no query"),
    ],
)
def test_a_query_of_another_form_is_refused(store, method, query, told):
    """Each method says which form it takes."""
    with pytest.raises(QueryError, match=told):
        getattr(store, method)(query)


def test_a_syntax_error_names_line_and_column(store):
    """A slip is told with its place, by every store alike."""
    with pytest.raises(QueryError) as told:
        store.select("SELECT ?x WHERE {\n  ?x rdfs:label }")

    assert (2, 17) == (told.value.line, told.value.column)
    assert "“}” cannot stand here." in str(told.value)
    assert 3 == told.value.exit_code


def test_an_unknown_prefix_names_the_nearest(store):
    """A misspelt prefix is told with the registered one that looks most like it."""
    with pytest.raises(
        QueryError, match=r"“plaec:” is neither declared nor registered\. Did you mean “place:”"
    ) as told:
        store.select("SELECT ?x WHERE {\n  plaec:macao rdfs:label ?x }")

    assert (2, 3) == (told.value.line, told.value.column)


def test_records_name_the_columns():
    """Rows can be read by the names of their columns."""
    rows = Rows(("a", "b"), [(1, None)])

    assert [{"a": 1, "b": None}] == list(rows.records())
