"""Propositions as RDF: what a statement asserts beside figures, with a label made from its structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch

from pyoxigraph import NamedNode, Quad

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
from kg.model.terms import Iri, Text
from kg.rdf.cells import cell_iri
from kg.rdf.figures import figure_iri
from kg.rdf.labels import label_of
from kg.rdf.periods import period_iri
from kg.rdf.terms import Pair, describe
from kg.vocabulary import code, expand, thing

__all__ = ["OUTCOMES", "proposition_iri", "proposition_quads"]

OUTCOMES = ("met", "missed", "undecided")
"""What can become of a forecast."""


def proposition_iri(statement_id: str, number: int) -> Iri:
    """The IRI of the n-th proposition of a statement."""
    return thing("proposition", f"{statement_id}-{number}")


def proposition_quads(
    proposition: Proposition, iri: Iri, *, graph: NamedNode, labels: Mapping[str, str]
) -> Iterator[Quad]:
    """One proposition; ``labels`` gives the names of the things it speaks of, where they are known."""
    kind = "EventMention" if isinstance(proposition, EventMention) else type(proposition).__name__
    head: tuple[Pair, ...] = (
        ("rdf:type", expand(f"trade:{kind}")),
        ("rdfs:label", Text(label_of(proposition, labels), "en")),
    )
    yield from describe(graph, iri, (*head, *_pairs(proposition)))


@singledispatch
def _pairs(proposition: object) -> Iterator[Pair]:
    raise TypeError(f"{type(proposition).__name__} is no proposition")


@_pairs.register(Causal)
def _causal(claim: Causal) -> Iterator[Pair]:
    yield "trade:cause", claim.cause
    yield "trade:effect", claim.effect
    yield "trade:degree", code("degree", claim.degree) if claim.degree else None
    yield "trade:target", [cell_iri(key) for key in claim.cells]


@_pairs.register(Trend)
def _trend(claim: Trend) -> Iterator[Pair]:
    yield "trade:subject", claim.subject
    yield "trade:direction", code("direction", claim.direction)
    yield "trade:period", period_iri(claim.period) if claim.period else None


@_pairs.register(Composition)
def _composition(claim: Composition) -> Iterator[Pair]:
    yield "trade:reporter", claim.reporter
    yield "trade:flow", claim.flow
    yield "trade:component", claim.component
    yield "trade:partner", claim.partner


@_pairs.register(Forecast)
def _forecast(claim: Forecast) -> Iterator[Pair]:
    yield "trade:target", cell_iri(claim.target) if claim.target else None
    yield "trade:about", claim.about
    yield "trade:direction", code("direction", claim.direction) if claim.direction else None
    yield "trade:comparison", code("comparison", claim.comparison) if claim.comparison else None
    yield "trade:lower", claim.lower
    yield "trade:upper", claim.upper
    yield "trade:horizon", period_iri(claim.horizon) if claim.horizon else None
    yield "trade:premise", claim.premise
    yield "trade:decidedBy", [figure_iri(one) for one in claim.decided_by]
    yield from _outcome(claim.outcome or "")


def _outcome(text: str) -> Iterator[Pair]:
    """The first word where it is an outcome ("missed: closed lower"), the rest as a note."""
    word, _, rest = text.partition(":")
    if word.strip() in OUTCOMES:
        yield "trade:outcome", code("outcome", word.strip())
        text = rest
    yield "trade:outcomeNote", Text(text.strip(), "en") if text.strip() else None


@_pairs.register(Recommendation)
@_pairs.register(Directive)
def _advice(claim: Recommendation | Directive) -> Iterator[Pair]:
    yield "trade:addressee", claim.addressee
    yield "trade:action", claim.action
    yield "trade:object", claim.object


@_pairs.register(EventMention)
def _event(claim: EventMention) -> Iterator[Pair]:
    yield "trade:event", claim.event
    yield "trade:period", period_iri(claim.period) if claim.period else None


@_pairs.register(Assessment)
def _assessment(claim: Assessment) -> Iterator[Pair]:
    yield "trade:subject", claim.subject
    yield "trade:quality", claim.quality
    yield "trade:evidence", [Iri(one) if ":" in one else figure_iri(one) for one in claim.evidence]


@_pairs.register(Definition)
def _definition(claim: Definition) -> Iterator[Pair]:
    yield "trade:subject", claim.subject
    yield "trade:quality", claim.quality
