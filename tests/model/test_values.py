"""Amounts, cells, terms: the smaller frozen values."""

import pickle
from dataclasses import replace
from decimal import Decimal

from kg.model import Amount, CellKey, Facts, Iri, Period, Source, Text
from kg.vocabulary import code, expand, thing

CELL = CellKey(
    reporter=thing("place", "guangdong"),
    partner=thing("place", "united-states"),
    product=thing("product", "all"),
    flow=code("flow", "total"),
    indicator=code("indicator", "value"),
    period=Period.parse("2019-01"),
    unit_kind=expand("unit:CCY_CNY"),
)


def test_step_is_the_last_printed_digit_in_base_units():
    """73.05 billion is printed to ten million."""
    amount = Amount(
        value=Decimal("73.05e9"),
        unit=expand("unit:CCY_CNY"),
        bound="rounded",
        printed="73.05",
        multiplier=9,
        decimals=2,
    )

    assert Decimal("1e7") == amount.step
    assert Decimal("73045000000") == amount.interval.lower


def test_cell_is_the_same_for_equal_keys():
    """The digest depends on the parts alone."""
    assert CELL.digest() == replace(CELL).digest()


def test_two_currencies_are_two_cells():
    """An amount in dollars is no second observation of the amount in yuan."""
    assert CELL.digest() != replace(CELL, unit_kind=expand("unit:CCY_USD")).digest()


def test_absent_parts_are_left_out_of_the_key():
    """A part that the indicator does not take is not a part with an empty value."""
    assert not [line for line in CELL.lines() if "None" in line]


def test_text_keeps_its_language_through_a_pickle():
    """A label that crosses a process is still Chinese."""
    assert "zh" == pickle.loads(pickle.dumps(Text("广东", "zh"))).lang


def test_iri_is_a_string():
    """IRIs cross every surface as str."""
    assert "https://example.org/x" == Iri("https://example.org/x")


def test_facts_add_up_in_order():
    """Two readings together keep the order of their sources."""
    one, two = (Facts(sources=(Source(id=name, title=name, publisher="x"),)) for name in ("S1", "S2"))

    assert ["S1", "S2"] == [source.id for source in (one + two).sources]
