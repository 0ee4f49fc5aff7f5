"""The three names of pySHACL that are not published, held to what pySHACL publishes; and what has no bounded reads."""

from __future__ import annotations

import random
from collections import Counter
from importlib.metadata import version

import fuzzing
import pyshacl
import pytest
from rdflib import Graph, URIRef

from kg.errors import DamagedError
from kg.gate.incremental import Engine, GraphAccess, validate_delta

HEAD = "@prefix : <urn:fuzz:> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
SH = fuzzing.SH


def graph(turtle):
    """A graph from Turtle."""
    return Graph(bind_namespaces="none").parse(data=HEAD + turtle, format="turtle")


def published(data, shapes):
    """The results of pySHACL's own function, counted."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    names = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.sourceShape, SH.resultSeverity)
    return Counter(
        tuple(report.value(result, name) for name in names) for result in report.objects(None, SH.result)
    )


def test_pyshacl_is_the_version_that_was_examined():
    """Names that are not published can move: a new version is tried with the long fuzz before it is allowed."""
    assert version("pyshacl").startswith("0.40.")


@pytest.mark.parametrize("number", range(60))
def test_whole_graphs_are_judged_as_by_the_published_function(number):
    """The engine gives the results of ``pyshacl.validate`` on random shapes and graphs."""
    rng = random.Random(f"published-{number}")
    shapes, data = fuzzing.ShapeMaker(rng).made(roots=5), Graph(bind_namespaces="none")
    for _ in range(14):
        data.add(fuzzing.triple(rng))
    found = Counter((r.focus, r.value, r.component, r.shape, r.severity) for r in Engine(shapes).whole(data))

    assert published(data, shapes) == found


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (":S sh:targetClass :A ; sh:property [ sh:path :p ; sh:node :S ] .", "urn:fuzz:S refers to itself"),
        (":S sh:targetClass :A ; sh:sparql [ sh:select '' ] .", "urn:fuzz:S uses sh:sparql"),
        (":S sh:targetClass :A ; sh:minCout 1 .", "urn:fuzz:S uses sh:minCout"),
        (
            ":S sh:targetClass :A ; :own 1 . :C a sh:ConstraintComponent ; sh:parameter [ sh:path :own ] .",
            "own",
        ),
        (":S sh:targetClass :A ; sh:path [ :q :r ] .", "a path that is none"),
        (":S sh:targetClass :A ; sh:path _:l . _:l sh:inversePath _:l .", "a path that contains itself"),
    ],
)
def test_a_shape_without_bounded_reads_is_declared(turtle, reason):
    """Such a shape is marked for the whole graph, with the reason."""
    (root,) = [root for root in Engine(graph(turtle)).roots if root.shape == URIRef("urn:fuzz:S")]

    assert root.reads is None
    assert reason in root.reason


def test_a_shape_without_bounded_reads_is_run_on_the_whole_graph():
    """A SPARQL constraint is judged on every target, changed or not."""
    shapes = graph(
        ":S sh:targetClass :A ; sh:sparql [ sh:select 'SELECT $this WHERE { $this <urn:fuzz:p> ?x . "
        "?any <urn:fuzz:q> ?x }' ] ."
    )
    data = graph(":n1 a :A ; :p :n2 . :n3 :q :n2 .")
    added = [tuple(next(data.triples((None, URIRef("urn:fuzz:q"), None))))]

    verdict = validate_delta(Engine(shapes), GraphAccess(data), added=added, removed=[])

    assert (URIRef("urn:fuzz:S"),) == verdict.whole
    assert [URIRef("urn:fuzz:n1")] == [result.focus for result in verdict.results]


def test_nothing_is_run_where_nothing_changes():
    """An empty change has an empty verdict."""
    shapes = graph(":S sh:targetClass :A ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    verdict = validate_delta(Engine(shapes), GraphAccess(graph(":n1 a :A .")), added=[], removed=[])

    assert () == verdict.results
    assert {} == verdict.affected


def test_a_shape_that_is_switched_off_is_no_root():
    """``sh:deactivated true`` is heeded."""
    assert () == Engine(graph(":S sh:targetClass :A ; sh:minCount 1 ; sh:deactivated true .")).roots


def test_a_shape_that_cannot_be_run_is_damage():
    """What pySHACL refuses to run is told, not passed over."""
    engine = Engine(graph(":S sh:targetNode :n1 ; sh:property [ sh:path :p ; sh:minCount 1, 2 ] ."))

    with pytest.raises(DamagedError, match="could not be run"):
        engine.whole(graph(":n1 :p 1 ."))
