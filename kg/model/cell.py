"""The identity of what a figure measures.

Two figures have the same cell when they state the same thing, whoever says it and whatever number they give. The key
holds everything that says *what is measured*, and nothing of who, where or how precisely. Decision 0001 gives the
measurements behind it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from kg.model.period import Period
from kg.model.terms import Iri

__all__ = ["CellKey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellKey:
    """All that says what a figure measures. IRIs throughout; None where the indicator does not take the part.

    ``unit_kind`` is the unit itself: two currencies are two cells. ``denominator`` is the digest of the cell that a
    share is a share of. ``terms`` is what a change is a change of: value in the reporter's own currency, in another
    currency, or of a quantity.
    """

    reporter: Iri
    product: Iri
    flow: Iri
    indicator: Iri
    period: Period
    unit_kind: Iri
    partner: Iri | None = None
    base_period: Period | None = None
    denominator: str | None = None
    ranked_among: Iri | None = None
    terms: Iri | None = None
    partner_basis: Iri | None = None
    group_definition: Iri | None = None
    valuation: Iri | None = None

    def lines(self) -> tuple[str, ...]:
        """The key as sorted "part=value" lines, absent parts left out."""
        parts = ((f.name, getattr(self, f.name)) for f in fields(self))
        return tuple(sorted(f"{name}={value}" for name, value in parts if value is not None))

    def digest(self) -> str:
        """The first 20 hex digits of the SHA-256 of the key's lines (80 bits)."""
        return hashlib.sha256("\n".join(self.lines()).encode()).hexdigest()[:20]
