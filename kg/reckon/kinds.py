"""What kind of trouble a knot of contradictions is: a misprint, a revision between two sources, a mix that cannot be.

A misprint moves a number far, or by a slip that leaves a trace; a revision moves it a little, and the two numbers come
from two sources. So where the figures have several sources and a base, a piece or one of two reports of a cell would
only have to lie a little elsewhere, the number was revised, even if some digit could be read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.model.interval import Interval
from kg.reckon.doubt import Diagnosis
from kg.reckon.quantities import Quantity
from kg.reckon.slips import SlipKind

__all__ = ["REVISED", "Kind", "Reading", "kind_of"]

Kind = Literal[
    "period mislabelled",
    "label swap",
    "sign slip",
    "unit slip",
    "digit slip",
    "base revision",
    "revision",
    "growth mix",
    "conversion",
    "other whole",
    "unexplained",
]
REVISED = Decimal("0.03")
"""How far a revision moves a level at most, as a part of it. A convention: those of the facts move it by up to 2 %."""

_TELLING: Mapping[SlipKind, Kind] = {
    "period mislabelled": "period mislabelled",
    "labels swapped": "label swap",
    "sign": "sign slip",
    "power of ten": "unit slip",
}
_MIXES = {"growth-of-whole", "growth-from-bases", "growth-between-parts"}
_LEVELS: Mapping[str, Mapping[str, Kind]] = {
    "change": {"base": "base revision", "value": "revision"},
    "same": {"one": "revision", "other": "revision"},
    "cumulative": {"whole": "revision", "piece": "revision"},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of a knot, the figures it points at (the likeliest doubt), and why, in a few words."""

    kind: Kind
    figures: tuple[str, ...]
    reason: str


def kind_of(found: Diagnosis, figures: Mapping[str, Quantity], origins: Mapping[str, str]) -> Reading:
    """What kind of trouble a knot is.

    Args:
        found: the knot with its doubts.
        figures: the figures by name.
        origins: the source of each figure, by its name; figures that it lacks have none of their own.
    """
    first = found.doubts[0] if found.doubts else None
    if first is not None and first.explained:
        told = [first.slips[name][0] for name in first.figures]
        kinds = {_TELLING.get(slip.kind) for slip in told}
        if None not in kinds:
            kind = next(one for one in _TELLING.values() if one in kinds)
            return Reading(kind, first.figures, "; ".join(slip.detail for slip in told))
    revised = next(_revised(found, figures, origins), None)
    if revised is not None:
        return revised
    doubted = first.figures if first else ()
    names = {check.instance.identity.name for check in found.contradictions}
    if names and names <= _MIXES:
        return Reading("growth mix", doubted, "the growth of the whole is no mix of its parts")
    if names == {"exchange"}:
        return Reading("conversion", doubted, "no exchange rate of the time")
    if first is not None and first.explained:
        return Reading("digit slip", doubted, "; ".join(first.slips[name][0].detail for name in doubted))
    return Reading("unexplained", doubted, "no slip and no revision explains it")


def _revised(
    found: Diagnosis, figures: Mapping[str, Quantity], origins: Mapping[str, str]
) -> Iterator[Reading]:
    """The doubts that a revision between two sources explains, those of bases first."""
    readings = []
    for doubt in found.doubts:
        roles = [_role(found, name, origins) for name in doubt.figures]
        near = all(_near(figures[name], doubt.implied.get(name)) for name in doubt.figures)
        kinds = [role for role in roles if role is not None]
        if near and len(kinds) == len(roles):
            kind: Kind = "base revision" if "base revision" in kinds else "revision"
            readings.append(Reading(kind, doubt.figures, "a little off between two sources"))
    yield from sorted(readings, key=lambda one: one.kind != "base revision")


def _role(found: Diagnosis, name: str, origins: Mapping[str, str]) -> Kind | None:
    """How a figure can have been revised, by its role in a contradiction with figures of another source."""
    kinds: set[Kind] = set()
    for check in found.contradictions:
        if name not in check.instance.names:
            continue
        others = {origins.get(one) for one in check.instance.names if one != name} - {None}
        role = check.instance.slots[check.instance.place(name)].role.name
        kind = _LEVELS.get(check.instance.identity.name, {}).get(role)
        if kind is not None and others - {origins.get(name)}:
            kinds.add(kind)
    return "base revision" if "base revision" in kinds else next(iter(kinds), None)


def _near(figure: Quantity, implied: Interval | None) -> bool:
    """Whether a figure would only have to lie a little elsewhere."""
    if figure.value is None or implied is None:
        return False
    ends = [end for end in (implied.lower, implied.upper) if end is not None]
    return bool(ends) and min(abs(end - figure.value) for end in ends) <= abs(figure.value) * REVISED
