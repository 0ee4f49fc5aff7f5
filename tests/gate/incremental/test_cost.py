"""What a verdict costs depends on the change, not on the graph."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, Namespace

from kg.gate.incremental import Engine, GraphAccess, validate_delta

EX = Namespace("urn:cost:")
SHAPES = """
@prefix : <urn:cost:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
:S sh:targetClass :Figure ;
  sh:property [ sh:path :place ; sh:class :Place ; sh:minCount 1 ] , [ sh:path :value ; sh:minInclusive 0 ] ,
    [ sh:path ( :cell [ sh:inversePath :cell ] ) ; sh:maxCount 1 ] .
"""


class Counting(GraphAccess):
    """Counts what is looked up, and what is found."""

    looked = found = 0

    def match(self, subject, predicate, object_):
        """The rows of a look-up, counted."""
        rows = list(super().match(subject, predicate, object_))
        self.looked, self.found = self.looked + 1, self.found + len(rows)
        return rows


def figure(number):
    """A figure of a cell of its own; one place for all."""
    node = EX[f"f{number}"]
    return [
        (node, RDF.type, EX.Figure),
        (node, EX.place, EX.place),
        (node, EX.value, Literal(number)),
        (node, EX.cell, EX[f"c{number}"]),
    ]


def cost(size):
    """Look-ups and rows for one new figure in a graph of so many."""
    data = Graph(bind_namespaces="none")
    data.add((EX.place, RDF.type, EX.Place))
    for number in range(size):
        for row in figure(number):
            data.add(row)
    added = figure(size)
    for row in added:
        data.add(row)
    access = Counting(data)
    shapes = Graph(bind_namespaces="none").parse(data=SHAPES, format="turtle")
    verdict = validate_delta(Engine(shapes), access, added=added, removed=[])
    assert not verdict.results
    return access.looked, access.found


@pytest.mark.parametrize("size", [100, 10_000])
def test_the_number_of_look_ups_does_not_grow_with_the_graph(size):
    """One figure more costs the same in a graph of ten figures and in one of ten thousand."""
    assert cost(10) == cost(size)
