"""What a misprint may have been: readings of a printed number that fit what its identities leave for it.

The slips are those that occur in print: a sign, a unit that is a power of ten off (thousand for million; the Chinese
wan and yi, 10^4 and 10^8, taken for thousands), digits swapped, one missing, one too many or one wrong, two labels
swapped, the value of another period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.model.interval import Interval
from kg.reckon.quantities import Quantity

__all__ = ["SLIPS", "Slip", "SlipKind", "sharp", "slips"]

SlipKind = Literal[
    "sign",
    "power of ten",
    "digits swapped",
    "digit missing",
    "digit too many",
    "digit wrong",
    "labels swapped",
    "period mislabelled",
]
SLIPS: tuple[SlipKind, ...] = (
    "period mislabelled",
    "labels swapped",
    "sign",
    "power of ten",
    "digits swapped",
    "digit missing",
    "digit too many",
    "digit wrong",
)
"""The kinds, the least likely to fit by chance first."""

_POWERS = (3, -3, 4, -4, 8, -8, 1, -1, 2, -2, 5, -5, 6, -6, 7, -7, 9, -9, 12, -12)
_SHARP = Decimal("0.2")
"""How wide what is left may be, as a part of its size, for a reading that fits to say anything."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that explains a print: its kind, the number that was meant (base units), and what happened."""

    kind: SlipKind
    reading: Decimal
    detail: str
    other: str | None = None


def sharp(implied: Interval) -> bool:
    """Whether an interval is narrow enough that a reading does not fit it by chance."""
    if implied.lower is None or implied.upper is None:
        return False
    size = max(abs(implied.lower), abs(implied.upper))
    return implied.upper - implied.lower <= size * _SHARP


def slips(figure: Quantity, implied: Interval, neighbours: Iterable[Quantity] = ()) -> tuple[Slip, ...]:
    """The slips that turn a printed number into one that fits ``implied``, the most telling first, of one kind the
    nearest to the middle of it.

    ``neighbours`` are figures of the same thing in other periods: one with the same number is taken for the origin of a
    mislabelled value. None of a figure without a print, or where what is left is too wide to tell.
    """
    if figure.value is None or figure.step is None:
        return ()
    found = [*_periods(figure, neighbours)]
    if sharp(implied):
        seen: set[Decimal] = set()
        for slip, step in _readings(figure, figure.value, figure.step):
            half = step / 2
            if slip.reading in seen or not Interval(slip.reading - half, slip.reading + half).meets(implied):
                continue
            seen.add(slip.reading)
            found.append(slip)
    return tuple(sorted(found, key=lambda slip: (SLIPS.index(slip.kind), _off(slip.reading, implied))))


def _off(reading: Decimal, implied: Interval) -> Decimal:
    """How far a reading lies from the middle of what is left."""
    if implied.lower is None or implied.upper is None:
        return Decimal(0)
    return abs(reading - (implied.lower + implied.upper) / 2)


def _periods(figure: Quantity, neighbours: Iterable[Quantity]) -> Iterator[Slip]:
    for other in neighbours:
        if other.name != figure.name and other.value is not None and other.interval.meets(figure.interval):
            yield Slip("period mislabelled", other.value, f"the number of {other.name}", other.name)


def _readings(figure: Quantity, value: Decimal, step: Decimal) -> Iterator[tuple[Slip, Decimal]]:
    """Every reading with the unit of its last digit."""
    if value:
        yield Slip("sign", -value, "the sign is wrong"), step
        for power in _POWERS:
            detail = f"the unit is 10^{abs(power)} too {'small' if power > 0 else 'large'}"
            yield Slip("power of ten", value.scaleb(power), detail), step.scaleb(power)
    digits = str(int(abs(value) / step))
    sign = -1 if value < 0 else 1
    for kind, other, detail, shift in _rewritten(digits, _places(figure)):
        unit = step.scaleb(-shift)
        yield Slip(kind, sign * int(other) * unit, detail), unit


def _places(figure: Quantity) -> int:
    """How many digits stand behind the point: as printed, or if it was printed in thousands, millions and so on."""
    if figure.decimals is not None or figure.step is None:
        return figure.decimals or 0
    return -(figure.step.normalize().adjusted() % -3)


def _rewritten(digits: str, places: int) -> Iterator[tuple[SlipKind, str, str, int]]:
    """Digits with one slip taken back; the last number says how many more stand behind the point than before."""
    size = len(digits)
    for i in range(size - 1):
        if digits[i] != digits[i + 1]:
            other = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            yield "digits swapped", other, f"{digits[i : i + 2]} for {digits[i + 1]}{digits[i]}", 0
    for i in range(size + 1):
        behind = i > size - places
        for digit in "0123456789":
            if i == 0 and digit == "0":
                continue
            other = digits[:i] + digit + digits[i:]
            yield "digit missing", other, f"the digit {digit} is missing", 1 if behind else 0
    for i in range(size if size > 1 else 0):
        other = digits[:i] + digits[i + 1 :]
        yield "digit too many", other, f"the digit {digits[i]} is too many", -1 if i >= size - places else 0
    for i in range(size):
        for digit in "0123456789":
            if digit != digits[i]:
                yield "digit wrong", digits[:i] + digit + digits[i + 1 :], f"{digits[i]} for {digit}", 0
