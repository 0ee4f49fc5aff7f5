"""Numbers that may stand and that a reader would look at twice: each rule at its edge, and on the bundled graph."""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building import bundled
from kg.findings import Severity
from kg.gate.effects import Effects
from kg.gate.incremental.access import StoreAccess
from kg.gate.kin import RELATIONS, kin_quads
from kg.gate.kin.keys import PARTS, Key
from kg.gate.kin.ranks import RANKS
from kg.gate.kin.relations import KIN
from kg.gate.kin.series import SERIES
from kg.gate.kin.surroundings import Surroundings
from kg.gate.rows import first_of_each
from kg.gate.rules import rules
from kg.model.cell import CellKey
from kg.model.period import Period
from kg.rdf.periods import period_quads
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import code, expand, thing

TABLE = Path(__file__).parents[2] / "docs" / "plausibility.md"
TOLD = re.compile(r"^\| `([a-z-]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
CHECKS = {check.name: check for check in rules().checks}
JAPAN = thing("place", "japan")


def figure(name, period, value, *, partner=JAPAN, **more):
    """What the rules read of a figure of Guangdong's exports, in yuan."""
    key = {
        "reporter": thing("place", "guangdong"),
        "partner": partner,
        "product": thing("product", "all"),
        "flow": code("flow", "export"),
        "indicator": code("indicator", "value"),
    }
    when = Period.parse(str(period))
    cell = CellKey(**key, period=when, unit_kind=expand("unit:CCY_CNY")).digest()
    said = {
        "rdf:type": ox.NamedNode(expand("trade:Figure")),
        "trade:cell": ox.NamedNode(thing("cell", cell)),
        "trade:period": ox.NamedNode(thing("period", when.slug)),
        "trade:unit": ox.NamedNode(expand("unit:CCY_CNY")),
        "trade:bound": ox.NamedNode(code("bound", "rounded")),
        "trade:value": ox.Literal(str(value), datatype=ox.NamedNode(expand("xsd:decimal"))),
        **{f"trade:{part}": ox.NamedNode(iri) for part, iri in key.items()},
        **more,
    }
    graph = ox.NamedNode(thing("graph", "source-X"))
    yield from (
        ox.Quad(ox.NamedNode(thing("figure", name)), ox.NamedNode(expand(curie)), term, graph)
        for curie, term in said.items()
    )
    yield from period_quads([when])


def series(values, *, name="X", partner=JAPAN):
    """A figure for each year."""
    for year, value in values.items():
        yield from figure(f"{name}-{year}", year, value, partner=partner)


def told(check, quads):
    """The facts that a check tells of in a graph of these quads."""
    engine = ox.Store()
    engine.extend(quads)
    engine.extend(list(kin_quads(StoreAccess(engine))))
    return sorted(row.finding.fact for row in CHECKS[check].rows(engine))


@pytest.fixture(scope="module")
def whole():
    """The bundled graph with its kin, in the engine."""
    store = EmbeddedStore.open(bundled())
    engine = ox.Store()
    engine.bulk_extend(store.quads())
    store.close()
    engine.bulk_extend(list(kin_quads(StoreAccess(engine))))
    return engine


def test_the_bundled_graph_has_what_the_page_says(whole):
    """docs/plausibility.md counts the findings of every rule; none is a violation, and warnings are fewer than forty."""
    page = dict(TOLD.findall(TABLE.read_text("utf-8")))
    found = {}
    for name in page:
        counts = Counter(row.finding.severity for row in first_of_each(CHECKS[name].rows(whole)))
        words = [
            f"{counts[severity]} {word}{'s' * (counts[severity] > 1)}"
            for severity, word in ((Severity.WARNING, "warning"), (Severity.INFO, "note"))
            if counts[severity]
        ]
        assert not counts[Severity.VIOLATION], name
        found[name] = ", ".join(words) or "none"

    assert page == found
    assert 40 > sum(int(words.split()[0]) for words in found.values() if "warning" in words)


def test_judgements_never_refuse():
    """What is only implausible, V19, V20, V25 and V29, is told and accepted."""
    mild = [check for check in rules().checks if check.code in {"V19", "V20", "V25", "V29"}]

    severities = {check.severity for check in mild} | {check.graver[1] for check in mild if check.graver}
    assert Severity.VIOLATION not in severities
    assert {"V19", "V20", "V25", "V29"} == {check.code for check in mild}


@pytest.mark.parametrize(
    ("value", "jumps"),
    [("60", False), ("60.1", True), ("1.67", False), ("1.66", True)],
)
def test_a_jump_is_more_than_sixfold(value, jumps):
    """Growth of 500 percent is six times the year before; what falls to less than a sixth jumps as well."""
    assert (["figure:X-2019"] if jumps else []) == told("grow-in-steps", series({2018: 10, 2019: value}))


def test_a_jump_is_measured_from_the_nearest_year():
    """Where the year before is missing, the one before that is compared, and no older one."""
    assert [] == told("grow-in-steps", series({2012: 7, 2017: 40, 2019: 90}))


def test_what_is_kept_as_printed_is_no_measure():
    """A figure that is marked as wrong in print neither jumps nor makes others jump."""
    wrong = {"trade:asPrinted": ox.Literal("true", datatype=ox.NamedNode(expand("xsd:boolean")))}
    quads = [*series({2017: 10, 2019: 11}), *figure("X-2018", 2018, 10_000, **wrong)]

    assert [] == told("grow-in-steps", quads)


def steps(values):
    """The steps of a series, in whole ten-thousandths, as docs/plausibility.md defines them."""
    return [round(10_000 * (late - early) / (late + early)) for early, late in pairwise(values)]


def test_outliers_are_those_of_the_statistics_module():
    """Three standard deviations of the steps before, computed by Python's statistics for eighty random series."""
    draw, quads, expected = random.Random(1), [], []
    for number in range(80):
        values = [draw.uniform(50, 100)]
        values += [values[-1] * draw.uniform(0.9, 1.2) for _ in range(draw.choice([5, 6]))]
        exact = [Decimal(f"{value:.3f}") for value in [*values, values[-1] * draw.uniform(0.5, 1.9)]]
        partner = thing("place", f"x-{number}")
        quads += series(dict(enumerate(exact, 2012)), name=f"N{number}", partner=partner)
        for count in range(5, len(exact) - 1):
            before, last = steps(exact)[:count], steps(exact)[count]
            off = abs(last - statistics.mean(before))
            if off > 3 * statistics.stdev(before) and off > 500:
                expected.append(f"figure:N{number}-{2012 + count + 1}")

    assert sorted(expected) == told("grow-as-before", quads)
    assert 10 < len(expected) < 70


def test_a_series_has_one_hole():
    """Of a series with several holes the first is told, and only where two years before it are whole."""
    assert ["figure:X-2014"] == told("leave-no-holes", series({2011: 1, 2012: 1, 2014: 1, 2016: 1, 2017: 1}))
    assert [] == told("leave-no-holes", series({2012: 1, 2014: 1, 2015: 1}))


def test_an_earlier_figure_is_measured_too():
    """A new figure of an earlier year makes the stored one after it jump; the finding involves both."""
    store = EmbeddedStore.memory(series({2019: 70}))

    rows = Effects(rules(), store.engine, added=series({2018: 1})).across()

    (row,) = [row for row in rows if row.finding.rule == "grow-in-steps"]
    assert "figure:X-2019" == row.finding.fact
    assert thing("figure", "X-2018") in row.iris


def test_a_removed_neighbour_is_missed():
    """What is told after a removal is what the whole graph without it would tell: here, a jump over two years."""
    quads = list(series({2017: 10, 2018: 50, 2019: 200}))
    gone = [quad for quad in quads if quad.subject == ox.NamedNode(thing("figure", "X-2018"))]
    store = EmbeddedStore.memory(quads)

    rows = Effects(rules(), store.engine, added=[], removed=gone).across()

    facts = [row.finding.fact for row in rows if row.finding.rule == "grow-in-steps"]
    assert ["figure:X-2019"] == facts
    assert facts == told("grow-in-steps", [quad for quad in quads if quad not in gone])


@pytest.mark.parametrize("name", sorted({*SERIES, *RANKS}))
def test_every_way_leads_back(name, whole):
    """What a relation leads to leads back, or a change would go unseen: for keys of the bundled graph."""
    around = Surroundings(
        lambda subject, predicate, object_: (
            (quad.subject.value, quad.object.value)
            for quad in whole.quads_for_pattern(
                subject and ox.NamedNode(subject), ox.NamedNode(predicate), object_ and ox.NamedNode(object_)
            )
        )
    )
    wanted = "rankedAmong" if name in RANKS else "unit"
    figures = {
        quad.subject for quad in whole.quads_for_pattern(None, ox.NamedNode(expand(f"trade:{wanted}")), None)
    }
    keys = [
        Key.of(
            {
                q.predicate.value: q.object.value
                for q in whole.quads_for_pattern(node, None, None)
                if q.predicate.value in PARTS
            }
        )
        for node in sorted(figures, key=str)[:: 1 if name in RANKS else 25]
    ]
    relation, ways = RELATIONS[f"{KIN}{name}"], 0
    for key in keys:
        for found in list(relation.to(key, around))[:3]:
            ways += 1
            assert key.cell in {back.cell for back in relation.back(found, around)}

    # No two ranks of the bundled graph are of the same trade.
    assert ways or name == "rank"
