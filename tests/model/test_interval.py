"""Intervals: what a printed number can have been."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import SOFTNESS, Interval

D = Decimal


def test_rounded_number_reaches_half_a_step_each_way():
    """73.05 billion stands for 73.045 to 73.055 billion (blueprint, by hand)."""
    interval = Interval.of(D("73.05e9"), "rounded", step=D("1e7"))

    assert (D("73.045e9"), D("73.055e9")) == (interval.lower, interval.upper)


def test_rounded_without_a_step_is_refused():
    """Nobody can round without knowing the last digit."""
    with pytest.raises(ValueError, match="step"):
        Interval.of(D(1), "rounded")


def test_exact_number_is_a_point():
    """A rank of 1 is 1."""
    assert D(0) == Interval.of(D(1), "exact").width


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        ("moreThan", "(95, ∞)"),
        ("atLeast", "[95, ∞)"),
        ("lessThan", "(-∞, 95)"),
        ("atMost", "(-∞, 95]"),
    ],
)
def test_one_sided_bounds_leave_the_other_end_open(bound, text):
    """ "More than 95" excludes 95, "at least 95" holds it."""
    assert text == str(Interval.of(D(95), bound))


def test_just_below_is_soft_below_and_open_above():
    """ "Nearly 50" excludes 50 and has a lower end by convention only."""
    interval = Interval.of(D(50), "justBelow")

    assert (D(50) * (1 - SOFTNESS), D(50)) == (interval.lower, interval.upper)
    assert (True, True) == (interval.lower_soft, interval.upper_open)


def test_about_is_soft_on_both_sides():
    """ "About 862" claims neither end."""
    interval = Interval.of(D(862), "about")

    assert (True, True) == (interval.lower_soft, interval.upper_soft)


def test_one_in_four_lies_between_its_neighbours():
    """1/4.5 is 22.2 percent and 1/3.5 is 28.6 percent (by hand)."""
    interval = Interval.of(D(25), "unitFraction")

    assert D("22.2222222222") == interval.lower
    assert D("28.5714285715") == interval.upper


def test_what_is_no_unit_fraction_is_refused():
    """40 percent is not one in a whole number."""
    with pytest.raises(ValueError, match="one in"):
        Interval.of(D(40), "unitFraction")


def test_unknown_bound_lists_the_known_ones():
    """The error names what could have been meant."""
    with pytest.raises(ValueError, match="moreThan"):
        Interval.of(D(1), "roughly")


def test_ends_in_the_wrong_order_are_refused():
    """An interval runs upwards."""
    with pytest.raises(ValueError, match="cannot run"):
        Interval(D(2), D(1))


def test_open_ends_that_touch_do_not_meet():
    """Nothing is both above 95 and at most 95."""
    assert not Interval.of(D(95), "moreThan").meets(Interval.of(D(95), "atMost"))


def test_closed_ends_that_touch_meet():
    """95 is both at least and at most 95."""
    assert Interval.of(D(95), "atLeast").meets(Interval.of(D(95), "atMost"))


def test_unbounded_interval_has_no_width():
    """A missing end is missing, never zero."""
    assert Interval.of(D(95), "moreThan").width is None


@given(st.decimals(-(10**6), 10**6, places=2), st.decimals(-(10**6), 10**6, places=2))
def test_meeting_is_symmetric(one, other):
    """If a meets b then b meets a."""
    a, b = (Interval.of(v, "rounded", step=D("0.1")) for v in (one, other))

    assert a.meets(b) == b.meets(a)


@given(st.decimals(-(10**6), 10**6, places=3))
def test_a_rounded_print_holds_what_was_rounded(value):
    """Rounding to a step and reading back gives an interval around the true value."""
    step = D("0.01")
    printed = value.quantize(step)

    assert Interval.of(printed, "rounded", step=step).holds(value)
