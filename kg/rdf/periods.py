"""Periods as RDF: one description for each, in the graph that all sources share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.model.period import Period
from kg.model.terms import Iri, Text
from kg.rdf.terms import describe, graph_named
from kg.vocabulary import expand, thing

__all__ = ["period_iri", "period_quads"]


def period_iri(period: Period) -> Iri:
    """The IRI of a period: its slug under "period/"."""
    return thing("period", period.slug)


def period_quads(periods: Iterable[Period]) -> Iterator[Quad]:
    """The description of each period, once, in the order of time."""
    graph = graph_named("reference-periods")
    for period in sorted(set(periods)):
        yield from describe(
            graph,
            period_iri(period),
            (
                ("rdf:type", expand("trade:Period")),
                ("rdfs:label", Text(period.label, "en")),
                ("trade:periodText", period.text),
                ("trade:start", period.start),
                ("trade:endExclusive", period.end_exclusive),
                ("trade:periodKind", period.kind),
            ),
        )
