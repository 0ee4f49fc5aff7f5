"""Cells as RDF: the dimensions of a key, and the descriptions of cells that are pointed at without a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.model.cell import CellKey
from kg.model.period import Period
from kg.model.terms import Iri
from kg.rdf.periods import period_iri
from kg.rdf.records import Record
from kg.rdf.terms import Pair, describe, graph_named
from kg.vocabulary import expand, thing

__all__ = ["DIMENSIONS", "cell_iri", "cell_quads", "dimensions", "key_of"]

DIMENSIONS = {
    "reporter": "trade:reporter",
    "partner": "trade:partner",
    "product": "trade:product",
    "flow": "trade:flow",
    "indicator": "trade:indicator",
    "terms": "trade:terms",
    "ranked_among": "trade:rankedAmong",
    "partner_basis": "trade:partnerBasis",
    "group_definition": "trade:groupDefinition",
    "valuation": "trade:valuation",
}
"""The parts of a key that are one IRI each, with their properties."""


def cell_iri(key: CellKey) -> Iri:
    """The IRI of a cell: the digest of its key under "cell/"."""
    return thing("cell", key.digest())


def dimensions(key: CellKey) -> Iterator[Pair]:
    """The properties that say what is measured, unit left out."""
    for part, curie in DIMENSIONS.items():
        yield curie, getattr(key, part)
    yield "trade:period", period_iri(key.period)
    if key.base_period is not None:
        yield "trade:basePeriod", period_iri(key.base_period)
    if key.denominator is not None:
        yield "trade:denominator", thing("cell", key.denominator)


def key_of(record: Record) -> CellKey:
    """The key that the dimensions of a figure or cell say; the inverse of ``dimensions``.

    Raises:
        ValueError: it has no period.
    """
    parts = {part: record.iri_of(curie) for part, curie in DIMENSIONS.items()}
    return CellKey(
        **{part: iri for part, iri in parts.items() if iri is not None},
        period=_period(record),
        base_period=record.period("trade:basePeriod"),
        denominator=record.slug("trade:denominator"),
        unit_kind=record.iri_of("trade:unit") or Iri(""),
    )


def _period(record: Record) -> Period:
    period = record.period("trade:period")
    if period is None:
        raise ValueError(f"<{record.iri}> has no period")
    return period


def cell_quads(keys: Iterable[CellKey]) -> Iterator[Quad]:
    """The description of each cell, once, in the graph that all sources share."""
    graph = graph_named("reference-cells")
    for iri, key in sorted({cell_iri(key): key for key in keys}.items()):
        yield from describe(
            graph,
            iri,
            (("rdf:type", expand("trade:Cell")), *dimensions(key), ("trade:unit", key.unit_kind)),
        )
