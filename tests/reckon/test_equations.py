"""Equations solved over intervals: exact, however often an operand occurs."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reckon.equations import Equation, Term
from kg.reckon.spans import EVERYTHING, Span

F = Fraction


@st.composite
def problems(draw):
    """An equation that is affine in each of four operands, with positive or mixed intervals."""
    places = draw(st.lists(st.sets(st.integers(0, 3), max_size=3), min_size=2, max_size=5, unique_by=tuple))
    terms = tuple(Term(F(draw(st.integers(-3, 3))), tuple(sorted(one))) for one in places)
    spans = {}
    for i in range(4):
        low = draw(st.integers(-3, 6))
        spans[i] = Span(F(low), F(low + draw(st.integers(0, 4))))
    return Equation(terms), spans


def total(equation, values):
    """The left side at a point."""
    result = F(0)
    for term in equation.terms:
        part = term.factor
        for i in term.operands:
            part *= values[i]
        result += part
    return result


def grid(spans, steps):
    """Points of a box, its corners among them."""
    axes = [[s.low + (s.high - s.low) * F(k, steps) for k in range(steps + 1)] for s in spans.values()]
    for point in product(*axes):
        yield dict(zip(spans, point, strict=True))


@settings(max_examples=120)
@given(problem=problems())
def test_a_solution_holds_every_solution_and_its_ends_are_solutions(problem):
    """Every root over a grid of the box lies inside, and each end is the root at a corner (brute force)."""
    equation, spans = problem
    others = {i: span for i, span in spans.items() if i}
    found = equation.solved(0, spans)
    slopes, roots = [], []
    for point in grid(others, 2):
        start = total(equation, {**point, 0: F(0)})
        slope = total(equation, {**point, 0: F(1)}) - start
        slopes.append(slope)
        if slope:
            roots.append(-start / slope)
    corners = [(total(equation, {**p, 0: F(0)}), p) for p in grid(others, 1)]

    assert all(
        (found.low is None or found.low <= r) and (found.high is None or r <= found.high) for r in roots
    )
    for end in (found.low, found.high):
        if end is not None:
            assert any(total(equation, {**point, 0: end}) == 0 for _, point in corners)
        else:
            assert min(slopes) <= 0 <= max(slopes)


@settings(max_examples=25)
@given(
    weights=st.lists(st.integers(1, 9), min_size=3, max_size=4),
    values=st.lists(st.integers(-5, 5), min_size=4, max_size=4),
    width=st.integers(1, 3),
)
def test_settling_operands_by_their_sign_changes_nothing(weights, values, width):
    """The mean of many weighted values has the range that all corners give (brute force)."""
    count = len(weights)
    terms = [Term(F(1), (1 + i, 1 + count + i)) for i in range(count)]
    terms += [Term(F(-1), (1 + i, 0)) for i in range(count)]
    spans = {1 + i: Span(F(w), F(w + width)) for i, w in enumerate(weights)}
    spans |= {1 + count + i: Span(F(v), F(v + 1)) for i, v in enumerate(values[:count])}
    found = Equation(tuple(terms)).solved(0, spans)
    means = []
    for corner in grid(spans, 1):
        weight = sum(corner[1 + i] for i in range(count))
        means.append(sum(corner[1 + i] * corner[1 + count + i] for i in range(count)) / weight)

    assert (found.low, found.high) == (min(means), max(means))


def test_an_operand_that_occurs_twice_counts_once():
    """The range of x / (x + y) with x in [1, 2] and y = 1 is [1/2, 2/3]; term by term it would be [1/3, 1] (by hand)."""
    equation = Equation((Term(F(1), (1,)), Term(F(-1), (0, 1)), Term(F(-1), (0, 2))))

    found = equation.solved(0, {1: Span(F(1), F(2)), 2: Span(F(1), F(1))})

    assert (found.low, found.high) == (F(1, 2), F(2, 3))


def test_an_operand_without_an_end_is_followed_to_the_limit():
    """The range of x / (x + 1) with x above 1 lies above 1/2 and below 1, reaching neither (by hand)."""
    equation = Equation((Term(F(1), (1,)), Term(F(-1), (0, 1)), Term(F(-1), (0,))))

    assert equation.solved(0, {1: Span(F(1), None, low_open=True)}) == Span(F(1, 2), F(1), True, True)


def test_a_very_long_equation_is_enclosed():
    """With 16 weights and values the mean of values in [0, 1] is not tight any more, but never too narrow."""
    count = 16
    terms = [Term(F(1), (1 + i, 1 + count + i)) for i in range(count)]
    terms += [Term(F(-1), (1 + i, 0)) for i in range(count)]
    spans = {1 + i: Span(F(1), F(2)) for i in range(count)}
    spans |= {1 + count + i: Span(F(0), F(1)) for i in range(count)}

    found = Equation(tuple(terms)).solved(0, spans)

    assert found.low <= 0
    assert found.high >= 1


def test_at_least_bounds_one_side():
    """By whole - part >= 0 a whole is at least the smallest part, a part at most the largest whole (by hand)."""
    equation = Equation((Term(F(1), (0,)), Term(F(-1), (1,))), at_least=True)

    assert equation.solved(0, {1: Span(F(3), F(4))}) == Span(F(3), None)
    assert equation.solved(1, {0: Span(F(3), F(4))}) == Span(None, F(4))


def test_an_operand_that_the_equation_does_not_hold_is_free():
    """Nothing follows for it."""
    assert Equation((Term(F(1), (1,)),)).solved(0, {1: Span(F(1), F(1))}) == EVERYTHING


def test_a_square_is_refused():
    """Corners say nothing of x times x."""
    with pytest.raises(ValueError, match="twice"):
        Equation((Term(F(1), (0, 0)),))


@st.composite
def open_problems(draw):
    """As ``problems``, with ends that are open or missing."""
    equation, spans = draw(problems())
    ends = st.sampled_from(("closed", "closed", "open", "missing"))
    loose = {}
    for i, span in spans.items():
        first, last = draw(ends), draw(ends)
        if span.low == span.high:
            first, last = ("missing" if end == "missing" else "closed" for end in (first, last))
        loose[i] = Span(
            None if first == "missing" else span.low,
            None if last == "missing" else span.high,
            first == "open",
            last == "open",
        )
    return equation, loose


def inner(span):
    """Numbers inside, some near the ends or far out."""
    low = span.high - 1000 if span.low is None and span.high is not None else span.low
    low = F(-1000) if low is None else low
    high = low + 2000 if span.high is None else span.high
    near = F(1, 1000) if low < high else F(0)
    return [low + near if span.low_open else low, (low + high) / 2, high - near if span.high_open else high]


@settings(max_examples=120)
@given(problem=open_problems())
def test_open_and_missing_ends_lose_no_solution(problem):
    """Every root at numbers inside lies inside, and not on an end that is said to be out of reach (brute force)."""
    equation, spans = problem
    others = {i: span for i, span in spans.items() if i}
    found = equation.solved(0, spans)
    for values in product(*(inner(span) for span in others.values())):
        point = dict(zip(others, values, strict=True))
        start = total(equation, {**point, 0: F(0)})
        slope = total(equation, {**point, 0: F(1)}) - start
        if slope:
            root = -start / slope
            assert found.low is None or (found.low < root if found.low_open else found.low <= root)
            assert found.high is None or (root < found.high if found.high_open else root <= found.high)


def test_terms_of_the_same_operands_are_one_term():
    """With x = y + z - y the number y drops out (by hand)."""
    terms = (Term(F(-1), (0,)), Term(F(1), (1,)), Term(F(1), (2,)), Term(F(-1), (1,)))

    found = Equation(terms).solved(0, {1: Span(F(0), F(9), False, True), 2: Span(F(4), F(5))})

    assert found == Span(F(4), F(5))
