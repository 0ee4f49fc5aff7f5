"""Arithmetic on intervals of printed numbers, exact at the ends.

Every function takes and gives ``kg.model.interval.Interval`` (any unit, as long as the caller keeps it) and returns the
smallest interval that holds every result of numbers of its operands. Inside, ends are fractions; an end that is handed
out is exact where 28 significant digits suffice and is rounded outwards else. An excluded end stays excluded where the
result cannot reach it. An end of the result is soft where it would lie further out, were the soft ends of the operands
lifted.

Operands count as independent: ``subtract(x, x)`` is not nought. Where an operand occurs twice in a formula, write the
formula as an ``Equation``, which is exact (kg.reckon.equations). Formulas: Moore, Interval Analysis (1966), chapter 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kg.model.interval import Interval
from kg.reckon.equations import Equation, Term
from kg.reckon.spans import EVERYTHING, Span, interval_of, meet, span_of

__all__ = [
    "add",
    "divide",
    "gap",
    "hull",
    "inside",
    "intersection",
    "lifted",
    "multiply",
    "scale",
    "solve_softly",
    "stretched",
    "subtract",
]

_ONE = Fraction(1)
_SUM = Equation((Term(-_ONE, (0,)), Term(_ONE, (1,)), Term(_ONE, (2,))))
_PRODUCT = Equation((Term(-_ONE, (0,)), Term(_ONE, (1, 2))))
_DIFFERENCE = Equation((Term(-_ONE, (0,)), Term(_ONE, (1,)), Term(-_ONE, (2,))))


def add(one: Interval, other: Interval) -> Interval:
    """All sums of a number of each."""
    return _by(_SUM, 0, {1: one, 2: other})


def subtract(one: Interval, other: Interval) -> Interval:
    """All differences, ``other`` taken from ``one``."""
    return _by(_DIFFERENCE, 0, {1: one, 2: other})


def scale(one: Interval, factor: Decimal | Fraction | int) -> Interval:
    """All numbers times an exact factor: a power of ten, or 100 for percent."""
    point = Fraction(factor)
    found = Equation((Term(-_ONE, (0,)), Term(point, (1,))))
    return _by(found, 0, {1: one}) if point else Interval(Decimal(0), Decimal(0))


def multiply(one: Interval, other: Interval) -> Interval:
    """All products of a number of each."""
    return _by(_PRODUCT, 0, {1: one, 2: other})


def divide(one: Interval, other: Interval) -> Interval:
    """All quotients, ``one`` by ``other``.

    Where ``other`` holds nought beside other numbers, the quotient is unbounded: on one side where nought is an end,
    on both where it lies within.

    Raises:
        ZeroDivisionError: ``other`` is nought and nothing else.
    """
    if other.lower == 0 == other.upper:
        raise ZeroDivisionError("an interval cannot be divided by nought alone")
    nought = Decimal(0)
    if one.lower == nought == one.upper:
        return Interval(nought, nought)
    divisor = replace(
        other,
        lower_open=other.lower_open or other.lower == nought,
        upper_open=other.upper_open or other.upper == nought,
    )
    return _by(_PRODUCT, 1, {0: one, 2: divisor})


def intersection(one: Interval, other: Interval) -> Interval | None:
    """What lies in both; None where nothing does. A soft end stays soft where no hard one is as narrow."""
    found = meet(span_of(one), span_of(other))
    return None if found is None else interval_of(found)


def hull(one: Interval, other: Interval) -> Interval:
    """The smallest interval that holds both."""
    (low, low_open, low_soft), (high, high_open, high_soft) = (
        _wider(_lower(one), _lower(other), 1),
        _wider(_upper(one), _upper(other), -1),
    )
    return Interval(low, high, low_open, high_open, low_soft, high_soft)


def inside(one: Interval, other: Interval) -> bool:
    """Whether every number of ``one`` lies in ``other``; softness does not matter."""
    return _beyond(_lower(one), _lower(other), 1) and _beyond(_upper(one), _upper(other), -1)


def gap(one: Interval, other: Interval) -> Decimal | None:
    """How far apart two intervals lie, in their unit: negative where ``one`` lies below; None where they meet.

    Nought where only an excluded end keeps them apart.
    """
    if one.meets(other):
        return None
    if one.upper is not None and other.lower is not None and one.upper <= other.lower:
        return one.upper - other.lower
    if one.lower is None or other.upper is None:
        return None
    return one.lower - other.upper


def lifted(one: Interval) -> Interval:
    """Without its soft ends: what the source itself claims."""
    return interval_of(span_of(one).lifted(EVERYTHING))


def stretched(one: Interval, slack: Fraction, value: Decimal) -> Interval:
    """With its soft ends ``slack`` of the printed ``value`` away from it (0.083 for 8.3 %)."""
    reach = abs(Fraction(value)) * slack
    span = span_of(one)
    low = Fraction(value) - reach if span.low_soft else span.low
    high = Fraction(value) + reach if span.high_soft else span.high
    return interval_of(span._replace(low=low, high=high))


def solve_softly(
    equation: Equation, wanted: int, spans: Mapping[int, Span], domains: Mapping[int, Span]
) -> Span:
    """As ``Equation.solved``, with the ends marked soft that move when the soft ends of the operands are lifted.

    ``domains`` says how far an operand can go that has no soft end any more (everything, where it is not in it).
    """
    found = equation.solved(wanted, spans)
    if not any(span.soft for i, span in spans.items() if i != wanted):
        return found
    hard = {i: span.lifted(domains.get(i, EVERYTHING)) if span.soft else span for i, span in spans.items()}
    free = equation.solved(wanted, hard)
    return found._replace(
        low_soft=found.low is not None and (free.low, free.low_open) != (found.low, found.low_open),
        high_soft=found.high is not None and (free.high, free.high_open) != (found.high, found.high_open),
    )


def _by(equation: Equation, wanted: int, operands: Mapping[int, Interval]) -> Interval:
    spans = {i: span_of(operand) for i, operand in operands.items()}
    return interval_of(solve_softly(equation, wanted, spans, {}))


_End = tuple[Decimal | None, bool, bool]


def _lower(one: Interval) -> _End:
    return one.lower, one.lower_open, one.lower_soft


def _upper(one: Interval) -> _End:
    return one.upper, one.upper_open, one.upper_soft


def _wider(one: _End, other: _End, sign: int) -> _End:
    if one[0] is None or other[0] is None:
        return None, False, False
    if one[0] == other[0]:
        return one[0], one[1] and other[1], one[2] or other[2]
    return one if (one[0] < other[0]) == (sign > 0) else other


def _beyond(one: _End, other: _End, sign: int) -> bool:
    """Whether an end of ``one`` does not reach past that of ``other``."""
    if other[0] is None:
        return True
    if one[0] is None:
        return False
    if one[0] == other[0]:
        return one[1] or not other[1]
    return (one[0] > other[0]) == (sign > 0)
