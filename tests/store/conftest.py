"""Stores with the same few facts: in memory, on disk, and behind an endpoint of another make on loopback."""

import contextlib
import socket
import threading

import pytest
import rdflib
import uvicorn
from pyoxigraph import Quad, RdfFormat, parse
from rdflib_endpoint import SparqlEndpoint

from kg.rdf import graph_named
from kg.store.embedded import EmbeddedStore
from kg.store.remote import RemoteStore

TURTLE = """
@prefix place: <https://w3id.org/regional-trade/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

place:guangdong a trade:Place ; rdfs:label "Guangdong"@en, "广东"@zh ; trade:customsTerritory false .
place:macao a trade:Place ; rdfs:label "Macao"@en ; trade:customsTerritory true .
"""
FIGURES = """
@prefix figure: <https://w3id.org/regional-trade/figure/> .
@prefix place: <https://w3id.org/regional-trade/place/> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

figure:A-F1 a trade:Figure ; trade:reporter place:guangdong ; trade:value 73050000000.0 ; trade:decimals 2 ;
  trade:printed "73.05" ; trade:vintage "2019-02"^^xsd:gYearMonth ; trade:start "2019-01-01"^^xsd:date .
figure:A-F2 a trade:Figure ; trade:reporter place:guangdong ; trade:value 0.5 ; trade:printed "0.5" .
"""


def all_quads():
    for name, text in (("reference-places", TURTLE), ("source-A", FIGURES)):
        for quad in parse(text, format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph_named(name))


@pytest.fixture(scope="session", autouse=True)
def direct():
    """Loopback is asked without any proxy that the environment names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "*")
        yield


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def endpoint(direct):
    """The address of an rdflib endpoint that holds the facts in one default graph."""
    graph = rdflib.Graph()
    graph.parse(data=TURTLE, format="turtle")
    graph.parse(data=FIGURES, format="turtle")
    port = free_port()
    app = SparqlEndpoint(graph=graph, path="/sparql")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    ready = threading.Event()
    start = server.startup

    async def startup(sockets=None):
        await start(sockets)
        ready.set()

    server.startup = startup
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert ready.wait(30)
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def memory():
    return EmbeddedStore.memory(all_quads())


@pytest.fixture
def disk(tmp_path):
    writer = EmbeddedStore.open(tmp_path / "store", read_only=False)
    writer.load(all_quads())
    writer.close()
    return EmbeddedStore.open(tmp_path / "store")


@pytest.fixture
def remote(endpoint):
    return RemoteStore(endpoint)


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request):
    """The same facts in each kind of store."""
    opened = request.getfixturevalue(request.param)
    yield opened
    opened.close()


@pytest.fixture
def quads():
    return list(all_quads())


@pytest.fixture
def silent():
    """The address of a server that takes connections and never answers."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"


@pytest.fixture
def nobody():
    """An address at which nobody listens."""
    return f"http://127.0.0.1:{free_port()}/sparql"


@pytest.fixture
def answering():
    """A server that gives one prepared answer, in the raw bytes of HTTP, to each request; call it with the bytes."""
    with contextlib.ExitStack() as stack:

        def start(answer: bytes) -> str:
            server = stack.enter_context(contextlib.closing(socket.create_server(("127.0.0.1", 0))))
            threading.Thread(target=_serve, args=(server, answer), daemon=True).start()
            return f"http://127.0.0.1:{server.getsockname()[1]}/sparql"

        yield start


def _serve(server, answer):
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
