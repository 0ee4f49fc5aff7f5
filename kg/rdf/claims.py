"""From records back to propositions."""

from __future__ import annotations

from collections.abc import Callable

from kg.model.cell import CellKey
from kg.model.facts import (
    Assessment,
    Causal,
    Composition,
    Definition,
    Directive,
    EventMention,
    Forecast,
    Proposition,
    Recommendation,
    Trend,
)
from kg.model.terms import Iri
from kg.rdf.records import Record, slug_of
from kg.vocabulary import expand, thing

__all__ = ["proposition_of"]

CellOf = Callable[[str], CellKey | None]
"""Finds the described cell of an IRI."""

_FIGURES = thing("figure", "")


def proposition_of(record: Record, cell_of: CellOf) -> Proposition | None:
    """The proposition that a record describes; None where it describes none."""
    for kind in record.iris("rdf:type"):
        reader = _READERS.get(kind)
        if reader is not None:
            return reader(record, cell_of)
    return None


def _causal(record: Record, cell_of: CellOf) -> Causal:
    cells = (cell_of(iri) for iri in record.iris("trade:target"))
    return Causal(
        cause=record.iris("trade:cause"),
        effect=record.iris("trade:effect"),
        degree=record.slug("trade:degree"),
        cells=tuple(cell for cell in cells if cell is not None),
    )


def _trend(record: Record, _: CellOf) -> Trend:
    return Trend(
        subject=record.iris("trade:subject"),
        direction=record.slug("trade:direction") or "",
        period=record.period("trade:period"),
    )


def _composition(record: Record, _: CellOf) -> Composition:
    return Composition(
        reporter=record.iri_of("trade:reporter") or Iri(""),
        flow=record.iri_of("trade:flow") or Iri(""),
        component=record.iris("trade:component"),
        partner=record.iri_of("trade:partner"),
    )


def _forecast(record: Record, cell_of: CellOf) -> Forecast:
    target = record.iri_of("trade:target")
    said = [record.slug("trade:outcome"), record.text("trade:outcomeNote")]
    return Forecast(
        target=cell_of(target) if target else None,
        about=record.iris("trade:about"),
        direction=record.slug("trade:direction"),
        comparison=record.slug("trade:comparison"),
        lower=record.number("trade:lower"),
        upper=record.number("trade:upper"),
        horizon=record.period("trade:horizon"),
        premise=record.iris("trade:premise"),
        decided_by=tuple(slug_of(iri) for iri in record.iris("trade:decidedBy")),
        outcome=": ".join(part for part in said if part) or None,
    )


def _recommendation(record: Record, _: CellOf) -> Recommendation:
    return Recommendation(
        addressee=record.iris("trade:addressee"),
        action=record.iris("trade:action"),
        object=record.iris("trade:object"),
    )


def _directive(record: Record, _: CellOf) -> Directive:
    return Directive(
        addressee=record.iris("trade:addressee"),
        action=record.iris("trade:action"),
        object=record.iris("trade:object"),
    )


def _event(record: Record, _: CellOf) -> EventMention:
    return EventMention(event=record.iris("trade:event"), period=record.period("trade:period"))


def _assessment(record: Record, _: CellOf) -> Assessment:
    evidence = record.iris("trade:evidence")
    return Assessment(
        subject=record.iris("trade:subject"),
        quality=record.iris("trade:quality"),
        evidence=tuple(slug_of(iri) if iri.startswith(_FIGURES) else str(iri) for iri in evidence),
    )


def _definition(record: Record, _: CellOf) -> Definition:
    return Definition(subject=record.iris("trade:subject"), quality=record.iris("trade:quality"))


_READERS: dict[Iri, Callable[[Record, CellOf], Proposition]] = {
    expand(f"trade:{name}"): reader
    for name, reader in (
        ("Assessment", _assessment),
        ("Causal", _causal),
        ("Composition", _composition),
        ("Definition", _definition),
        ("Directive", _directive),
        ("EventMention", _event),
        ("Forecast", _forecast),
        ("Recommendation", _recommendation),
        ("Trend", _trend),
    )
}
