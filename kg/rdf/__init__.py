"""The one bridge between the values of kg.model and RDF: there (``quads``) and back (``facts_of``).

What is named here is imported when it is first used: a store that answers questions needs the terms only, and must
not wait for the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.rdf.bridge import quads
    from kg.rdf.periods import period_quads
    from kg.rdf.prefixes import prologue
    from kg.rdf.retrieval import facts_of
    from kg.rdf.slugs import slugify
    from kg.rdf.terms import Term, describe, graph_named, node, term_of, value_of

__all__ = [
    "Term",
    "describe",
    "facts_of",
    "graph_named",
    "node",
    "period_quads",
    "prologue",
    "quads",
    "slugify",
    "term_of",
    "value_of",
]

_HOMES = {
    "facts_of": "retrieval",
    "period_quads": "periods",
    "prologue": "prefixes",
    "quads": "bridge",
    "slugify": "slugs",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'terms')}"), name)
