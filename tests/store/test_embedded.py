"""What only the embedded store does: files, graphs, locks, dumps; and what it refuses."""

import json

import pyoxigraph
import pytest
import rdflib

from kg.errors import DamagedError, LockedError, QueryError, UnreachableError, UsageProblem
from kg.rdf import graph_named
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import thing


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?p)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e5SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:a { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICESILENT:a{ ?s ?p ?o } }",
        "SELECT * { SER\\u0056ICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x' . # '\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p """a"b""" . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        "CONSTRUCT { ?s ?p ?o } { { SERVICE ?e { ?s ?p ?o } } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    ],
)
def test_a_call_to_another_endpoint_is_refused(memory, query):
    """No query makes this machine talk to another one, however the call is written."""
    with pytest.raises(QueryError, match=r"calls another endpoint \(SERVICE\)"):
        memory.serialise(query, "ntriples" if query.startswith("CON") else "json")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a trade:Place }",
        'SELECT * { ?s rdfs:label "SERVICE <x> {" }',
        "SELECT * { ?s ?p ?o } # SERVICE <x> {}",
        "SELECT * { ?s <http://example.org/SERVICE> ?o }",
        "SELECT * { ?s trade:service ?o }",
        "SELECT * { ?s ?p 'a \\' SERVICE' }",
    ],
)
def test_the_word_alone_calls_nobody(memory, query):
    """Variables, texts, comments, IRIs and local names may be called so."""
    assert memory.select(query).names


def test_a_call_can_be_allowed(quads):
    """Who opens the store may allow calls; then the engine makes them."""
    store = EmbeddedStore.memory(quads, services=True)

    with pytest.raises(UnreachableError, match="An endpoint that the query calls does not answer"):
        store.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_from_names_the_graphs_itself(memory):
    """A query that names its graphs sees these only."""
    one = "SELECT ?s FROM graph:source-A { ?s a ?c } ORDER BY ?s"
    named = "SELECT ?s FROM NAMED graph:source-A { GRAPH ?g { ?s a ?c } } ORDER BY ?s"

    assert 2 == len(memory.select(one))
    assert memory.select(one).rows == memory.select(named).rows
    assert 4 == len(memory.select("SELECT ?s { ?s a ?c }"))


def test_graphs_are_listed(memory):
    """The names of the graphs come sorted, and quads graph by graph."""
    assert [thing("graph", "reference-places"), thing("graph", "source-A")] == memory.graphs()
    assert 18 == len(memory)
    assert 11 == sum(1 for _ in memory.quads(thing("graph", "source-A")))
    assert 7 == sum(1 for _ in memory.quads(subject=thing("figure", "A-F1")))


def test_a_store_that_is_not_there(tmp_path):
    """Reading makes no store: exit code 8."""
    with pytest.raises(UnreachableError, match="There is no store in"):
        EmbeddedStore.open(tmp_path / "nothing")

    assert not (tmp_path / "nothing").exists()


def test_a_second_writer_is_told(tmp_path):
    """One process writes at a time: exit code 4."""
    first = EmbeddedStore.open(tmp_path, read_only=False)

    with pytest.raises(LockedError, match="Another process writes"):
        EmbeddedStore.open(tmp_path, read_only=False)
    first.close()


def test_a_store_opened_to_be_read_takes_nothing(disk, quads):
    """What is opened to be read is not written to."""
    with pytest.raises(LockedError, match="read only"):
        disk.extend(quads)


def test_a_damaged_store_is_told(tmp_path, quads):
    """A file that is missing makes the store damaged: exit code 5."""
    store = EmbeddedStore.open(tmp_path, read_only=False)
    store.load(quads)
    store.close()
    for path in tmp_path.glob("*.sst"):
        path.unlink()

    with pytest.raises(DamagedError, match="cannot be read"):
        EmbeddedStore.open(tmp_path).select("SELECT * { ?s ?p ?o }")


def test_quads_are_added_whole_or_not_at_all(memory, quads):
    """A failure half-way leaves the store as it was."""

    def failing():
        yield pyoxigraph.Quad(quads[0].subject, quads[0].predicate, pyoxigraph.Literal("new"))
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        memory.extend(failing())
    assert len(quads) == len(memory)


FORMATS = ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_is_the_same_bytes(memory, quads, form):
    """The order of insertion leaves no trace."""
    other = EmbeddedStore.memory(reversed(quads))

    assert memory.dump(media_type=form) == other.dump(media_type=form)


@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_another_library_reads_the_same_quads(memory, quads, form, name):
    """The other library finds every quad of a dump in its graph."""
    read = rdflib.Dataset()
    read.parse(data=memory.dump(media_type=form).decode(), format=name)
    found = pyoxigraph.parse(read.serialize(format="nquads"), format=pyoxigraph.RdfFormat.N_QUADS)

    # rdflib writes 73050000000.0 again where the engine keeps 73050000000: an engine's store evens that out.
    assert set(EmbeddedStore.memory(found).quads()) == set(memory.quads())


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_another_library_reads_the_same_triples(memory, form, name):
    """The other library finds every triple of the union in a dump without graphs."""
    read = rdflib.Graph()
    read.parse(data=memory.dump(media_type=form).decode(), format=name)

    assert 18 == len(read)


def test_one_graph_is_dumped_alone(memory):
    """A dump of one graph holds nothing of the others."""
    lines = memory.dump(thing("graph", "source-A"), "nquads").decode().splitlines()

    assert sorted(lines) == lines
    assert 11 == len(lines)
    assert all(line.endswith(f"{graph_named('source-A')} .") for line in lines)


def test_a_triple_of_two_graphs_is_written_once_where_there_are_no_graphs(memory, quads):
    """Turtle has no graphs, so a triple that stands in two of them is one."""
    first = quads[0]
    memory.extend([pyoxigraph.Quad(first.subject, first.predicate, first.object, graph_named("other"))])

    assert 18 == memory.dump(media_type="ntriples").count(b"\n")
    assert 19 == memory.dump(media_type="nquads").count(b"\n")


def test_turtle_declares_the_prefixes_that_occur(memory):
    """Prefixes are those used, sorted."""
    heads = [line for line in memory.dump(media_type="turtle").decode().splitlines() if line[:1] == "@"]

    assert sorted(heads) == heads
    assert ["figure", "place", "rdf", "rdfs", "trade", "xsd"] == [line.split()[1][:-1] for line in heads]


def test_json_ld_is_compact_under_the_projects_context(memory):
    """Nodes are written with prefixed names, values as the context says."""
    read = json.loads(memory.dump(thing("graph", "source-A"), "jsonld"))
    (graph,) = read["@graph"]
    figure = next(node for node in graph["@graph"] if node["id"] == "figure:A-F1")

    assert "graph:source-A" == graph["id"]
    assert "trade:Figure" == figure["type"]
    assert "place:guangdong" == figure["trade:reporter"]
    assert "73050000000" == figure["trade:value"]


def test_json_ld_writes_what_the_context_does_not_know():
    """Values that a property's definition does not fit are spelled out; quads without a graph stand at the top."""
    node = pyoxigraph.NamedNode
    place, label = node(thing("place", "a")), node("http://www.w3.org/2000/01/rdf-schema#label")
    odd = node("https://w3id.org/regional-trade/ontology#gist")
    facts = [
        pyoxigraph.Quad(place, label, pyoxigraph.Literal("plain")),
        pyoxigraph.Quad(place, label, pyoxigraph.Literal("tagged", language="en")),
        pyoxigraph.Quad(place, node(thing("topic", "p")), pyoxigraph.Literal("tagged", language="en")),
        pyoxigraph.Quad(node(thing("place", "b")), label, place),
        pyoxigraph.Quad(place, node("http://example.org/p"), pyoxigraph.Literal("one", language="de")),
        pyoxigraph.Quad(place, node("http://example.org/p"), pyoxigraph.Literal(5)),
        pyoxigraph.Quad(place, node("http://example.org/p"), place),
        pyoxigraph.Quad(place, odd, pyoxigraph.Literal("gist", language="en")),
    ]
    store = EmbeddedStore.memory(facts)
    written = store.dump(media_type="jsonld")

    assert set(facts) == set(pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.JSON_LD))
    assert "gist" == json.loads(written)["@graph"][0]["trade:gist"]


def test_an_unknown_format_is_refused(memory):
    """The formats that exist are listed."""
    with pytest.raises(UsageProblem, match="known are turtle, trig, ntriples, nquads, jsonld, rdfxml"):
        memory.dump(media_type="excel")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "unbound"),
        ("SELECT * { ?s a place:macao", "The query ends too early."),
        ("SELECT * { ?s <a b> ?o }", "IRI parsing failed"),
        ("SELECT * {\n zzzzz:a ?p ?o }", "“zzzzz:” is neither declared nor registered. Declare it"),
        ("SELECT * { ?s ?p ?o } nonsense that goes on for more than thirty characters", "… cannot stand"),
        ("PREFIX x: <http://x/> SELECT * { x:a x:b y:c }", "“y:” is neither"),
        ("SELECT * { ?s ?p\n", "The query ends too early."),
    ],
)
def test_refusals_say_what_is_wrong(memory, query, told):
    """The engine's lists of expected characters never reach the reader."""
    with pytest.raises(QueryError) as caught:
        memory.select(query)

    assert told.replace("… cannot", "…” cannot") in str(caught.value)
    assert "expected one of" not in str(caught.value)


def test_a_closed_store_says_so():
    """An empty answer would be a lie."""
    store = EmbeddedStore.memory()
    store.close()

    for asked in (lambda: store.ask("ASK { ?s ?p ?o }"), store.graphs, store.dump, lambda: len(store)):
        with pytest.raises(UsageProblem, match="closed"):
            asked()
