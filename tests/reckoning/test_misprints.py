"""A misprint put into article A: the figure is doubted alone, and the slip is named."""

from decimal import Decimal

import pyoxigraph
import pytest

from kg.reckoning import Reckoner, Scope
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import expand, thing

DECIMAL = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
IMPORTS, TOTAL = thing("figure", "A-F9"), thing("figure", "A-F4")


@pytest.fixture(scope="module")
def misprinted(articles):
    """The articles, with 241.06 billion of imports printed as 214.06."""
    ends = {
        expand("trade:value"): 214_060_000_000,
        expand("trade:lower"): 214_055_000_000,
        expand("trade:upper"): 214_065_000_000,
    }

    def turned(quad):
        number = ends.get(quad.predicate.value) if getattr(quad.subject, "value", "") == IMPORTS else None
        literal = quad.object if number is None else pyoxigraph.Literal(str(number), datatype=DECIMAL)
        return pyoxigraph.Quad(quad.subject, quad.predicate, literal, quad.graph_name)

    store = EmbeddedStore.open(articles)
    made = Reckoner(EmbeddedStore.memory([turned(quad) for quad in store.quads()]))
    store.close()
    return made


def test_the_misprinted_figure_is_doubted_alone(misprinted):
    """Total and balance both point at the imports; 241.06 is what they leave, with two digits swapped."""
    (knot,) = misprinted.reckon().knots
    ((figures, line),) = knot.doubts

    assert {one.identity for one in knot.findings} >= {"total", "balance"}
    assert (knot.kind, knot.figures, figures) == ("digit slip", (IMPORTS,), (IMPORTS,))
    assert line.endswith("digits swapped, 241.06")


def test_nothing_follows_from_sums_that_break(misprinted):
    """The total is not told to be what exports and the misprinted imports make."""
    told = misprinted.explain(TOTAL)

    assert told.knots
    assert told.implied is None or told.implied.interval.holds(Decimal("630.2e9"))


def test_the_counts_stay_where_only_some_findings_are_asked_for(misprinted):
    """As the first line of the account says them all."""
    whole = misprinted.reckon(Scope(source=thing("source", "A"), title="source A"))
    some = whole.only(["strained"])

    assert whole.counts["contradicted"] == len(whole.of("contradicted")) > 1
    assert (some.counts, some.findings, some.knots) == (whole.counts, whole.of("strained"), ())
