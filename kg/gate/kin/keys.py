"""Keys of cells as they stand in a graph, cheap to change in a part and to hash again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kg.vocabulary import expand, thing

__all__ = ["PARTS", "Key"]

PARTS: dict[str, str] = {
    expand(f"trade:{name}"): part
    for name, part in {
        "basePeriod": "base_period",
        "denominator": "denominator",
        "flow": "flow",
        "groupDefinition": "group_definition",
        "indicator": "indicator",
        "partner": "partner",
        "partnerBasis": "partner_basis",
        "period": "period",
        "product": "product",
        "rankedAmong": "ranked_among",
        "reporter": "reporter",
        "terms": "terms",
        "unit": "unit_kind",
        "valuation": "valuation",
    }.items()
}
"""The part of a key (as in kg.model.cell) that each property of a figure or a described cell holds."""

_CELL, _PERIOD = thing("cell", ""), thing("period", "")


class Key:
    """The parts of a cell's key by name, as text; ``whole`` is the key of the cell that a share is a share of.

    Periods are texts ("2019-01"), everything else is an IRI. A key does not change; ``put`` makes another.
    """

    __slots__ = ("_cell", "parts", "whole")

    def __init__(self, parts: Mapping[str, str], whole: Key | None = None) -> None:
        self.parts = dict(parts)
        self.whole = whole
        if whole is not None:
            self.parts["denominator"] = whole.cell.removeprefix(_CELL)
        self._cell: str | None = None

    @classmethod
    def of(cls, held: Mapping[str, str], whole: Key | None = None) -> Key:
        """The key of what holds these values (IRIs by the IRIs of their properties)."""
        return cls({PARTS[name]: _text(value) for name, value in held.items() if name in PARTS}, whole)

    def get(self, part: str) -> str:
        """A part, or nothing ("") where the key has none."""
        return self.parts.get(part, "")

    def put(self, whole: Key | None = None, /, **changed: str | None) -> Key:
        """The key with other parts; None takes a part out. The whole goes with the denominator."""
        parts = {name: value for name, value in {**self.parts, **changed}.items() if value is not None}
        kept = whole or (self.whole if "denominator" in parts else None)
        return Key(parts, kept)

    @property
    def cell(self) -> str:
        """The IRI of the cell: as kg.model.cell and the check match-cell-to-key make it."""
        if self._cell is None:
            lines = "\n".join(f"{name}={value}" for name, value in sorted(self.parts.items()))
            self._cell = _CELL + hashlib.sha256(lines.encode()).hexdigest()[:20]
        return self._cell


def _text(value: str) -> str:
    if value.startswith(_PERIOD):
        return value.removeprefix(_PERIOD).replace("--", "/")
    return value.removeprefix(_CELL)
