"""Kinds of trouble: misprints, revisions and mixes are told apart (cases of the conflicts of the facts)."""

import pytest

from kg.reckon import identities as the
from kg.reckon.doubt import diagnose
from kg.reckon.kinds import kind_of
from kg.reckon.quantities import Quantity
from tests.reckon.printing import figure, figures

SUM = the.TOTAL.bind({"total": "t", "export": "x", "import": "m"})
CHANGE = the.CHANGE.bind({"change": "g", "value": "v", "base": "b"})
MIX = the.GROWTH_OF_WHOLE.bind({"growth": "g", "part": ["x", "m"], "part growth": ["xg", "mg"]})
TWO = {"v": "S073", "g": "S073", "b": "S102"}
"""Growth and level of one source against the base of another."""


def read(instances, held, origins=None, neighbours=None):
    """The kind of the only knot."""
    (found,) = diagnose(instances, held, neighbours=neighbours)
    return kind_of(found, held, origins or dict.fromkeys(held, "S001"))


@pytest.mark.parametrize(
    ("instances", "printed", "origins", "kind", "doubted"),
    [
        ([SUM], {"t": "22.28 billion", "x": "11.86 trillion", "m": "10.42 trillion"}, None, "unit slip", "t"),
        ([SUM], {"t": "681.75 billion", "x": "35.35 billion", "m": "246.4 billion"}, None, "digit slip", "x"),
        ([CHANGE], {"v": "41.76 trillion", "g": "0.2", "b": "42.07 trillion"}, TWO, "base revision", "b"),
        ([CHANGE], {"v": "6.75 trillion", "g": "11.1", "b": "6.0947 trillion"}, TWO, "base revision", "b"),
        (
            [MIX],
            {"g": "-1.6", "x": "3.46 trillion", "m": "2.22 trillion", "xg": "-1.3", "mg": "2.1"},
            None,
            "sign slip",
            "mg",
        ),
        (
            [the.SAME.bind({"one": "v", "other": "b"})],
            {"v": "6.14 trillion", "b": "6.05 trillion"},
            TWO,
            "revision",
            "v",
        ),
        (
            [the.SAME.bind({"one": "v", "other": "b"})],
            {"v": "3.95 trillion", "b": "7.2 trillion"},
            TWO,
            "unexplained",
            "b",
        ),
    ],
)
def test_trouble_has_its_kind(instances, printed, origins, kind, doubted):
    """Cases C01, C07, C25, C37, C13 and C65 of the facts, and two numbers that have nothing in common."""
    found = read(instances, figures(**printed), origins)

    assert (found.kind, found.figures) == (kind, (doubted,))
    assert found.reason


def test_a_mix_that_cannot_be_is_a_mix():
    """25.4 percent from 33.2 and 13.7 (facts, C23): one rate is wrong, though a digit of two could be."""
    held = figures(g="25.4", x="11.7 billion", m="52.1 billion", xg="33.2", mg="13.7")

    assert read([MIX], held).kind == "growth mix"


def test_a_change_inside_one_source_is_no_revision():
    """One source knows its own base; no single digit makes 41.76 of 42.07 grow by 0.2 percent."""
    held = figures(v="41.76 trillion", g="0.2", b="42.07 trillion")

    assert read([CHANGE], held).kind == "unexplained"


def test_a_number_of_another_period_is_told_first():
    """The balance of January 2019 under January 2020 (facts, C15; numbers made)."""
    held = figures(b="271.16 billion", x="2.00 trillion", m="2.10 trillion")
    earlier = {"b": [figure("b 2019", "271.16 billion")]}
    balance = the.BALANCE.bind({"balance": "b", "export": "x", "import": "m"})

    assert read([balance], held, neighbours=earlier).kind == "period mislabelled"


def test_a_conversion_at_no_rate_of_the_time_is_one():
    """5.1 yuan for a dollar, whatever digit may be wrong (made)."""
    held = figures(a="510 billion", c="100 billion") | {
        "rates": Quantity(name="rates", interval=figure("r", "7.177").interval)
    }

    exchange = the.EXCHANGE.bind({"rate": "rates", "amount": "a", "converted": "c"})

    assert read([exchange], held).kind == "conversion"
