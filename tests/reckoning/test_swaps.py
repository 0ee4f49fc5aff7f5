"""Two labels that two sources give the other way round."""

from decimal import Decimal

from kg.gate.kin.keys import Key
from kg.model.interval import Interval
from kg.reckon.quantities import Quantity
from kg.reckoning import Finding, Knot
from kg.reckoning.holdings import Figure
from kg.reckoning.swaps import paired
from kg.vocabulary import thing


def reported(name, source, product, number, reporter="guangdong"):
    """A change that a source prints of the exports of a product, good to a tenth."""
    value = Decimal(number)
    half = Decimal("0.05")
    return Figure(
        iri=thing("figure", name),
        cell=f"{reporter}-{product}",
        key=Key({"product": product, "reporter": reporter, "flow": "export"}),
        source=thing("source", source),
        origin=thing("source", source),
        quantity=Quantity(name=name, interval=Interval(value - half, value + half), value=value),
    )


def knot(one, other):
    """What is told of two reports of a cell that differ."""
    finding = Finding(
        verdict="contradicted",
        identity="same",
        title="one cell has one value",
        figure=one.iri,
        operands=(other.iri,),
        about="",
        text="",
    )
    return Knot(kind="unexplained", reason="", figures=(one.iri,), findings=(finding,))


BATTERIES = reported("X-1", "X", "batteries", "50.5"), reported("Y-1", "Y", "batteries", "120")
CELLS = reported("X-2", "X", "cells", "120"), reported("Y-2", "Y", "cells", "50.5")


def told(*pairs):
    """The knots of these pairs of reports, after looking for exchanged labels."""
    figures = {one.iri: one for pair in pairs for one in pair}
    return paired([knot(*pair) for pair in pairs], figures)


def test_rates_given_the_other_way_round_are_one_knot():
    """As for batteries and cells in two reports of 2023 (50.5 percent and 120)."""
    (one,) = told(BATTERIES, CELLS)

    assert one.kind == "label swap"
    assert len(one.findings) == 2
    assert {frozenset(figures) for figures, _ in one.doubts} == {
        frozenset({BATTERIES[0].iri, CELLS[0].iri}),
        frozenset({BATTERIES[1].iri, CELLS[1].iri}),
    }


def test_other_numbers_stay_two_knots():
    """One that does not come back on the other side was not exchanged."""
    other = CELLS[0], reported("Y-3", "Y", "cells", "51.5")

    assert [one.kind for one in told(BATTERIES, other)] == ["unexplained", "unexplained"]


def test_numbers_of_other_places_stay_two_knots():
    """Labels are exchanged in one line of a text, which is about one place and one thing else."""
    other = (
        reported("X-4", "X", "cells", "120", reporter="fujian"),
        reported("Y-4", "Y", "cells", "50.5", reporter="fujian"),
    )

    assert [one.kind for one in told(BATTERIES, other)] == ["unexplained", "unexplained"]
