"""How many facts and triples a change brings and takes."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.ledger.changes import ChangeSet
from kg.ledger.derived import is_derived
from kg.rdf import node

__all__ = ["tally"]

_KINDS = {
    "sources": "trade:Source",
    "figures": "trade:Figure",
    "statements": "trade:Statement",
    "decisions": "trade:Acceptance",
}


def tally(change: ChangeSet) -> dict[str, int]:
    """Counts by name ("figures added", "triples removed"); what there is none of is left out."""
    found: dict[str, int] = {}
    for verb, quads in (("added", change.added), ("removed", change.removed)):
        own = [quad for quad in quads if not is_derived(quad)]
        for name, kind in _KINDS.items():
            if number := _count(own, kind):
                found[f"{name} {verb}"] = number
        if quads:
            found[f"triples {verb}"] = len(quads)
    return found


def _count(quads: list[Quad], kind: str) -> int:
    class_, type_ = node(kind), node("rdf:type")
    return len({quad.subject for quad in quads if quad.predicate == type_ and quad.object == class_})
