"""Labels of propositions, made from their structure, in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import singledispatch

from kg.model.cell import CellKey
from kg.model.facts import (
    Assessment,
    Causal,
    Composition,
    Definition,
    Directive,
    EventMention,
    Forecast,
    Recommendation,
    Trend,
)
from kg.model.period import Period

__all__ = ["label_of", "words_of"]

_COURSES = {"up": "rising", "down": "falling", "steady": "holding steady"}
_COMPARED = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most", "eq": "equal to"}

_Namer = Callable[[Iterable[str]], str]


def words_of(iri: str) -> str:
    """The last part of an IRI as words: ".../topic/export-quality" is "export quality"."""
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2].replace("-", " ")


def label_of(proposition: object, labels: Mapping[str, str]) -> str:
    """The proposition in words; a thing without a label is called by the last part of its IRI."""

    def named(iris: Iterable[str]) -> str:
        names = [labels.get(iri) or words_of(iri) for iri in iris]
        return (
            ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names) or "something"
        )

    text = _label(proposition, named)
    return text[:1].upper() + text[1:]


@singledispatch
def _label(proposition: object, named: _Namer) -> str:
    raise TypeError(f"{type(proposition).__name__} is no proposition")


@_label.register(Causal)
def _causal(claim: Causal, named: _Namer) -> str:
    part = " in part" if claim.degree == "part" else ""
    effects = named(claim.effect) if claim.effect or not claim.cells else _cells(claim.cells, named)
    return f"{effects} explained{part} by {named(claim.cause)}"


@_label.register(Trend)
def _trend(claim: Trend, named: _Namer) -> str:
    return f"{named(claim.subject)} {_COURSES[claim.direction]}{_when(claim.period)}"


@_label.register(Composition)
def _composition(claim: Composition, named: _Namer) -> str:
    partner = f" with {named([claim.partner])}" if claim.partner else ""
    return (
        f"{named([claim.reporter])} {named([claim.flow])}{partner} made up mainly of {named(claim.component)}"
    )


@_label.register(Forecast)
def _forecast(claim: Forecast, named: _Namer) -> str:
    subject = _cells([claim.target], named) if claim.target else named(claim.about)
    course = f" {_COURSES[claim.direction]}" if claim.direction else ""
    premise = f" because of {named(claim.premise)}" if claim.premise else ""
    return f"{subject} expected{course}{_bounds(claim)}{_when(claim.horizon)}{premise}"


@_label.register(Recommendation)
def _recommendation(claim: Recommendation, named: _Namer) -> str:
    return f"{named(claim.addressee)} advised: {_deed(claim, named)}"


@_label.register(Directive)
def _directive(claim: Directive, named: _Namer) -> str:
    return f"{named(claim.addressee)} told: {_deed(claim, named)}"


@_label.register(EventMention)
def _event(claim: EventMention, named: _Namer) -> str:
    return f"{named(claim.event)}{_when(claim.period)}"


@_label.register(Assessment)
def _assessment(claim: Assessment, named: _Namer) -> str:
    return f"{named(claim.subject)} judged: {named(claim.quality)}"


@_label.register(Definition)
def _definition(claim: Definition, named: _Namer) -> str:
    return f"{named(claim.subject)} defined" + (f" as {named(claim.quality)}" if claim.quality else "")


def _deed(claim: Recommendation | Directive, named: _Namer) -> str:
    return named(claim.action) + (f" ({named(claim.object)})" if claim.object else "")


def _when(period: Period | None) -> str:
    return f", {period.label}" if period else ""


def _bounds(claim: Forecast) -> str:
    if claim.comparison == "between":
        return f" between {claim.lower:f} and {claim.upper:f}" if claim.lower and claim.upper else ""
    bound = claim.lower if claim.lower is not None else claim.upper
    return f" {_COMPARED[claim.comparison]} {bound:f}" if claim.comparison and bound is not None else ""


def _cells(keys: Iterable[CellKey], named: _Namer) -> str:
    return "; ".join(f"{named([key.reporter])} {named([key.flow])} {named([key.indicator])}" for key in keys)
