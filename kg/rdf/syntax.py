"""Answers of engines as plain values, and answers in files' formats."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.model.terms import Iri, Value
from kg.rdf.terms import value_of

__all__ = [
    "Answer",
    "Triples",
    "parsed_answer",
    "parsed_triples",
    "solution_rows",
    "triple_values",
    "written",
]


Answer = QuerySolutions | QueryBoolean
"""Rows, or a truth value."""

Triples = list[Triple]
"""What a graph's query constructs."""


def solution_rows(found: Answer) -> tuple[tuple[str, ...], list[tuple[Value | None, ...]]]:
    """Names of the columns and rows of values."""
    if isinstance(found, QueryBoolean):
        raise SyntaxError("a truth value came where rows were expected")
    names = tuple(variable.value for variable in found.variables)
    rows = [tuple(None if term is None else value_of(term) for term in solution) for solution in found]
    return names, rows


def triple_values(found: Iterable[Triple]) -> list[tuple[Iri, Iri, Value]]:
    """Triples as values, each once, sorted."""
    unique = sorted(set(found), key=str)
    return [(Iri(value_of(t.subject)), Iri(value_of(t.predicate)), value_of(t.object)) for t in unique]


def parsed_answer(data: bytes) -> Answer:
    """Rows or a truth value in the SPARQL results JSON format.

    Raises:
        SyntaxError: the data is not in that format.
    """
    return parse_query_results(data, format=QueryResultsFormat.JSON)


def parsed_triples(data: bytes, media_type: str) -> Triples:
    """Triples in N-Triples, Turtle or RDF/XML; some endpoints send the last under another name.

    Raises:
        SyntaxError: the data is in none of these formats, or its XML declares entities, which can grow without end.
    """
    form = RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES
    if data.lstrip()[:5] in {b"<?xml", b"<rdf:"}:
        if b"<!DOCTYPE" in data:
            raise SyntaxError("its XML declares entities")
        form = RdfFormat.RDF_XML
    return [quad.triple for quad in parse(data, format=form)]


def written(found: Answer, media_type: str) -> bytes:
    """Rows or a truth value in a format."""
    return found.serialize(format=QueryResultsFormat.from_media_type(media_type)) or b""
