"""What lies in what, as far as sums of trade are concerned: places, products, currencies. Read from a graph once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from kg.gate.kin.keys import PARTS
from kg.vocabulary import expand, thing

__all__ = ["WORLD", "Surroundings"]

WORLD = thing("place", "world")
_CHINA = thing("place", "china")
_CURRENCIES: dict[str, str] = {
    thing("place", "hong-kong"): expand("unit:CCY_HKD"),
    thing("place", "macao"): expand("unit:CCY_MOP"),
    thing("group", "gba-9"): expand("unit:CCY_CNY"),
    _CHINA: expand("unit:CCY_CNY"),
}
_Look = Callable[[str | None, str, str | None], Iterable[tuple[str, str]]]
"""Gives subject and object of the triples with a subject (or any), a property, and an object (or any)."""


class Surroundings:
    """Ways up and down the places and products of a graph.

    A way up ends at a customs territory: Hong Kong lies in China, and China's trade is not a sum over it.
    """

    def __init__(self, look: _Look) -> None:
        self._look = look
        self._known: dict[tuple[str, bool, str], tuple[str, ...]] = {}

    def look(self, subject: str | None, predicate: str, object_: str | None) -> tuple[tuple[str, str], ...]:
        """Subject and object of the triples with a subject (or any), a property and an object (or any); sorted."""
        return tuple(sorted(self._look(subject, expand(predicate), object_)))

    def places_above(self, place: str) -> tuple[str, ...]:
        """The places whose trade includes that of this one, itself left out."""
        return self._walk("schema:containedInPlace", place, upward=True)

    def places_below(self, place: str) -> tuple[str, ...]:
        """The places whose trade is included in that of this one, itself left out."""
        return self._walk("schema:containedInPlace", place, upward=False)

    def products_above(self, product: str) -> tuple[str, ...]:
        """The broader products."""
        return self._walk("skos:broader", product, upward=True)

    def products_below(self, product: str) -> tuple[str, ...]:
        """The narrower products."""
        return self._walk("skos:broader", product, upward=False)

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Every place but the world, and every group."""
        found = {
            subject
            for kind in ("trade:Place", "trade:Group")
            for subject, _ in self._look(None, expand("rdf:type"), expand(kind))
        }
        return tuple(sorted(found - {WORLD}))

    @cached_property
    def ranked(self) -> tuple[dict[str, str], ...]:
        """What everything that is ranked among others holds: the values of its dimensions, by their properties."""
        found = sorted({subject for subject, _ in self._look(None, expand("trade:rankedAmong"), None)})
        return tuple(
            {name: end for name in PARTS for _, end in self._look(subject, name, None)} for subject in found
        )

    def own_currency(self, reporter: str) -> str | None:
        """The currency that a reporter counts in, where it is known."""
        if reporter in _CURRENCIES:
            return _CURRENCIES[reporter]
        return _CURRENCIES[_CHINA] if _CHINA in self.places_above(reporter) else None

    def _walk(self, name: str, start: str, *, upward: bool) -> tuple[str, ...]:
        key = (name, upward, start)
        if key not in self._known:
            found: set[str] = set()
            waiting = [] if not start or (upward and self._bounded(start)) else [start]
            while waiting:
                near = {node for node in self._next(name, waiting.pop(), upward=upward) if node not in found}
                found |= near
                waiting += [node for node in near if not (upward and self._bounded(node))]
            self._known[key] = tuple(sorted(found - {start}))
        return self._known[key]

    def _next(self, name: str, node: str, *, upward: bool) -> list[str]:
        if upward:
            return [end for _, end in self._look(node, expand(name), None)]
        below = [start for start, _ in self._look(None, expand(name), node)]
        return [node for node in below if not self._bounded(node)]

    def _bounded(self, node: str) -> bool:
        return any(end == "true" for _, end in self._look(node, expand("trade:customsTerritory"), None))
