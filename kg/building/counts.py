"""What a store holds, counted."""

from __future__ import annotations

from kg.store.base import Store
from kg.vocabulary import shorten

__all__ = ["counts"]

_COUNTED = {
    "figures": "Figure",
    "statements": "Statement",
    "reports": "Report",
    "sources": "Source",
    "places": "Place",
    "products": "Product",
    "groups": "Group",
    "memberships": "GroupMembership",
    "posts held": "PostHolding",
    "initiatives": "Initiative",
    "people": "Person",
    "organisations": "Organisation",
    "topics": "Topic",
    "acceptances": "Acceptance",
    "conflicts": "Conflict",
    "findings": "Finding",
}

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) WHERE {{
  VALUES ?class {{ {} }}
  ?thing a ?class
}} GROUP BY ?class
"""
_GRAPHS = (
    "SELECT ?graph (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)


def counts(store: Store) -> dict[str, int]:
    """How many things of each kind the store holds; then, as "triples in <graph>", the size of each graph."""
    names = " ".join(f"trade:{name}" for name in _COUNTED.values())
    found = {shorten(str(kind)): int(str(number)) for kind, number in store.select(_CLASSES.format(names))}
    made = {label: found.get(f"trade:{name}", 0) for label, name in _COUNTED.items()}
    graphs = {shorten(str(graph)): int(str(number)) for graph, number in store.select(_GRAPHS)}
    made["triples"] = sum(graphs.values())
    return {**made, **{f"triples in {graph}": number for graph, number in graphs.items()}}
