"""What a store holds, counted: for ``kg info``."""

from __future__ import annotations

from kg.answers.assembly import Plan, assemble
from kg.answers.cards.making import FEW, few
from kg.answers.cards.plans import column
from kg.answers.lookups import Lookup
from kg.card import Card
from kg.store.base import Rows
from kg.store.counts import counts
from kg.table import Table
from kg.vocabulary import BASE

__all__ = ["contents", "graphs"]

_COUNTED = (
    ("figures", "Figures"),
    ("cells", "Cells they measure"),
    ("statements", "Statements"),
    ("reports", "Documents as reports"),
    ("sources", "Sources"),
    ("places", "Places"),
    ("groups", "Groups"),
    ("memberships", "Memberships in groups"),
    ("products", "Products"),
    ("initiatives", "Initiatives"),
    ("people", "People"),
    ("conflicts", "Conflicts between figures"),
    ("misprints", "Figures kept as printed though wrong"),
)

_REPORTERS = """
SELECT ?place (COUNT(?figure) AS ?figures) (COUNT(DISTINCT ?source) AS ?sources) (MIN(YEAR(?start)) AS ?first)
  (MAX(YEAR(?start)) AS ?last)
WHERE {
  ?figure a trade:Figure ; trade:reporter ?place ; trade:source ?source ; trade:period ?period .
  ?period trade:start ?start .
} GROUP BY ?place ORDER BY DESC(?figures) ?place
"""

_GRAPHS = """
SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph
"""


def contents(
    lookup: Lookup, *, where: str, facts: tuple[tuple[str, str], ...] = (), rows: int | None = FEW
) -> Card:
    """A card of the store: how many things of each kind, and which places report figures for which years.

    At most ``rows`` places are listed (None: all), and the heading says so.
    """
    held = counts(lookup.store)
    numbers = tuple((label, f"{held['things'][key]:,}") for key, label in _COUNTED)
    triples = ("Triples", f"{sum(held['triples'].values()):,} in {len(held['triples'])} named graphs")
    return Card(
        title="Regional trade graph",
        kind="graph",
        iri=BASE,
        facts=(("Store", where), *facts, *numbers, triples),
        sections=tuple(table for table in [_reporters(lookup, rows)] if table),
    )


def graphs(lookup: Lookup) -> Table:
    """The named graphs with the number of triples in each."""
    columns = (column("graph", "Graph", "value"), column("triples", "Triples", "count"))
    plan = Plan(columns=columns, title="Named graphs", sparql=_GRAPHS)
    return assemble(lookup.store.select(_GRAPHS), plan, lookup)


def _reporters(lookup: Lookup, rows: int | None) -> Table:
    found = lookup.store.select(_REPORTERS)
    columns = (
        column("place", "Place", "thing"),
        column("figures", "Figures", "count"),
        column("sources", "Sources", "count"),
        column("first", "First year", "value"),
        column("last", "Last year", "value"),
    )
    title = few("Places that figures are about", len(found.rows), rows)
    plan = Plan(columns=columns, title=title, sparql=_REPORTERS)
    return assemble(Rows(found.names, found.rows[:rows]), plan, lookup)
