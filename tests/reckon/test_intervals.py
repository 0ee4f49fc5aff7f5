"""Arithmetic on intervals: nothing lost, nothing added, held to numbers drawn from inside."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Interval
from kg.reckon import intervals as reckon
from kg.reckon.spans import interval_of, span_of

D = Decimal
FAR = Fraction(10**9)
NEAR = Fraction(1, 10**9)

numbers = st.integers(-60, 60).map(lambda n: D(n) / 4)


@st.composite
def some_intervals(draw):
    """Intervals with any mixture of closed, open and missing ends, and points."""
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval(low, high)
    ends = st.sampled_from(("closed", "open", "missing"))
    first, last = draw(ends), draw(ends)
    return Interval(
        None if first == "missing" else low,
        None if last == "missing" else high,
        first == "open",
        last == "open",
    )


def inner(interval):
    """Numbers inside: at or near both ends (far out where one is missing), and between."""
    low = -FAR if interval.lower is None else Fraction(interval.lower)
    high = FAR if interval.upper is None else Fraction(interval.upper)
    if low == high:
        return [low]
    first = low + NEAR if interval.lower_open else low
    last = high - NEAR if interval.upper_open else high
    return [first, low + NEAR, (low + high) / 2, (2 * low + high) / 3, high - NEAR, last]


def holds(interval, number):
    """Whether an exact number lies inside."""
    below = interval.lower is None or Fraction(interval.lower) < number
    above = interval.upper is None or number < Fraction(interval.upper)
    at_low = interval.lower is not None and Fraction(interval.lower) == number and not interval.lower_open
    at_high = interval.upper is not None and Fraction(interval.upper) == number and not interval.upper_open
    return (below or at_low) and (above or at_high)


def close(end, found, pick):
    """Whether an end is nearly reached by what was found; far out where it is missing."""
    reached = pick(found)
    if end is None:
        return abs(reached) > 10**6
    return abs(Fraction(end) - reached) < Fraction(1, 10**4) * max(1, abs(reached))


OPERATIONS = {
    "add": (reckon.add, lambda x, y: x + y),
    "subtract": (reckon.subtract, lambda x, y: x - y),
    "multiply": (reckon.multiply, lambda x, y: x * y),
    "divide": (reckon.divide, lambda x, y: x / y),
}


@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=80)
@given(one=some_intervals(), other=some_intervals())
def test_a_result_holds_every_result_and_no_more(name, one, other):
    """Enclosure and tightness against the results of numbers drawn from the operands (brute force)."""
    operation, exact = OPERATIONS[name]
    if name == "divide" and other.lower == 0 == other.upper:
        return
    result = operation(one, other)
    near_nought = [n for n in (NEAR, -NEAR) if holds(other, n)]
    found = [exact(x, y) for x in inner(one) for y in (*inner(other), *near_nought) if name != "divide" or y]

    assert all(holds(result, number) for number in found)
    assert close(result.lower, found, min)
    assert close(result.upper, found, max)


@settings(max_examples=100)
@given(one=some_intervals(), other=some_intervals())
def test_meeting_and_lying_inside_agree_with_numbers(one, other):
    """Intersection, hull, inside and gap say what the numbers at and near the ends say (brute force)."""
    both = reckon.intersection(one, other)
    numbers_of_one, numbers_of_other = inner(one), inner(other)
    common = [n for n in (*numbers_of_one, *numbers_of_other) if holds(one, n) and holds(other, n)]

    assert (both is not None) == bool(common) == one.meets(other)
    assert all(holds(both, n) for n in common)
    assert all(holds(reckon.hull(one, other), n) for n in (*numbers_of_one, *numbers_of_other))
    assert not reckon.inside(one, other) or all(holds(other, n) for n in numbers_of_one)
    assert reckon.inside(one, other) or not all(holds(other, n) for n in numbers_of_one)
    assert (reckon.gap(one, other) is None) == one.meets(other)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (Interval(D(1), D(2)), Interval(D(-1), D(1)), "(-∞, ∞)"),
        (Interval(D(1), D(2)), Interval(D(0), D(5)), "[0.2, ∞)"),
        (Interval(D(1), D(2)), Interval(D(-5), D(0)), "(-∞, -0.2]"),
        (Interval(D(1), D(2)), Interval(D(5), None), "(0, 0.4]"),
        (Interval(D(1), D(2)), Interval(D(0), D(5), lower_open=True), "[0.2, ∞)"),
        (Interval(D(0), D(2)), Interval(D(0), D(5)), "[0, ∞)"),
        (Interval(D(0), D(0)), Interval(D(-1), D(5)), "[0, 0]"),
        (Interval(D(0), D(2)), Interval(D(0), D(5), lower_open=True), "[0, ∞)"),
    ],
)
def test_a_quotient_through_nought_is_unbounded(above, below, expected):
    """On the side where the divisor comes near nought; on both where it passes it (by hand)."""
    assert str(reckon.divide(above, below)) == expected


def test_division_by_nought_alone_is_refused():
    """There is no such number."""
    with pytest.raises(ZeroDivisionError, match="nought"):
        reckon.divide(Interval(D(1), D(2)), Interval(D(0), D(0)))


def test_an_end_that_cannot_be_written_out_is_rounded_outwards():
    """A third lies between its two nearest decimals of 28 digits (by hand)."""
    third = reckon.divide(Interval(D(1), D(1)), Interval(D(3), D(3)))

    assert third.lower == D("0." + "3" * 28)
    assert third.upper == D("0." + "3" * 27 + "4")


def test_an_end_that_can_be_written_out_is_exact():
    """389.135 + 241.055 billion, to the yuan (by hand)."""
    total = reckon.add(Interval(D("389.135e9"), D("389.145e9")), Interval(D("241.055e9"), D("241.065e9")))

    assert (total.lower, total.upper) == (D("630190000000"), D("630210000000"))


def test_a_soft_end_makes_the_end_soft_that_hangs_on_it():
    """Nearly 50 has a soft lower end: so has what is added to it, and 1 over it a soft upper one (by hand)."""
    nearly = Interval.of(D(50), "justBelow")
    one = Interval(D(1), D(1))
    total = reckon.add(nearly, one)
    difference = reckon.subtract(one, nearly)

    assert (total.lower_soft, total.upper_soft) == (True, False)
    assert (difference.lower_soft, difference.upper_soft) == (False, True)


def test_a_soft_end_that_does_not_matter_leaves_the_result_hard():
    """Nought times nearly 50 is nought."""
    product = reckon.multiply(Interval.of(D(50), "justBelow"), Interval(D(0), D(0)))

    assert (product.lower_soft, product.upper_soft) == (False, False)


def test_stretching_moves_soft_ends_only():
    """Nearly 50 with a slack of 8.3 % reaches down to 45.85 (by hand)."""
    stretched = reckon.stretched(Interval.of(D(50), "justBelow"), Fraction(83, 1000), D(50))

    assert (stretched.lower, stretched.upper, stretched.upper_open) == (D("45.85"), D(50), True)


@given(one=some_intervals())
def test_the_way_in_and_out_changes_nothing(one):
    """An interval comes back as it was, since its ends can be written out."""
    assert interval_of(span_of(one)) == one
