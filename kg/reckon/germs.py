"""Numbers beside a number: how the end of an interval is approached that is excluded, or infinitely far away.

An open lower end a is a + ε, an open upper end b is b - ε, no upper end is 1/ε, no lower end is -1/ε. The boxes that
these corners span grow as ε falls to nought, and together are the box of the open and unbounded intervals. So what
holds of the corners of a closed box for every small ε holds of the other one in the limit, without a special case.
"""

from __future__ import annotations

from fractions import Fraction

from kg.reckon.spans import Span

__all__ = ["Germ", "germs_of", "ratio_limit"]


class Germ:
    """A Laurent polynomial in a small positive ε: coefficients by the power of ε, none of them nought."""

    __slots__ = ("terms",)

    def __init__(self, terms: dict[int, Fraction]) -> None:
        self.terms = {power: factor for power, factor in terms.items() if factor}

    def __add__(self, other: Germ) -> Germ:
        found = dict(self.terms)
        for power, factor in other.terms.items():
            found[power] = found.get(power, Fraction(0)) + factor
        return Germ(found)

    def __mul__(self, other: Germ) -> Germ:
        found: dict[int, Fraction] = {}
        for a, x in self.terms.items():
            for b, y in other.terms.items():
                found[a + b] = found.get(a + b, Fraction(0)) + x * y
        return Germ(found)

    def times(self, factor: Fraction) -> Germ:
        """The germ, multiplied by a number."""
        return Germ({power: term * factor for power, term in self.terms.items()})

    @property
    def order(self) -> int | None:
        """The smallest power of ε, which decides near nought; None for nought itself."""
        return min(self.terms, default=None)

    @property
    def sign(self) -> int:
        """-1, 0 or 1: the sign for every ε that is small enough."""
        order = self.order
        return 0 if order is None else (1 if self.terms[order] > 0 else -1)


def germs_of(span: Span) -> tuple[Germ, Germ]:
    """The two ends of a span, seen from inside."""
    low, high, one = span.low, span.high, Fraction(1)
    if low is not None and low == high:
        return Germ({0: low}), Germ({0: low})
    return (
        Germ({-1: -one}) if low is None else Germ({0: low, 1: one} if span.low_open else {0: low}),
        Germ({-1: one}) if high is None else Germ({0: high, 1: -one} if span.high_open else {0: high}),
    )


def ratio_limit(above: Germ, below: Germ) -> tuple[int, Fraction, bool]:
    """What a ratio tends to as ε falls to nought.

    Returns: -1 or 1 where it grows without bound in that direction, else 0; its limit then; and whether the limit is
    reached. ``below`` must not be nought.
    """
    top, bottom = above.order, below.order
    if bottom is None:
        raise ZeroDivisionError("a ratio to nought has no limit")
    if top is None or top > bottom:
        return 0, Fraction(0), top is None
    if top < bottom:
        return above.sign * below.sign, Fraction(0), False
    limit = above.terms[top] / below.terms[bottom]
    return 0, limit, (above + below.times(-limit)).sign == 0
