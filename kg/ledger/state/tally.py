"""How many facts and triples a change brings and takes."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.derived import is_derived
from kg.rdf import node
from kg.vocabulary import thing

__all__ = ["changed", "tally"]

_KINDS = {
    "sources": "trade:Source",
    "figures": "trade:Figure",
    "statements": "trade:Statement",
    "decisions": "trade:Acceptance",
}


def tally(change: ChangeSet) -> dict[str, int]:
    """Counts by name ("figures added", "figures changed", "triples removed"); what there is none of is left out."""
    sides = (("added", change.added), ("removed", change.removed))
    found: dict[str, int] = {}
    for verb, quads in sides:
        own = [quad for quad in quads if not is_derived(quad)]
        found |= {f"{name} {verb}": _count(own, kind) for name, kind in _KINDS.items()}
    kinds = {name: name.removesuffix("s") for name in _KINDS if name != "decisions"}
    found |= {f"{name} changed": len(changed(change, thing(kind, ""))) for name, kind in kinds.items()}
    found |= {f"triples {verb}": len(quads) for verb, quads in sides}
    return {name: number for name, number in found.items() if number}


def changed(change: ChangeSet, start: str) -> set[str]:
    """The IRIs that begin so of things that stay, and of which something goes and something comes."""
    type_ = node("rdf:type")
    came, went = (
        {iri for q in quads if (iri := str(getattr(q.subject, "value", ""))).startswith(start)}
        for quads in (change.added, change.removed)
    )
    both = (*change.added, *change.removed)
    typed = {str(getattr(q.subject, "value", "")) for q in both if q.predicate == type_}
    return (came & went) - typed


def _count(quads: list[Quad], kind: str) -> int:
    class_, type_ = node(kind), node("rdf:type")
    return len({quad.subject for quad in quads if quad.predicate == type_ and quad.object == class_})
