"""What a migration would change, as a card: the graphs with what comes and goes, and what is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from kg.card import Card
from kg.grid import Column
from kg.ledger.keeping.migration import Plan
from kg.table import Table
from kg.vocabulary import shorten, thing

__all__ = ["migration_card"]

_COLUMNS = (
    Column(name="graph", label="Graph", type="text"),
    Column(name="added", label="Come", type="count"),
    Column(name="removed", label="Go", type="count"),
)


def migration_card(plan: Plan, standing: Sequence[str]) -> Card:
    """What a migration would do with a store that stands so."""
    come, gone = (Counter(_graph(q) for q in quads) for quads in (plan.change.added, plan.change.removed))
    rows = tuple((name, Decimal(come[name]), Decimal(gone[name])) for name in sorted(come | gone))
    facts = [("Now", f"{text[:1].upper()}{text[1:]}.") for text in standing]
    facts += [("Stays", note) for note in plan.notes]
    if not rows:
        facts.append(("Triples", "none come and none go" if standing else "the store is of this version"))
    table = Table(columns=_COLUMNS, records=rows, title="Triples that come and go")
    return Card(
        title="Migration",
        kind="plan",
        iri=thing("graph", "ledger"),
        facts=tuple(facts),
        sections=(table,) if rows else (),
    )


def _graph(quad: object) -> str:
    graph = getattr(quad, "graph_name", None)
    return shorten(str(getattr(graph, "value", "")))
