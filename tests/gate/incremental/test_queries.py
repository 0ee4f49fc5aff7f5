"""What a query reads, and that leaving out its sums changes nothing of it."""

from __future__ import annotations

import pytest

from kg.gate.effects import check_reads
from kg.gate.incremental import queries
from kg.gate.incremental.bare import bare_query
from kg.gate.incremental.reads import UnboundedReads
from kg.gate.rules import rules


def read(body, head="SELECT ?f"):
    """What a query reads from ?f: the last parts of the predicates, sorted."""
    reads = queries.query_reads(f"PREFIX : <urn:> {head} WHERE {{ {body} }}", "f")
    return sorted(link.predicate[4:] if link.predicate else "any" for link in reads.links)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("?f :p ?x . ?y :q ?x", ["p", "q"]),
        ("?f :p ?x . FILTER NOT EXISTS { ?x :q 1 }", ["p", "q"]),
        ("?f :p ?x . FILTER(?x > 1 && EXISTS { ?x :q ?z })", ["p", "q"]),
        ("?f :p ?x OPTIONAL { ?x :q ?y . FILTER EXISTS { ?y :r ?f } }", ["p", "q", "r"]),
        ("?f :p ?x MINUS { ?x :q ?y }", ["p", "q"]),
        ("{ ?f :p ?x } UNION { ?f :q ?x } ?x :r ?y", ["p", "q", "r"]),
        ("?f :p ?x . BIND(?x AS ?y) ?y :q ?z", ["p", "q"]),
        ("?f :p/:q|^:r ?x", ["p", "q", "r"]),
        ("?x :p+/:q* ?f . ?x :r? ?y", ["p", "q", "r"]),
        ("?f ?p ?x . ?p :q ?y", ["any", "any", "q"]),
        ("GRAPH ?g { ?f :p ?x }", ["p"]),
        ("VALUES ?x { 1 2 } ?f :p ?x", ["p"]),
        ("{ SELECT ?x (COUNT(?y) AS ?n) WHERE { ?y :q ?x } GROUP BY ?x } ?f :p ?x", ["p", "q"]),
        ("{ SELECT ?x (?f AS ?g) WHERE { ?f :q ?x } } ?f :p ?x . ?g :r 1", ["p", "q", "r"]),
    ],
)
def test_what_a_query_reads(body, expected):
    """Every pattern is read along the variables that lead to it."""
    assert expected == read(body)


@pytest.mark.parametrize(
    "body",
    [
        "?f :p ?x . ?y :q ?z",
        "?f :p ?x OPTIONAL { ?x :q ?y } ?y :r ?z",
        "{ ?f :p ?x } UNION { ?f :q ?y } ?x :r ?z",
        "?f :p ?x { SELECT (COUNT(?y) AS ?n) WHERE { ?y :q ?z } }",
        "?f :p ?x { SELECT ?y WHERE { ?y :q ?x } LIMIT 1 }",
        "?f !:p ?x",
        "SERVICE <urn:x> { ?f :p ?x }",
    ],
)
def test_a_query_with_a_loose_pattern_has_no_bounded_reads(body):
    """A pattern that hangs on nothing, or on what need not be there, has to be looked up in the whole graph."""
    with pytest.raises(UnboundedReads):
        read(body)


def test_a_check_with_a_loose_pattern_is_run_on_the_whole_graph():
    """No reads: the caller copies everything."""
    assert check_reads("SELECT ?f WHERE { ?f <urn:p> ?x . ?y <urn:q> ?z }", "f") is None


@pytest.mark.parametrize("check", rules().checks, ids=lambda check: check.name)
def test_every_shipped_check_has_bounded_reads(check):
    """All checks cost what a change costs; and the sums that are left out for speed read nothing."""
    parsed, queries_bare = check_reads(check.query, check.fact), queries.bare_query
    try:
        queries.bare_query = lambda query: query
        whole = queries.query_reads(check.query, check.fact)
    finally:
        queries.bare_query = queries_bare

    def shape(reads):
        return sorted((link.near, str(link.predicate), link.far) for link in reads.links)

    assert shape(whole) == shape(parsed)


def test_only_what_reads_nothing_is_left_out():
    """Filters with patterns, second names, strings and comments stay."""
    assert "?f :p ?x . " == bare_query("?f :p ?x . FILTER(?x > (1 + 2))")
    for kept in (
        "FILTER(?x > 1 && EXISTS { ?x :q 1 })",
        "BIND(?x AS ?y)",
        '?f :p "FILTER(1)"',
        "# FILTER(1)\n",
        'FILTER(?x = """)""")',
        "FILTER(?x > (1",
    ):
        assert kept == bare_query(kept)
