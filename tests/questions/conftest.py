"""One graph for all questions: the bundled one, in pyoxigraph and in rdflib, and what a table looks like as text."""

from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

import kg
from kg.model.terms import Iri
from kg.questions import Catalogue
from kg.resources import room

GOLDEN = Path(__file__).parent.parent / "golden" / "queries"


def examples(question):
    """The parameters a question shows itself with, those that may be left out included."""
    return {param.name: param.example for param in question.params if param.example is not None}


def text_of(value):
    """A value as it stands in a golden table: numbers without trailing zeros, things by kind and slug."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal | int):
        return f"{Decimal(value).normalize():f}"
    return kg.vocabulary.shorten(value) if isinstance(value, Iri) else str(value)


def plain(term):
    """A term of rdflib as the value that our stores would give."""
    if term is None or isinstance(term, rdflib.URIRef):
        return Iri(term) if term is not None else None
    kind = str(term.datatype).rpartition("#")[2]
    if kind in {"decimal", "integer"}:
        return Decimal(str(term))
    return str(term) == "true" if kind == "boolean" else str(term)


@pytest.fixture(scope="session")
def graph():
    """The bundled graph."""
    with kg.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def catalogue():
    """The catalogue that is shipped."""
    return Catalogue(room("queries"))


@pytest.fixture(scope="session")
def rdflib_graph(graph):
    """Every triple of the bundled graph in one graph of rdflib."""
    lines = {line.rpartition(" <")[0] + " ." for line in graph.export("nquads").decode().splitlines()}
    return rdflib.Graph().parse(data="\n".join(sorted(lines)), format="nt")


@pytest.fixture(scope="session")
def golden(graph):
    """What a question answers with its examples, on our store: the header and the rows as text."""

    def answer(question):
        rows = graph._store.select(graph.ask.bound(question.name, examples(question)))
        return [list(rows.names), *([text_of(value) for value in row] for row in rows)]

    return answer


@pytest.fixture(scope="session")
def elsewhere(graph, rdflib_graph):
    """The same on rdflib."""

    def answer(question):
        rows = rdflib_graph.query(graph.ask.bound(question.name, examples(question)))
        return [list(map(str, rows.vars)), *([text_of(plain(term)) for term in row] for row in rows)]

    return answer


@pytest.fixture(scope="session")
def records(golden):
    """The rows of a question's answer to its examples as mappings."""

    def answer(question):
        names, *rows = golden(question)
        return [dict(zip(names, row, strict=True)) for row in rows]

    return answer
