"""Figures that nobody printed, and what identities say more narrowly than print: derived until nothing is new.

Each implied figure has its derivation: the identity, and the operands with the intervals that were used. These may be
implied themselves, so that derivations form a graph which ends in printed figures. What is no narrower than was known
is not told. Nothing is derived from identities that are contradicted, nor from doubted figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model.interval import Interval
from kg.reckon.identity import Identity, Instance
from kg.reckon.propagation import UNKNOWN, Network
from kg.reckon.quantities import Quantity
from kg.reckon.verdicts import check
from kg.reckon.writing import printed, scale_word, shown, written_out

__all__ = ["Implied", "account", "derive", "imply"]

_LEVELS = {"level", "signed", "other"}
_PERCENTS = {"share", "growth"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """What identities say of a figure or of a cell without one: ``interval`` in base units or percent.

    ``instance`` and ``place`` say by which identity, in which role; ``operands`` are the others with the intervals that
    were used (their own, or narrowed ones). ``known`` is the interval that was printed, None where nothing was.
    ``depth`` is 1 where all operands are printed, else one more than that of the deepest implied operand.
    """

    name: str
    interval: Interval
    instance: Instance
    place: int
    operands: tuple[tuple[str, Interval], ...]
    known: Interval | None = None
    depth: int = 1

    @property
    def identity(self) -> Identity:
        """The rule by which it follows."""
        return self.instance.identity

    @property
    def role(self) -> str:
        """The role that it plays in the rule."""
        return str(self.instance.slots[self.place])


def imply(
    instances: Iterable[Instance],
    figures: Mapping[str, Quantity],
    *,
    doubted: Collection[str] = (),
) -> tuple[Implied, ...]:
    """Everything that follows, to a fixed point: the last and narrowest word on each figure, by name.

    Args:
        instances: identities, whose names may be those of cells without a figure.
        figures: the printed figures.
        doubted: names of figures that are taken for unknown.
    """
    believed = {name: figure for name, figure in figures.items() if name not in doubted}
    kept = [one for one in dict.fromkeys(instances) if _holds(one, believed)]
    intervals = {name: figure.interval for name, figure in believed.items()}
    found = [one for part in Network(tuple(kept)).parts() for one in _follow(part, intervals)]
    return tuple(sorted(found, key=lambda one: one.name))


def _follow(network: Network, intervals: Mapping[str, Interval]) -> list[Implied]:
    """What follows in one group of identities; those that clash are left out."""
    state = network.begun(intervals)
    found: dict[str, Implied] = {}

    def told(instance: Instance, place: int, interval: Interval) -> None:
        name = instance.names[place]
        used = tuple((other, state.intervals[other]) for other in instance.operands(place))
        depth = 1 + max((found[other].depth for other, _ in used if other in found), default=0)
        found[name] = Implied(
            name=name,
            interval=interval,
            instance=instance,
            place=place,
            operands=used,
            known=intervals.get(name),
            depth=depth,
        )

    while (clash := network.narrow(state, None, told)) is not None:
        bad = network.sharpened(clash, intervals).rules
        network = Network(tuple(one for one in network.instances if one not in bad))
        state = network.begun(intervals)
        found.clear()
    return [one for one in found.values() if one.interval != UNKNOWN]


def _holds(instance: Instance, figures: Mapping[str, Quantity]) -> bool:
    """Whether nothing speaks against an identity: it holds, or lacks a figure."""
    return check(instance, figures).verdict not in {"contradicted", "strained"}


def derive(instance: Instance, figures: Mapping[str, Quantity]) -> Implied | None:
    """What one identity says of its only missing figure; None where several are missing or nothing follows."""
    found = check(instance, figures)
    if len(found.missing) != 1 or found.recomputed is None:
        return None
    used = tuple((name, figures[name].interval) for name in found.operands)
    return Implied(
        name=found.figure, interval=found.recomputed, instance=instance, place=found.place, operands=used
    )


def account(found: Implied, figures: Mapping[str, Quantity]) -> str:
    """The derivation in one line: "630.2 / 23.1 % = [2722, 2734.3] billion (share, whole)"."""
    held: dict[str, Quantity | Interval] = dict(found.operands)
    for name, interval in found.operands:
        if name in figures and figures[name].interval == interval:
            held[name] = figures[name]
    text, power = written_out(found.instance, found.place, held)
    measure = found.instance.slots[found.place].role.measure
    level = measure in _LEVELS or (measure == "any" and power > 0)
    shift = (power or scale_word([found.interval])) if level else 0
    unit = {12: " trillion", 9: " billion", 6: " million"}.get(shift, "")
    unit = " %" if measure in _PERCENTS else unit
    line = f"{text} = {shown(found.interval, shift)}{unit} ({found.identity.name}, {found.role})"
    if found.known is not None and found.name in figures:
        line += f"; printed {printed(figures[found.name], shift)}{unit}"
    return line
