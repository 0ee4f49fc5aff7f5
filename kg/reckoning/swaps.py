"""Labels that two sources give the other way round: two knots that explain each other, told as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from kg.reckoning.account import Knot, short
from kg.reckoning.holdings import Figure

__all__ = ["paired"]


def paired(knots: Sequence[Knot], figures: Mapping[str, Figure]) -> tuple[Knot, ...]:
    """The knots, two of them told as one where the figures of one source are those of the other exchanged.

    Args:
        knots: the knots.
        figures: the figures by their IRIs.
    """
    single = [one for one in knots if len(one.findings) == 1 and one.findings[0].identity == "same"]
    gone: dict[int, Knot | None] = {}
    for one, other in combinations(single, 2):
        if id(one) in gone or id(other) in gone or not _exchanged(one, other, figures):
            continue
        gone |= {id(one): _together(one, other, figures), id(other): None}
    told = [gone.get(id(one), one) for one in knots]
    return tuple(one for one in told if one is not None)


def _exchanged(one: Knot, other: Knot, figures: Mapping[str, Figure]) -> bool:
    """Whether each figure of one source is the other figure of the other source, of things that differ in one part."""
    (a, b), (c, d) = (_pair(knot, figures) for knot in (one, other))
    if a.origin != c.origin or b.origin != d.origin:
        return False
    parts = {*a.key.parts, *c.key.parts}
    if [part for part in parts if a.key.get(part) != c.key.get(part)] not in (
        ["product"],
        ["flow"],
        ["partner"],
    ):
        return False
    return a.quantity.interval.meets(d.quantity.interval) and c.quantity.interval.meets(b.quantity.interval)


def _pair(knot: Knot, figures: Mapping[str, Figure]) -> tuple[Figure, Figure]:
    names = sorted(knot.findings[0].figures, key=lambda name: (figures[name].origin, name))
    return figures[names[0]], figures[names[1]]


def _together(one: Knot, other: Knot, figures: Mapping[str, Figure]) -> Knot:
    (a, b), (c, d) = (_pair(knot, figures) for knot in (one, other))
    pairs = ((a, c), (b, d))
    doubts = tuple(
        ((x.iri, y.iri), f"{short(x.iri)} and {short(y.iri)} of source {short(x.source)}: exchanged")
        for x, y in pairs
    )
    return Knot(
        kind="label swap",
        reason=f"sources {short(a.source)} and {short(b.source)} give them the other way round",
        figures=(a.iri, b.iri, c.iri, d.iri),
        findings=one.findings + other.findings,
        doubts=doubts,
    )
