"""Numbers and sums written out for people: "389.14 + 241.06 = [630.19, 630.21] billion"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from kg.model.interval import Interval
from kg.reckon.identity import Instance, Slot
from kg.reckon.quantities import Quantity

__all__ = ["printed", "scale_word", "shown", "written_out"]

_WORDS = {12: "trillion", 9: "billion", 6: "million"}
_LEVELS = {"level", "signed", "other"}
_SIGNS = {"+": " + ", "-": " - ", ",": ", "}
_TOKEN = re.compile(r"\{(?P<role>[^}|~]+)(?:~(?P<beside>[^}|]+))?(?:\|(?P<sign>.))?\}")
_WIDE = Context(prec=60)


def scale_word(quantities: Iterable[Quantity | Interval]) -> int:
    """The power of ten (12, 9, 6 or 0) that suits the largest of some levels."""
    largest = Decimal(0)
    for one in quantities:
        interval = one.interval if isinstance(one, Quantity) else one
        ends = [abs(end) for end in (interval.lower, interval.upper) if end is not None]
        largest = max([largest, *ends])
    return next((power for power in _WORDS if largest >= Decimal(1).scaleb(power)), 0)


def shown(interval: Interval, power: int = 0) -> str:
    """An interval in units of a power of ten, rounded outwards to two or three digits of its width, or to six of an end."""
    width = interval.width
    ends = [end for end in (interval.lower, interval.upper) if end is not None]
    size = width if width else max((abs(end) * Decimal("1e-6") for end in ends), default=Decimal(0))
    digits = 2 if size.as_tuple().digits[0] < 3 else 1
    place = Decimal(1).scaleb(size.adjusted() - digits) if size else Decimal(1)
    low, high = interval.lower, interval.upper
    return str(
        Interval(
            None if low is None else _plain(low.quantize(place, ROUND_FLOOR, _WIDE), power),
            None if high is None else _plain(high.quantize(place, ROUND_CEILING, _WIDE), power),
            interval.lower_open,
            interval.upper_open,
        )
    )


def _plain(number: Decimal, power: int) -> Decimal:
    moved = number.scaleb(-power, _WIDE).normalize(_WIDE)
    return moved.quantize(Decimal(1), context=_WIDE) if moved == moved.to_integral_value() else moved


def printed(quantity: Quantity, power: int = 0) -> str:
    """A figure as it was printed, in units of a power of ten; its interval where it stands for more than its digits."""
    if quantity.value is None or not (quantity.rounded or quantity.interval.width == 0):
        return shown(quantity.interval, power)
    number = quantity.value.scaleb(-power, _WIDE)
    place = None if quantity.step is None else quantity.step.scaleb(-power, _WIDE).normalize(_WIDE)
    number = _plain(number, 0) if place is None or place > 1 else number.quantize(place, context=_WIDE)
    return f"{number:f}"


def written_out(
    instance: Instance, place: int, figures: Mapping[str, Quantity | Interval]
) -> tuple[str, int]:
    """How the figure at ``place`` follows from the others, without its result; and the power of ten of its levels."""
    slots = instance.slots
    held = {i: figures[name] for i, name in enumerate(instance.names) if name in figures and i != place}
    measures = _measures(slots, held)
    power = scale_word(one for i, one in held.items() if measures[i] in _LEVELS)

    def one(i: int) -> str:
        figure, measure = held[i], measures[i]
        shift = power if measure in _LEVELS else 0
        text = printed(figure, shift) if isinstance(figure, Quantity) else shown(figure, shift)
        return f"{text} %" if measure in {"share", "growth"} else text

    def filled(found: re.Match[str]) -> str:
        places = _places(slots, found["role"], held)
        if found["beside"] is None:
            return _SIGNS.get(found["sign"] or "+", " ").join(one(i) for i in places)
        beside = {slots[i].index: i for i in _places(slots, found["beside"], held)}
        pairs = [f"{one(i)} ({one(beside[slots[i].index])})" for i in places if slots[i].index in beside]
        return _SIGNS[found["sign"] or ","].join(pairs)

    template = instance.identity.written[slots[place].role.name]
    return _TOKEN.sub(filled, template), power


def _measures(slots: tuple[Slot, ...], held: Mapping[int, Quantity | Interval]) -> dict[int, str]:
    """What each figure measures; one that can be anything is a level where it is as large as one."""
    large = scale_word(one for i, one in held.items() if slots[i].role.measure == "any")
    return {i: "level" if large and slots[i].role.measure == "any" else slots[i].role.measure for i in held}


def _places(slots: tuple[Slot, ...], role: str, held: Mapping[int, object]) -> list[int]:
    return [i for i, slot in enumerate(slots) if slot.role.name == role and i in held]
