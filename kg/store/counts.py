"""What a store holds, counted."""

from __future__ import annotations

from typing import TypedDict

from kg.store.base import Store
from kg.vocabulary import shorten

__all__ = ["Counts", "counts"]

_CLASSES = {
    "figures": "Figure",
    "cells": "Acceptance",
    "statements": "Statement",
    "reports": "Report",
    "sources": "Source",
    "places": "Place",
    "groups": "Group",
    "memberships": "GroupMembership",
    "products": "Product",
    "initiatives": "Initiative",
    "events": "Event",
    "topics": "Topic",
    "people": "Person",
    "organisations": "Organisation",
    "posts_held": "PostHolding",
    "conflicts": "Conflict",
    "misprints": "Finding",
}
_NUMBERS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ VALUES ?class {{ {} }} ?thing a ?class }} GROUP BY ?class
"""
_GRAPHS = (
    "SELECT ?graph (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)


class Counts(TypedDict):
    """How many things of each kind there are (``things``), and the triples of each named graph (``triples``)."""

    things: dict[str, int]
    triples: dict[str, int]


def counts(store: Store) -> Counts:
    """How many things of each kind the store holds, and how many triples each of its named graphs.

    Kinds of which there is nothing count 0. Statements are speech acts; document-level reports are counted apart.
    """
    names = " ".join(f"trade:{name}" for name in _CLASSES.values())
    found = {shorten(str(kind)): int(str(number)) for kind, number in store.select(_NUMBERS.format(names))}
    graphs = {shorten(str(graph)): int(str(number)) for graph, number in store.select(_GRAPHS)}
    return Counts(
        things={label: found.get(f"trade:{name}", 0) for label, name in _CLASSES.items()}, triples=graphs
    )
