"""What is said of a person, place or other thing of the reference data, given other values by a commit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import UnknownName, UsageProblem
from kg.ledger.edits.renaming import RETIRED
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.overlay import Overlay
from kg.rdf import node
from kg.vocabulary import BASE, PREFIXES, expand, shorten

__all__ = ["Revising", "revising"]

_WORDS = {"label": "rdfs:label", "alias": "skos:altLabel", "code": "skos:notation"}
_SHARED = f"{PREFIXES['graph']}reference-"
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revising:
    """A property of a thing, and the values that it has from now on; none takes the property out.

    ``property`` is a prefixed name, or "label", "alias" or "code"; texts are in the language ``lang``, and only texts of
    that language are replaced by them.
    """

    iri: str
    property: str
    values: tuple[str, ...] = ()
    lang: str = "en"


def revising(wanted: Revising, engine: Store) -> ChangeSet:
    """The change that gives a property of a thing other values.

    Raises:
        UnknownName: there is no such thing.
        UsageProblem: it is no thing of the reference data, or the property or a value cannot be read.
    """
    said = Overlay(engine, ChangeSet()).of(wanted.iri)
    if not said:
        raise UnknownName(shorten(wanted.iri))
    homes = [quad for quad in said if quad.predicate == node("rdf:type") and _is_reference(quad)]
    if not homes:
        raise UsageProblem(
            f"{shorten(wanted.iri)} is no thing of the reference data; facts are corrected by `kg correct`."
        )
    predicate = _property(wanted.property)
    standing = [quad for quad in said if quad.predicate == predicate]
    terms = [_term(value, standing, wanted.lang) for value in wanted.values]
    texts = any(isinstance(term, Literal) and term.language for term in terms)
    replaced = [q for q in standing if not texts or getattr(q.object, "language", None) == wanted.lang]
    added = [Quad(homes[0].subject, predicate, term, homes[0].graph_name) for term in terms]
    return ChangeSet.of(added, [quad for quad in replaced if quad not in added])


def _is_reference(quad: Quad) -> bool:
    graph = str(getattr(quad.graph_name, "value", ""))
    return graph.startswith(_SHARED) and quad.graph_name != RETIRED


def _property(name: str) -> NamedNode:
    curie = _WORDS.get(name, name if ":" in name else f"trade:{name}")
    try:
        return NamedNode(expand(curie))
    except KeyError as error:
        known = ", ".join(_WORDS)
        raise UsageProblem(
            f"No property is called “{name}”; write a prefixed name, or one of {known}."
        ) from error


def _term(value: str, standing: Sequence[Quad], lang: str) -> NamedNode | Literal:
    """The value as the property has it so far: a thing, a date, a number, or a text."""
    before = [quad.object for quad in standing]
    prefix, colon, local = value.partition(":")
    if value.startswith(BASE) or (colon and prefix in PREFIXES and local and " " not in value):
        return NamedNode(value if value.startswith(BASE) else expand(value))
    if any(isinstance(one, NamedNode) for one in before):
        raise UsageProblem(f"“{value}” is a text, and the property leads to things; write its prefixed name.")
    typed = [one for one in before if isinstance(one, Literal) and not one.language]
    if _DATED.fullmatch(value) and (
        not before or any("#g" in one.datatype.value or "#date" in one.datatype.value for one in typed)
    ):
        return Literal(value, datatype=node(_DATES[len(value)]))
    if typed:
        return Literal(value, datatype=typed[0].datatype)
    return Literal(value, language=lang)
