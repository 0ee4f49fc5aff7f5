"""What a printed number can have been before it was rounded.

A figure printed as 73.05 billion says that the true value lies in [73.045, 73.055] billion; "more than 95" says that
it lies above 95; "nearly 50" that it lies below 50, and close to it. Soft ends are a convention, not a claim: a
value beyond one strains the print, it does not contradict it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["BOUNDS", "SOFTNESS", "Interval"]

SOFTNESS = Decimal("0.05")
"""How far "about" and "nearly" reach, as a part of the value. A convention of this project."""

BOUNDS = (
    "rounded",
    "exact",
    "moreThan",
    "atLeast",
    "lessThan",
    "atMost",
    "justBelow",
    "about",
    "unitFraction",
)

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends; None where an end is unbounded.

    ``lower_open`` and ``upper_open`` say that the end itself is excluded; ``lower_soft`` and ``upper_soft`` that the
    end is a convention (see SOFTNESS) which a value may strain.
    """

    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False
    lower_soft: bool = False
    upper_soft: bool = False

    def __post_init__(self) -> None:
        """Refuse ends in the wrong order."""
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"an interval cannot run from {self.lower} down to {self.upper}")

    @classmethod
    def of(cls, value: Decimal, bound: str, *, step: Decimal | None = None) -> Interval:
        """The interval of a printed number.

        Args:
            value: in base units, as printed.
            bound: one of BOUNDS.
            step: the unit of the last printed digit, in the unit of ``value``; needed for "rounded".

        Raises:
            ValueError: the bound is unknown, or "rounded" comes without a step.
        """
        slack = abs(value) * SOFTNESS
        match bound:
            case "rounded":
                if step is None:
                    raise ValueError("a rounded number needs the step of its last digit")
                return cls(value - step * _HALF, value + step * _HALF)
            case "exact":
                return cls(value, value)
            case "moreThan" | "atLeast":
                return cls(value, None, lower_open=bound == "moreThan")
            case "lessThan" | "atMost":
                return cls(None, value, upper_open=bound == "lessThan")
            case "justBelow":
                return cls(value - slack, value, lower_soft=True, upper_open=True)
            case "about":
                return cls(value - slack, value + slack, lower_soft=True, upper_soft=True)
            case "unitFraction":
                return _one_in(value)
        raise ValueError(f"unknown bound {bound!r}; known are {', '.join(BOUNDS)}")

    @property
    def width(self) -> Decimal | None:
        """Upper less lower end; None where an end is unbounded."""
        if self.lower is None or self.upper is None:
            return None
        return self.upper - self.lower

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return _reaches(self, other) and _reaches(other, self)

    def holds(self, value: Decimal) -> bool:
        """Whether ``value`` lies inside."""
        return self.meets(Interval(value, value))

    def __str__(self) -> str:
        """The ends in mathematical brackets, a round one for an end that is excluded."""
        left = "(" if self.lower is None or self.lower_open else "["
        right = ")" if self.upper is None or self.upper_open else "]"
        low = "-∞" if self.lower is None else f"{self.lower:f}"
        high = "∞" if self.upper is None else f"{self.upper:f}"
        return f"{left}{low}, {high}{right}"


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether the upper end of ``one`` is not below the lower end of ``other``."""
    if one.upper is None or other.lower is None or one.upper > other.lower:
        return True
    return one.upper == other.lower and not (one.upper_open or other.lower_open)


def _one_in(percent: Decimal) -> Interval:
    """The interval of "one in n", given as a percentage: [100/(n+0.5), 100/(n-0.5)], rounded outwards to 10 places."""
    n = (100 / percent).to_integral_value()
    if n < 1 or abs(100 / n - percent) > Decimal("0.01"):
        raise ValueError(f"{percent} percent is not one in a whole number")
    place = Decimal("1e-10")
    low = (100 / (n + _HALF)).quantize(place, rounding="ROUND_FLOOR")
    high = (100 / (n - _HALF)).quantize(place, rounding="ROUND_CEILING")
    return Interval(low, high)
