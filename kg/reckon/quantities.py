"""Figures as the reckoner sees them: a name, an interval, and how it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kg.model.amount import Amount
from kg.model.interval import Interval

__all__ = ["Quantity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure by its name (an IRI or any other), in base units (yuan, percent).

    ``value`` is the printed number, ``step`` the unit of its last printed digit, and ``decimals`` the count of printed
    decimals; None where nothing was printed: a
    band of exchange rates, or an implied figure. ``unit`` is compared with that of other operands, unless it is "".
    ``weight`` says how dear it is to doubt the figure: an official figure costs more than one of the press.
    """

    name: str
    interval: Interval
    value: Decimal | None = None
    step: Decimal | None = None
    decimals: int | None = None
    unit: str = ""
    weight: int = 1

    @classmethod
    def of(cls, name: str, amount: Amount, *, weight: int = 1) -> Quantity:
        """The figure called ``name`` with a printed amount."""
        return cls(
            name=name,
            interval=amount.interval,
            value=amount.value,
            step=amount.step,
            decimals=amount.decimals,
            unit=str(amount.unit),
            weight=weight,
        )

    @property
    def rounded(self) -> bool:
        """Whether the interval is half a printed step on either side of what was printed."""
        if self.value is None or self.step is None:
            return False
        half = self.step / 2
        return (self.interval.lower, self.interval.upper) == (self.value - half, self.value + half)

    def coarse(self, steps: Fraction) -> Interval:
        """The interval if the print were only good to so many steps (1 where it was cut, not rounded)."""
        if not self.rounded or self.value is None or self.step is None:
            return self.interval
        reach = self.step * Decimal(steps.numerator) / Decimal(steps.denominator)
        return Interval(self.value - reach, self.value + reach)
