"""Narrowing together: groups, clashes and what they rest on."""

from decimal import Decimal

from kg.model import Interval
from kg.reckon import identities as the
from kg.reckon.propagation import UNKNOWN, Network
from tests.reckon.printing import figures

D = Decimal


def same(one, other):
    """Two reports of one cell."""
    return the.SAME.bind({"one": one, "other": other})


def at_most(part, whole):
    """A part and its whole."""
    return the.PART_IN_WHOLE.bind({"whole": whole, "part": part})


def test_identities_fall_into_groups_that_share_no_figure():
    """Two chains, joined late, are one group; what stands apart is another."""
    a, b, c, d = same("a", "b"), same("c", "d"), same("x", "y"), same("b", "c")

    assert [part.instances for part in Network((a, b, c, d)).parts()] == [(a, b, d), (c,)]


def test_what_one_figure_is_told_reaches_all_others():
    """A chain of wholes: each is at least the first part (by hand)."""
    network = Network((at_most("a", "b"), at_most("b", "c"), at_most("c", "d")))
    state = network.begun({"a": Interval(D(5), D(6))})

    assert network.narrow(state) is None
    assert state.intervals["d"] == Interval(D(5), None)
    assert state.reasons["d"] == {"a"}


def test_a_clash_names_the_figures_it_rests_on_and_no_others():
    """A part of 5 in a whole of 3, over a cell that nobody printed; a bystander is left out."""
    network = Network((at_most("a", "b"), at_most("b", "c"), same("a", "e")))
    intervals = {
        "a": Interval(D(5), D(6)),
        "c": Interval(D(2), D(3)),
        "e": Interval(D(5), D(6)),
    }
    clash = network.narrow(network.begun(intervals))
    sharp = network.sharpened(clash, intervals)

    assert sharp.names == {"a", "c"}
    assert sharp.rules == {at_most("a", "b"), at_most("b", "c")}


def test_a_point_is_found_at_the_edge_of_what_is_left():
    """Two equal numbers printed 5 that add up to 11 are both 5.5 (by hand)."""
    held = figures(a="5", b=("11", "exact"))
    network = Network((the.PARTITION.bind({"whole": "b", "part": ["a", "c"]}), same("a", "c")))
    state = network.begun({name: one.interval for name, one in held.items()})

    assert network.narrow(state) is None
    assert network.point(state, ["a", "b", "c"], {"a": D(5), "b": D(11)})


def test_where_no_number_satisfies_all_no_point_is_found():
    """A product of 25 with a sum of 9 would need numbers apart from the real ones; narrowing does not see it."""
    rate = the.EXCHANGE.bind({"rate": "x", "amount": "product", "converted": "y"})
    network = Network((rate, the.PARTITION.bind({"whole": "sum", "part": ["x", "y"]})))
    held = figures(product=("25", "exact"), sum=("9", "exact"))
    state = network.begun({name: one.interval for name, one in held.items()})

    assert network.narrow(state) is not None or not network.point(state, ["x", "y"], {})


def test_nothing_is_known_of_what_nothing_is_said_about():
    """An unknown in a product of unknowns stays unknown."""
    network = Network((the.SHARE.bind({"share": "s", "part": "p", "whole": "w"}),))
    state = network.begun({})

    assert network.narrow(state) is None
    assert state.intervals["w"] == UNKNOWN
