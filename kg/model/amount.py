"""A number as it was printed: digits, scale, unit and how sharp it claims to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.model.interval import Interval
from kg.model.terms import Iri

__all__ = ["Amount"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A printed number with its unit.

    ``printed`` keeps the digits as printed ("73.05"), without scale word, sign of growth or separators;
    ``multiplier`` is the power of ten that they are to be multiplied by (9 for billion); ``decimals`` counts the
    printed decimals. ``value`` is in base units: 73050000000. Percentages are in percent.
    """

    value: Decimal
    unit: Iri
    bound: str
    printed: str
    multiplier: int = 0
    decimals: int = 0

    @property
    def step(self) -> Decimal:
        """The unit of the last printed digit, in base units."""
        return Decimal(1).scaleb(self.multiplier - self.decimals)

    @property
    def interval(self) -> Interval:
        """All numbers that the print can stand for."""
        return Interval.of(self.value, self.bound, step=self.step)
