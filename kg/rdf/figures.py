"""Figures as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Quad

from kg.model.facts import Figure
from kg.model.interval import Interval
from kg.model.terms import Iri, Partial, Text
from kg.rdf.cells import cell_iri, dimensions
from kg.rdf.sources import graph_of, passage_iri, passage_quads
from kg.rdf.terms import Pair, describe
from kg.vocabulary import code, expand, thing

__all__ = ["FIGURE_BASIS", "basis_pairs", "carrier_iri", "figure_iri", "figure_quads"]

FIGURE_BASIS = {"period": "stated", "unit": "stated"}
"""What a figure's basis is for the slots that always have one, where nothing else is said."""


def figure_iri(figure_id: str) -> Iri:
    """The IRI of a figure."""
    return thing("figure", figure_id)


def carrier_iri(figure: Figure) -> Iri:
    """What states the figure: its statement, or the report that the whole document is."""
    if figure.statement is not None:
        return thing("statement", figure.statement)
    return thing("report", figure.source)


def basis_pairs(basis: dict[str, str]) -> Iterator[Pair]:
    """The ``trade:<slot>Basis`` properties, in the order of their slots."""
    for slot, concept in sorted(basis.items()):
        yield f"trade:{slot}Basis", code("basis", concept)


def figure_quads(figure: Figure, *, vintage: date | Partial | None = None) -> Iterator[Quad]:
    """One figure with its passages, in the graph of its source; ``vintage`` is when that was issued."""
    pairs = (
        *_identity(figure),
        *dimensions(figure.cell),
        *_measure(figure),
        *_evidence(figure),
        ("trade:vintage", vintage),
        *_remarks(figure),
    )
    yield from describe(graph_of(figure.source), figure_iri(figure.id), pairs)
    for passage in figure.passages:
        yield from passage_quads(passage)


def _identity(figure: Figure) -> Iterator[Pair]:
    yield "rdf:type", expand("trade:Figure")
    yield "dcterms:identifier", (figure.id, *figure.also)
    yield "qb:dataSet", thing("dataset", figure.source)
    yield "trade:source", thing("source", figure.source)
    yield "trade:statedIn", carrier_iri(figure)
    yield "trade:cell", cell_iri(figure.cell)


def _measure(figure: Figure) -> Iterator[Pair]:
    amount = figure.amount
    yield "trade:value", amount.value
    yield "trade:printed", amount.printed
    yield "trade:unit", amount.unit
    yield "trade:multiplier", amount.multiplier
    yield "trade:decimals", amount.decimals
    yield "trade:bound", code("bound", amount.bound)
    yield from _ends(amount.interval)


def _ends(interval: Interval) -> Iterator[Pair]:
    yield "trade:lower", interval.lower
    yield "trade:upper", interval.upper
    yield "trade:lowerOpen", interval.lower_open or None
    yield "trade:upperOpen", interval.upper_open or None
    yield "trade:lowerSoft", interval.lower_soft or None
    yield "trade:upperSoft", interval.upper_soft or None


def _evidence(figure: Figure) -> Iterator[Pair]:
    yield "trade:anchor", code("anchor", "passage" if figure.passages else "document")
    yield "trade:span", [passage_iri(passage) for passage in figure.passages]
    yield from basis_pairs({**FIGURE_BASIS, **figure.basis})


def _remarks(figure: Figure) -> Iterator[Pair]:
    if figure.suspicion is not None:
        yield "trade:asPrinted", True
        yield "trade:suspicion", figure.suspicion
    yield "trade:convertedFrom", figure_iri(figure.converted_from) if figure.converted_from else None
    yield "trade:converted", figure.converted or None
    yield "trade:revises", figure_iri(figure.revises) if figure.revises else None
    yield "trade:note", Text(figure.note, "en") if figure.note else None
