"""The arithmetic of the first founding article holds as printed, and each slip in it is told with both sides.

The numbers on either side were worked out by hand from the article: 389.14 + 241.06, 389.14 - 241.06, the mix of
15.2 and 2 percent, 262.88 of 389.14, and 73.05 billion yuan for 10.9 billion dollars.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest

from kg.building import bundled
from kg.findings import Severity
from kg.gate.effects import Effects
from kg.gate.incremental import StoreAccess
from kg.gate.kin import kin_quads
from kg.gate.rows import first_of_each
from kg.gate.rules import rules
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import expand, thing

PAGE = Path(__file__).parents[2] / "docs" / "arithmetic.md"
TOLD = re.compile(r"^\| `([a-z-]+)` \|.*\| (\d+) \|$", re.MULTILINE)
CHECKS = [check for check in rules().checks if check.code == "V24"]


@pytest.fixture(scope="module")
def engine(articles):
    """The founding articles with all reference data."""
    store = EmbeddedStore.open(articles)
    copied = pyoxigraph.Store()
    copied.bulk_extend(store.quads())
    store.close()
    return copied


@pytest.fixture
def told(engine):
    """What the gate tells, by check, when a figure is printed as another number."""

    def findings(figure, printed, power):
        value, half = (
            Decimal(printed).scaleb(power),
            Decimal("0.5").scaleb(Decimal(printed).as_tuple().exponent + power),
        )
        new = {"trade:value": value, "trade:lower": value - half, "trade:upper": value + half}
        node, added, removed = pyoxigraph.NamedNode(thing("figure", figure)), [], []
        for name, number in new.items():
            (old,) = engine.quads_for_pattern(node, pyoxigraph.NamedNode(expand(name)), None, None)
            removed.append(old)
            term = pyoxigraph.Literal(f"{number:f}", datatype=pyoxigraph.NamedNode(expand("xsd:decimal")))
            added.append(pyoxigraph.Quad(node, old.predicate, term, old.graph_name))
        rows = Effects(rules(), engine, added=added, removed=removed).across()
        return {row.finding.rule: row.finding.message for row in rows if row.finding.code == "V24"}

    return findings


def test_the_articles_add_up_as_printed(engine):
    """No check of arithmetic has anything to say of the three articles, warnings included."""
    whole = pyoxigraph.Store()
    whole.bulk_extend([*engine, *kin_quads(StoreAccess(engine))])

    assert [] == [row.finding.message for check in CHECKS for row in check.rows(whole)]


@pytest.mark.parametrize(
    ("figure", "printed", "power", "check", "sides"),
    [
        (
            "A-F4",
            "650.2",
            9,
            "add-exports-and-imports",
            "= 630.19 billion CNY to 630.21 billion CNY, stated 650.2",
        ),
        (
            "A-F11",
            "184.08",
            9,
            "subtract-imports-from-exports",
            "= 148.07 billion CNY to 148.09 billion CNY, stated 184.08",
        ),
        ("A-F5", "8.9", 0, "grow-as-the-mix", "change together by 9.52 to 10.02 percent, stated 8.9 percent"),
        (
            "A-F5",
            "18.9",
            0,
            "grow-between-parts",
            "changes by 18.9 percent, exports by 15.2 (figure:A-F8), imports by 2",
        ),
        ("A-F17", "76.6", 0, "divide-part-by-whole", "are 67.55 to 67.56 percent, stated 76.6 percent"),
        (
            "A-F3",
            "19.0",
            9,
            "convert-at-a-rate-of-the-time",
            "is a rate of 3.84; months of the time had 6.71 to 7.11",
        ),
    ],
)
def test_a_slip_is_told_with_both_sides(told, figure, printed, power, check, sides):
    """Digits swapped or changed in one print of the article: its check says what follows and what is stated."""
    assert sides in told(figure, printed, power)[check]


def test_within_rounding_nothing_is_told(told):
    """630.2 is 630.15 to 630.25; 630.3 begins at 630.25, above 630.21, and 630.21 with two digits still meets."""
    assert "add-exports-and-imports" in told("A-F4", "630.3", 9)
    assert "add-exports-and-imports" not in told("A-F4", "630.21", 9)


def test_the_bundled_graph_tells_what_the_page_says():
    """docs/arithmetic.md counts the findings of every check; no source contradicts itself without a mark."""
    store, whole = EmbeddedStore.open(bundled()), pyoxigraph.Store()
    whole.bulk_extend(store.quads())
    store.close()
    whole.bulk_extend(list(kin_quads(StoreAccess(whole))))

    found = {check.name: first_of_each(check.rows(whole)) for check in CHECKS}

    assert {name: int(count) for name, count in TOLD.findall(PAGE.read_text("utf-8"))} == {
        name: len(rows) for name, rows in found.items()
    }
    assert {Severity.WARNING} == {row.finding.severity for rows in found.values() for row in rows}
