"""The one bridge between the values of kg.model and RDF: there (``quads``) and back (``facts_of``)."""

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
