"""Intervals inside the reckoner: exact fractions at the ends, and the way from and to intervals of the model.

Figures come as ``Interval`` with Decimal ends and go out as such. In between every end is a Fraction, so that no sum,
product or quotient loses anything. Going out, an end that has at most ``DIGITS`` significant digits is exact; any other
is rounded outwards to that many, so that an interval that comes out always encloses the exact one.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal, Inexact
from fractions import Fraction
from typing import NamedTuple

from kg.model.interval import Interval

__all__ = ["DIGITS", "EVERYTHING", "Span", "decimal_above", "decimal_below", "interval_of", "meet", "span_of"]

DIGITS = 28
"""The most significant digits of an end that is handed out."""

_End = tuple[Fraction | None, bool, bool]
_LONGEST = 400
"""More digits than any whole number here has."""
_DOWN = Context(prec=DIGITS, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
_UP = Context(prec=DIGITS, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


class Span(NamedTuple):
    """An interval with exact ends; None where it has no end on that side. The flags are those of ``Interval``."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    low_soft: bool = False
    high_soft: bool = False

    @property
    def closed(self) -> bool:
        """Whether both ends are there and belong to it."""
        return not (self.low is None or self.high is None or self.low_open or self.high_open)

    @property
    def soft(self) -> bool:
        """Whether an end is a convention."""
        return self.low_soft or self.high_soft

    def lifted(self, domain: Span) -> Span:
        """Without its soft ends: as far as the domain goes."""
        low = (domain.low, domain.low_open) if self.low_soft else (self.low, self.low_open)
        high = (domain.high, domain.high_open) if self.high_soft else (self.high, self.high_open)
        return Span(low[0], high[0], low[1], high[1])


EVERYTHING = Span(None, None)
"""All numbers."""


def span_of(interval: Interval) -> Span:
    """The same interval with fractions for ends."""
    low, high = interval.lower, interval.upper
    return Span(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        interval.lower_open,
        interval.upper_open,
        interval.lower_soft,
        interval.upper_soft,
    )


def interval_of(span: Span) -> Interval:
    """The smallest interval with Decimal ends of at most DIGITS digits around a span."""
    low, high = span.low, span.high
    return Interval(
        None if low is None else decimal_below(low),
        None if high is None else decimal_above(high),
        span.low_open and low is not None,
        span.high_open and high is not None,
        span.low_soft and low is not None,
        span.high_soft and high is not None,
    )


def decimal_below(number: Fraction) -> Decimal:
    """The number itself where DIGITS digits suffice, else the next smaller one that has no more."""
    return _divided(number, _DOWN)


def decimal_above(number: Fraction) -> Decimal:
    """The number itself where DIGITS digits suffice, else the next larger one that has no more."""
    return _divided(number, _UP)


def _divided(number: Fraction, context: Context) -> Decimal:
    context.clear_flags()
    found = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return found if context.flags[Inexact] else _tidy(found)


def _tidy(number: Decimal) -> Decimal:
    """An exact number without zeros at its end: 5E+3 is written 5000, 0.50 is written 0.5."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1), context=Context(prec=_LONGEST))
    return number.normalize(Context(prec=_LONGEST))


def meet(one: Span, other: Span) -> Span | None:
    """What lies in both; None where nothing does. An end stays soft only where no hard one is as narrow."""
    low = _narrower((one.low, one.low_open, one.low_soft), (other.low, other.low_open, other.low_soft), 1)
    high = _narrower(
        (one.high, one.high_open, one.high_soft), (other.high, other.high_open, other.high_soft), -1
    )
    if low[0] is not None and high[0] is not None and (low[0], low[1] or high[1]) > (high[0], False):
        return None
    return Span(low[0], high[0], low[1], high[1], low[2], high[2])


def _narrower(one: _End, other: _End, sign: int) -> _End:
    """The end that lets less through: of two lower ends (sign 1) the larger, of two upper ones (-1) the smaller."""
    if other[0] is None:
        return one
    if one[0] is None:
        return other
    if one[0] == other[0]:
        return one[0], one[1] or other[1], one[2] and other[2]
    return one if (one[0] > other[0]) == (sign > 0) else other
