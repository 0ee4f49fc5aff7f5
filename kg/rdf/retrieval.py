"""From quads back to facts: the same sources, figures and statements that were written.

What the bridge adds (intervals, dates derived from others, a default basis) comes back where the model has a place
for it; repeated values come back sorted, as RDF keeps no order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Quad

from kg.model.amount import Amount
from kg.model.cell import CellKey
from kg.model.facts import Facts, Figure, Proposition, Source, Statement
from kg.model.terms import Iri
from kg.rdf.cells import key_of
from kg.rdf.claims import proposition_of
from kg.rdf.records import Record, Records, slug_of
from kg.vocabulary import thing

__all__ = ["facts_of"]

_SLOTS = ("period", "year", "unit", "base", "speaker", "denominator")
_STATEMENTS = thing("statement", "")


def facts_of(quads: Iterable[Quad]) -> Facts:
    """The facts that these quads describe, each kind sorted by IRI.

    Raises:
        ValueError: a figure lacks what every figure has (a value, a period).
    """
    records = Records(quads)
    return Facts(
        sources=tuple(_source(record, records) for record in records.of_class("trade:Source")),
        figures=tuple(_figure(record, records) for record in records.of_class("trade:Figure")),
        statements=tuple(_statement(record, records) for record in records.of_class("trade:Statement")),
    )


def _source(record: Record, records: Records) -> Source:
    publisher = record.iri_of("dcterms:publisher")
    described = records.get(publisher)
    name = described.text("rdfs:label") if described else None
    return Source(
        id=slug_of(record.iri),
        title=record.text("dcterms:title") or "",
        publisher=name or slug_of(publisher or ""),
        issued=record.issue("dcterms:issued"),
        issued_earliest=record.day("trade:issuedEarliest"),
        issued_latest=record.day("trade:issuedLatest"),
        address=record.text("schema:url"),
        note=record.text("trade:note"),
        kind=record.slug("trade:sourceKind") or "unknown",
        copy_of=record.slug("trade:copyOf"),
        text_digest=record.text("trade:textDigest"),
        text_length=record.whole("trade:textLength"),
        bylines=tuple(str(name) for name in record.all("trade:byline")),
    )


def _figure(record: Record, records: Records) -> Figure:
    figure_id = slug_of(record.iri)
    carrier = record.iri_of("trade:statedIn") or ""
    target = record.iri_of("trade:denominator")
    return Figure(
        id=figure_id,
        also=_others(record, figure_id),
        source=record.slug("trade:source") or "",
        cell=key_of(record),
        amount=_amount(record),
        statement=slug_of(carrier) if carrier.startswith(_STATEMENTS) else None,
        passages=records.passages(record),
        denominator=_cell_of(target, records) if target else None,
        basis=record.basis(_SLOTS),
        suspicion=record.text("trade:suspicion"),
        converted_from=record.slug("trade:convertedFrom"),
        converted=record.one("trade:converted") is True,
        revises=record.slug("trade:revises"),
        note=record.text("trade:note"),
    )


def _others(record: Record, own: str) -> tuple[str, ...]:
    return tuple(str(name) for name in record.all("dcterms:identifier") if str(name) != own)


def _cell_of(iri: str, records: Records) -> CellKey | None:
    record = records.get(iri)
    return key_of(record) if record else None


def _amount(record: Record) -> Amount:
    value: Decimal | None = record.number("trade:value")
    if value is None:
        raise ValueError(f"<{record.iri}> has no value")
    return Amount(
        value=value,
        unit=record.iri_of("trade:unit") or Iri(""),
        bound=record.slug("trade:bound") or "",
        printed=record.text("trade:printed") or "",
        multiplier=record.whole("trade:multiplier") or 0,
        decimals=record.whole("trade:decimals") or 0,
    )


def _statement(record: Record, records: Records) -> Statement:
    statement_id = slug_of(record.iri)
    return Statement(
        id=statement_id,
        also=_others(record, statement_id),
        source=record.slug("trade:source") or "",
        speaker=record.iri_of("trade:speaker") or Iri(""),
        act=record.slug("trade:act") or "",
        voice=record.slug("trade:voice") or "",
        capacity=record.iri_of("trade:inCapacity"),
        spoken=record.period("trade:spokenOn"),
        spoken_earliest=record.day("trade:spokenEarliest"),
        spoken_latest=record.day("trade:spokenLatest"),
        basis=record.basis(_SLOTS),
        addressee=record.iris("trade:addressee"),
        reports=record.slug("trade:reports"),
        passages=records.passages(record),
        propositions=_propositions(record, records),
        about=record.iris("trade:about"),
        gist=record.text("trade:gist"),
        note=record.text("trade:note"),
    )


def _propositions(record: Record, records: Records) -> tuple[Proposition, ...]:
    """What the statement asserts beside figures, in the order of its numbers."""
    asserted = [one for iri in record.iris("trade:asserts") if (one := records.get(iri))]
    claims = ((_number(one.iri), proposition_of(one, lambda iri: _cell_of(iri, records))) for one in asserted)
    numbered = sorted((pair for pair in claims if pair[1] is not None), key=lambda pair: pair[0])
    return tuple(claim for _, claim in numbered if claim is not None)


def _number(iri: str) -> int:
    last = iri.rpartition("-")[2]
    return int(last) if last.isdigit() else 0
