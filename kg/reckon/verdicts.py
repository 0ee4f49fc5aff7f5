"""Does it add up: an instance of an identity, held to what was printed.

- **confirmed**: what the operands leave for the result lies in what was printed, or at most one unit of the last
  printed digit from the printed number, so that the recomputation supports the print and nothing much else
  (389.14 - 241.06 = [148.07, 148.09] confirms 148.08).
- **consistent**: the two have a number in common, but the operands leave room for others.
- **strained**: they have one only where a convention gives way: a soft end ("nearly 50 %") by ``Slack.amount`` of the
  printed number, or the rounding, where the print is only good to ``Slack.amount`` units of its last digit instead of
  half a unit (1 where it was cut off).
- **contradicted**: they have none, ``gap`` apart (in the unit of the result; negative where the recomputed lies below).
- **not checkable**: figures are missing, which are named; where it is one alone, its implied interval is given.

The rule that numbers are recomputed from rounded inputs is that of statcheck (Nuijten and others, 2016).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Literal

from kg.model.interval import Interval
from kg.reckon.identity import Identity, Instance
from kg.reckon.intervals import gap, inside, stretched
from kg.reckon.quantities import Quantity
from kg.reckon.spans import Span, interval_of, meet, span_of
from kg.reckon.writing import printed, shown, written_out

__all__ = ["VERDICTS", "Check", "Slack", "Verdict", "check", "check_all", "explain", "which"]

Verdict = Literal["confirmed", "consistent", "strained", "contradicted", "not checkable"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "consistent", "strained", "contradicted", "not checkable")
"""From best to worst, and last what cannot be said."""

_CUT = Fraction(1)
_HALF = Fraction(1, 2)
_FINE = 10_000
_MOST_SLACK = 64
_NOUGHT = Interval(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Slack:
    """What has to give way: ``soft`` ends by a part of the value (0.083 is 8.3 %), or a ``coarse`` print.

    ``amount`` is rounded up at the fourth decimal.
    """

    kind: Literal["soft", "coarse"]
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What an instance says: the verdict, on which figure, and both intervals in its unit (base units, percent).

    ``place`` is that of ``figure`` in the instance. ``recomputed`` is None where nothing follows, ``reported`` where
    nothing was printed.
    """

    instance: Instance
    verdict: Verdict
    place: int
    recomputed: Interval | None = None
    reported: Interval | None = None
    slack: Slack | None = None
    gap: Decimal | None = None
    missing: tuple[str, ...] = ()

    @property
    def figure(self) -> str:
        """The name of the figure that was recomputed."""
        return self.instance.names[self.place]

    @property
    def operands(self) -> tuple[str, ...]:
        """The names of the figures that it was recomputed from."""
        return tuple(self.instance.operands(self.place))


def check(instance: Instance, figures: Mapping[str, Quantity]) -> Check:
    """The verdict on an instance, by figures under their names.

    Raises:
        ValueError: levels of different units are to be added or compared.
    """
    if not instance.units_agree(figures):
        raise ValueError(
            f"{instance.identity.name} has levels of different units: {', '.join(instance.names)}"
        )
    missing = instance.missing(figures)
    if missing:
        return _uncheckable(instance, figures, missing)
    place = instance.result
    intervals = {name: figures[name].interval for name in instance.names}
    reported = intervals[instance.names[place]]
    found = instance.implied(place, intervals)
    recomputed = interval_of(found)
    common = meet(found, span_of(reported))
    if common is None:
        return _beyond(instance, figures, recomputed)
    confirmed = _confirms(instance, figures, found)
    return Check(
        instance=instance,
        verdict="confirmed" if confirmed else "consistent",
        place=place,
        recomputed=recomputed,
        reported=reported,
    )


def check_all(instances: Iterable[Instance], figures: Mapping[str, Quantity]) -> tuple[Check, ...]:
    """The verdicts on several instances, in their order."""
    return tuple(check(instance, figures) for instance in instances)


def which(
    identity: Identity,
    bindings: Mapping[str, str | Sequence[str]],
    role: str,
    candidates: Iterable[str],
    figures: Mapping[str, Quantity],
) -> tuple[Check, ...]:
    """The candidates for a role that a source does not name, with which the identity holds (confirmed or consistent).

    Confirmed ones first, else in their order. One: arithmetic decides. Several: it does not. None: no candidate fits.
    """
    tried = [check(identity.bind({**bindings, role: one}), figures) for one in candidates]
    return tuple(
        sorted(
            (one for one in tried if one.verdict in {"confirmed", "consistent"}),
            key=lambda one: one.verdict != "confirmed",
        )
    )


def _uncheckable(instance: Instance, figures: Mapping[str, Quantity], missing: tuple[int, ...]) -> Check:
    place, slots = missing[0], instance.slots
    implied = None
    if len(missing) == 1:
        held = {name: figures[name].interval for i, name in enumerate(instance.names) if i != place}
        span = instance.implied(place, held)
        implied = None if span[:2] == (None, None) else interval_of(span)
    return Check(
        instance=instance,
        verdict="not checkable",
        place=place,
        recomputed=implied,
        missing=tuple(str(slots[i]) for i in missing),
    )


def _confirms(instance: Instance, figures: Mapping[str, Quantity], found: Span) -> bool:
    """Whether whatever the operands leave supports the print."""
    place, names = instance.result, instance.names
    if instance.identity.at_least:
        return _certainly_at_least(instance, figures)
    if instance.identity.between:
        return _certainly_between(instance, figures)
    figure = figures[names[place]]
    return inside(interval_of(found), figure.coarse(_CUT))


def _certainly_at_least(instance: Instance, figures: Mapping[str, Quantity]) -> bool:
    """Whether the result is at least what is asked even at its lowest, and the others at their worst."""
    place, names = instance.result, instance.names
    low = figures[names[place]].interval.lower
    if low is None:
        return False
    tops = [figures[name].interval for i, name in enumerate(names) if i != place]
    return all(top.upper is not None and top.upper <= low for top in tops)


def _certainly_between(instance: Instance, figures: Mapping[str, Quantity]) -> bool:
    """Whether the result lies between the others whatever they are."""
    place, names = instance.result, instance.names
    others = [figures[name].interval for i, name in enumerate(names) if i != place]
    least = min((one.upper for one in others if one.upper is not None), default=None)
    most = max((one.lower for one in others if one.lower is not None), default=None)
    if least is None or most is None or least > most:
        return False
    return inside(figures[names[place]].interval, Interval(least, most))


def _beyond(instance: Instance, figures: Mapping[str, Quantity], recomputed: Interval) -> Check:
    """The verdict where recomputed and reported have no number in common."""
    place = instance.result
    reported = figures[instance.names[place]].interval
    slack = _soft_slack(instance, figures) or _coarse_slack(instance, figures)
    return Check(
        instance=instance,
        verdict="strained" if slack else "contradicted",
        place=place,
        recomputed=recomputed,
        reported=reported,
        slack=slack,
        gap=None if slack else gap(recomputed, reported),
    )


def _reconciles(instance: Instance, intervals: Mapping[str, Interval]) -> bool:
    place = instance.result
    return meet(instance.implied(place, intervals), span_of(intervals[instance.names[place]])) is not None


def _lifted(instance: Instance, figures: Mapping[str, Quantity], steps: Fraction) -> dict[str, Interval]:
    """The intervals without soft ends, as far as their roles allow, and with a print good to so many steps."""
    found = {}
    for slot, name in zip(instance.slots, instance.names, strict=True):
        span = span_of(figures[name].coarse(steps))
        found[name] = interval_of(span.lifted(slot.role.domain)) if span.soft else figures[name].coarse(steps)
    return found


def _soft_slack(instance: Instance, figures: Mapping[str, Quantity]) -> Slack | None:
    """The smallest part of the printed numbers by which soft ends must give way; None where that does not help."""
    soft = {name: figures[name] for name in instance.names if span_of(figures[name].interval).soft}
    if not soft or not _reconciles(instance, _lifted(instance, figures, _HALF)):
        return None

    def at(slack: Fraction) -> bool:
        held = {name: figures[name].interval for name in instance.names}
        held |= {name: stretched(one.interval, slack, _centre(one)) for name, one in soft.items()}
        return _reconciles(instance, held)

    most = Fraction(1)
    while not at(most) and most < _MOST_SLACK:
        most *= 2
    return (
        Slack("soft", _smallest(at, Fraction(0), most)) if at(most) else Slack("soft", Decimal(_MOST_SLACK))
    )


def _centre(figure: Quantity) -> Decimal:
    """The number that soft ends are measured from: the printed one, or what lies opposite or midway."""
    if figure.value is not None:
        return figure.value
    ends = figure.interval.lower, figure.interval.upper
    if (
        figure.interval.lower_soft
        and figure.interval.upper_soft
        and ends[0] is not None
        and ends[1] is not None
    ):
        return (ends[0] + ends[1]) / 2
    hard = ends[1] if figure.interval.lower_soft else ends[0]
    return hard if hard is not None else next((end for end in ends if end is not None), Decimal(0))


def _coarse_slack(instance: Instance, figures: Mapping[str, Quantity]) -> Slack | None:
    """The smallest number of steps that the prints may be off, up to one; None where that does not help."""
    if not any(figures[name].rounded for name in instance.names):
        return None

    def at(steps: Fraction) -> bool:
        return _reconciles(instance, _lifted(instance, figures, steps))

    return Slack("coarse", _smallest(at, _HALF, _CUT)) if at(_CUT) else None


def _smallest(holds: Callable[[Fraction], bool], low: Fraction, high: Fraction) -> Decimal:
    """The smallest number, in steps of a ten-thousandth, for which something holds that holds of ``high``."""
    first, last = int(low * _FINE), int(high * _FINE)
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (first, middle) if holds(Fraction(middle, _FINE)) else (middle, last)
    return (Decimal(last) / _FINE).quantize(Decimal("0.0001"), ROUND_CEILING)


def explain(found: Check, figures: Mapping[str, Quantity]) -> str:
    """The check in one line, with the sum written out and its interval.

    "389.14 + 241.06 = [630.19, 630.21]; printed 630.2 = [630.15, 630.25] billion: confirmed"
    """
    text, power = written_out(found.instance, found.place, figures)
    slot = found.instance.slots[found.place]
    level = slot.role.measure in {"level", "signed", "other"} or (slot.role.measure == "any" and power > 0)
    shift = power if level else 0
    unit = {12: " trillion", 9: " billion", 6: " million"}.get(shift, "")
    unit = " %" if slot.role.measure in {"share", "growth"} else unit
    if found.verdict == "not checkable":
        lacking = ", ".join(found.missing)
        implied = f"; {text} = {shown(found.recomputed, shift)}{unit}" if found.recomputed else ""
        return f"not checkable without {lacking}{implied}"
    figure = figures[found.figure]
    sides = [f"{text} = {shown(found.recomputed or Interval(None, None), shift)}"]
    sides.append(_reported(figure, shift) + unit)
    return f"{'; '.join(sides)}: {found.verdict}{_why(found)}"


def _reported(figure: Quantity, power: int) -> str:
    if figure.value is None:
        return f"expected {shown(figure.interval, power)}"
    bare, held = printed(figure, power), shown(figure.interval, power)
    return f"printed {held}" if bare == held else f"printed {bare} = {held}"


def _why(found: Check) -> str:
    if found.slack and found.slack.kind == "soft":
        return f", slack {(found.slack.amount * 100).normalize():f} %"
    if found.slack:
        return f", coarse print: {found.slack.amount.normalize():f} units of the last digit"
    return ""
